//! Block forms, `{#if}` to `{#let}`: 05xx.

use super::diagnostic;
use super::tags::comes_first;
use crate::diagnostic::Diagnostic;
use crate::ir::{Code, Span};
use crate::tree::{Name, Word};

pub(crate) fn block_never_closed(word: &str, open: Span) -> Diagnostic {
    diagnostic("SW0501", open, format!("`{{#{word}}}` is never closed"))
        .help(format!("add `{{/{word}}}`"))
}

pub(crate) fn block_closed_too_late(word: &str, open: Span, closing: &Name) -> Diagnostic {
    block_never_closed(word, open).second(closing.span, comes_first(closing))
}

pub(crate) fn block_mismatched(found: &Name, expected: &str, open: Span) -> Diagnostic {
    let message = format!("found `{{/{}}}`, expected `{{/{expected}}}`", found.text);
    diagnostic("SW0502", found.span, message)
        .second(open, "opened here")
        .help(format!("write `{{/{expected}}}`"))
}

pub(crate) fn stray_end(found: &Name) -> Diagnostic {
    let word = &found.text;
    let help = match Word::of(word) {
        Some(known) if !known.has_an_end() => format!("remove it; `{{#{word}}}` has no end"),
        _ => format!("remove it, or open `{{#{word}}}` before"),
    };
    diagnostic(
        "SW0503",
        found.span,
        format!("`{{/{word}}}` closes nothing"),
    )
    .help(help)
}

pub(crate) fn branch_outside(span: Span, word: Word) -> Diagnostic {
    let (homes, opener) = match word {
        Word::Else => ("`{#if}` and `{#for}`", Word::If),
        Word::ElseIf => ("`{#if}`", Word::If),
        _ => ("`{#match}`", Word::Match),
    };
    let message = format!("`{{#{}}}` outside of {homes}", word.text());
    let help = format!("remove it, or open `{}` before", form(opener));
    diagnostic("SW0504", span, message).help(help)
}

pub(crate) fn else_in_match(span: Span) -> Diagnostic {
    diagnostic("SW0504", span, "`{#match}` has no `{#else}`").help("write `{#case _}`")
}

pub(crate) fn branch_after_else(span: Span, word: Word, last: Span) -> Diagnostic {
    diagnostic(
        "SW0505",
        span,
        format!("`{{#{}}}` after `{{#else}}`", word.text()),
    )
    .second(last, "nothing is left after this")
    .help("put `{#else}` last, once")
}

/// `written` has its braces.
pub(crate) fn unknown_block(span: Span, written: &str, meant: Option<String>) -> Diagnostic {
    diagnostic("SW0506", span, format!("unknown block `{written}`")).help(match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "blocks are `{#if}`, `{#for}`, `{#match}` with `{#case}`, `{#let}` and `{#else}`"
            .to_owned(),
    })
}

pub(crate) fn block_without_word(span: Span, sign: char) -> Diagnostic {
    diagnostic("SW0506", span, format!("expected a word after `{{{sign}`"))
        .help("blocks are `{#if}`, `{#for}`, `{#match}` with `{#case}`, `{#let}` and `{#else}`")
}

pub(crate) fn block_without_code(span: Span, word: Word) -> Diagnostic {
    let lacks = match word {
        Word::If | Word::ElseIf => "condition",
        Word::For => "pattern and items",
        Word::Match => "expression",
        Word::Case => "pattern",
        _ => "pattern and value",
    };
    let message = format!("`{{#{}}}` has no {lacks}", word.text());
    diagnostic("SW0507", span, message).help(format!("write `{}`", form(word)))
}

/// How a block is written.
fn form(word: Word) -> &'static str {
    match word {
        Word::If => "{#if condition}",
        Word::ElseIf => "{#else if condition}",
        Word::For => "{#for pattern in items}",
        Word::Match => "{#match expression}",
        Word::Case => "{#case pattern}",
        _ => "{#let pattern = value}",
    }
}

pub(crate) fn no_guard(span: Span) -> Diagnostic {
    diagnostic("SW0508", span, "expected a guard after `if`")
        .help("write `{#case pattern if condition}`, or leave out the `if`")
}

pub(crate) fn no_key(span: Span) -> Diagnostic {
    diagnostic("SW0509", span, "expected a key after `;`")
        .help("write `{#for item in &items; item.id}`, or leave out the `;`")
}

pub(crate) fn block_for_without_in(code: &Code) -> Diagnostic {
    diagnostic("SW0510", code.span, "expected `pattern in items`").help(
        match code.text.contains("<-") {
            true => "write `in` for `<-`",
            false => "write it as in `{#for item in &items}`",
        },
    )
}

pub(crate) fn let_without_value(span: Span) -> Diagnostic {
    diagnostic("SW0511", span, "expected `pattern = value`")
        .help("write it as in `{#let total = items.len()}`")
}

/// `written` is sign and word.
pub(crate) fn takes_nothing(span: Span, written: &str) -> Diagnostic {
    diagnostic(
        "SW0512",
        span,
        format!("`{{{written}}}` takes nothing more"),
    )
    .help(match written {
        "#else" => "write `{#else}`, or `{#else if condition}`".to_owned(),
        _ => format!("write `{{{written}}}`"),
    })
}

pub(crate) fn crossing(found: &Name, outer: Span, word: &str) -> Diagnostic {
    let name = &found.text;
    let message = format!("`</{name}>` in a `{{#{word}}}` closes a `<{name}>` outside of it");
    diagnostic("SW0513", found.span, message)
        .second(outer, "opened here")
        .help("close a tag in the branch that opens it")
}

pub(crate) fn block_in_text_only(span: Span, name: &str) -> Diagnostic {
    let message = format!("`<{name}>` holds only text, a block cannot stand in it");
    diagnostic("SW0514", span, message).help("write an expression: `{if a { b } else { c }}`")
}

pub(crate) fn block_in_tag(span: Span) -> Diagnostic {
    diagnostic("SW0515", span, "a block cannot stand in a tag")
        .help("write an expression: `name={if a { b } else { c }}`")
}

pub(crate) fn match_without_case(span: Span) -> Diagnostic {
    diagnostic("SW0516", span, "`{#match}` without a `{#case}`").help("write `{#case pattern}`")
}

pub(crate) fn before_first_case(span: Span, open: Span) -> Diagnostic {
    diagnostic("SW0517", span, "found content before the first `{#case}`")
        .second(open, "in this block")
        .help("put it before the block or after a `{#case}`; a comment is written `{!-- --}`")
}
