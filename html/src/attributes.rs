//! What the standard says about attributes, by name.
//!
//! Takes the names of an element and of an attribute, gives what a value there means. Every hole
//! in an attribute is judged by [`attribute_context`] at compile time.

use crate::Namespace;
use alloc::borrow::ToOwned;
use alloc::string::String;

/// What the value of an attribute is for a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttributeContext {
    /// Text without a meaning of its own: escaping is enough.
    Plain,
    /// Code or a whole document: no escaper is sound, so no dynamic value may stand here.
    Refused,
}

/// The context of `attribute` on `element`, both in any case.
///
/// Event handlers ("Event handler content attributes": every name that begins with `on`) are
/// scripts; `srcdoc` ("The iframe element") is a document.
///
/// ```
/// use slotwise_html::attributes::{AttributeContext, attribute_context};
/// assert_eq!(attribute_context("a", "onclick"), AttributeContext::Refused);
/// assert_eq!(attribute_context("a", "title"), AttributeContext::Plain);
/// ```
pub fn attribute_context(_element: &str, attribute: &str) -> AttributeContext {
    let handler = attribute.len() > 2 && attribute.as_bytes()[..2].eq_ignore_ascii_case(b"on");
    if handler || attribute.eq_ignore_ascii_case("srcdoc") {
        AttributeContext::Refused
    } else {
        AttributeContext::Plain
    }
}

/// Whether `char` may stand in an attribute's name ("Attributes" in "Writing HTML documents").
///
/// `<`, `{` and `}` are left out too: in a template they are always a mistake there.
///
/// ```
/// use slotwise_html::attributes::is_name_char;
/// assert!(is_name_char('-') && is_name_char(':'));
/// assert!(!is_name_char('=') && !is_name_char(' '));
/// ```
pub fn is_name_char(char: char) -> bool {
    let delimiter = matches!(
        char,
        ' ' | '"' | '\'' | '>' | '/' | '=' | '<' | '{' | '}' | '\t' | '\n' | '\r' | '\x0C'
    );
    let noncharacter = matches!(char as u32 & 0xFFFF, 0xFFFE | 0xFFFF)
        || ('\u{FDD0}'..='\u{FDEF}').contains(&char);
    !delimiter && !noncharacter && !char.is_control()
}

/// Whether `name` may come from data: a parser and a DOM take it alike, and no value can do harm there
/// that escaping does not prevent.
///
/// It begins with a letter, `_` or `:` and goes on with those, digits, `-` and `.`, all of ASCII. Event
/// handlers and `srcdoc` are refused on any element, and `style`, whose values are filtered one by one.
///
/// ```
/// use slotwise_html::attributes::is_name_for_data;
/// assert!(is_name_for_data("aria-label") && is_name_for_data("xlink:href"));
/// assert!(!is_name_for_data("onclick") && !is_name_for_data("style") && !is_name_for_data("a b"));
/// ```
pub fn is_name_for_data(name: &str) -> bool {
    let begins = |char: char| char.is_ascii_alphabetic() || matches!(char, '_' | ':');
    let goes_on = |byte: u8| byte.is_ascii_alphanumeric() || b"_:-.".contains(&byte);
    name.starts_with(begins)
        && name.bytes().all(goes_on)
        && !name.eq_ignore_ascii_case("style")
        && attribute_context("", name) != AttributeContext::Refused
}

