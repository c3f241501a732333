//! Rust in holes: 08xx. The macros find these mistakes, since they read expressions as Rust.

use super::diagnostic;
use crate::diagnostic::Diagnostic;
use crate::ir::{Code, Span};

/// A hole, pattern or condition is not Rust.
pub fn not_rust(code: &Code, reason: &str) -> Diagnostic {
    let message = format!("`{}` is not Rust: {reason}", code.text);
    diagnostic("SW0801", code.span, message)
        .help("write one expression, with `{ .. }` around statements; for text with braces write `{\"{\"}` and `{\"}\"}`")
}

/// `?` in a hole.
pub fn question_mark(span: Span) -> Diagnostic {
    diagnostic(
        "SW0802",
        span,
        "`?` in a template has nothing to return from",
    )
    .help(
        "use `?` before the template, or show both cases: `{#match value}{#case Ok(x)}..{/match}`",
    )
}

/// `return` in a hole.
pub fn return_in_hole(span: Span) -> Diagnostic {
    diagnostic(
        "SW0803",
        span,
        "`return` in a template has nothing to return from",
    )
    .help("decide what to show with `{#if ..}`, or return before the template")
}

/// `break` or `continue` in a hole, outside of a loop of its own.
pub fn jump_in_hole(span: Span, word: &str) -> Diagnostic {
    let message = format!("`{word}` in a template leaves no loop");
    diagnostic("SW0804", span, message)
        .help("pick items with `:if` beside `:for`, or with `.filter(..)` and `.take_while(..)`")
}

/// `.await` in a hole.
pub fn await_in_hole(span: Span) -> Diagnostic {
    diagnostic(
        "SW0805",
        span,
        "`.await` in a template: views are shown at once, and many times",
    )
    .help("wait before the template, and show the result")
}
