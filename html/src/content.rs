//! What may stand where: the content model, as far as a parser enforces it.
//!
//! Takes a [`Place`] and what is [`Inside`] a piece of content, gives the [`Fault`] if a parser
//! would move, drop or complete the piece there ("Tree construction"). It knows sets of kinds, not
//! trees, and all of it is `const`, so that a template and what it is put into can be compared
//! though they are compiled apart.
//!
//! ```
//! use slotwise_html::content::{Fault, Inside, Kind, Place, fault};
//!
//! // <p><b><div></div></b></p>
//! const PLACE: Place = Place::UNKNOWN.inside(Kind::P);
//! const PIECE: Inside = Inside::of(Kind::Div).within(Kind::Phrase);
//! const FAULT: Option<Fault> = fault(PLACE, PIECE);
//! assert_eq!(FAULT, Some(Fault::EndsP));
//! ```

mod fault;
mod kind;

pub use fault::Fault;
pub use kind::{Kind, kind};

use crate::Namespace;
use crate::names;

/// Where content may be put: the element right around it, and what is open further out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    parent: Kind,
    open: Open,
}

impl Place {
    /// Nothing is known of what is around: whatever may stand somewhere may stand here.
    pub const UNKNOWN: Place = Place {
        parent: Kind::Unknown,
        open: Open(0),
    };
    /// Behind a doctype.
    pub const DOCUMENT: Place = Place {
        parent: Kind::Document,
        open: Open(0),
    };

    /// Right inside an element of that name; `None` if there is no such element, or it holds no
    /// elements.
    ///
    /// ```
    /// use slotwise_html::content::{Inside, Kind, Place, fault};
    /// const ROWS: Option<Place> = Place::of("tbody");
    /// assert!(fault(ROWS.unwrap(), Inside::of(Kind::Row)).is_none());
    /// assert!(Place::of("br").is_none() && Place::of("tboddy").is_none());
    /// ```
    pub const fn of(name: &str) -> Option<Place> {
        if names::is_element(name) && names::holds_elements(name) {
            Some(Place::UNKNOWN.inside(kind(name, Namespace::Html)))
        } else {
            None
        }
    }

    /// The place right inside an element of `kind` that stands here.
    pub const fn inside(self, kind: Kind) -> Place {
        if !self.open.has(Open::FOREIGN) {
            return Place {
                parent: kind,
                open: self.open.inside(kind),
            };
        }
        // Names mean nothing in here but those of the ways out.
        match kind {
            Kind::SvgHtml | Kind::MathText => Place {
                parent: kind,
                open: self.open.inside(kind),
            },
            Kind::Integration => self.inside(Kind::SvgHtml),
            Kind::AnnotationXml => Place {
                parent: kind,
                open: self.open,
            },
            _ => Place {
                parent: Kind::Foreign,
                open: self.open,
            },
        }
    }

    /// The kind of the element right around, and what is open further out as a number:
    /// [`from_parts`](Place::from_parts) takes them.
    ///
    /// ```
    /// use slotwise_html::content::{Kind, Place};
    /// const PLACE: Place = Place::UNKNOWN.inside(Kind::P).inside(Kind::Phrase);
    /// const PARTS: (Kind, u16) = PLACE.parts();
    /// assert_eq!(PARTS.0, Kind::Phrase);
    /// assert_eq!(Place::from_parts(PARTS.0, PARTS.1), PLACE);
    /// ```
    pub const fn parts(self) -> (Kind, u16) {
        (self.parent, self.open.0)
    }

    /// The opposite of [`parts`](Place::parts).
    pub const fn from_parts(parent: Kind, open: u16) -> Place {
        Place {
            parent,
            open: Open(open),
        }
    }
}

/// What a piece of content brings along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Inside {
    /// What it has outermost.
    roots: Set,
    /// What further inside would clash with something open around the piece.
    deep: Open,
}

impl Inside {
    /// Nothing.
    pub const EMPTY: Inside = Inside {
        roots: Set(0),
        deep: Open(0),
    };

    /// One thing alone: text, or an element without content.
    pub const fn of(kind: Kind) -> Inside {
        Inside {
            roots: Set::of(&[kind]),
            deep: Open(0),
        }
    }

    /// Both, side by side.
    ///
    /// ```
    /// use slotwise_html::content::{Inside, Kind};
    /// const TWO: Inside = Inside::of(Kind::Row).and(Inside::of(Kind::Blank));
    /// assert_eq!(TWO, TWO.and(Inside::EMPTY));
    /// ```
    pub const fn and(self, other: Inside) -> Inside {
        Inside {
            roots: self.roots.and(other.roots),
            deep: self.deep.and(other.deep),
        }
    }

