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
mod set;
mod tables;

pub use fault::Fault;
pub use kind::{Kind, kind};

use crate::Namespace;
use crate::names;
use set::{Open, Set};
use tables::{IMPLIED, PAGE_PARTS, RUBY_PARTS, TABLE_PARTS, homes, shielded};

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
    ///
    /// ```
    /// use slotwise_html::content::{Fault, Inside, Kind, Place, fault};
    /// const LINK: Place = Place::UNKNOWN.inside(Kind::A);
    /// const BUTTON: Place = LINK.inside(Kind::Button);
    /// const OBJECT: Place = LINK.inside(Kind::Object);
    /// assert_eq!(fault(BUTTON, Inside::of(Kind::A)), Some(Fault::LinkInLink));
    /// assert_eq!(fault(OBJECT, Inside::of(Kind::A)), None);
    /// ```
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
    ///
    /// ```
    /// use slotwise_html::content::{Fault, Inside, Kind, Place, fault};
    /// const ROW: Place = Place::UNKNOWN.inside(Kind::Row);
    /// assert_eq!(fault(ROW, Inside::of(Kind::Text)), Some(Fault::TextInTable));
    /// assert_eq!(fault(ROW, Inside::of(Kind::Unknown)), None);
    /// ```
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
    ///
    /// ```
    /// use slotwise_html::content::{Fault, Inside, Kind, Place, fault};
    /// const PARAGRAPH: Place = Place::UNKNOWN.inside(Kind::P);
    /// const BLOCK: Inside = Inside::of(Kind::Div);
    /// assert_eq!(fault(PARAGRAPH, BLOCK.within(Kind::A)), Some(Fault::EndsP));
    /// assert_eq!(fault(PARAGRAPH, BLOCK.within(Kind::Button)), None);
    /// ```
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
///
/// ```
/// use slotwise_html::content::{Fault, Inside, Kind, Place, fault};
///
/// const ROW: Inside = Inside::of(Kind::Cell).within(Kind::Row);
/// const TABLE: Place = Place::UNKNOWN.inside(Kind::Table);
/// const BODY: Place = TABLE.inside(Kind::TableBody);
/// // A mistake can be an error of rustc.
/// const _: () = match fault(BODY, ROW) {
///     Some(fault) => panic!("{}", fault.reason()),
///     None => {}
/// };
/// assert_eq!(fault(TABLE, ROW), Some(Fault::MissingTableBody));
/// ```
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
    if strangers.is_empty() {
        return Some(Fault::Mixed);
    }
    Some(strange(parent, told(strangers)))
}

/// The one of `strangers` that there is most to say of.
const fn told(strangers: Set) -> Kind {
    let mut at = 0;
    while at < TOLD.len() {
        if strangers.has(TOLD[at]) {
            return TOLD[at];
        }
        at += 1;
    }
    Kind::Plain
}

/// The kinds that [`strange`] tells apart.
const TOLD: [Kind; 22] = [
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
    Kind::Heading,
    Kind::Option,
    Kind::Optgroup,
    Kind::MathGlyph,
    Kind::Text,
];

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

#[cfg(test)]
mod tests {
    use super::*;

    /// Of each kind alone: any may stand somewhere, but for two.
    #[test]
    fn an_unknown_place_takes_what_some_place_takes() {
        let names = names::HTML
            .iter()
            .filter(|name| !matches!(**name, "image" | "plaintext"));
        for name in names {
            let piece = Inside::of(kind(name, Namespace::Html));
            assert_eq!(fault(Place::UNKNOWN, piece), None, "{name}");
        }
        for kind in [Kind::Image, Kind::Plaintext] {
            assert!(fault(Place::UNKNOWN, Inside::of(kind)).is_some());
        }
        let both = Inside::of(Kind::Row).and(Inside::of(Kind::Cell));
        assert_eq!(fault(Place::UNKNOWN, both), Some(Fault::Mixed));
    }

    #[test]
    fn places_by_name() {
        let childless = ["br", "script", "textarea", "title", "nosuch", ""];
        assert!(childless.iter().all(|name| Place::of(name).is_none()));
        let holders = [
            "p",
            "tbody",
            "svg",
            "template",
            "select",
            "head",
            "foreignObject",
        ];
        assert!(holders.iter().all(|name| Place::of(name).is_some()));
        let svg = Place::of("svg").expect("it holds elements");
        let shape = Inside::of(kind("path", Namespace::Html));
        assert_eq!(fault(svg, shape.within(Kind::Plain)), None);
        assert_eq!(
            fault(svg, Inside::of(Kind::Div).within(Kind::Plain)),
            Some(Fault::EndsForeign)
        );
        assert_eq!(
            fault(svg, Inside::of(Kind::Div).within(Kind::Integration)),
            None
        );
    }

    /// What is wrong only within a `select` is known where the piece comes to one.
    #[test]
    fn options_within_what_they_end() {
        let select = Place::UNKNOWN.inside(Kind::Select);
        let option = Inside::of(Kind::Option);
        let nested = option.within(Kind::Plain).within(Kind::Option);
        let in_item = option.within(Kind::Li);
        for piece in [nested, in_item] {
            assert_eq!(fault(Place::UNKNOWN, piece), None);
            assert_eq!(fault(select, piece), Some(Fault::EndedInSelect));
            assert_eq!(fault(select.inside(Kind::Object), piece), None);
        }
        assert_eq!(fault(select, option.within(Kind::Optgroup)), None);
        assert_eq!(
            fault(select.inside(Kind::Li), option),
            Some(Fault::EndedInSelect)
        );
    }

    /// Of what no kind is told apart the reason is still the place's.
    #[test]
    fn any_stranger_in_a_table() {
        let row = Place::UNKNOWN.inside(Kind::Row);
        for name in names::HTML.iter().chain(&names::SVG).chain(&names::MATHML) {
            let found = fault(row, Inside::of(kind(name, Namespace::Html)));
            assert_ne!(found, Some(Fault::Mixed), "{name}");
        }
    }
}
