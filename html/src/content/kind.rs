//! What a parser makes of a start tag, by its name: elements of one [`Kind`] are treated alike.

use crate::Namespace;
use crate::names::contains;

/// What stands somewhere in a page, as far as it matters to where a parser puts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Nothing is known: a value, a component, or what a template will be put into.
    Unknown,
    /// Text of blanks only.
    Blank,
    /// Any other text.
    Text,
    /// An element that may stand wherever text may.
    Plain,
    /// Such an element that ends foreign content, as `b` does.
    Phrase,
    /// An element that ends a `p`, and shields an `li` from another.
    Block,
    /// A block that ends foreign content, as `ul` does.
    List,
    /// `div`: a block that ends foreign content and is no shield.
    Div,
    /// `address` and its like: a block that is no shield.
    Address,
    /// `p`
    P,
    /// `h1` to `h6`
    Heading,
    /// `form`
    Form,
    /// `li`
    Li,
    /// `dd`, `dt`
    Definition,
    /// `a`
    A,
    /// `nobr`
    Nobr,
    /// `button`
    Button,
    /// `object` and its like, around which no formatting goes on.
    Object,
    /// `select`
    Select,
    /// `option`
    Option,
    /// `optgroup`
    Optgroup,
    /// `input`
    Input,
    /// `hr`
    Hr,
    /// `table`
    Table,
    /// `caption`
    Caption,
    /// `colgroup`
    Colgroup,
    /// `col`
    Col,
    /// `tbody`, `thead`, `tfoot`
    TableBody,
    /// `tr`
    Row,
    /// `td`, `th`
    Cell,
    /// `ruby`
    Ruby,
    /// `rb`
    RubyBase,
    /// `rt`, `rp`
    RubyText,
    /// `rtc`
    RubyContainer,
    /// What may stand in a `head`: `title`, `link` and their like.
    Metadata,
    /// `meta`: metadata that ends foreign content.
    Meta,
    /// `script`, `style`
    Script,
    /// `noframes`
    Noframes,
    /// `template`
    Template,
    /// A document, around `html`.
    Document,
    /// `html`
    Html,
    /// `head`
    Head,
    /// `body`
    Body,
    /// `frameset`
    Frameset,
    /// `frame`
    Frame,
    /// `image`, which becomes an `img`.
    Image,
    /// `plaintext`, which never ends.
    Plaintext,
    /// `svg`
    Svg,
    /// `math`, and what stands in it and in `svg`.
    Foreign,
    /// An element of SVG that holds HTML.
    SvgHtml,
    /// An element of MathML that holds text and HTML.
    MathText,
    /// An element outside of `svg` and `math` whose name is that of one that holds HTML in there:
    /// a component's template does not show what it will be put into.
    Integration,
    /// `mglyph`, `malignmark`
    MathGlyph,
    /// `annotation-xml`
    AnnotationXml,
}

/// The kind of the element that a parser names `name`.
///
/// ```
/// use slotwise_html::{Namespace, content::{Kind, kind}};
/// assert_eq!(kind("th", Namespace::Html), Kind::Cell);
/// assert_eq!(kind("my-element", Namespace::Html), Kind::Plain);
/// assert_eq!(kind("th", Namespace::Svg), Kind::Foreign);
/// ```
pub const fn kind(name: &str, namespace: Namespace) -> Kind {
    match namespace {
        Namespace::Html => listed(name, &HTML, Kind::Plain),
        Namespace::Svg => listed(name, &SVG, foreign(name)),
        Namespace::MathMl => listed(name, &MATHML, foreign(name)),
        Namespace::Nodes => Kind::Unknown,
    }
}

/// The kind of an element in `svg` or `math`, of which those that HTML claims back stay HTML's.
const fn foreign(name: &str) -> Kind {
    let kind = listed(name, &HTML, Kind::Plain);
    if super::ends_foreign(kind) {
        kind
    } else {
        Kind::Foreign
    }
}

type Names = &'static [&'static str];

