//! `#[component]` on an `impl` block: a function component that mounts the type and shows it.
//!
//! ```text
//! impl Counter { fn mount(start: u32) -> Self { .. } fn render(&self) -> impl View { .. } }
//!
//! the block as it is, impl Stateful for Counter, and
//! fn Counter(#[prop(into)] id: ComponentId, start: u32) -> impl View { Mounted(Counter::mount(start)) }
//! ```

use super::signature::{Arguments, Component};
use super::without_options;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::spanned::Spanned;
use syn::{FnArg, Ident, ImplItem, ImplItemFn, ItemFn, ItemImpl, Pat, Type};

pub(super) fn expand(arguments: Arguments, block: ItemImpl) -> TokenStream {
    let cleaned = without_options_of_mount(block.clone());
    match component(arguments, &block) {
        Ok(component) => quote!(#cleaned #component),
        Err(error) => {
            let error = error.to_compile_error();
            quote!(#error #cleaned)
        }
    }
}

fn component(arguments: Arguments, block: &ItemImpl) -> syn::Result<TokenStream> {
    let name = name(block)?;
    let mount = method(block, "mount")?;
    let render = method(block, "render")?;
    if let Some(receiver) = mount.sig.receiver() {
        return Err(syn::Error::new(
            receiver.span(),
            "`mount` makes the component: it takes its props and returns `Self`",
        ));
    }
    let (vis, docs) = (&mount.vis, &mount.attrs);
    let inputs = &mount.sig.inputs;
    let given: Vec<TokenStream> = inputs.iter().filter_map(argument).collect();
    let names: Vec<&Ident> = inputs.iter().filter_map(input_name).collect();
    let id = match names.iter().any(|name| *name == "id") {
        true => TokenStream::new(),
        false => quote!(#[prop(into)] id: ::slotwise::ComponentId,),
    };
    let function: ItemFn = syn::parse_quote! {
        #(#docs)*
        #vis fn #name(#id #inputs) -> impl ::slotwise::View {
            ::slotwise::__private::Mounted(<#name>::mount(#(#given),*))
        }
    };
    let call = format_ident!("{name}_call");
    let component = Component::of(function, arguments)?.of_type(call).emit();
    let mounted = &render.sig.output;
    Ok(quote! {
        impl ::slotwise::Stateful for #name {
            fn render(&self) #mounted {
                <#name>::render(self)
            }
        }

        #component
    })
}

/// The type's name; it can have no parameters, as its instances are kept under it.
fn name(block: &ItemImpl) -> syn::Result<&Ident> {
    if let Type::Path(path) = &*block.self_ty
        && let Some(name) = path.path.get_ident()
        && block.generics.params.is_empty()
        && block.trait_.is_none()
    {
        return Ok(name);
    }
    Err(syn::Error::new(
        block.self_ty.span(),
        "a stateful component is a type without parameters: write `impl Counter`",
    ))
}

fn method<'b>(block: &'b ItemImpl, wanted: &str) -> syn::Result<&'b ImplItemFn> {
    let mut methods = block.items.iter().filter_map(|item| match item {
        ImplItem::Fn(method) => Some(method),
        _ => None,
    });
    methods.find(|method| method.sig.ident == wanted).ok_or_else(|| {
        let message = format!(
            "a stateful component has `fn mount(..) -> Self` and `fn render(&self) -> impl View`; `{wanted}` is \
             missing"
        );
        syn::Error::new(block.self_ty.span(), message)
    })
}

/// A param as `mount` takes it: the body of a component has it borrowed, if it is no reference itself.
fn argument(input: &FnArg) -> Option<TokenStream> {
    let FnArg::Typed(typed) = input else {
        return None;
    };
    let name = input_name(input)?;
    Some(match &*typed.ty {
        Type::Reference(_) => quote!(#name),
        _ => quote!(::slotwise::__private::core::clone::Clone::clone(#name)),
    })
}

fn input_name(input: &FnArg) -> Option<&Ident> {
    match input {
        FnArg::Typed(typed) => match &*typed.pat {
            Pat::Ident(name) => Some(&name.ident),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    }
}

/// The block as rustc would have it.
fn without_options_of_mount(mut block: ItemImpl) -> ItemImpl {
    for item in &mut block.items {
        if let ImplItem::Fn(method) = item
            && method.sig.ident == "mount"
        {
            without_options(&mut method.sig);
        }
    }
    block
}
