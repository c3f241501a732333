//! All that the compiler has to say to a user.
//!
//! Takes places and names, gives diagnostics. Codes never change their meaning: 00xx text and
//! holes, 01xx tags, 02xx attributes, 03xx special attributes, 04xx components, 05xx blocks, 06xx
//! content.
//! SW0007 is no longer in use.

mod content;
mod names;

pub(crate) use content::*;
pub(crate) use names::*;

use crate::diagnostic::{Diagnostic, Level};
use crate::ir::Span;
use crate::tree::{Name, Word};

fn diagnostic(code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic {
        level: Level::Error,
        code,
        span,
        message: message.into(),
        second: None,
        help: None,
    }
}

impl Diagnostic {
    fn second(mut self, span: Span, label: impl Into<String>) -> Diagnostic {
        self.second = Some((span, label.into()));
        self
    }

    fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    fn warning(mut self) -> Diagnostic {
        self.level = Level::Warning;
        self
    }
}

// Text and holes.

pub(crate) fn nul(span: Span) -> Diagnostic {
    diagnostic("SW0001", span, "a NUL character cannot stand in HTML").help("remove it")
}

pub(crate) fn lone_carriage_return(span: Span) -> Diagnostic {
    diagnostic("SW0002", span, "a carriage return without a line feed")
        .help("end lines with a line feed; for the character itself write `&#13;`")
}

pub(crate) fn hole_never_closed(span: Span) -> Diagnostic {
    diagnostic("SW0003", span, "this hole is never closed")
        .help("add `}`; for a brace in text write `{\"{\"}`")
}

pub(crate) fn bracket_never_closed(span: Span, bracket: char, hole: Span) -> Diagnostic {
    diagnostic(
        "SW0004",
        span,
        format!("`{bracket}` is not closed before the end of the hole"),
    )
    .second(hole, "in this hole")
}

pub(crate) fn empty_hole(span: Span) -> Diagnostic {
    diagnostic("SW0005", span, "empty hole, expected an expression")
        .help("write an expression, or `{!-- --}` for a comment")
}

pub(crate) fn lone_brace(span: Span) -> Diagnostic {
    diagnostic("SW0006", span, "`}` without `{`").help("for a brace in text write `{\"}\"}`")
}

pub(crate) fn lone_angle(span: Span) -> Diagnostic {
    diagnostic("SW0008", span, "`<` begins no tag here")
        .help("write `&lt;` for the character; a tag's name follows `<` without a blank")
}

pub(crate) fn hidden_never_closed(span: Span) -> Diagnostic {
    diagnostic("SW0009", span, "this comment is never closed").help("add `--}`")
}

pub(crate) fn comment_never_closed(span: Span) -> Diagnostic {
    diagnostic("SW0010", span, "this comment is never closed").help("add `-->`")
}

pub(crate) fn ambiguous_comment(span: Span) -> Diagnostic {
    diagnostic(
        "SW0011",
        span,
        "browsers end the comment here, though it does not look so",
    )
    .help("begin a comment by `<!-- ` and end it by ` -->`")
}

pub(crate) fn declaration(span: Span) -> Diagnostic {
    diagnostic(
        "SW0012",
        span,
        "expected a comment, a tag or, outside of tags, `<!DOCTYPE html>`",
    )
    .help("for the character `<` write `&lt;`")
}

pub(crate) fn unknown_reference(span: Span, written: &str) -> Diagnostic {
    diagnostic(
        "SW0013",
        span,
        format!("HTML has no character named `{written}`"),
    )
    .help(format!(
        "for the text itself write `&amp;{}`",
        &written[1..]
    ))
}

pub(crate) fn reference_without_semicolon(span: Span, written: &str) -> Diagnostic {
    diagnostic(
        "SW0014",
        span,
        format!("browsers read `{written}` as a character, even without `;`"),
    )
    .help(format!(
        "write `{written};` for it, `&amp;{}` for the text",
        &written[1..]
    ))
}

pub(crate) fn no_character(span: Span, written: &str) -> Diagnostic {
    diagnostic(
        "SW0015",
        span,
        format!("`{written}` is not the number of a character"),
    )
    .help("write the character's Unicode number, such as `&#x20AC;`")
}

// Tags.

pub(crate) fn never_closed(name: &str, open: Span) -> Diagnostic {
    diagnostic("SW0101", open, format!("`<{name}>` is never closed"))
        .help(format!("add `</{name}>`"))
}

