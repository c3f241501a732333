//! What the standard says about elements, by name.
//!
//! Takes names in lower case unless said otherwise. What may stand in an element is for
//! [`content`](crate::content); here is what decides where it ends and how its content is read.

use crate::names;
use alloc::borrow::ToOwned;
use alloc::string::String;

/// The namespace of an element, as the parser assigns it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Namespace {
    /// `http://www.w3.org/1999/xhtml`
    #[default]
    Html,
    /// `http://www.w3.org/2000/svg`
    Svg,
    /// `http://www.w3.org/1998/Math/MathML`
    MathMl,
    /// No markup of the web but a tree of other nodes, such as native widgets: no rule of HTML holds, and
    /// names are as written.
    Nodes,
}

/// Whether the element has no content and no closing tag ("Elements", void elements; those that are
/// obsolete are in "serializing HTML fragments").
///
/// ```
/// assert!(slotwise_html::elements::is_void("img"));
/// assert!(!slotwise_html::elements::is_void("div"));
/// ```
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether the content is read as bare characters up to the closing tag, references included
/// ("Parsing HTML fragments" lists them; `noscript` is one when scripts are on).
pub fn is_raw_text(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript"
    )
}

/// Whether the content is characters and references, but no tags ("Elements", escapable raw text).
pub fn is_escapable_raw_text(name: &str) -> bool {
    matches!(name, "textarea" | "title")
}

/// Whether the parser drops a newline right after the opening tag ("in body", the start tags of
/// `pre`, `listing` and `textarea`).
pub fn drops_leading_newline(name: &str) -> bool {
    matches!(name, "pre" | "textarea" | "listing")
}

/// The namespace of an element written inside content of `around`.
///
/// ```
/// use slotwise_html::elements::{Namespace, namespace};
/// assert_eq!(namespace("svg", Namespace::Html), Namespace::Svg);
/// assert_eq!(namespace("rect", Namespace::Svg), Namespace::Svg);
/// ```
pub fn namespace(name: &str, around: Namespace) -> Namespace {
    match (around, name) {
        (Namespace::Html, "svg") => Namespace::Svg,
        (Namespace::Html, "math") => Namespace::MathMl,
        _ => around,
    }
}

/// The namespace of what stands inside an element: its own, but for the integration points
/// ("Tree construction", HTML integration point and MathML text integration point).
///
/// `name` is the [`parsed_name`]. `annotation-xml` is left out: it depends on an attribute.
pub fn content_namespace(name: &str, own: Namespace) -> Namespace {
    match (own, name) {
        (Namespace::Svg, "foreignObject" | "desc" | "title") => Namespace::Html,
        (Namespace::MathMl, "mi" | "mo" | "mn" | "ms" | "mtext") => Namespace::Html,
        _ => own,
    }
}

/// The name a parser gives to an element written as `name`: lower case, but for SVG's names.
///
/// A name of SVG in its own spelling is kept outside `<svg>` too: a component's template does not
/// show what it will be put into, and HTML has no element of such a name.
///
/// ```
/// use slotwise_html::elements::{Namespace, parsed_name};
/// assert_eq!(parsed_name("DIV", Namespace::Html), "div");
/// assert_eq!(parsed_name("lineargradient", Namespace::Svg), "linearGradient");
/// ```
pub fn parsed_name(name: &str, namespace: Namespace) -> String {
    if namespace == Namespace::Nodes {
        return name.to_owned();
    }
    if namespace != Namespace::MathMl {
        let spelled = |svg: &&&str| match namespace {
            Namespace::Svg => svg.eq_ignore_ascii_case(name),
            _ => **svg == name,
        };
        if let Some(svg) = names::SVG.iter().chain(&FORMER_SVG_NAMES).find(spelled) {
            return (*svg).to_owned();
        }
    }
    name.to_ascii_lowercase()
}

/// Names that SVG no longer has and parsers still adjust ("in foreign content", adjusting the tag name).
static FORMER_SVG_NAMES: [&str; 5] = [
    "altGlyph",
    "altGlyphDef",
    "altGlyphItem",
    "animateColor",
    "glyphRef",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_parsed() {
        assert_eq!(parsed_name("BR", Namespace::Html), "br");
        assert_eq!(
            parsed_name("foreignObject", Namespace::Html),
            "foreignObject"
        );
        assert_eq!(
            parsed_name("FOREIGNOBJECT", Namespace::Html),
            "foreignobject"
        );
        assert_eq!(
            parsed_name("FOREIGNOBJECT", Namespace::Svg),
            "foreignObject"
        );
        assert_eq!(
            parsed_name("linearGradient", Namespace::MathMl),
            "lineargradient"
        );
    }

    #[test]
    fn integration_points() {
        let inside = |name, own| content_namespace(name, own);
        assert_eq!(inside("foreignObject", Namespace::Svg), Namespace::Html);
        assert_eq!(inside("g", Namespace::Svg), Namespace::Svg);
        assert_eq!(inside("mi", Namespace::MathMl), Namespace::Html);
        assert_eq!(namespace("math", Namespace::Svg), Namespace::Svg);
    }
}
