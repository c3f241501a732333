//! What the parameters of a component say: props with their options, slots with their attributes.

use super::lifetimes::OneLifetime;
use super::options::Options;
use super::stateful::Stateful;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{
    Attribute, Expr, FnArg, GenericArgument, GenericParam, Generics, ItemFn, LitStr, Pat, PatType,
    Path, PathArguments, PathSegment, ReturnType, Stmt, Token, Type, TypeParam, Visibility,
};

/// A function with `#[component]`.
pub(super) struct Component {
    pub(super) attributes: Vec<Attribute>,
    pub(super) vis: Visibility,
    /// That of the struct of its props.
    pub(super) name: Ident,
    /// What calls write.
    pub(super) function: Ident,
    /// `'a` and the function's own; `impl Trait` of a parameter is one of them.
    pub(super) generics: Generics,
    pub(super) output: ReturnType,
    pub(super) body: Vec<Stmt>,
    /// The element that it says it stands in.
    pub(super) place: Option<LitStr>,
    pub(super) params: Vec<Param>,
    /// It has a state of its own.
    pub(super) stateful: Option<Stateful>,
}

impl Component {
    /// The same, its struct called `name` since its own is that of a type.
    pub(super) fn of_type(mut self, name: Ident) -> Component {
        self.name = name;
        self
    }
}

/// `#[component(in = "tbody")]`
pub(super) struct Arguments {
    place: Option<LitStr>,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.is_empty() {
            return Ok(Arguments { place: None });
        }
        if !input.peek(Token![in]) {
            return Err(
                input.error("expected `in = \"tbody\"`, the element that the component stands in")
            );
        }
        input.parse::<Token![in]>()?;
        input.parse::<Token![=]>()?;
        Ok(Arguments {
            place: Some(input.parse()?),
        })
    }
}

/// One parameter.
pub(super) enum Param {
    Prop(Box<Prop>),
    Slot(SlotParam),
    Rest(Box<Rest>),
}

/// A prop of a component, or an attribute of a slot's entries.
pub(super) struct Prop {
    pub(super) name: Ident,
    pub(super) ty: Type,
    /// The type as its author wrote it, but for blanks.
    pub(super) written: String,
    pub(super) docs: Vec<String>,
    /// What it is if the caller does not give it.
    pub(super) default: Option<Default>,
    /// It takes whatever becomes its type.
    pub(super) into: bool,
    /// The literals it takes; any if there are none.
    pub(super) values: Vec<String>,
}

pub(super) struct Default {
    pub(super) value: Expr,
    /// It is the same each time.
    pub(super) constant: bool,
}

/// `#[prop(rest)] name: Attrs`: the attributes that are no props and go on to an element.
pub(super) struct Rest {
    pub(super) name: Ident,
    pub(super) docs: Vec<String>,
    pub(super) ty: Type,
    /// Names it takes besides those that every element has.
    pub(super) include: Vec<Ident>,
}

/// `name: Slot<A>` or `name: Slots<A>`.
pub(super) struct SlotParam {
    pub(super) name: Ident,
    pub(super) docs: Vec<String>,
    pub(super) required: bool,
    /// Any number of entries, not one at most.
    pub(super) many: bool,
    /// Its type without arguments, as written.
    pub(super) path: Path,
    /// What the component hands to the content.
    pub(super) argument: TokenStream,
    pub(super) attributes: Vec<Prop>,
}

impl Param {
    pub(super) fn name(&self) -> &Ident {
        match self {
            Param::Prop(prop) => &prop.name,
            Param::Slot(slot) => &slot.name,
            Param::Rest(rest) => &rest.name,
        }
    }

    pub(super) fn is_required(&self) -> bool {
        match self {
            Param::Prop(prop) => prop.is_required(),
            Param::Slot(slot) => slot.required,
            Param::Rest(_) => false,
        }
    }
}

impl Prop {
    pub(super) fn is_required(&self) -> bool {
        self.default.is_none()
    }
}

