//! Attributes of any element: 02xx.

use super::diagnostic;
use crate::diagnostic::Diagnostic;
use crate::ir::Span;
use crate::tree::{Element, Name};
use slotwise_html::attributes::AttributeContext;
use slotwise_html::{style, url::Unsound};

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
        "`{}` is a whole document, expected markup of the type `Html` and no text made of parts",
        name.text
    );
    diagnostic("SW0206", name.span, message).help(
        "write `srcdoc={html}` with an `Html`, or serve the document on its own and write `src={..}`",
    )
}

pub(crate) fn unsound_address(name: &Name, span: Span, why: Unsound) -> Diagnostic {
    let name = &name.text;
    let (code, found, help) = match why {
        Unsound::OpenScheme => (
            "SW0209",
            "the text before a hole in `{}` could be the beginning of a scheme",
            "begin the text with `./`, `/` or a whole scheme such as `https://`",
        ),
        Unsound::AfterValue => (
            "SW0210",
            "what follows the hole at the start of `{}` could become its scheme or its host",
            "write `/`, `?` or `#` right behind that hole, or a whole scheme such as `https://` before it",
        ),
        Unsound::Runs => (
            "SW0211",
            "the scheme in `{}` runs what follows it, a hole there cannot be escaped",
            "use `phx-click` for what is to run, and an address of `http`, `https`, `mailto`, `tel` or `sms` here",
        ),
        Unsound::OpenHost => (
            "SW0217",
            "a hole at the end of the host in `{}` could make it another host",
            "write `/` before the hole for a path, or leave all of the host to the hole: `https://{host}/`",
        ),
    };
    diagnostic(code, span, found.replace("{}", name)).help(help)
}

pub(crate) fn resource(name: &Name, span: Span) -> Diagnostic {
    let message = format!(
        "a hole before the query of `{}`, which gets the rights of the page",
        name.text
    );
    diagnostic("SW0212", span, message).help(format!(
        "write `{}={{address}}` with a `ResourceUrl`, or put holes behind `?` or `#` only",
        name.text
    ))
}

pub(crate) fn fixed(name: &Name, span: Span, element: &Element) -> Diagnostic {
    let message = format!(
        "`{}` decides what `<{}>` is or may do, expected text without holes",
        name.text, element.name.text
    );
    diagnostic("SW0213", span, message)
        .help("write the text, and choose between several elements by `:if` and `:else`")
}

pub(crate) fn made_fixed(name: &Name, span: Span, element: &Element) -> Diagnostic {
    let message = format!(
        "`{}` decides what `<{}>` may do, expected no text made of parts",
        name.text, element.name.text
    );
    diagnostic("SW0213", span, message).help(format!(
        "write the text, or `{}={{value}}` with a `Constant`",
        name.text
    ))
}

pub(crate) fn unsound_style(name: &Name, span: Span, why: style::Unsound) -> Diagnostic {
    use style::Unsound::{Calls, Comment, Escape, Fetches, NoValue, Quoted};
    let (found, help) = match why {
        NoValue => (
            "a hole in `{}` outside of the value of a declaration",
            "write `style:name={value}` for each declaration, or a `Css` for all of the style",
        ),
        Quoted => (
            "a hole between quotes in `{}`",
            "write the quoted text as it is, or a `Css` for all of the style",
        ),
        Comment => (
            "a hole in a comment in `{}`, or where one could begin",
            "leave the comment out",
        ),
        Fetches => (
            "a hole in `{}` in a function that fetches something",
            "write the address as text, or a `Css` for all of the style",
        ),
        Escape => (
            "a hole behind a backslash in `{}`",
            "write the character itself",
        ),
        Calls => (
            "a hole in the name of a function in `{}`",
            "write the name as text: `translate({x}px)`",
        ),
    };
    diagnostic("SW0216", span, found.replace("{}", &name.text)).help(help)
}

pub(crate) fn animation(name: &Name, span: Span) -> Diagnostic {
    let message = format!(
        "`{}` could make an animation write into an address or a script",
        name.text
    );
    diagnostic("SW0214", span, message).help(
        "write `attributeName=\"..\"` as text that names no address; then values may have holes",
    )
}

pub(crate) fn nonce(name: &Name, span: Span) -> Diagnostic {
    let message = format!(
        "`{}` takes no text made of parts, expected a `Nonce`",
        name.text
    );
    diagnostic("SW0215", span, message).help("write `nonce={nonce}` with `Nonce::new(text)?`")
}

pub(crate) fn binding_of_parts(name: &Name, span: Span, context: AttributeContext) -> Diagnostic {
    let (wanted, help) = match context {
        AttributeContext::Hook => (
            "`HookName`",
            "write the name of a hook as text, or choose one of some `HookName::constant(\"..\")`",
        ),
        AttributeContext::Target => (
            "`Myself`",
            "write a selector as text, or `Myself::new(number)` for a component",
        ),
        _ => (
            "`Cmd`",
            "write `Cmd::push(name)`, and what varies as a value: `Cmd::push(Push::new(\"row\").value(\"id\", id))`",
        ),
    };
    let message = format!(
        "`{}` takes no text made of parts, expected a {wanted}",
        name.text
    );
    diagnostic("SW0218", span, message).help(help)
}

pub(crate) fn reserved(name: &Name, span: Span) -> Diagnostic {
    let message = format!(
        "`{}` is what the client notes for itself, expected text without holes",
        name.text
    );
    diagnostic("SW0219", span, message)
        .help("write the text, or another name, such as `data-value`, for what is yours")
}

pub(crate) fn nameless(span: Span) -> Diagnostic {
    diagnostic(
        "SW0208",
        span,
        "a hole in a tag needs a name, expected `name={..}`",
    )
    .help("write the name of the attribute before it")
}

pub(crate) fn spread_of_nothing(span: Span) -> Diagnostic {
    diagnostic(
        "SW0240",
        span,
        "a spread of nothing, expected a set of attributes",
    )
    .help("write `{..attrs}`, with `attrs` made by `Attrs::new()`")
}

pub(crate) fn spread_with_rights(span: Span, element: &str) -> Diagnostic {
    let element = element.to_ascii_lowercase();
    diagnostic(
        "SW0241",
        span,
        format!("a spread on `<{element}>` could decide what runs"),
    )
    .help("write each attribute by name")
}

pub(crate) fn style_property(name: &Name, property: &str) -> Diagnostic {
    diagnostic(
        "SW0242",
        name.span,
        format!("`{property}` is not the name of a style property"),
    )
    .help("expected letters, digits and dashes, as in `style:max-width` and `style:--gap`")
}

pub(crate) fn style_without_value(name: &Name) -> Diagnostic {
    diagnostic("SW0243", name.span, format!("`{}` has no value", name.text))
        .help(format!("write `{}={{..}}`", name.text))
}

pub(crate) fn style_value(name: &Name) -> Diagnostic {
    diagnostic(
        "SW0244",
        name.span,
        format!(
            "the value of `{}` is not one that loads nothing and ends where it ends",
            name.text
        ),
    )
    .help("leave out quotes, `;`, `url(..)` and the like, or write all of it into `style=\"..\"`")
}
