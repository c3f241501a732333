//! What "tree construction" says of each kind.

use super::Kind;
use super::set::{Open, Set};

/// The sets of what may stand together right in an element of kind `parent`.
pub(super) const fn homes(parent: Kind) -> &'static [Set] {
    match parent {
        Kind::Unknown => &[
            IN_RUBY,
            IN_TABLE,
            IN_TABLE_BODY,
            IN_ROW,
            IN_COLGROUP,
            IN_HTML,
            IN_FRAMESET,
            IN_DOCUMENT,
        ],
        Kind::Template => &[FLOW, IN_TABLE, IN_TABLE_BODY, IN_ROW, IN_COLGROUP],
        Kind::Table => &[IN_TABLE],
        Kind::TableBody => &[IN_TABLE_BODY],
        Kind::Row => &[IN_ROW],
        Kind::Colgroup => &[IN_COLGROUP],
        Kind::Document => &[IN_DOCUMENT],
        Kind::Html => &[IN_HTML],
        Kind::Head => &[IN_HEAD],
        Kind::Frameset => &[IN_FRAMESET],
        Kind::Ruby => &[IN_RUBY],
        Kind::RubyContainer => &[IN_RUBY_CONTAINER],
        Kind::Heading => &[IN_HEADING],
        Kind::Option => &[IN_OPTION],
        Kind::MathText => &[IN_MATH_TEXT],
        _ => &[FLOW],
    }
}

/// What may stand anywhere.
pub(super) const ANYWHERE: Set = Set::of(&[Kind::Unknown, Kind::Blank]);
/// "In body", the start tags that are ignored there.
pub(super) const TABLE_PARTS: Set = Set::of(&[
    Kind::Caption,
    Kind::Colgroup,
    Kind::Col,
    Kind::TableBody,
    Kind::Row,
    Kind::Cell,
]);
/// Likewise.
pub(super) const PAGE_PARTS: Set = Set::of(&[
    Kind::Document,
    Kind::Html,
    Kind::Head,
    Kind::Body,
    Kind::Frameset,
    Kind::Frame,
]);
/// "In body" on `rb` and `rt`.
pub(super) const RUBY_PARTS: Set = Set::of(&[Kind::RubyBase, Kind::RubyText, Kind::RubyContainer]);
/// "In body".
pub(super) const FLOW: Set = Set(u64::MAX)
    .minus(TABLE_PARTS)
    .minus(PAGE_PARTS)
    .minus(RUBY_PARTS)
    .minus(Set::of(&[Kind::Image, Kind::Plaintext]));
pub(super) const IN_RUBY: Set = FLOW.and(RUBY_PARTS);
pub(super) const IN_RUBY_CONTAINER: Set = FLOW.and(Set::of(&[Kind::RubyText]));
pub(super) const IN_HEADING: Set = FLOW.minus(Set::of(&[Kind::Heading]));
pub(super) const IN_OPTION: Set = FLOW.minus(Set::of(&[Kind::Option, Kind::Optgroup]));
/// "Tree construction": these two stay in MathML.
pub(super) const IN_MATH_TEXT: Set = FLOW.minus(Set::of(&[Kind::MathGlyph]));
/// "In table".
pub(super) const IN_TABLE: Set = ANYWHERE.and(Set::of(&[
    Kind::Caption,
    Kind::Colgroup,
    Kind::TableBody,
    Kind::Script,
    Kind::Template,
]));
/// "In table body".
pub(super) const IN_TABLE_BODY: Set =
    ANYWHERE.and(Set::of(&[Kind::Row, Kind::Script, Kind::Template]));
/// "In row".
pub(super) const IN_ROW: Set = ANYWHERE.and(Set::of(&[Kind::Cell, Kind::Script, Kind::Template]));
/// "In column group".
pub(super) const IN_COLGROUP: Set = ANYWHERE.and(Set::of(&[Kind::Col, Kind::Template]));
/// "Before html".
pub(super) const IN_DOCUMENT: Set = ANYWHERE.and(Set::of(&[Kind::Html]));
/// "Before head" and "after head".
pub(super) const IN_HTML: Set = ANYWHERE.and(Set::of(&[Kind::Head, Kind::Body, Kind::Frameset]));
/// "In head".
pub(super) const IN_HEAD: Set = ANYWHERE.and(Set::of(&[
    Kind::Metadata,
    Kind::Meta,
    Kind::Script,
    Kind::Noframes,
    Kind::Template,
]));
/// "In frameset".
pub(super) const IN_FRAMESET: Set =
    ANYWHERE.and(Set::of(&[Kind::Frame, Kind::Frameset, Kind::Noframes]));

/// "Generate implied end tags".
pub(super) const IMPLIED: Set = Set::of(&[
    Kind::Definition,
    Kind::Li,
    Kind::P,
    Kind::RubyBase,
    Kind::RubyText,
    Kind::RubyContainer,
]);