    /// An element of `kind` around it.
    pub const fn within(self, kind: Kind) -> Inside {
        let clashes = self.roots.clashes().and(self.deep);
        let mut deep = clashes.minus(shielded(kind));
        if ends_in_select(kind, self.roots, clashes) {
            deep = deep.and(Open::SELECT);
        }
        Inside {
            roots: Set::of(&[kind]),
            deep,
        }
    }

    /// What it has outermost and what is inside, as numbers that [`from_bits`](Inside::from_bits)
    /// takes.
    ///
    /// ```
    /// use slotwise_html::content::{Inside, Kind};
    /// const ITEM: Inside = Inside::of(Kind::Text).within(Kind::Li);
    /// const BITS: (u64, u16) = ITEM.bits();
    /// assert_eq!(Inside::from_bits(BITS.0, BITS.1), ITEM);
    /// ```
    pub const fn bits(self) -> (u64, u16) {
        (self.roots.0, self.deep.0)
    }

    /// The opposite of [`bits`](Inside::bits).
    pub const fn from_bits(roots: u64, deep: u16) -> Inside {
        Inside {
            roots: Set(roots),
            deep: Open(deep),
        }
    }
}

/// Why `inside` cannot stand at `place`, if so.
pub const fn fault(place: Place, inside: Inside) -> Option<Fault> {
    if place.open.has(Open::FOREIGN) {
        return in_foreign(place, inside);
    }
    match misplaced(place.parent, inside.roots) {
        Some(fault) => Some(fault),
        None => clash(place, inside),
    }
}

/// Whether an element of `kind` ends `svg` and `math` ("in foreign content").
const fn ends_foreign(kind: Kind) -> bool {
    Set::of(&[kind]).clashes().has(Open::FOREIGN)
}

/// "In foreign content".
const fn in_foreign(place: Place, inside: Inside) -> Option<Fault> {
    let roots = inside.roots;
    if roots.clashes().has(Open::FOREIGN) || inside.deep.has(Open::FOREIGN) {
        return Some(Fault::EndsForeign);
    }
    if matches!(place.parent, Kind::AnnotationXml) && roots.has(Kind::Svg) {
        return Some(Fault::MathInText);
    }
    clash(
        place,
        Inside {
            roots: Set(0),
            deep: inside.deep,
        },
    )
}

/// What is wrong between something open and the content.
const fn clash(place: Place, inside: Inside) -> Option<Fault> {
    let roots = inside.roots;
    let both = place.open.common(roots.clashes().and(inside.deep));
    let in_select = place.open.has(Open::SELECT);
    Some(match both {
        _ if both.has(Open::P) => Fault::EndsP,
        _ if both.has(Open::LI) => Fault::ItemInItem,
        _ if both.has(Open::DEFINITION) => Fault::DefinitionInDefinition,
        _ if both.has(Open::A) => Fault::LinkInLink,
        _ if both.has(Open::NOBR) => Fault::NobrInNobr,
        _ if both.has(Open::BUTTON) => Fault::ButtonInButton,
        _ if both.has(Open::FORM) => Fault::FormInForm,
        _ if both.has(Open::SELECT) && roots.has(Kind::Select) => Fault::SelectInSelect,
        _ if both.has(Open::SELECT) && roots.has(Kind::Input) => Fault::InputInSelect,
        _ if both.has(Open::SELECT) => Fault::EndedInSelect,
        _ if in_select && (both.has(Open::OPTION) || both.has(Open::OPTGROUP)) => Fault::EndsOption,
        _ if in_select && ends_in_select(place.parent, roots, Open(0)) => Fault::EndedInSelect,
        _ => return None,
    })
}

/// Whether, in a `select`, one of `roots` ends an element of kind `parent` right around it, or
/// something further inside ends it if it is an option ("In body" on `option`, `optgroup` and `hr`).
const fn ends_in_select(parent: Kind, roots: Set, clashes: Open) -> bool {
    let ends_optgroup = roots.has(Kind::Hr) || roots.has(Kind::Optgroup);
    match parent {
        Kind::Option => clashes.has(Open::OPTION) || ends_optgroup || roots.has(Kind::Option),
        Kind::Optgroup => clashes.has(Open::OPTGROUP) || ends_optgroup,
        _ => IMPLIED.has(parent) && (ends_optgroup || roots.has(Kind::Option)),
    }
}

/// "Generate implied end tags".
const IMPLIED: Set = Set::of(&[
    Kind::Definition,
    Kind::Li,
    Kind::P,
    Kind::RubyBase,
    Kind::RubyText,
    Kind::RubyContainer,
]);

/// What is wrong between the element right around and the outermost content.
const fn misplaced(parent: Kind, roots: Set) -> Option<Fault> {
    let homes = homes(parent);
    let mut all = Set(0);
    let mut at = 0;
    while at < homes.len() {
        if roots.minus(homes[at]).is_empty() {
            return None;
        }
        all = all.and(homes[at]);
        at += 1;
    }
    let strangers = roots.minus(all);
    Some(match strangers.first() {
        Some(stranger) => strange(parent, stranger),
        None => Fault::Mixed,
    })
}

