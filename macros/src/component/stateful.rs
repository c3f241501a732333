//! `#[component]` on an `impl` block: a component whose instances live from one visit to the next.
//!
//! ```text
//! impl Counter {
//!     fn mount(start: u32) -> Self { .. }
//!     fn update(&mut self, start: u32) { .. }
//!     fn render(&self, inner_block: Slot) -> impl View { h! { .. } }
//! }
//!
//! the block without `render`, impl Stateful for Counter, and the component
//! fn Counter(#[prop(into)] id: ComponentId, start: u32, inner_block: Slot) -> impl View { h! { .. } }
//!
//! impl View for Counter_call { fn visit(..) { cx.component(&Call { mount, update, show, .. }) } }
//! struct Counter_shown { state: &Counter, myself: Myself, inner_block: Slot }     `self` in the body of `render`
//! ```

use super::local;
use super::signature::{Arguments, Component, Param};
use super::without_options;
use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::spanned::Spanned;
use syn::{Attribute, FnArg, Ident, ImplItem, ImplItemFn, ItemFn, ItemImpl, Pat, Receiver, Type};

/// What makes a component one with state.
pub(super) struct Stateful {
    /// The type.
    ty: Ident,
    /// Attributes and the first parameter of `render`.
    attributes: Vec<Attribute>,
    receiver: Receiver,
    /// Names of the props that `mount` takes, and that `update` follows.
    mounted: Vec<Ident>,
    updated: Option<Vec<Ident>>,
    /// The instances are named by a prop of the component's own.
    own_id: bool,
}

pub(super) fn expand(arguments: Arguments, block: ItemImpl) -> TokenStream {
    let cleaned = cleaned(block.clone());
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
    let mount = required(block, "mount")?;
    let render = required(block, "render")?;
    if let Some(receiver) = mount.sig.receiver() {
        return Err(syn::Error::new(
            receiver.span(),
            "`mount` makes the component: it takes its props and returns `Self`",
        ));
    }
    let update = method(block, "update");
    let mounted = names(mount);
    let own_id = mounted.iter().any(|name| name == "id");
    let stateful = Stateful {
        ty: name.clone(),
        attributes: render.attrs.clone(),
        receiver: receiver(render)?,
        updated: update
            .map(|update| followed(update, &mounted))
            .transpose()?,
        own_id,
        mounted,
    };
    let (vis, docs) = (&mount.vis, &mount.attrs);
    let props = &mount.sig.inputs;
    let slots = render.sig.inputs.iter().skip(1);
    let id = match own_id {
        true => TokenStream::new(),
        false => quote!(#[prop(into)] id: ::slotwise::ComponentId,),
    };
    let comma = (!props.empty_or_trailing()).then(|| quote!(,));
    let output = &render.sig.output;
    let body = of_type(render.block.to_token_stream(), name);
    let function: ItemFn = syn::parse2(quote! {
        #(#docs)*
        #vis fn #name(#id #props #comma #(#slots),*) #output #body
    })?;
    let call = format_ident!("{name}_call");
    let mut component = Component::of(function, arguments)?.of_type(call);
    component.check_slots(&stateful)?;
    component.check_root()?;
    component.stateful = Some(stateful);
    let component = component.emit();
    let handled = method(block, "handle_event")
        .map(|handle| handled(handle, name))
        .transpose()?;
    let together = method(block, "update_many")
        .map(|update_many| together(update_many, name))
        .transpose()?;
    Ok(quote! {
        impl ::slotwise::Stateful for #name {
            #together
            #handled
        }

        #component
    })
}

impl Component {
    /// What the parameters of `render` may be.
    fn check_slots(&self, stateful: &Stateful) -> syn::Result<()> {
        for param in &self.params {
            let name = param.name();
            let is_prop = name == "id" || stateful.mounted.contains(name);
            let message = match (is_prop, param) {
                (true, Param::Slot(_)) => {
                    "an instance outlives what a caller puts into a slot: make it a parameter of `render`"
                }
                (false, Param::Prop(_) | Param::Rest(_)) => {
                    "the parameters of `render` are slots, `Slot` or `Slots`: props belong to `mount` and `update`"
                }
                _ => continue,
            };
            return Err(syn::Error::new(name.span(), message));
        }
        Ok(())
    }

    /// The client finds a component by its one element.
    fn check_root(&self) -> syn::Result<()> {
        match self.template() {
            Some((_, template)) if !template.single_root => Err(syn::Error::new(
                self.function.span(),
                "a component with state shows exactly one element: put an element around what `render` gives",
            )),
            _ => Ok(()),
        }
    }

