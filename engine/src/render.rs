//! Values as HTML text, escaped by their context.

use crate::attrs::Spread;
use crate::buffer::Piece;
use crate::proven::Proven;
use crate::template::Context;
use crate::value::Dyn;
use alloc::{borrow::Cow, string::String};
use core::fmt::{self, Write};
use slotwise_html::escape::{is_plain_attribute, is_plain_text};
use slotwise_html::{escape_attribute, escape_text, style, url};

/// Longer text is not a [`Piece`]: it is looked at once, by what escapes it.
const SHORT: usize = 16;

/// A value that goes out as it is, if that is quickly told; if not, there is [`value`].
#[inline(always)]
pub(crate) fn piece<'a>(context: &Context, value: &Dyn<'a>) -> Option<Piece<'a>> {
    let is_plain = match context {
        Context::Text | Context::PlainText => is_plain_text,
        Context::Value => is_plain_attribute,
        _ => return None,
    };
    match *value {
        Dyn::Str(text) if text.len() <= SHORT && is_plain(text) => Some(Piece::Text(text)),
        Dyn::Int(number) => Some(Piece::Int(number)),
        Dyn::None => Some(Piece::Text("")),
        Dyn::Bool(flag) => Some(Piece::Text(bool_text(flag))),
        _ => None,
    }
}

/// Writes a value where its context says; an absent attribute writes nothing. In what is `plain`, markup is
/// text.
#[inline(never)]
pub(crate) fn value(out: &mut String, context: &Context, value: &Dyn<'_>, plain: bool) {
    #[cfg(feature = "raw-html")]
    if let (Context::Text, Dyn::Html(html), false) = (*context, value, plain) {
        return out.push_str(html.as_str());
    }
    #[cfg(not(feature = "raw-html"))]
    let _ = plain;
    match *context {
        Context::Text | Context::PlainText => text(out, value, escape_text),
        Context::Value => text(out, value, escape_attribute),
        Context::Attribute(name) => attribute(out, name, value),
        Context::Url(..)
        | Context::UrlValue(_)
        | Context::Style(..)
        | Context::StyleValue(_)
        | Context::Json => guarded(out, *context, value),
        Context::Spread => spread(value).for_each(|(name, value)| attribute(out, name, &value)),
    }
}

/// Writes what passes a filter. Apart, so that other values do not pay for it.
#[inline(never)]
fn guarded(out: &mut String, context: Context, value: &Dyn<'_>) {
    filtered(context, value, |context, value| match context {
        Context::Attribute(name) => attribute(out, name, value),
        Context::Json => text(out, value, |json, out| out.push_str(json)),
        _ => text(out, value, escape_attribute),
    });
}

/// Hands on a value without what it must not do where it goes: HTML and patches are written of what comes
/// out here.
#[inline]
pub(crate) fn filtered(context: Context, value: &Dyn<'_>, write: impl FnOnce(Context, &Dyn<'_>)) {
    match context {
        Context::Url(name, _) | Context::Style(name, _)
            if matches!(value, Dyn::Bool(_) | Dyn::None) =>
        {
            write(Context::Attribute(name), value);
        }
        Context::Url(name, part) if matches!(value, Dyn::Proven(proven) if proven.kind.passes(part)) =>
        {
            write(Context::Attribute(name), value);
        }
        Context::Url(name, part) => passed(
            value,
            |text| url::filter(part, text),
            |value| write(Context::Attribute(name), value),
        ),
        Context::UrlValue(part) => passed(
            value,
            |text| url::filter(part, text),
            |value| write(Context::Value, value),
        ),
        Context::Style(name, part) => passed(
            value,
            |text| style::filter(part, text).into(),
            |value| write(Context::Attribute(name), value),
        ),
        Context::StyleValue(part) => passed(
            value,
            |text| style::filter(part, text).into(),
            |value| write(Context::Value, value),
        ),
        Context::Json if !matches!(value, Dyn::Proven(proven) if proven.kind.is_json()) => {
            write(context, &Dyn::None);
        }
        context => write(context, value),
    }
}

/// Hands on a value as a filter lets it pass.
fn passed(
    value: &Dyn<'_>,
    filter: impl FnOnce(&str) -> Cow<'_, str>,
    write: impl FnOnce(&Dyn<'_>),
) {
    let mut formatted = String::new();
    let given = match *value {
        Dyn::Int(_) => return write(value),
        Dyn::Str(text) => text,
        _ => {
            text(&mut formatted, value, |part, out| out.push_str(part));
            &formatted
        }
    };
    write(&Dyn::Str(&filter(given)));
}

/// A part of an address or of a style that has no slot of its own.
#[doc(hidden)]
pub struct Filtered<'a> {
    pub context: Context,
    pub value: Dyn<'a>,
}

impl fmt::Display for Filtered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        filtered(self.context, &self.value, |_, value| {
            text(&mut out, value, |part, out| out.push_str(part));
        });
        f.write_str(&out)
    }
}

/// The attributes of a spread.
pub(crate) fn spread<'a>(value: &Dyn<'a>) -> impl Iterator<Item = (&'a str, Dyn<'a>)> {
    let spread = match value {
        Dyn::Attrs(spread) => **spread,
        _ => Spread::default(),
    };
    spread.shown()
}

/// Whether an attribute of this value is not there.
pub(crate) fn is_absent(value: &Dyn<'_>) -> bool {
    matches!(value, Dyn::None | Dyn::Bool(false) | Dyn::Attrs(_))
}

fn attribute(out: &mut String, name: &str, value: &Dyn<'_>) {
    if is_absent(value) {
        return;
    }
    out.push(' ');
    out.push_str(name);
    if !matches!(value, Dyn::Bool(true)) {
        out.push_str("=\"");
        text(out, value, escape_attribute);
        out.push('"');
    }
}

/// Writes the text of a value through `escape`.
#[inline]
pub(crate) fn text(out: &mut String, value: &Dyn<'_>, escape: fn(&str, &mut String)) {
    match *value {
        Dyn::None | Dyn::Attrs(_) | Dyn::View(_) => {}
        #[cfg(feature = "raw-html")]
        Dyn::Html(html) => escape(&html.as_text(), out),
        Dyn::Str(text) | Dyn::Proven(Proven { text, .. }) => escape(text, out),
        Dyn::Int(number) => out.push_str(itoa::Buffer::new().format(number)),
        Dyn::Bool(flag) => out.push_str(bool_text(flag)),
        Dyn::Char(char) => escape(char.encode_utf8(&mut [0; 4]), out),
        Dyn::Float(number) => formatted(out, &number, escape),
        Dyn::Display(display) => formatted(out, display, escape),
        Dyn::Classes(items) => {
            for (i, name) in class_names(items).enumerate() {
                if i > 0 {
                    out.push(' ');
                }
                escape(name, out);
            }
        }
    }
}

#[inline]
fn bool_text(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

/// The names that are there.
pub(crate) fn class_names<'a>(items: &'a [Option<&'a str>]) -> impl Iterator<Item = &'a str> {
    items
        .iter()
        .flatten()
        .copied()
        .filter(|name| !name.is_empty())
}

fn formatted(out: &mut String, value: &dyn fmt::Display, escape: fn(&str, &mut String)) {
    struct Escaping<'o>(&'o mut String, fn(&str, &mut String));
    impl Write for Escaping<'_> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            (self.1)(text, self.0);
            Ok(())
        }
    }
    // A `Display` that fails has written what it could; there is nothing better to show.
    let _ = write!(Escaping(out, escape), "{value}");
}