/// Why `root` never stands right in `parent`.
const fn strange(parent: Kind, root: Kind) -> Fault {
    match (parent, root) {
        (_, Kind::Image) => Fault::Image,
        (_, Kind::Plaintext) => Fault::Plaintext,
        (Kind::Heading, Kind::Heading) => Fault::HeadingInHeading,
        (Kind::Option, Kind::Option | Kind::Optgroup) => Fault::EndsOption,
        (Kind::MathText, Kind::MathGlyph) => Fault::MathInText,
        (Kind::Table, Kind::Row | Kind::Cell) => Fault::MissingTableBody,
        (Kind::Table, Kind::Col) => Fault::MissingColgroup,
        (Kind::TableBody, Kind::Cell) => Fault::MissingRow,
        (Kind::Html, _) => Fault::InHtml,
        (Kind::Document, _) => Fault::InDocument,
        (Kind::Frameset, _) => Fault::InFrameset,
        (_, root) if TABLE_PARTS.has(root) => Fault::TablePart,
        (_, root) if PAGE_PARTS.has(root) => Fault::PagePart,
        (Kind::Table | Kind::TableBody | Kind::Row, Kind::Text) => Fault::TextInTable,
        (Kind::Table | Kind::TableBody | Kind::Row, _) => Fault::ElementInTable,
        (Kind::Colgroup, _) => Fault::InColgroup,
        (Kind::Head, _) => Fault::InHead,
        (_, root) if RUBY_PARTS.has(root) => Fault::RubyPart,
        _ => Fault::Mixed,
    }
}

/// The sets of what may stand together right in an element of kind `parent`.
const fn homes(parent: Kind) -> &'static [Set] {
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
const ANYWHERE: Set = Set::of(&[Kind::Unknown, Kind::Blank]);
/// "In body", the start tags that are ignored there.
const TABLE_PARTS: Set = Set::of(&[
    Kind::Caption,
    Kind::Colgroup,
    Kind::Col,
    Kind::TableBody,
    Kind::Row,
    Kind::Cell,
]);
/// Likewise.
const PAGE_PARTS: Set = Set::of(&[
    Kind::Document,
    Kind::Html,
    Kind::Head,
    Kind::Body,
    Kind::Frameset,
    Kind::Frame,
]);
/// "In body" on `rb` and `rt`.
const RUBY_PARTS: Set = Set::of(&[Kind::RubyBase, Kind::RubyText, Kind::RubyContainer]);
/// "In body".
const FLOW: Set = Set(u64::MAX)
    .minus(TABLE_PARTS)
    .minus(PAGE_PARTS)
    .minus(RUBY_PARTS)
    .minus(Set::of(&[Kind::Image, Kind::Plaintext]));
const IN_RUBY: Set = FLOW.and(RUBY_PARTS);
const IN_RUBY_CONTAINER: Set = FLOW.and(Set::of(&[Kind::RubyText]));
const IN_HEADING: Set = FLOW.minus(Set::of(&[Kind::Heading]));
const IN_OPTION: Set = FLOW.minus(Set::of(&[Kind::Option, Kind::Optgroup]));
/// "Tree construction": these two stay in MathML.
const IN_MATH_TEXT: Set = FLOW.minus(Set::of(&[Kind::MathGlyph]));
/// "In table".
const IN_TABLE: Set = ANYWHERE.and(Set::of(&[
    Kind::Caption,
    Kind::Colgroup,
    Kind::TableBody,
    Kind::Script,
    Kind::Template,
]));
/// "In table body".
const IN_TABLE_BODY: Set = ANYWHERE.and(Set::of(&[Kind::Row, Kind::Script, Kind::Template]));
/// "In row".
const IN_ROW: Set = ANYWHERE.and(Set::of(&[Kind::Cell, Kind::Script, Kind::Template]));
/// "In column group".
const IN_COLGROUP: Set = ANYWHERE.and(Set::of(&[Kind::Col, Kind::Template]));
/// "Before html".
const IN_DOCUMENT: Set = ANYWHERE.and(Set::of(&[Kind::Html]));
/// "Before head" and "after head".
const IN_HTML: Set = ANYWHERE.and(Set::of(&[Kind::Head, Kind::Body, Kind::Frameset]));
/// "In head".
const IN_HEAD: Set = ANYWHERE.and(Set::of(&[
    Kind::Metadata,
    Kind::Meta,
    Kind::Script,
    Kind::Noframes,
    Kind::Template,
]));
/// "In frameset".
const IN_FRAMESET: Set = ANYWHERE.and(Set::of(&[Kind::Frame, Kind::Frameset, Kind::Noframes]));

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Set(u64);

