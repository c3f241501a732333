//! The rules of escaping in words, and what of them the client checks again.
//!
//! Takes an [`AttributeContext`] and gives its [`Rule`] and its [`Recheck`]. `docs/escaping.md` and the
//! client's table are written from here and from the table of contexts; a test says when they are stale.

use crate::attributes::{AttributeContext, CONTEXTS, FAMILIES};

/// What may be put into a place, and what becomes of it.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The place.
    pub place: &'static str,
    /// The values it takes.
    pub accepts: &'static str,
    /// What is done with them.
    pub does: &'static str,
}

/// What the client looks at before it writes an attribute, whatever the server has done already.
///
/// The server's types prove where a value comes from, which a client cannot see: so it looks at the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Recheck {
    /// Nothing: the text means nothing to a browser, or other rules of the client hold for it.
    Nothing,
    /// It is an address that may be followed.
    Address,
    /// All addresses in it are.
    Addresses,
    /// No value between its `;` is an address that runs something.
    Animation,
    /// It is part of the template.
    Static,
    /// It is never written.
    Refused,
}

impl AttributeContext {
    /// All contexts, in the order of the documentation.
    pub const ALL: [AttributeContext; 16] = {
        use AttributeContext::*;
        [
            Plain, Url, UrlList, Resource, Style, Paint, Animation, Fixed, Static, Nonce, Command,
            Hook, Target, Reserved, Script, Document,
        ]
    };

    /// The rule in words.
    ///
    /// ```
    /// use slotwise_html::attributes::AttributeContext;
    /// assert_eq!(AttributeContext::Script.rule().accepts, "nothing");
    /// ```
    pub fn rule(self) -> Rule {
        use AttributeContext::*;
        let (place, accepts, does) = match self {
            Plain => (
                "plain attribute",
                "text, numbers, `bool`, `Option`",
                "quoted; `&`, `<`, `>`, `\"` and `'` escaped. `true`: present without a value; `false`, `None`: absent",
            ),
            Url => (
                "address",
                "text, `Url`",
                "a `Url` as written, if it is all of the address; text at the start: one of the allowed schemes or none, else `about:invalid#blocked`; between `//` and the next `/`: `@`, `/`, `\\`, `?`, `#` encoded; in the path: normalised, `..` is no way up; behind `?` or `#`: percent-encoded",
            ),
            UrlList => (
                "list of addresses",
                "text, `Srcset`",
                "each address as above; a `Srcset` as written",
            ),
            Resource => (
                "address of what gets the rights of the page",
                "`ResourceUrl`; text behind a static `?` or `#`",
                "as written; behind `?` or `#`: percent-encoded",
            ),
            Animation => (
                "what an animation of SVG writes, and where",
                "what is static; text where `attributeName` is static and names a plain attribute",
                "as a plain attribute",
            ),
            Style => (
                "style",
                "`Css`; `format!(..)` with text where the value of a declaration stands",
                "a `Css` as written; a value that could be more than a piece of one becomes `blocked`",
            ),
            Paint => (
                "value of a style in an attribute of SVG",
                "text",
                "as the value of a declaration; `url(#name)` passes at the start",
            ),
            Fixed => (
                "what decides what the element may do",
                "what is static, `Constant`",
                "as written",
            ),
            Static => (
                "what decides what the element is",
                "what is static",
                "as written",
            ),
            Command => (
                "binding that can hold a command",
                "what is static, `Cmd`",
                "JSON, as a plain attribute",
            ),
            Hook => ("hook", "what is static, `HookName`", "as a plain attribute"),
            Target => (
                "who gets the events of an element",
                "what is static, `Myself`",
                "as a plain attribute",
            ),
            Reserved => (
                "what the client notes for itself",
                "what is static",
                "as written",
            ),
            Nonce => ("nonce", "`Nonce`", "as written"),
            Script => (
                "event handler: every name that begins with `on`",
                "nothing",
                "does not compile",
            ),
            Document => (
                "document in an attribute",
                "`Html`",
                "as a plain attribute, so that its markup is escaped once more; the client never writes it",
            ),
        };
        Rule {
            place,
            accepts,
            does,
        }
    }

    /// What the client checks again.
    ///
    /// ```
    /// use slotwise_html::{attributes::attribute_context, rules::Recheck};
    /// assert_eq!(attribute_context("a", "href").recheck(), Recheck::Address);
    /// ```
    pub fn recheck(self) -> Recheck {
        use AttributeContext::*;
        match self {
            Plain | Style | Paint | Command | Hook | Target => Recheck::Nothing,
            Url | Resource => Recheck::Address,
            UrlList => Recheck::Addresses,
            Animation => Recheck::Animation,
            Static | Reserved => Recheck::Static,
            // Of a `Constant` only the server knows that it is one.
            Fixed => Recheck::Nothing,
            // A script that comes with a patch does not run, with or without it.
            Nonce => Recheck::Nothing,
            Script | Document => Recheck::Refused,
        }
    }
}

/// The beginnings of names that decide before the table does.
pub fn families() -> impl Iterator<Item = (&'static str, AttributeContext)> {
    FAMILIES.iter().copied()
}

/// The table behind [`attribute_context`](crate::attributes::attribute_context): elements (none: all),
/// attributes and what these are there. The first row that fits counts.
///
/// ```
/// use slotwise_html::rules::contexts;
/// assert!(contexts().any(|(_, attributes, _)| attributes.contains(&"href")));
/// ```
pub fn contexts() -> impl Iterator<
    Item = (
        &'static [&'static str],
        &'static [&'static str],
        AttributeContext,
    ),
> {
    CONTEXTS.iter().copied()
}

/// The rules for what stands between tags, and for what is no value of an attribute.
pub const PLACES: &[Rule] = &[
    Rule {
        place: "text of an element",
        accepts: "text, numbers, `Option`, views, components, slots, `Html`",
        does: "`&`, `<` and `>` escaped, NUL becomes U+FFFD; views are what they are; `Html` goes out as it is",
    },
    Rule {
        place: "`textarea`, `title`",
        accepts: "text, numbers, `Option`; `Html` as text",
        does: "as above; a newline at the beginning of `textarea`, `pre` and `listing` is doubled, because parsers drop one",
    },
    Rule {
        place: "`script`, `style`, `xmp`, `iframe`, `noembed`, `noframes`, `noscript`",
        accepts: "nothing",
        does: "what can only be meant as a hole does not compile",
    },
    Rule {
        place: "`<script type=\"application/json\">`, `application/ld+json`",
        accepts: "`JsonScript`, which is all of it",
        does: "JSON; `<`, `>`, `&`, U+2028 and U+2029 escaped in it",
    },
    Rule {
        place: "comments, doctype, names of tags and of attributes",
        accepts: "nothing",
        does: "does not compile",
    },
    Rule {
        place: "`class={[..]}`, `class={(\"a\", flag)}`",
        accepts: "text and `bool`",
        does: "as a plain attribute",
    },
    Rule {
        place: "`style:property={..}`",
        accepts: "text, numbers, `Option`",
        does: "left out unless it stays one value that loads nothing: no `;`, `{`, `}`, quotes, `\\`, `@`, comments, or functions such as `url()`",
    },
    Rule {
        place: "`{..attrs}`",
        accepts: "`Attrs`",
        does: "names are looked up in the table below when they are set: a refused one is an error or a panic; addresses are filtered",
    },
    Rule {
        place: "`data={map}`, `aria={map}`",
        accepts: "maps of text",
        does: "a key that cannot end an attribute's name is left out; values as in a plain attribute",
    },
];