impl Component {
    pub(super) fn of(function: ItemFn, arguments: Arguments) -> syn::Result<Component> {
        let signature = function.sig;
        if let Some(word) = &signature.asyncness {
            return Err(syn::Error::new(
                word.span(),
                "a component cannot be `async`: give it what it shows as a prop",
            ));
        }
        let mut generics = signature.generics;
        if let Some(lifetime) = generics.lifetimes().next() {
            return Err(syn::Error::new(
                lifetime.span(),
                "write the lifetimes of props as `'_` or leave them out",
            ));
        }
        if let ReturnType::Default = signature.output {
            return Err(syn::Error::new(
                signature.ident.span(),
                "a component returns what it shows: write `-> impl View`",
            ));
        }
        let mut params = Vec::new();
        let mut errors: Option<syn::Error> = None;
        for argument in signature.inputs {
            match param(argument, &mut generics) {
                Ok(param) => params.push(param),
                Err(error) => match &mut errors {
                    Some(errors) => errors.combine(error),
                    None => errors = Some(error),
                },
            }
        }
        if let Some(errors) = errors {
            return Err(errors);
        }
        generics.params.insert(0, syn::parse_quote!('a));
        Ok(Component {
            attributes: function.attrs,
            vis: function.vis,
            function: signature.ident.clone(),
            name: signature.ident,
            generics,
            output: signature.output,
            body: function.block.stmts,
            place: arguments.place,
            params,
            stateful: None,
        })
    }
}

fn param(argument: FnArg, generics: &mut Generics) -> syn::Result<Param> {
    let FnArg::Typed(mut argument) = argument else {
        return Err(syn::Error::new(
            argument.span(),
            "a component is a function, not a method",
        ));
    };
    let Pat::Ident(name) = &*argument.pat else {
        return Err(syn::Error::new(
            argument.pat.span(),
            "a prop is a name, not a pattern",
        ));
    };
    let name = name.ident.clone();
    free(&name, &["attribute", "build", "lifetime", "spread"])?;
    let options = Options::take(&mut argument.attrs)?;
    OneLifetime.visit_type_mut(&mut argument.ty);
    if let Some(path) = slot_path(&argument.ty) {
        return Ok(Param::Slot(slot_param(name, path, options)?));
    }
    options.refuse_slot()?;
    let PatType { ty, .. } = argument;
    if let Some(include) = options.rest {
        return Ok(Param::Rest(Box::new(Rest {
            docs: options.docs,
            ty: attrs_type(*ty, &name)?,
            name,
            include,
        })));
    }
    Ok(Param::Prop(Box::new(Prop {
        written: ty.to_token_stream().to_string(),
        ty: callback(*ty, &name, generics),
        name,
        docs: options.docs,
        default: options.default,
        into: options.into,
        values: options.values,
    })))
}

/// Whether a prop or attribute may be called so.
pub(super) fn free(name: &Ident, taken: &[&str]) -> syn::Result<()> {
    match taken.iter().any(|taken| name == taken) {
        true => Err(syn::Error::new(
            name.span(),
            format!("`{name}` is taken by what calls expand to: give it another name"),
        )),
        false => Ok(()),
    }
}

/// `Attrs` with the lifetime of the props.
fn attrs_type(mut ty: Type, name: &Ident) -> syn::Result<Type> {
    if let Type::Path(path) = &mut ty
        && let Some(last) = path.path.segments.last_mut()
        && last.ident == "Attrs"
    {
        last.arguments = PathArguments::AngleBracketed(syn::parse_quote!(<'a>));
        return Ok(ty);
    }
    Err(syn::Error::new(
        name.span(),
        "`#[prop(rest)]` stands before an `Attrs`",
    ))
}

/// `impl Trait` becomes a borrow of a type of its own, so that a closure need not be `Clone`.
fn callback(ty: Type, name: &Ident, generics: &mut Generics) -> Type {
    let Type::ImplTrait(implemented) = ty else {
        return ty;
    };
    let words = name.to_string();
    let words = words.trim_start_matches("r#").split('_');
    let camel: String = words.map(capitalised).collect();
    let ident = format_ident!("Impl{camel}", span = name.span());
    let bounds = implemented.bounds;
    let param: TypeParam = syn::parse_quote!(#ident: #bounds);
    generics.params.push(GenericParam::Type(param));
    syn::parse_quote!(&'a #ident)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars.as_str().chars()).collect()
}

fn slot_param(name: Ident, path: &Path, options: Options) -> syn::Result<SlotParam> {
    options.refuse_prop()?;
    let mut path = path.clone();
    let Some(slot) = path.segments.last_mut() else {
        return Err(syn::Error::new(name.span(), "expected a type"));
    };
    let argument = slot_argument(slot);
    slot.arguments = PathArguments::None;
    let many = slot.ident == "Slots";
    if name == "inner_block" && many {
        return Err(syn::Error::new(
            slot.ident.span(),
            "`inner_block` is one content: write `Slot`",
        ));
    }
    if !many && let Some(attribute) = options.attributes.first() {
        return Err(syn::Error::new(
            attribute.name.span(),
            "only entries of `Slots` have attributes",
        ));
    }
    Ok(SlotParam {
        name,
        docs: options.docs,
        required: options.required,
        many,
        path,
        argument,
        attributes: options.attributes,
    })
}

/// `A` of `Slot<A>`, `()` if it is left out.
fn slot_argument(slot: &PathSegment) -> TokenStream {
    let PathArguments::AngleBracketed(arguments) = &slot.arguments else {
        return quote!(());
    };
    let ty = arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    ty.map_or_else(|| quote!(()), |ty| quote!(#ty))
}

/// The path of a type that is called `Slot` or `Slots`.
fn slot_path(ty: &Type) -> Option<&Path> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let named = last.ident == "Slot" || last.ident == "Slots";
    (path.qself.is_none() && named).then_some(&path.path)
}
