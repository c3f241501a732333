//! The macros of slotwise: a thin shell. Templates are parsed and lowered by `slotwise-syntax`; here
//! their IR becomes Rust.
//!
//! ```text
//! tokens ── source ──> text with a place for each token
//! text ── slotwise_syntax::compile ──> IR, diagnostics
//! IR ── emit (track: what may be skipped) ──> Rust
//! ```

mod component;
mod emit;
mod report;
mod source;
mod track;

use proc_macro::TokenStream;

/// Compiles a template into a view.
///
/// ```ignore
/// h! { <p class="hello">Hello {@name}!</p> }
/// h!(r#"<p>Don't ✓ worry: any prose</p>"#)
/// ```
#[proc_macro]
pub fn h(input: TokenStream) -> TokenStream {
    emit::view(&source::Source::of_call(input.into())).into()
}

/// Makes a function that returns a view a component: `<.name prop={..}>`.
///
/// The function becomes a struct of its props; `@prop` in its template is tracked, a plain `prop` is
/// evaluated at each visit. Every parameter is a prop and has to be given, but `inner_block: Slot`,
/// which holds what stands between the tags.
///
/// ```ignore
/// #[component]
/// fn card(title: &str, inner_block: Slot) -> impl View {
///     h! { <section><h2>{@title}</h2>{@inner_block}</section> }
/// }
/// h! { <.card title="Hi">there</.card> }
/// ```
#[proc_macro_attribute]
pub fn component(arguments: TokenStream, item: TokenStream) -> TokenStream {
    component::expand(arguments.into(), item.into()).into()
}