pub(crate) fn closed_too_late(name: &str, open: Span, closing: &Name) -> Diagnostic {
    never_closed(name, open).second(closing.span, comes_first(closing))
}

/// `closing` has its delimiters, `</p>` or `{/if}`.
fn comes_first(closing: &Name) -> String {
    format!("`{}` comes first", closing.text)
}

pub(crate) fn mismatched(found: &Name, expected: &str, open: Span) -> Diagnostic {
    let message = format!("found `</{}>`, expected `</{expected}>`", found.text);
    diagnostic("SW0102", found.span, message)
        .second(open, "opened here")
        .help(format!("write `</{expected}>`"))
}

pub(crate) fn stray_closing(found: &Name) -> Diagnostic {
    let message = format!("`</{}>` closes nothing", found.text);
    diagnostic("SW0103", found.span, message)
        .help(format!("remove it, or open `<{}>` before", found.text))
}

pub(crate) fn void_closed(found: &Name) -> Diagnostic {
    let message = format!("`<{}>` has no content and no closing tag", found.text);
    diagnostic("SW0104", found.span, message).help("remove the closing tag")
}

pub(crate) fn tag_not_ended(span: Span) -> Diagnostic {
    diagnostic("SW0105", span, "this tag is not ended, expected `>`").help("add `>`")
}

pub(crate) fn unexpected_in_tag(span: Span, found: char) -> Diagnostic {
    diagnostic(
        "SW0106",
        span,
        format!("found `{found}` in a tag, expected an attribute or `>`"),
    )
}

pub(crate) fn closing_with_attributes(span: Span) -> Diagnostic {
    diagnostic(
        "SW0107",
        span,
        "a closing tag holds only a name, expected `>`",
    )
}

pub(crate) fn tag_in_text_only(span: Span, name: &str) -> Diagnostic {
    diagnostic(
        "SW0108",
        span,
        format!("`<{name}>` holds only text, found `<`"),
    )
    .help("write `&lt;` for the character")
}

pub(crate) fn too_deep(span: Span, limit: usize) -> Diagnostic {
    diagnostic(
        "SW0109",
        span,
        format!("tags and blocks are nested more than {limit} deep"),
    )
    .help("move a part into a component")
}

pub(crate) fn comment_in_script(span: Span) -> Diagnostic {
    diagnostic(
        "SW0110",
        span,
        "`<!--` changes where browsers end a `<script>`",
    )
    .help("write `<\\!--` in a string, or move the script into a file of its own")
}

pub(crate) fn markup_in_foreign_text(span: Span, name: &str) -> Diagnostic {
    let message = format!("inside `<svg>` browsers read markup in a `<{name}>`");
    diagnostic("SW0111", span, message).help(format!("move the `<{name}>` out of the `<svg>`"))
}

pub(crate) fn element_name(name: &Name) -> Diagnostic {
    let message = format!("`<{}>` cannot be an element's name", name.text);
    diagnostic("SW0112", name.span, message)
        .help("a name begins with a letter and goes on with letters, digits, `-`, `_`, `.` or `:`")
}

// Attributes.

pub(crate) fn unquoted(value: Span, written: &str) -> Diagnostic {
    diagnostic("SW0201", value, "the value of an attribute without quotes").help(format!(
        "quote it: `\"{written}\"`, or `{{{written}}}` for an expression"
    ))
}

pub(crate) fn missing_value(span: Span, name: &str) -> Diagnostic {
    diagnostic("SW0202", span, format!("`{name}=` has no value")).help(format!(
        "write `{name}=\"..\"`, `{name}={{..}}` or `{name}` alone"
    ))
}

pub(crate) fn quote_never_closed(span: Span, quote: char) -> Diagnostic {
    diagnostic("SW0203", span, "this value is never closed").help(format!("add `{quote}`"))
}

pub(crate) fn given_twice(again: &Name, first: Span) -> Diagnostic {
    diagnostic(
        "SW0204",
        again.span,
        format!("`{}` is given twice", again.text),
    )
    .second(first, "first given here")
    .help("remove one of them")
}

pub(crate) fn refused_event(name: &Name) -> Diagnostic {
    let message = format!(
        "`{}` is a script, a hole in it cannot be escaped",
        name.text
    );
    let event = name.text[2..].to_ascii_lowercase();
    diagnostic("SW0205", name.span, message).help(format!(
        "write `phx-{event}={{..}}` and handle the event in the view"
    ))
}