impl Set {
    const fn of(kinds: &[Kind]) -> Set {
        let mut set = 0;
        let mut at = 0;
        while at < kinds.len() {
            set |= 1 << kinds[at] as u8;
            at += 1;
        }
        Set(set)
    }

    const fn has(self, kind: Kind) -> bool {
        self.0 & 1 << kind as u8 != 0
    }

    const fn and(self, other: Set) -> Set {
        Set(self.0 | other.0)
    }

    const fn minus(self, other: Set) -> Set {
        Set(self.0 & !other.0)
    }

    const fn is_empty(self) -> bool {
        self.0 == 0
    }

    const fn first(self) -> Option<Kind> {
        let mut at = 0;
        while at < KINDS.len() {
            if self.has(KINDS[at]) {
                return Some(KINDS[at]);
            }
            at += 1;
        }
        None
    }

    /// What open elements any of these clashes with.
    const fn clashes(self) -> Open {
        let mut all = Open(0);
        let mut at = 0;
        while at < CLASHES.len() {
            let (open, kinds) = CLASHES[at];
            if self.0 & kinds.0 != 0 {
                all = all.and(open);
            }
            at += 1;
        }
        all
    }
}

/// The kinds that [`strange`] tells of.
const KINDS: [Kind; 47] = [
    Kind::Image,
    Kind::Plaintext,
    Kind::Document,
    Kind::Html,
    Kind::Head,
    Kind::Body,
    Kind::Frameset,
    Kind::Frame,
    Kind::Caption,
    Kind::Colgroup,
    Kind::Col,
    Kind::TableBody,
    Kind::Row,
    Kind::Cell,
    Kind::RubyBase,
    Kind::RubyText,
    Kind::RubyContainer,
    Kind::Text,
    Kind::Plain,
    Kind::Phrase,
    Kind::Block,
    Kind::List,
    Kind::Div,
    Kind::Address,
    Kind::P,
    Kind::Heading,
    Kind::Form,
    Kind::Li,
    Kind::Definition,
    Kind::A,
    Kind::Nobr,
    Kind::Button,
    Kind::Object,
    Kind::Select,
    Kind::Option,
    Kind::Optgroup,
    Kind::Input,
    Kind::Hr,
    Kind::Table,
    Kind::Ruby,
    Kind::Metadata,
    Kind::Meta,
    Kind::Script,
    Kind::Noframes,
    Kind::Foreign,
    Kind::Svg,
    Kind::MathGlyph,
];

/// Elements that are open, as far as content may clash with them; of content, what it clashes with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Open(u16);

impl Open {
    const P: Open = Open(1);
    const LI: Open = Open(1 << 1);
    const DEFINITION: Open = Open(1 << 2);
    const A: Open = Open(1 << 3);
    const NOBR: Open = Open(1 << 4);
    const BUTTON: Open = Open(1 << 5);
    const FORM: Open = Open(1 << 6);
    const SELECT: Open = Open(1 << 7);
    /// Matters within a `select` only, as does the next.
    const OPTION: Open = Open(1 << 8);
    const OPTGROUP: Open = Open(1 << 9);
    const FOREIGN: Open = Open(1 << 10);
    /// Clashes with nothing, but no `form` counts as open in here.
    const TEMPLATE: Open = Open(1 << 11);

    const fn has(self, other: Open) -> bool {
        self.0 & other.0 != 0
    }

    const fn and(self, other: Open) -> Open {
        Open(self.0 | other.0)
    }

    const fn common(self, other: Open) -> Open {
        Open(self.0 & other.0)
    }

    const fn minus(self, other: Open) -> Open {
        Open(self.0 & !other.0)
    }

    const fn inside(self, kind: Kind) -> Open {
        let around = self.minus(shielded(kind));
        match kind {
            Kind::Form if around.has(Open::TEMPLATE) => around,
            _ => around.and(opened(kind)),
        }
    }
}

/// What clashes with each of these when they are open ("In body", by start tag).
const CLASHES: [(Open, Set); 11] = [
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
const fn opened(kind: Kind) -> Open {
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
const fn shielded(kind: Kind) -> Open {
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
const SCOPES: Set = Set::of(&[
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
const SCOPED: Open = Open::P
    .and(Open::NOBR)
    .and(Open::BUTTON)
    .and(Open::SELECT)
    .and(Open::OPTION)
    .and(Open::OPTGROUP);
/// "The list of active formatting elements": where a marker is put into it.
const MARKERS: Set = Set::of(&[Kind::Object, Kind::Caption, Kind::Cell, Kind::Template]);
/// Elements that are not "special", and the three that are passed over nevertheless ("In body" on
/// `li`). SVG and MathML have special ones too, though not to all parsers.
const LOOSE: Set = Set::of(&[
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