/// The name a parser gives to an attribute written as `name`: lower case, but for some of SVG and
/// MathML.
///
/// A name of SVG in its own spelling is kept outside `<svg>` too, for the reason given at
/// [`elements::parsed_name`](crate::elements::parsed_name); a DOM lower-cases it on HTML elements.
///
/// ```
/// use slotwise_html::{Namespace, attributes::parsed_name};
/// assert_eq!(parsed_name("HREF", Namespace::Html), "href");
/// assert_eq!(parsed_name("viewbox", Namespace::Svg), "viewBox");
/// ```
pub fn parsed_name(name: &str, namespace: Namespace) -> String {
    let spelled = |adjusted: &&&str| match namespace {
        Namespace::Svg => adjusted.eq_ignore_ascii_case(name),
        _ => **adjusted == name,
    };
    match namespace {
        Namespace::MathMl if name.eq_ignore_ascii_case("definitionurl") => {
            "definitionURL".to_owned()
        }
        Namespace::MathMl => name.to_ascii_lowercase(),
        Namespace::Nodes => name.to_owned(),
        _ => match SVG_NAMES.iter().find(spelled) {
            Some(adjusted) => (*adjusted).to_owned(),
            None => name.to_ascii_lowercase(),
        },
    }
}

/// SVG's names with capitals ("Creating and inserting nodes", adjust SVG attributes).
static SVG_NAMES: [&str; 58] = [
    "attributeName",
    "attributeType",
    "baseFrequency",
    "baseProfile",
    "calcMode",
    "clipPathUnits",
    "diffuseConstant",
    "edgeMode",
    "filterUnits",
    "glyphRef",
    "gradientTransform",
    "gradientUnits",
    "kernelMatrix",
    "kernelUnitLength",
    "keyPoints",
    "keySplines",
    "keyTimes",
    "lengthAdjust",
    "limitingConeAngle",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "maskContentUnits",
    "maskUnits",
    "numOctaves",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "pointsAtX",
    "pointsAtY",
    "pointsAtZ",
    "preserveAlpha",
    "preserveAspectRatio",
    "primitiveUnits",
    "refX",
    "refY",
    "repeatCount",
    "repeatDur",
    "requiredExtensions",
    "requiredFeatures",
    "specularConstant",
    "specularExponent",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stitchTiles",
    "surfaceScale",
    "systemLanguage",
    "tableValues",
    "targetX",
    "targetY",
    "textLength",
    "viewBox",
    "viewTarget",
    "xChannelSelector",
    "yChannelSelector",
    "zoomAndPan",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts() {
        let refused = ["onclick", "onClick", "ONLOAD", "srcdoc", "SrcDoc"];
        let plain = ["on", "o", "title", "src", "phx-click", "data-on", "é"];
        for name in refused {
            assert_eq!(
                attribute_context("p", name),
                AttributeContext::Refused,
                "{name}"
            );
        }
        for name in plain {
            assert_eq!(
                attribute_context("p", name),
                AttributeContext::Plain,
                "{name}"
            );
        }
    }

    #[test]
    fn name_chars() {
        assert!("aZ09-_.:@#é*[]()".chars().all(is_name_char));
        assert!(
            !" \"'>/=<{}\t\n\r\x0C\0\u{7f}\u{80}\u{fffe}"
                .chars()
                .any(is_name_char)
        );
    }

    #[test]
    fn names_for_data() {
        for name in [
            "id",
            "data-x",
            "a.b",
            "x:y",
            "_",
            "ARIA-label",
            "o",
            "data-on",
            "styles",
        ] {
            assert!(is_name_for_data(name), "{name:?}");
        }
        let refused = [
            "", " ", "1a", "-a", "é", "a b", "a=b", "a>", "a/b", "a\0", "\"", "@click", "onload",
            "OnLoad", "srcdoc", "SRCDOC", "style", "STYLE",
        ];
        for name in refused {
            assert!(!is_name_for_data(name), "{name:?}");
        }
    }

    #[test]
    fn names_as_parsed() {
        assert_eq!(parsed_name("viewBox", Namespace::Html), "viewBox");
        assert_eq!(parsed_name("VIEWBOX", Namespace::Html), "viewbox");
        assert_eq!(
            parsed_name("definitionurl", Namespace::MathMl),
            "definitionURL"
        );
        assert_eq!(parsed_name("viewBox", Namespace::MathMl), "viewbox");
    }
}
