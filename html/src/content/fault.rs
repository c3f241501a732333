//! Why content cannot stand somewhere.

use super::Kind;

/// What a parser would make of content that does not fit its place, and so not leave it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// What ends a `p`, in a `p`.
    EndsP,
    /// `li` in `li` without a list between.
    ItemInItem,
    /// `dd` or `dt` in `dd` or `dt` without a list between.
    DefinitionInDefinition,
    /// A heading right in a heading.
    HeadingInHeading,
    /// `a` in `a`.
    LinkInLink,
    /// `nobr` in `nobr`.
    NobrInNobr,
    /// `button` in `button`.
    ButtonInButton,
    /// `form` in `form`.
    FormInForm,
    /// `select` in `select`.
    SelectInSelect,
    /// `input` in `select`.
    InputInSelect,
    /// `option` in `option`, or `optgroup` or `hr` in an `option` or `optgroup`.
    EndsOption,
    /// `option`, `optgroup` or `hr` in a `select`, right in what they end there.
    EndedInSelect,
    /// Part of a ruby outside of `ruby`.
    RubyPart,
    /// Part of a table elsewhere.
    TablePart,
    /// `tr` or `td` right in `table`.
    MissingTableBody,
    /// `td` right in `tbody`.
    MissingRow,
    /// `col` right in `table`.
    MissingColgroup,
    /// An element that is no part of a table, right in one.
    ElementInTable,
    /// Text right in a table.
    TextInTable,
    /// Anything but `col` in `colgroup`.
    InColgroup,
    /// What belongs to the body in `head`.
    InHead,
    /// Anything but `head` and `body` in `html`.
    InHtml,
    /// Anything but frames in `frameset`.
    InFrameset,
    /// Anything but `html` behind a doctype.
    InDocument,
    /// `html`, `head`, `body`, `frame` or `frameset` elsewhere.
    PagePart,
    /// `image`.
    Image,
    /// `plaintext`.
    Plaintext,
    /// An element of HTML right in `svg` or `math`.
    EndsForeign,
    /// Elements of MathML and SVG that change what is read in there.
    MathInText,
    /// Side by side with what no place takes along with it.
    Mixed,
}