    /// The call as a view, and what `self` is in the body.
    pub(super) fn stateful_view(&self, stateful: &Stateful) -> TokenStream {
        let (call, output, statements) = (&self.name, &self.output, &self.body);
        let Stateful {
            ty,
            attributes,
            receiver,
            ..
        } = stateful;
        let vis = &self.vis;
        let shown = format_ident!("{ty}_shown");
        let slots: Vec<&Ident> = self.slots().map(|slot| &slot.name).collect();
        let types = self.slots().map(|slot| self.slot_type(slot));
        let locals = self
            .params
            .iter()
            .filter(|param| matches!(param, Param::Slot(_)));
        let locals = locals.map(local);
        let given = self
            .params
            .iter()
            .filter(|param| !matches!(param, Param::Slot(_)));
        let given: Vec<TokenStream> = given.map(local).collect();
        let mounted = self.arguments(&stateful.mounted);
        let id = match stateful.own_id {
            true => quote!(&::slotwise::ComponentId::from(
                ::slotwise::__private::core::clone::Clone::clone(&*self.id)
            )),
            false => quote!(&self.id),
        };
        let update = match &stateful.updated {
            Some(names) => {
                let arguments = self.arguments(names);
                quote!(::slotwise::__private::core::option::Option::Some(&|state: &mut #ty| {
                    #(#given)*
                    <#ty>::update(state, #(#arguments),*);
                }))
            }
            None => quote!(::slotwise::__private::core::option::Option::None),
        };
        let followed = stateful.updated.iter().flatten();
        quote! {
            #[doc(hidden)]
            #[allow(non_camel_case_types)]
            #vis struct #shown<'a> {
                state: &'a #ty,
                #[allow(dead_code)]
                myself: ::slotwise::Myself,
                #(#slots: &'a #types,)*
            }

            impl ::slotwise::__private::core::ops::Deref for #shown<'_> {
                type Target = #ty;

                fn deref(&self) -> &#ty {
                    self.state
                }
            }

            #[allow(clippy::needless_lifetimes)]
            impl<'a> #shown<'a> {
                #(#attributes)*
                fn render(#receiver) #output {
                    #(#locals)*
                    #(#statements)*
                }
            }

            impl ::slotwise::Hole for #call<'_> {
                fn hole(&self) -> ::slotwise::Dyn<'_> {
                    ::slotwise::Dyn::View(self)
                }
            }

            impl ::slotwise::View for #call<'_> {
                fn visit(&self, cx: &mut ::slotwise::Cx<'_>) {
                    cx.component(&::slotwise::__private::Call::<#ty> {
                        view: self,
                        id: #id,
                        props: ::slotwise::Stamp::mix(
                            0,
                            &[#(::slotwise::Stamped::stamp(&self.#followed)),*],
                        ),
                        slots: ::slotwise::Stamp::mix(
                            0,
                            &[#(::slotwise::Stamped::stamp(&self.#slots)),*],
                        ),
                        mount: &|| {
                            #(#given)*
                            <#ty>::mount(#(#mounted),*)
                        },
                        update: #update,
                        show: &|state, myself, cx| {
                            let shown = #shown { state, myself, #(#slots: &self.#slots,)* };
                            ::slotwise::View::visit(&shown.render(), cx);
                        },
                    });
                }
            }
        }
    }

    /// Props as functions of the block take them: the body of a component has them borrowed, if they are no
    /// references themselves.
    fn arguments(&self, names: &[Ident]) -> Vec<TokenStream> {
        let argument = |name: &Ident| {
            let is_reference = self.params.iter().any(|param| {
                matches!(param, Param::Prop(prop) if prop.name == *name && matches!(prop.ty, Type::Reference(_)))
            });
            match is_reference {
                true => quote!(#name),
                false => quote!(::slotwise::__private::core::clone::Clone::clone(#name)),
            }
        };
        names.iter().map(argument).collect()
    }
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

fn method<'b>(block: &'b ItemImpl, wanted: &str) -> Option<&'b ImplItemFn> {
    let mut methods = block.items.iter().filter_map(|item| match item {
        ImplItem::Fn(method) => Some(method),
        _ => None,
    });
    methods.find(|method| method.sig.ident == wanted)
}

fn required<'b>(block: &'b ItemImpl, wanted: &str) -> syn::Result<&'b ImplItemFn> {
    method(block, wanted).ok_or_else(|| {
        let message = format!(
            "a stateful component has `fn mount(..) -> Self` and `fn render(&self) -> impl View`; `{wanted}` is \
             missing"
        );
        syn::Error::new(block.self_ty.span(), message)
    })
}

