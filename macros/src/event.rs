//! `#[derive(Event)]`: an enum becomes what decodes the events of a view.
//!
//! ```text
//! enum ChatEvent { SendMessage { message: String }, Clear, Save(Params) }
//!
//! const NAMES = ["send_message", "clear", "save"];
//! fn decode(raw) { match raw.name {
//!     "send_message" => { raw.only(["message"])?; Ok(SendMessage { message: raw.field("message")? }) }
//!     "clear" => { raw.only([])?; Ok(Clear) }
//!     "save" => Ok(Save(EventPayload::of_event(raw)?)),
//!     _ => Err(UnknownEvent),
//! } }
//! ```

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use std::collections::HashSet;
use syn::spanned::Spanned;
use syn::{Attribute, Error, Fields, Item, LitStr, Variant};

/// Expands the derive; all mistakes at once.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let item: Item = match syn::parse2(input) {
        Ok(item) => item,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors(None);
    let (type_name, generics, variants) = match &item {
        Item::Enum(item) => {
            let variants = events(item.variants.iter(), &mut errors);
            (&item.ident, &item.generics, variants)
        }
        Item::Struct(item) => {
            errors.push(item.struct_token.span, &not_an_enum("a struct"));
            (&item.ident, &item.generics, Vec::new())
        }
        Item::Union(item) => {
            errors.push(item.union_token.span, &not_an_enum("a union"));
            (&item.ident, &item.generics, Vec::new())
        }
        other => return Error::new(other.span(), not_an_enum("something else")).to_compile_error(),
    };
    let names = variants.iter().map(|event| &event.name);
    let arms = variants.iter().map(|event| event.arm());
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    // With mistakes the type still has its trait, so that rustc adds none of its own.
    let body = match &errors.0 {
        None => quote! {
            match raw.name.as_str() {
                #(#arms)*
                _ => ::core::result::Result::Err(
                    ::slotwise::session::EventError::UnknownEvent { event: raw.name },
                ),
            }
        },
        Some(_) => quote! { ::core::unreachable!("it does not compile") },
    };
    let errors = errors.0.map(|error| error.to_compile_error());
    quote! {
        #errors
        #[automatically_derived]
        impl #impl_generics ::slotwise::session::Event for #type_name #type_generics #where_clause {
            const NAMES: &'static [&'static str] = &[#(#names),*];

            #[allow(unused_variables)]
            fn decode(
                raw: ::slotwise::session::RawEvent,
            ) -> ::core::result::Result<Self, ::slotwise::session::EventError> {
                #body
            }
        }
    }
}

fn not_an_enum(found: &str) -> String {
    format!("found {found}, expected an enum with one variant for each event: try `enum`")
}

/// Mistakes, gathered.
struct Errors(Option<Error>);

impl Errors {
    fn push(&mut self, span: Span, message: &str) {
        self.add(Error::new(span, message));
    }

    fn add(&mut self, error: Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            None => self.0 = Some(error),
        }
    }
}

/// A variant and the name of its event.
struct Named<'v> {
    variant: &'v Variant,
    name: LitStr,
    /// The names of its fields.
    fields: Vec<LitStr>,
}

fn events<'v>(variants: impl Iterator<Item = &'v Variant>, errors: &mut Errors) -> Vec<Named<'v>> {
    let mut known = HashSet::new();
    let mut events = Vec::new();
    for variant in variants {
        let name = name_of(&variant.attrs, errors);
        let name = name.unwrap_or_else(|| {
            LitStr::new(
                &snake_case(&variant.ident.to_string()),
                variant.ident.span(),
            )
        });
        if !known.insert(name.value()) {
            let message = format!(
                "found a second event `{}`, expected names that differ: try `#[event(\"..\")]` with another one",
                name.value()
            );
            errors.push(name.span(), &message);
        }
        let fields = fields(&variant.fields, errors);
        events.push(Named {
            variant,
            name,
            fields,
        });
    }
    events
}