pub(crate) fn refused_document(name: &Name) -> Diagnostic {
    let message = format!(
        "`{}` is a whole document, a hole in it cannot be escaped",
        name.text
    );
    diagnostic("SW0206", name.span, message)
        .help("serve the document on its own and write `src={..}`")
}

pub(crate) fn spread(span: Span) -> Diagnostic {
    diagnostic("SW0207", span, "spreads are not supported yet").help("write each attribute by name")
}

pub(crate) fn nameless(span: Span) -> Diagnostic {
    diagnostic(
        "SW0208",
        span,
        "a hole in a tag needs a name, expected `name={..}`",
    )
}

// Special attributes.

pub(crate) fn unknown_special(name: &Name, near: Option<&str>) -> Diagnostic {
    let known = "special attributes are `:if`, `:else-if`, `:else`, `:for` and `:key`";
    diagnostic(
        "SW0301",
        name.span,
        format!("unknown special attribute `{}`", name.text),
    )
    .help(match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => known.to_owned(),
    })
}

pub(crate) fn special_without_braces(name: &Name) -> Diagnostic {
    let name_text = &name.text;
    diagnostic(
        "SW0302",
        name.span,
        format!("`{name_text}` takes an expression in braces"),
    )
    .help(format!("write `{name_text}={{..}}`"))
}

pub(crate) fn key_without_for(name: &Name) -> Diagnostic {
    diagnostic("SW0303", name.span, "`:key` without `:for`")
        .help("put it on the tag that has `:for={pattern in items}`")
}

pub(crate) fn for_without_in(span: Span) -> Diagnostic {
    diagnostic("SW0304", span, "expected `pattern in items`")
        .help("write it as in `:for={item in &items}`")
}

pub(crate) fn else_with_value(name: &Name) -> Diagnostic {
    diagnostic("SW0305", name.span, "`:else` takes no value")
        .help("for a condition write `:else-if={..}`")
}

pub(crate) fn else_without_if(name: &Name) -> Diagnostic {
    let message = format!("`{}` without an `:if` before it", name.text);
    diagnostic("SW0306", name.span, message).help(
        "put it right after a tag with `:if`; only white space and `{!-- --}` may stand between",
    )
}

pub(crate) fn else_after_else(name: &Name, last: Span) -> Diagnostic {
    diagnostic(
        "SW0307",
        name.span,
        format!("`{}` after `:else`", name.text),
    )
    .second(last, "nothing is left after this")
    .help("put `:else` last, once")
}

pub(crate) fn else_beside(name: &Name, other: &Name) -> Diagnostic {
    let message = format!("`{}` and `{}` on the same tag", name.text, other.text);
    diagnostic("SW0308", name.span, message)
        .second(other.span, format!("`{}` is here", other.text))
        .help(match &*other.text {
            ":for" => "put the `:for` on a tag inside",
            _ => "write only `:else-if={..}`",
        })
}

pub(crate) fn else_after_for(name: &Name, each: Span) -> Diagnostic {
    let message = format!("`{}` after a tag with `:for`", name.text);
    diagnostic("SW0309", name.span, message)
        .second(each, "an `:if` beside this picks items")
        .help("for what to show without items write `{#for ..}` .. `{#else}` .. `{/for}`")
}

// Components.

pub(crate) fn component_name(name: &Name) -> Diagnostic {
    let message = format!("`<{}>` names no component", name.text);
    diagnostic("SW0401", name.span, message)
        .help("write `<.name>` for a function in scope, `<path::name>` for one elsewhere")
}

pub(crate) fn slot_entry(name: &Name) -> Diagnostic {
    diagnostic("SW0402", name.span, "named slots are not supported yet")
        .help("pass it as a prop or as the component's children")
}

pub(crate) fn prop_name(name: &Name) -> Diagnostic {
    let message = format!(
        "`{}` is no name of a prop, expected a Rust identifier",
        name.text
    );
    diagnostic("SW0403", name.span, message)
}

// Blocks.

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

pub(crate) fn block_for_without_in(span: Span) -> Diagnostic {
    diagnostic("SW0510", span, "expected `pattern in items`")
        .help("write it as in `{#for item in &items}`")
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
