//! Opening tags: on one line, or an attribute a line.

use super::layout::{Attribute, Body, Element, one_line, width};
use super::print::{INDENT, Printer};

/// The width of the opening tag on one line; `None` if there must be a line break in it.
pub(super) fn flat(element: &Element<'_>) -> Option<usize> {
    let attributes = element
        .attributes
        .iter()
        .map(|attribute| Some(attribute.flat()? + 1));
    let attributes = attributes.sum::<Option<usize>>()?;
    Some(1 + width(element.name) + attributes + end(element).len())
}

/// What ends the opening tag if it is on one line.
fn end(element: &Element<'_>) -> &'static str {
    match element.body {
        Body::SelfClosed => " />",
        _ => ">",
    }
}

impl Attribute<'_> {
    fn flat(&self) -> Option<usize> {
        match self {
            Attribute::Bare(name) => Some(width(name)),
            Attribute::Text(name, value) => Some(width(name) + "=\"\"".len() + one_line(value)?),
            Attribute::Hole(name, braces) => Some(width(name) + "=".len() + braces.flat()?),
            Attribute::Nameless(braces) => braces.flat(),
            Attribute::Hidden(text) => one_line(text),
        }
    }
}

impl Printer<'_> {
    /// The opening tag on one line, whatever that takes.
    pub(super) fn tag_on_one_line(&mut self, element: &Element<'_>, indent: usize) {
        self.write("<");
        self.write(element.name);
        for attribute in &element.attributes {
            self.write(" ");
            self.attribute(attribute, indent);
        }
        self.write(end(element));
    }

    /// The opening tag in a line indented by `indent`, with what follows it up to the first place to
    /// break taking `after` columns. Gives whether it ends on a line of its own.
    pub(super) fn tag(&mut self, element: &Element<'_>, indent: usize, after: usize) -> bool {
        let fits = flat(element).is_some_and(|width| self.fits(width + after));
        // An only attribute of several lines may begin behind the name.
        let clings = |attribute: &Attribute<'_>| match attribute {
            Attribute::Hole(_, braces) | Attribute::Nameless(braces) => braces.flat().is_none(),
            _ => false,
        };
        if fits
            || element.attributes.is_empty()
            || matches!(&element.attributes[..], [one] if clings(one))
        {
            self.tag_on_one_line(element, indent);
            return false;
        }
        self.write("<");
        self.write(element.name);
        for attribute in &element.attributes {
            self.line(indent + INDENT);
            self.attribute(attribute, indent + INDENT);
        }
        self.line(indent);
        self.write(end(element).trim_start());
        true
    }

    fn attribute(&mut self, attribute: &Attribute<'_>, indent: usize) {
        match attribute {
            Attribute::Bare(name) => self.write(name),
            Attribute::Text(name, value) => {
                let quote = if value.contains('"') { "'" } else { "\"" };
                for part in [name, "=", quote, value, quote] {
                    self.write(part);
                }
            }
            Attribute::Hole(name, braces) => {
                self.write(name);
                self.write("=");
                self.braces(braces, indent);
            }
            Attribute::Nameless(braces) => self.braces(braces, indent),
            Attribute::Hidden(text) => self.write(text),
        }
    }
}
