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
    /// An address to go to, to send to or to show: what [`url`](crate::url) lets pass.
    Url,
    /// Several addresses: `srcset` and the like, `ping`.
    UrlList,
    /// An address whose document or script gets the rights of the page: from the program alone.
    Resource,
    /// What an SVG animation writes into another attribute, or the name of that one.
    Animation,
    /// Declarations of a style.
    Style,
    /// A value of a style, which may fetch something: a paint or a filter of SVG.
    Paint,
    /// Decides what the element may do: the program alone says so.
    Fixed,
    /// Decides what the element is: the template alone says so, as text.
    Static,
    /// What lets a script or a style pass the page's policy.
    Nonce,
    /// What a binding runs: the name of an event, or commands of the client.
    Command,
    /// The name of a hook: what code of the page an element gets.
    Hook,
    /// Who gets the events of an element.
    Target,
    /// What the client notes on elements for itself.
    Reserved,
    /// A script: no escaper is sound, so no dynamic value may stand here.
    Script,
    /// A whole document: markup alone is one.
    Document,
}

impl AttributeContext {
    /// Whether a set of attributes, whose names come from data, may not have such a one.
    pub fn is_refused_in_sets(self) -> bool {
        use AttributeContext::{Document, Fixed, Nonce, Reserved, Script, Static, Style};
        matches!(
            self,
            Script | Document | Fixed | Static | Nonce | Style | Reserved
        )
    }

    /// Whether no set at all has such a one, not even that of a component, which knows the name and the
    /// type of each value.
    pub fn is_never_in_sets(self) -> bool {
        use AttributeContext::{Document, Nonce, Reserved, Script, Static};
        matches!(self, Script | Document | Static | Nonce | Reserved)
    }

    /// Whether a binding of the client stands there that takes no text from data: it could be more
    /// than the name of an event, a hook or a component.
    pub fn is_binding(self) -> bool {
        use AttributeContext::{Command, Hook, Target};
        matches!(self, Command | Hook | Target)
    }
}

/// The context of `attribute` on `element`, both in any case; of an element that is not known, `""`,
/// the context that is right for those that have no say over other documents and scripts.
///
/// Event handlers ("Event handler content attributes": every name that begins with `on`) are
/// scripts; `srcdoc` ("The iframe element") is a document. All else stands in two tables, first match
/// first: names, and beginnings of names.
///
/// ```
/// use slotwise_html::attributes::{AttributeContext, attribute_context};
/// assert_eq!(attribute_context("a", "onclick"), AttributeContext::Script);
/// assert_eq!(attribute_context("a", "title"), AttributeContext::Plain);
/// assert_eq!(attribute_context("a", "href"), AttributeContext::Url);
/// assert_eq!(attribute_context("base", "href"), AttributeContext::Resource);
/// ```
pub fn attribute_context(element: &str, attribute: &str) -> AttributeContext {
    let is = |name: &&str, given: &str| name.eq_ignore_ascii_case(given);
    let row = CONTEXTS.iter().find(|(elements, attributes, _)| {
        attributes.iter().any(|name| is(name, attribute))
            && (elements.is_empty() || elements.iter().any(|name| is(name, element)))
    });
    if let Some((_, _, context)) = row {
        return *context;
    }
    let begins = |family: &str| {
        let (name, family) = (attribute.as_bytes(), family.as_bytes());
        name.len() > family.len() && name[..family.len()].eq_ignore_ascii_case(family)
    };
    let family = FAMILIES.iter().find(|(family, _)| begins(family));
    family.map_or(AttributeContext::Plain, |(_, context)| *context)
}

/// Whether a value of `attribute` means the same on any element, so that its context is known where
/// the element is not.
///
/// ```
/// use slotwise_html::attributes::is_alike_on_all;
/// assert!(is_alike_on_all("title") && is_alike_on_all("action"));
/// assert!(!is_alike_on_all("src") && !is_alike_on_all("type"));
/// ```
pub fn is_alike_on_all(attribute: &str) -> bool {
    let mut rows = CONTEXTS
        .iter()
        .filter(|(elements, ..)| !elements.is_empty());
    let is = |name: &&str| name.eq_ignore_ascii_case(attribute);
    !rows.any(|(_, attributes, _)| attributes.iter().any(is))
}

/// Whether the attributes of `element` decide what runs, or what gets the rights of the page: a set of
/// attributes from elsewhere does not stand there.
///
/// ```
/// use slotwise_html::attributes::has_rights;
/// assert!(has_rights("script") && has_rights("IFRAME") && has_rights("animate"));
/// assert!(!has_rights("a") && !has_rights("img"));
/// ```
pub fn has_rights(element: &str) -> bool {
    let known = RIGHTS.iter().chain(ANIMATIONS);
    known
        .into_iter()
        .any(|name| name.eq_ignore_ascii_case(element))
}

