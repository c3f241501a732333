//! Mistakes in a template as errors and warnings of rustc.

use crate::source::Source;
use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use slotwise_syntax::{Diagnostic, Level, excerpt};

/// A `compile_error!` or a warning for each mistake, at the tokens it is about. In the string form
/// there are no such tokens, so the message shows the line.
pub(crate) fn errors(source: &Source, diagnostics: &[Diagnostic]) -> TokenStream {
    diagnostics
        .iter()
        .map(|diagnostic| report(source, diagnostic))
        .collect()
}

fn report(source: &Source, diagnostic: &Diagnostic) -> TokenStream {
    report_at(source, diagnostic, source.span(diagnostic.span))
}

/// Likewise at a place that is more exact than the diagnostic's own.
pub(crate) fn report_at(source: &Source, diagnostic: &Diagnostic, at: Span) -> TokenStream {
    let message = match source.literal {
        Some(_) => in_file(source, excerpt(&source.text, diagnostic)),
        None => in_words(source, diagnostic),
    };
    match diagnostic.level {
        Level::Error => syn::Error::new(at, message).to_compile_error(),
        Level::Warning => warning(at, &message),
    }
}

/// A macro cannot warn on stable Rust, but what it expands to can use something deprecated.
fn warning(span: Span, message: &str) -> TokenStream {
    quote_spanned! {span=>
        const _: () = {
            #[deprecated(note = #message)]
            const fn template() {}
            template()
        };
    }
}

/// The message with the path of the template's file.
fn in_file(source: &Source, message: String) -> String {
    match &source.file {
        Some(path) => message.replacen("(line ", &format!("({path}, line "), 1),
        None => message,
    }
}

fn in_words(source: &Source, diagnostic: &Diagnostic) -> String {
    let mut message = format!("{}: {}", diagnostic.code, diagnostic.message);
    if let Some((span, label)) = &diagnostic.second {
        let place = source.span(*span).start();
        message += &format!(
            "\n{label}: line {}, column {}",
            place.line,
            place.column + 1
        );
    }
    if let Some(help) = &diagnostic.help {
        message += &format!("\nhelp: {help}");
    }
    message
}