fn fields(fields: &Fields, errors: &mut Errors) -> Vec<LitStr> {
    let mut known = HashSet::new();
    let mut names = Vec::new();
    match fields {
        Fields::Named(fields) => {
            for field in &fields.named {
                let (Some(ident), given) = (&field.ident, name_of(&field.attrs, errors)) else {
                    continue;
                };
                let plain = ident.to_string();
                let plain = plain.strip_prefix("r#").unwrap_or(&plain);
                let name = given.unwrap_or_else(|| LitStr::new(plain, ident.span()));
                if !known.insert(name.value()) {
                    let message = format!(
                        "found a second field `{}`, expected names that differ: try `Vec` for a name that comes several times",
                        name.value()
                    );
                    errors.push(name.span(), &message);
                }
                names.push(name);
            }
        }
        Fields::Unnamed(fields) => {
            for field in &fields.unnamed {
                if let Some(name) = name_of(&field.attrs, errors) {
                    let message = "found a name, expected none: this field takes all values, try a field in braces";
                    errors.push(name.span(), message);
                }
            }
            if fields.unnamed.len() != 1 {
                let message = format!(
                    "found {} fields without a name, expected one that takes all values: try `{{ name: Type }}`",
                    fields.unnamed.len()
                );
                errors.push(fields.span(), &message);
            }
        }
        Fields::Unit => {}
    }
    names
}

/// The name in `#[event("name")]`.
fn name_of(attributes: &[Attribute], errors: &mut Errors) -> Option<LitStr> {
    let mut name = None;
    for attribute in attributes.iter().filter(|a| a.path().is_ident("event")) {
        match attribute.parse_args::<LitStr>() {
            Ok(text) if text.value().is_empty() => {
                errors.push(
                    text.span(),
                    "found an empty name, expected that of an event: try `#[event(\"send\")]`",
                );
            }
            Ok(text) if name.is_some() => {
                errors.push(
                    text.span(),
                    "found a second name, expected one: try to leave this one out",
                );
            }
            Ok(text) => name = Some(text),
            Err(error) => {
                let message = "found no name, expected one in quotes: try `#[event(\"send\")]`";
                let span = match &attribute.meta {
                    syn::Meta::List(_) => error.span(),
                    _ => attribute.path().span(),
                };
                errors.push(span, message);
            }
        }
    }
    name
}

impl Named<'_> {
    fn arm(&self) -> TokenStream {
        let Named {
            variant,
            name,
            fields,
        } = self;
        let ident = &variant.ident;
        let value = match &variant.fields {
            Fields::Unit => quote! { Self::#ident },
            Fields::Unnamed(unnamed) => {
                let span = unnamed.span();
                return quote_spanned! {span=>
                    #name => ::core::result::Result::Ok(
                        Self::#ident(::slotwise::session::EventPayload::of_event(raw)?),
                    ),
                };
            }
            Fields::Named(named) => {
                let members = named.named.iter().zip(fields).map(|(field, name)| {
                    let (member, type_of) = (&field.ident, &field.ty);
                    quote_spanned! {type_of.span()=>
                        #member: ::slotwise::session::RawEvent::field::<#type_of>(&raw, #name)?
                    }
                });
                quote! { Self::#ident { #(#members),* } }
            }
        };
        quote! {
            #name => {
                raw.only(&[#(#fields),*])?;
                ::core::result::Result::Ok(#value)
            }
        }
    }
}

/// `SendMessage` is `send_message`, `HTTPError` is `http_error`.
fn snake_case(name: &str) -> String {
    let name = name.strip_prefix("r#").unwrap_or(name);
    let letters: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| letters[before]);
        let begins = letter.is_uppercase()
            && before.is_some_and(|before| {
                let ends_run = letters.get(at + 1).is_some_and(|next| next.is_lowercase());
                before != '_' && (!before.is_uppercase() || ends_run)
            });
        if begins {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::snake_case;

    #[test]
    fn names() {
        for (name, expected) in [
            ("Send", "send"),
            ("SendMessage", "send_message"),
            ("HTTPError", "http_error"),
            ("Page2Open", "page2_open"),
            ("A", "a"),
            ("AB", "ab"),
            ("Already_Split", "already_split"),
        ] {
            assert_eq!(snake_case(name), expected);
        }
    }
}