/// What clashes with each of these when they are open ("In body", by start tag).
pub(super) const CLASHES: [(Open, Set); 11] = [
    (
        Open::P,
        Set::of(&[
            Kind::Block,
            Kind::List,
            Kind::Div,
            Kind::Address,
            Kind::P,
            Kind::Heading,
            Kind::Form,
            Kind::Li,
            Kind::Definition,
            Kind::Table,
            Kind::Hr,
        ]),
    ),
    (Open::LI, Set::of(&[Kind::Li])),
    (Open::DEFINITION, Set::of(&[Kind::Definition])),
    (Open::A, Set::of(&[Kind::A])),
    (Open::NOBR, Set::of(&[Kind::Nobr])),
    (Open::BUTTON, Set::of(&[Kind::Button])),
    (Open::FORM, Set::of(&[Kind::Form])),
    (Open::SELECT, Set::of(&[Kind::Select, Kind::Input])),
    (
        Open::OPTION,
        Set::of(&[Kind::Option, Kind::Optgroup, Kind::Hr]),
    ),
    (Open::OPTGROUP, Set::of(&[Kind::Optgroup, Kind::Hr])),
    (
        Open::FOREIGN,
        Set::of(&[
            Kind::Phrase,
            Kind::List,
            Kind::Div,
            Kind::P,
            Kind::Heading,
            Kind::Li,
            Kind::Definition,
            Kind::Nobr,
            Kind::Hr,
            Kind::Table,
            Kind::Ruby,
            Kind::Meta,
            Kind::Head,
            Kind::Body,
        ]),
    ),
];

/// What an element of `kind` is when it is open.
pub(super) const fn opened(kind: Kind) -> Open {
    match kind {
        Kind::P => Open::P,
        Kind::Li => Open::LI,
        Kind::Definition => Open::DEFINITION,
        Kind::A => Open::A,
        Kind::Nobr => Open::NOBR,
        Kind::Button => Open::BUTTON,
        Kind::Form => Open::FORM,
        Kind::Select => Open::SELECT,
        Kind::Option => Open::OPTION,
        Kind::Optgroup => Open::OPTGROUP,
        Kind::Svg | Kind::Foreign | Kind::AnnotationXml => Open::FOREIGN,
        Kind::Template => Open::TEMPLATE,
        _ => Open(0),
    }
}

/// What around an element of `kind` no content of it clashes with.
pub(super) const fn shielded(kind: Kind) -> Open {
    let mut shielded = Open(0);
    if SCOPES.has(kind) {
        shielded = shielded.and(SCOPED);
    }
    if matches!(kind, Kind::Button) {
        shielded = shielded.and(Open::P);
    }
    if MARKERS.has(kind) {
        shielded = shielded.and(Open::A);
    }
    if !LOOSE.has(kind) {
        shielded = shielded.and(Open::LI).and(Open::DEFINITION);
    }
    match kind {
        Kind::Template => shielded.and(Open::FORM),
        Kind::SvgHtml | Kind::MathText | Kind::Integration => shielded.and(Open::FOREIGN),
        _ => shielded,
    }
}

/// "Has an element in scope": where looking for one ends.
pub(super) const SCOPES: Set = Set::of(&[
    Kind::Object,
    Kind::Caption,
    Kind::Html,
    Kind::Table,
    Kind::Cell,
    Kind::Select,
    Kind::Template,
    Kind::MathText,
    Kind::SvgHtml,
]);
/// What is looked for in that way.
pub(super) const SCOPED: Open = Open::P
    .and(Open::NOBR)
    .and(Open::BUTTON)
    .and(Open::SELECT)
    .and(Open::OPTION)
    .and(Open::OPTGROUP);
/// "The list of active formatting elements": where a marker is put into it.
pub(super) const MARKERS: Set = Set::of(&[Kind::Object, Kind::Caption, Kind::Cell, Kind::Template]);
/// Elements that are not "special", and the three that are passed over nevertheless ("In body" on
/// `li`). SVG and MathML have special ones too, though not to all parsers.
pub(super) const LOOSE: Set = Set::of(&[
    Kind::Unknown,
    Kind::Plain,
    Kind::Phrase,
    Kind::Div,
    Kind::Address,
    Kind::P,
    Kind::A,
    Kind::Nobr,
    Kind::Option,
    Kind::Optgroup,
    Kind::Ruby,
    Kind::RubyBase,
    Kind::RubyText,
    Kind::RubyContainer,
    Kind::Foreign,
    Kind::SvgHtml,
    Kind::MathText,
    Kind::Integration,
    Kind::MathGlyph,
    Kind::AnnotationXml,
    Kind::Svg,
]);
