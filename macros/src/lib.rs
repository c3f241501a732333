//! The macros of slotwise: a thin shell. Templates are parsed and lowered by `slotwise-syntax`; here
//! their IR becomes Rust.
//!
//! ```text
//! tokens ── source ──> text with a place for each token
//! text ── slotwise_syntax::compile ──> IR, diagnostics
//! IR ── emit (track: what may be skipped) ──> Rust
//! ```

mod component;
mod content;
mod emit;
mod event;
mod form;
mod moves;
mod refuse;
mod report;
mod source;
mod track;

#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// Compiles a template into a view; documented where `slotwise` re-exports it.
#[proc_macro]
pub fn h(input: TokenStream) -> TokenStream {
    emit::view(&source::Source::of_call(input.into())).into()
}

/// Compiles a template that stands in a file of its own; documented where `slotwise` re-exports it.
#[proc_macro]
pub fn h_file(input: TokenStream) -> TokenStream {
    match source::Source::of_file(input.into()) {
        Ok(source) => emit::view(&source).into(),
        Err(error) => error.to_compile_error().into(),
    }
}

/// Makes a function a component; documented where `slotwise` re-exports it.
#[proc_macro_attribute]
pub fn component(arguments: TokenStream, item: TokenStream) -> TokenStream {
    component::expand(arguments.into(), item.into()).into()
}

/// Makes an enum the events of a view; documented where `slotwise` re-exports it.
#[proc_macro_derive(Event, attributes(event))]
pub fn event(input: TokenStream) -> TokenStream {
    event::derive(input.into()).into()
}

/// Makes a struct the data of a form; documented where `slotwise` re-exports it.
#[proc_macro_derive(FormData, attributes(form))]
pub fn form_data(item: TokenStream) -> TokenStream {
    form::expand(item.into()).into()
}
