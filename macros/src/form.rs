//! `#[derive(FormData)]`: from a struct to the fields of its form.
//!
//! `struct User { name: String, #[form(nested)] skills: Vec<Skill> }` becomes
//! ```text
//! struct Fields { name: Input<String>, skills: <Vec<Skill> as Nested>::State }
//! impl FieldSet for Fields { .. }                 makes them of a User, and a User of them
//! impl FormData for User { NAME = "user", Fields }
//! ```
//! in a block of its own, so that no name is taken.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Field, Fields, ItemStruct, LitStr, Type, Visibility};

pub(crate) fn expand(item: TokenStream) -> TokenStream {
    let input = syn::parse2::<ItemStruct>(item.clone()).map_err(|_| not_a_struct(&item));
    match input.and_then(|input| Form::of(&input)) {
        Ok(form) => form.emit(),
        Err(error) => error.to_compile_error(),
    }
}

/// A struct, as a form sees it.
struct Form {
    ident: Ident,
    vis: Visibility,
    /// `user`
    name: String,
    max_rows: Option<Expr>,
    parts: Vec<Part>,
}

/// One field of the struct.
struct Part {
    ident: Ident,
    vis: Visibility,
    ty: Type,
    options: Options,
}

/// What `#[form(..)]` says.
#[derive(Default)]
struct Options {
    nested: bool,
    skip: bool,
    default: Option<Expr>,
    name: Option<LitStr>,
    max_rows: Option<Expr>,
}

impl Form {
    /// Gathers all mistakes of the struct.
    fn of(input: &ItemStruct) -> syn::Result<Form> {
        let mut mistakes = Mistakes::default();
        let options = mistakes.note(Options::of_struct(&input.attrs));
        let Options { name, max_rows, .. } = options.unwrap_or_default();
        if !input.generics.params.is_empty() {
            let message = "found parameters: the data of a form has a type without them";
            mistakes.add(syn::Error::new(input.generics.span(), message));
        }
        let Fields::Named(fields) = &input.fields else {
            return Err(not_a_struct(input));
        };
        let parts = fields.named.iter();
        let parts = parts.filter_map(|field| mistakes.note(Part::of(field)));
        let form = Form {
            ident: input.ident.clone(),
            vis: input.vis.clone(),
            parts: parts.collect(),
            max_rows,
            name: match name {
                Some(name) => name.value(),
                None => snake_case(&input.ident.unraw().to_string()),
            },
        };
        mistakes.none_or(form)
    }

    fn emit(&self) -> TokenStream {
        let Form {
            ident,
            vis,
            name,
            max_rows,
            parts,
        } = self;
        let max_rows = max_rows
            .as_ref()
            .map(|most| quote!(const MAX_ROWS: usize = #most;));
        let fields = parts.iter().map(Part::field);
        let made = parts.iter().map(Part::made);
        let idents: Vec<&Ident> = parts.iter().map(|part| &part.ident).collect();
        let keys = parts.iter().map(Part::key);
        quote! {
            const _: () = {
                use ::slotwise::form::__private::{FieldSet, Name, Part, State};

                #[doc(hidden)]
                #vis struct Fields {
                    #(#fields,)*
                }

                impl FieldSet for Fields {
                    type Value = #ident;

                    #[allow(unused_variables)]
                    fn new(name: &Name, value: ::core::option::Option<&#ident>) -> Self {
                        Fields { #(#made,)* }
                    }

                    #[allow(unused_variables)]
                    fn value(&self, stand_ins: bool) -> ::core::option::Option<#ident> {
                        ::core::option::Option::Some(#ident {
                            #(#idents: State::value(&self.#idents, stand_ins)?,)*
                        })
                    }

                    fn parts(&self) -> ::std::vec::Vec<&dyn Part> {
                        ::std::vec![#(&self.#idents as &dyn Part,)*]
                    }

                    fn parts_mut(&mut self) -> ::std::vec::Vec<(&'static str, &mut dyn Part)> {
                        ::std::vec![#((#keys, &mut self.#idents as &mut dyn Part),)*]
                    }
                }

                impl ::slotwise::form::FormData for #ident {
                    const NAME: &'static str = #name;
                    #max_rows
                    type Fields = Fields;
                }
            };
        }
    }
}

impl Part {
    fn of(field: &Field) -> syn::Result<Part> {
        let Some(ident) = &field.ident else {
            return Err(syn::Error::new(
                field.span(),
                "expected a field with a name",
            ));
        };
        Ok(Part {
            ident: ident.clone(),
            vis: field.vis.clone(),
            ty: field.ty.clone(),
            options: Options::of_field(&field.attrs)?,
        })
    }