impl Fault {
    /// What a browser does with such content, to go on after `:`.
    ///
    /// ```
    /// use slotwise_html::content::Fault;
    /// assert_eq!(Fault::EndsP.reason(), "browsers end the `<p>` before it");
    /// ```
    pub const fn reason(self) -> &'static str {
        match self {
            Fault::EndsP => "browsers end the `<p>` before it",
            Fault::ItemInItem => "browsers end the `<li>` before it",
            Fault::DefinitionInDefinition => "browsers end the `<dd>` or `<dt>` before it",
            Fault::HeadingInHeading => "browsers end the outer heading before it",
            Fault::LinkInLink => "browsers end the outer `<a>` before it",
            Fault::NobrInNobr => "browsers end the outer `<nobr>` before it",
            Fault::ButtonInButton => "browsers end the outer `<button>` before it",
            Fault::FormInForm => "browsers leave out the inner `<form>`",
            Fault::SelectInSelect => "browsers end the outer `<select>` instead",
            Fault::InputInSelect => "browsers end the `<select>` before it",
            Fault::EndsOption => "browsers end the `<option>` or `<optgroup>` before it",
            Fault::EndedInSelect => "within a `<select>` browsers end what is around it",
            Fault::RubyPart => "parts of a ruby stand right in a `<ruby>`",
            Fault::TablePart => "browsers leave out a part of a table that stands elsewhere",
            Fault::MissingTableBody => "browsers put a `<tbody>` around it",
            Fault::MissingRow => "browsers put a `<tr>` around it",
            Fault::MissingColgroup => "browsers put a `<colgroup>` around it",
            Fault::ElementInTable | Fault::TextInTable => "browsers move it in front of the table",
            Fault::InColgroup => "browsers end the `<colgroup>` before it",
            Fault::InHead => "browsers end the `<head>` before it",
            Fault::InHtml => "browsers open a `<body>` before it",
            Fault::InFrameset => "browsers leave it out",
            Fault::InDocument => "browsers put an `<html>` around it",
            Fault::PagePart => "browsers leave it out, as the page has its own",
            Fault::Image => "browsers make an `<img>` of it",
            Fault::Plaintext => "browsers read all that follows as text",
            Fault::EndsForeign => "browsers end the `<svg>` or `<math>` before it",
            Fault::MathInText => "browsers read what is inside as of another language",
            Fault::Mixed => "no element takes both",
        }
    }

    /// One thing to try.
    ///
    /// ```
    /// use slotwise_html::content::Fault;
    /// assert_eq!(Fault::MissingTableBody.help(), "wrap the rows into `<tbody>`");
    /// ```
    pub const fn help(self) -> &'static str {
        match self {
            Fault::EndsP => "close the `<p>` before it, or write `<div>` for the `<p>`",
            Fault::ItemInItem => "close the `<li>` before it, or wrap the inner ones into `<ul>`",
            Fault::DefinitionInDefinition => "close the one before, or wrap the inner into `<dl>`",
            Fault::HeadingInHeading => "close the outer heading before it, or write `<span>`",
            Fault::LinkInLink => "close the outer `<a>` before it, or write `<span>` for one",
            Fault::NobrInNobr => "remove the inner `<nobr>`",
            Fault::ButtonInButton => "put the buttons side by side",
            Fault::FormInForm => "put the forms side by side; `form=\"id\"` ties a field to one",
            Fault::SelectInSelect | Fault::InputInSelect => "put it behind the `<select>`",
            Fault::EndsOption => "close the one before it",
            Fault::EndedInSelect => "wrap it into a `<div>`, or remove what is around it",
            Fault::RubyPart => "put it right into a `<ruby>`",
            Fault::TablePart => {
                "put it where the table takes it: `<table>` holds `<tbody>`, that `<tr>`, that `<td>`"
            }
            Fault::MissingTableBody => "wrap the rows into `<tbody>`",
            Fault::MissingRow => "wrap the cells into `<tr>`",
            Fault::MissingColgroup => "wrap the columns into `<colgroup>`",
            Fault::ElementInTable | Fault::TextInTable => "put it into a `<td>` or `<caption>`",
            Fault::InColgroup => "put it behind the `<colgroup>`",
            Fault::InHead => "put it into the `<body>`",
            Fault::InHtml => "put it into the `<head>` or the `<body>`",
            Fault::InFrameset => "write `<body>` for the `<frameset>`",
            Fault::InDocument => "put it into `<html>`, which holds `<head>` and `<body>`",
            Fault::PagePart => "remove the tag",
            Fault::Image => "write `<img>`",
            Fault::Plaintext => "write `<pre>`",
            Fault::EndsForeign => "put it into a `<foreignObject>`, or behind the `<svg>`",
            Fault::MathInText => "put it elsewhere",
            Fault::Mixed => "put them into templates of their own",
        }
    }

    /// The kind of the open element that the content clashes with; `None` if it is the nearest one.
    ///
    /// ```
    /// use slotwise_html::content::{Fault, Kind};
    /// assert_eq!(Fault::EndsP.clashes_with(), Some(Kind::P));
    /// assert_eq!(Fault::TextInTable.clashes_with(), None);
    /// ```
    pub const fn clashes_with(self) -> Option<Kind> {
        match self {
            Fault::EndsP => Some(Kind::P),
            Fault::ItemInItem => Some(Kind::Li),
            Fault::DefinitionInDefinition => Some(Kind::Definition),
            Fault::LinkInLink => Some(Kind::A),
            Fault::NobrInNobr => Some(Kind::Nobr),
            Fault::ButtonInButton => Some(Kind::Button),
            Fault::FormInForm => Some(Kind::Form),
            Fault::SelectInSelect | Fault::InputInSelect => Some(Kind::Select),
            _ => None,
        }
    }
}