/// "In body" has a paragraph for each; "special" elements are shields but for `address`, `div` and
/// `p`. `search` is one too, though not to all parsers.
const HTML: [(Kind, Names); 48] = [
    (
        Kind::Phrase,
        &[
            "b", "big", "br", "code", "em", "embed", "i", "img", "s", "small", "span",
        ],
    ),
    (
        Kind::Phrase,
        &["strike", "strong", "sub", "sup", "tt", "u", "var"],
    ),
    (
        Kind::Block,
        &[
            "article",
            "aside",
            "details",
            "dir",
            "fieldset",
            "figcaption",
            "figure",
        ],
    ),
    (
        Kind::Block,
        &[
            "footer", "header", "hgroup", "main", "nav", "section", "summary", "xmp",
        ],
    ),
    (
        Kind::List,
        &[
            "blockquote",
            "center",
            "dl",
            "listing",
            "menu",
            "ol",
            "pre",
            "ul",
        ],
    ),
    (Kind::Div, &["div"]),
    (Kind::Address, &["address", "dialog", "search"]),
    (Kind::P, &["p"]),
    (Kind::Heading, &["h1", "h2", "h3", "h4", "h5", "h6"]),
    (Kind::Form, &["form"]),
    (Kind::Li, &["li"]),
    (Kind::Definition, &["dd", "dt"]),
    (Kind::A, &["a"]),
    (Kind::Nobr, &["nobr"]),
    (Kind::Button, &["button"]),
    (Kind::Object, &["applet", "marquee", "object"]),
    (Kind::Select, &["select"]),
    (Kind::Option, &["option"]),
    (Kind::Optgroup, &["optgroup"]),
    (Kind::Input, &["input"]),
    (Kind::Hr, &["hr"]),
    (Kind::Table, &["table"]),
    (Kind::Caption, &["caption"]),
    (Kind::Colgroup, &["colgroup"]),
    (Kind::Col, &["col"]),
    (Kind::TableBody, &["tbody", "tfoot", "thead"]),
    (Kind::Row, &["tr"]),
    (Kind::Cell, &["td", "th"]),
    (Kind::Ruby, &["ruby"]),
    (Kind::RubyBase, &["rb"]),
    (Kind::RubyText, &["rp", "rt"]),
    (Kind::RubyContainer, &["rtc"]),
    (
        Kind::Metadata,
        &["base", "basefont", "bgsound", "link", "noscript", "title"],
    ),
    (Kind::Meta, &["meta"]),
    (Kind::Script, &["script", "style"]),
    (Kind::Noframes, &["noframes"]),
    (Kind::Template, &["template"]),
    (Kind::Html, &["html"]),
    (Kind::Head, &["head"]),
    (Kind::Body, &["body"]),
    (Kind::Frameset, &["frameset"]),
    (Kind::Frame, &["frame"]),
    (Kind::Image, &["image"]),
    (Kind::Plaintext, &["plaintext"]),
    (Kind::Foreign, &["math"]),
    (Kind::Svg, &["svg"]),
    (
        Kind::Integration,
        &["desc", "foreignObject", "mi", "mn", "mo", "ms", "mtext"],
    ),
    (Kind::MathGlyph, &["malignmark", "mglyph"]),
];

/// "HTML integration point".
const SVG: [(Kind, Names); 1] = [(Kind::SvgHtml, &["desc", "foreignObject", "title"])];

/// "MathML text integration point", and "tree construction" on `annotation-xml`.
const MATHML: [(Kind, Names); 3] = [
    (Kind::MathText, &["mi", "mn", "mo", "ms", "mtext"]),
    (Kind::AnnotationXml, &["annotation-xml"]),
    (Kind::Svg, &["svg"]),
];

/// The kind of `name` in `table`. A loop, as a `const fn` must be written.
const fn listed(name: &str, table: &[(Kind, Names)], other: Kind) -> Kind {
    let mut row = 0;
    while row < table.len() {
        let (kind, names) = table[row];
        if contains(names, name) {
            return kind;
        }
        row += 1;
    }
    other
}
