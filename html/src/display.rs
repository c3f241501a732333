//! How elements are laid out by default ("Rendering", the CSS user agent style sheet), as far as it
//! decides where a blank can be seen.
//!
//! Takes names in lower case, gives answers for elements without styles of their own.

use crate::Namespace;

/// What an element is to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// Part of a line, as a word is. A blank beside it shows.
    Inline,
    /// Begins and ends a line, as paragraphs, list items and table cells do. Blanks beside it, and
    /// those at the edges of its content, do not show.
    Block,
    /// Part of a line, with lines of its own inside, as a button: blanks at the edges of its content
    /// do not show.
    InlineBlock,
    /// It is not shown.
    Nothing,
}

impl Display {
    /// Whether blanks at the edges of the content do not show.
    pub fn trims_content(self) -> bool {
        matches!(self, Display::Block | Display::InlineBlock)
    }
}

/// The default display of an element ("Hidden elements", "The page", "Flow content", "Tables",
/// "Lists", "Form controls").
///
/// What is not known is inline, as the standard has it. SVG shows no text but that of a few elements,
/// so its shapes count as blocks.
///
/// ```
/// use slotwise_html::Namespace;
/// use slotwise_html::display::{Display, display};
/// assert_eq!(display("p", Namespace::Html), Display::Block);
/// assert_eq!(display("b", Namespace::Html), Display::Inline);
/// assert_eq!(display("path", Namespace::Svg), Display::Block);
/// ```
pub fn display(name: &str, namespace: Namespace) -> Display {
    match namespace {
        Namespace::Html => in_html(name),
        Namespace::Svg => match name {
            "svg" => Display::InlineBlock,
            "a" | "desc" | "switch" | "text" | "textpath" | "title" | "tref" | "tspan" => {
                Display::Inline
            }
            _ => Display::Block,
        },
        Namespace::MathMl | Namespace::Nodes => Display::Inline,
    }
}

fn in_html(name: &str) -> Display {
    match name {
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "col"
        | "colgroup" | "dd" | "details" | "dialog" | "dir" | "div" | "dl" | "dt" | "fieldset"
        | "figcaption" | "figure" | "footer" | "form" | "frameset" | "h1" | "h2" | "h3" | "h4"
        | "h5" | "h6" | "head" | "header" | "hgroup" | "hr" | "html" | "legend" | "li"
        | "listing" | "main" | "menu" | "nav" | "ol" | "optgroup" | "option" | "p"
        | "plaintext" | "pre" | "search" | "section" | "summary" | "table" | "tbody" | "td"
        | "tfoot" | "th" | "thead" | "tr" | "ul" | "xmp" => Display::Block,
        "button" | "select" => Display::InlineBlock,
        "area" | "base" | "basefont" | "link" | "meta" | "noframes" | "param" | "script"
        | "style" | "template" | "title" => Display::Nothing,
        _ => Display::Inline,
    }
}

/// Whether every blank inside counts: the text is preformatted, or not text to read at all.
///
/// ```
/// assert!(slotwise_html::display::keeps_blanks("pre"));
/// assert!(!slotwise_html::display::keeps_blanks("p"));
/// ```
pub fn keeps_blanks(name: &str) -> bool {
    crate::elements::is_raw_text(name)
        || crate::elements::is_escapable_raw_text(name)
        || crate::elements::drops_leading_newline(name)
        || name == "plaintext"
}