/// Elements that bring scripts, documents or rules into the page.
const RIGHTS: &[&str] = &[
    "script", "link", "base", "meta", "iframe", "frame", "embed", "object", "use",
];

/// "Animation elements" of SVG.
const ANIMATIONS: &[&str] = &["animate", "set", "animatemotion", "animatetransform"];

/// Beginnings of names, and what values of such attributes are.
pub(crate) static FAMILIES: [(&str, AttributeContext); 3] = [
    ("on", AttributeContext::Script),
    ("data-phx-", AttributeContext::Reserved),
    // Commands under names of an application's own, for another command to run.
    ("data-cmd-", AttributeContext::Command),
];

/// Elements (none: all), attributes, and what values of these are.
pub(crate) type Row = (
    &'static [&'static str],
    &'static [&'static str],
    AttributeContext,
);

pub(crate) static CONTEXTS: &[Row] = {
    use AttributeContext::*;
    &[
        (&[], &["srcdoc"], Document),
        (&[], TOLD, Plain),
        (&[], &["nonce"], Nonce),
        (&["script"], &["src", "href", "xlink:href"], Resource),
        (&["link", "base"], &["href"], Resource),
        (&["iframe", "frame", "embed"], &["src"], Resource),
        (&["object"], &["data", "codebase", "classid"], Resource),
        (&["use"], &["href", "xlink:href"], Resource),
        (
            ANIMATIONS,
            &["attributename", "to", "from", "by", "values"],
            Animation,
        ),
        (
            &["script", "link", "object", "embed", "style"],
            &["type", "language"],
            Fixed,
        ),
        (&["script", "link", "meta"], &["charset"], Fixed),
        (&["link"], &["as"], Fixed),
        (
            &[],
            &["is", "shadowrootmode", "http-equiv", "phx-update"],
            Static,
        ),
        (
            &[],
            &[
                "sandbox",
                "allow",
                "csp",
                "integrity",
                "rel",
                "form",
                "formmethod",
                "enctype",
                "formenctype",
                "crossorigin",
                "referrerpolicy",
            ],
            Fixed,
        ),
        (&[], &["style"], Style),
        (&[], COMMANDS, Command),
        (&[], &["phx-hook"], Hook),
        (&[], &["phx-target"], Target),
        (
            &[],
            &[
                "fill",
                "stroke",
                "filter",
                "mask",
                "clip-path",
                "marker",
                "marker-start",
                "marker-mid",
                "marker-end",
                "cursor",
            ],
            Paint,
        ),
        (
            &[],
            &["srcset", "imagesrcset", "ping", "archive", "attributionsrc"],
            UrlList,
        ),
        (
            &[],
            &[
                "href",
                "src",
                "action",
                "formaction",
                "cite",
                "poster",
                "background",
                "xlink:href",
                "manifest",
                "longdesc",
                "lowsrc",
                "dynsrc",
                "usemap",
                "profile",
                "codebase",
                "xml:base",
            ],
            Url,
        ),
    ]
};

/// What the server tells the client of uploads and portals, of which all else that begins with `data-phx-` is its own note.
const TOLD: &[&str] = &[
    "data-phx-active-refs",
    "data-phx-auto-upload",
    "data-phx-done-refs",
    "data-phx-entry-ref",
    "data-phx-error-refs",
    "data-phx-portal",
    "data-phx-preflighted-refs",
    "data-phx-upload-ref",
];

/// The bindings whose values the client runs: `[["show",{..}]]` is a list of commands, all else the name
/// of an event.
///
/// ```
/// assert!(slotwise_html::attributes::COMMANDS.contains(&"phx-click"));
/// ```
pub const COMMANDS: &[&str] = &[
    "phx-auto-recover",
    "phx-blur",
    "phx-change",
    "phx-click",
    "phx-click-away",
    "phx-connected",
    "phx-disconnected",
    "phx-focus",
    "phx-keydown",
    "phx-keyup",
    "phx-mounted",
    "phx-remove",
    "phx-submit",
    "phx-viewport-bottom",
    "phx-viewport-top",
    "phx-window-blur",
    "phx-window-focus",
    "phx-window-keydown",
    "phx-window-keyup",
];

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
/// that escaping and the filter of addresses do not prevent.
///
/// It begins with a letter, `_` or `:` and goes on with those, digits, `-` and `.`, all of ASCII. Event
/// handlers, `srcdoc`, `style`, bindings that take no text from data and what only a template may say are
/// refused on any element.
///
/// ```
/// use slotwise_html::attributes::is_name_for_data;
/// assert!(is_name_for_data("aria-label") && is_name_for_data("xlink:href"));
/// assert!(!is_name_for_data("onclick") && !is_name_for_data("style") && !is_name_for_data("a b"));
/// ```
pub fn is_name_for_data(name: &str) -> bool {
    let begins = |char: char| char.is_ascii_alphabetic() || matches!(char, '_' | ':');
    let goes_on = |byte: u8| byte.is_ascii_alphanumeric() || b"_:-.".contains(&byte);
    name.starts_with(begins) && name.bytes().all(goes_on) && !is_closed(attribute_context("", name))
}