    /// How the form calls it.
    fn key(&self) -> String {
        self.ident.unraw().to_string()
    }

    /// `name: Input<String>`
    fn field(&self) -> TokenStream {
        let Part { ident, vis, .. } = self;
        let state = self.state();
        quote!(#vis #ident: #state)
    }

    fn state(&self) -> TokenStream {
        let ty = &self.ty;
        if self.options.nested {
            quote_spanned!(ty.span()=> <#ty as ::slotwise::form::__private::Nested>::State)
        } else if self.options.skip {
            quote!(::slotwise::form::__private::Kept<#ty>)
        } else {
            quote_spanned!(ty.span()=> ::slotwise::form::Input<#ty>)
        }
    }

    /// `name: <Input<String> as State>::new(name.child("name"), ..)`
    fn made(&self) -> TokenStream {
        let (ident, key, state) = (&self.ident, self.key(), self.state());
        let value = quote!(::core::option::Option::map(value, |value| &value.#ident));
        let value = match &self.options.default {
            Some(default) => {
                quote!(::core::option::Option::or(#value, ::core::option::Option::Some(&(#default))))
            }
            None => value,
        };
        quote!(#ident: <#state as State>::new(name.child(#key), #value))
    }
}

impl Options {
    fn of_field(attributes: &[Attribute]) -> syn::Result<Options> {
        let options = Options::parse(
            attributes,
            &["nested", "skip", "default"],
            "expected `nested`, `skip` or `default = value`",
        )?;
        let mistake = match &options {
            Options {
                nested: true,
                skip: true,
                ..
            } => Some("found both `nested` and `skip`: what is skipped is not in the form"),
            Options {
                skip: true,
                default: Some(_),
                ..
            } => {
                Some("found a default for what is skipped: in a blank form it is that of its type")
            }
            _ => None,
        };
        let attribute = attributes.iter().find(|one| one.path().is_ident("form"));
        match mistake.zip(attribute) {
            Some((message, attribute)) => Err(syn::Error::new(attribute.span(), message)),
            None => Ok(options),
        }
    }

    fn of_struct(attributes: &[Attribute]) -> syn::Result<Options> {
        let options = Options::parse(
            attributes,
            &["name", "max_rows"],
            "expected `name = \"account\"` or `max_rows = 50`",
        )?;
        let fine = |name: &str| {
            let mut bytes = name.bytes();
            !name.is_empty() && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        };
        match &options.name {
            Some(name) if !fine(&name.value()) => Err(syn::Error::new(
                name.span(),
                format!(
                    "found `{}`: the name of a form consists of letters, digits, `_` and `-`",
                    name.value()
                ),
            )),
            _ => Ok(options),
        }
    }

    fn parse(attributes: &[Attribute], allowed: &[&str], expected: &str) -> syn::Result<Options> {
        let mut options = Options::default();
        for attribute in attributes.iter().filter(|one| one.path().is_ident("form")) {
            attribute.parse_nested_meta(|meta| {
                if !allowed.iter().any(|name| meta.path.is_ident(name)) {
                    return Err(meta.error(expected));
                }
                if meta.path.is_ident("nested") {
                    options.nested = true;
                } else if meta.path.is_ident("skip") {
                    options.skip = true;
                } else if meta.path.is_ident("default") {
                    options.default = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("max_rows") {
                    options.max_rows = Some(meta.value()?.parse()?);
                } else {
                    options.name = Some(meta.value()?.parse()?);
                }
                Ok(())
            })?;
        }
        Ok(options)
    }
}

fn not_a_struct(item: &impl ToTokens) -> syn::Error {
    let message = "expected a struct with named fields, which are those of the form; for an enum, which is the value \
                   of one field, implement `slotwise::form::Text`";
    syn::Error::new_spanned(item, message)
}

/// All that is wrong with a struct.
#[derive(Default)]
struct Mistakes(Option<syn::Error>);

impl Mistakes {
    fn add(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(first) => first.combine(error),
            none => *none = Some(error),
        }
    }

    fn note<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    fn none_or<T>(self, value: T) -> syn::Result<T> {
        self.0.map_or(Ok(value), Err)
    }
}

/// `UserAccount` -> `user_account`
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    let mut after_small = false;
    for char in name.chars() {
        if char.is_uppercase() && after_small {
            snake.push('_');
        }
        after_small = !char.is_uppercase() && char != '_';
        snake.extend(char.to_lowercase());
    }
    snake
}