/// The function of the trait: an event is decoded as the type that the component's own function takes.
fn handled(handle: &ImplItemFn, name: &Ident) -> syn::Result<TokenStream> {
    let span = handle.sig.ident.span();
    let Some(FnArg::Typed(event)) = handle.sig.inputs.iter().nth(1) else {
        return Err(syn::Error::new(
            span,
            "a component is told of an event: write `fn handle_event(&mut self, event: CounterEvent, cx: &mut \
             ComponentCx)` with an enum that has `#[derive(Event)]`",
        ));
    };
    let ty = of_type(event.ty.to_token_stream(), name);
    let decoded = quote::quote_spanned! {event.ty.span()=>
        <#ty as ::slotwise::session::Event>::decode(event)?
    };
    Ok(quote::quote_spanned! {span=>
        const EVENTS: ::slotwise::session::Events = ::slotwise::session::Events::of::<#ty>();

        fn handle_event(
            &mut self,
            event: ::slotwise::session::RawEvent,
            cx: &mut ::slotwise::session::ComponentCx<'_>,
        ) -> ::slotwise::__private::core::result::Result<(), ::slotwise::session::EventError> {
            <#name>::handle_event(self, #decoded, cx);
            ::slotwise::__private::core::result::Result::Ok(())
        }
    })
}

/// The function of the trait that gets many instances.
fn together(update_many: &ImplItemFn, name: &Ident) -> syn::Result<TokenStream> {
    let span = update_many.sig.ident.span();
    if update_many.sig.inputs.len() != 1 || update_many.sig.receiver().is_some() {
        return Err(syn::Error::new(
            span,
            "`update_many` gets what one pass has mounted or updated: write `fn update_many(instances: &mut [&mut \
             Self])`",
        ));
    }
    let found = quote::quote_spanned!(span=> <#name>::update_many);
    Ok(quote! {
        const UPDATE_MANY: ::slotwise::__private::core::option::Option<::slotwise::UpdateMany<#name>> =
            ::slotwise::__private::core::option::Option::Some(#found);
    })
}

/// `&self`.
fn receiver(render: &ImplItemFn) -> syn::Result<Receiver> {
    match render.sig.receiver() {
        Some(receiver) if receiver.to_token_stream().to_string() == "& self" => {
            Ok(receiver.clone())
        }
        _ => Err(syn::Error::new(
            render.sig.ident.span(),
            "`render` shows an instance as it is: its first parameter is `&self`",
        )),
    }
}

/// The props that `update` names; `mount` has them all.
fn followed(update: &ImplItemFn, mounted: &[Ident]) -> syn::Result<Vec<Ident>> {
    let names = names(update);
    match names.iter().find(|name| !mounted.contains(name)) {
        Some(unknown) => Err(syn::Error::new(
            unknown.span(),
            format!(
                "`update` takes props that `mount` takes: give `mount` a parameter `{unknown}`"
            ),
        )),
        None => Ok(names),
    }
}

fn names(method: &ImplItemFn) -> Vec<Ident> {
    let names = method.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => match &*typed.pat {
            Pat::Ident(name) => Some(name.ident.clone()),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    });
    names.collect()
}

/// Tokens with `ty` for `Self`.
fn of_type(tokens: TokenStream, ty: &Ident) -> TokenStream {
    let replaced = tokens.into_iter().map(|token| match token {
        TokenTree::Ident(ident) if ident == "Self" => {
            TokenTree::Ident(Ident::new(&ty.to_string(), ident.span()))
        }
        TokenTree::Group(group) => {
            let mut new = Group::new(group.delimiter(), of_type(group.stream(), ty));
            new.set_span(group.span());
            TokenTree::Group(new)
        }
        token => token,
    });
    replaced.collect()
}

/// The block as rustc would have it.
fn cleaned(mut block: ItemImpl) -> ItemImpl {
    block
        .items
        .retain(|item| !matches!(item, ImplItem::Fn(method) if method.sig.ident == "render"));
    for item in &mut block.items {
        if let ImplItem::Fn(method) = item
            && method.sig.ident == "mount"
        {
            without_options(&mut method.sig);
        }
    }
    block
}