fn is_closed(context: AttributeContext) -> bool {
    context.is_refused_in_sets() || context.is_binding()
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
        use AttributeContext::*;
        let rows: &[(&str, &str, AttributeContext)] = &[
            ("p", "onclick", Script),
            ("p", "onClick", Script),
            ("a", "ONLOAD", Script),
            ("iframe", "srcdoc", Document),
            ("p", "SrcDoc", Document),
            ("p", "on", Plain),
            ("p", "o", Plain),
            ("p", "title", Plain),
            ("p", "phx-click", Command),
            ("p", "PHX-Click", Command),
            ("p", "phx-window-keyup", Command),
            ("p", "phx-viewport-top", Command),
            ("p", "data-cmd-close", Command),
            ("p", "data-cmd-", Plain),
            ("p", "phx-hook", Hook),
            ("p", "phx-target", Target),
            ("p", "phx-update", Static),
            ("p", "data-phx-link", Reserved),
            ("p", "DATA-PHX-x", Reserved),
            ("input", "data-phx-upload-ref", Plain),
            ("input", "data-phx-upload", Reserved),
            ("p", "phx-value-id", Plain),
            ("p", "phx-disable-with", Plain),
            ("p", "phx-debounce", Plain),
            ("p", "phx-drop-target", Plain),
            ("p", "phx-key", Plain),
            ("p", "data-on", Plain),
            ("p", "é", Plain),
            ("a", "href", Url),
            ("A", "HREF", Url),
            ("mtext", "href", Url),
            ("p", "href", Url),
            ("area", "href", Url),
            ("a", "xlink:href", Url),
            ("image", "href", Url),
            ("form", "action", Url),
            ("button", "formaction", Url),
            ("q", "cite", Url),
            ("video", "poster", Url),
            ("body", "background", Url),
            ("html", "manifest", Url),
            ("img", "src", Url),
            ("audio", "src", Url),
            ("track", "src", Url),
            ("input", "src", Url),
            ("a", "ping", UrlList),
            ("img", "srcset", UrlList),
            ("link", "imagesrcset", UrlList),
            ("script", "src", Resource),
            ("SCRIPT", "SRC", Resource),
            ("link", "href", Resource),
            ("base", "href", Resource),
            ("iframe", "src", Resource),
            ("frame", "src", Resource),
            ("embed", "src", Resource),
            ("object", "data", Resource),
            ("p", "data", Plain),
            ("use", "href", Resource),
            ("use", "xlink:href", Resource),
            ("animate", "attributeName", Animation),
            ("set", "to", Animation),
            ("animateMotion", "values", Animation),
            ("animateTransform", "by", Animation),
            ("p", "to", Plain),
            ("script", "type", Fixed),
            ("link", "type", Fixed),
            ("input", "type", Plain),
            ("link", "rel", Fixed),
            ("a", "rel", Fixed),
            ("iframe", "sandbox", Fixed),
            ("iframe", "allow", Fixed),
            ("script", "integrity", Fixed),
            ("script", "nonce", Nonce),
            ("meta", "http-equiv", Static),
            ("meta", "content", Plain),
            ("p", "is", Static),
            ("template", "shadowrootmode", Static),
            ("button", "form", Fixed),
            ("p", "style", Style),
            ("circle", "fill", Paint),
            ("path", "marker-start", Paint),
            ("button", "formmethod", Fixed),
            ("form", "enctype", Fixed),
            ("img", "crossorigin", Fixed),
            ("img", "referrerpolicy", Fixed),
        ];
        for (element, attribute, context) in rows {
            assert_eq!(
                attribute_context(element, attribute),
                *context,
                "{element} {attribute}"
            );
        }
        for (elements, attributes, context) in CONTEXTS {
            let element = elements.first().unwrap_or(&"p");
            for attribute in *attributes {
                let known = attribute_context(element, attribute);
                assert_eq!(known, *context, "{element} {attribute}");
            }
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
            "",
            " ",
            "1a",
            "-a",
            "é",
            "a b",
            "a=b",
            "a>",
            "a/b",
            "a\0",
            "\"",
            "@click",
            "onload",
            "OnLoad",
            "srcdoc",
            "SRCDOC",
            "style",
            "STYLE",
            "nonce",
            "sandbox",
            "IS",
            "rel",
            "form",
            "phx-click",
            "PHX-CLICK",
            "phx-hook",
            "phx-target",
            "phx-update",
            "data-phx-link",
            "data-cmd-x",
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
