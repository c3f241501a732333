//! Layout tree to text.
//!
//! What fits on the rest of the line is written there. Otherwise a tag or form is broken: its content
//! goes to lines of its own, deeper by one step, where its gaps let it. Whether something fits depends
//! on nothing that an earlier run may have changed, so that a second run changes nothing.

use super::Options;
use super::code::{Braces, columns};
use super::layout::{Body, Content, Element, Form, FormKind, Gap, Item, one_line, width};
use super::tag;

/// The indentation of what stands deeper.
pub(super) const INDENT: usize = 2;

/// The text of a whole template.
pub(super) fn print(content: &Content<'_>, options: &Options) -> String {
    let margin = columns(&options.margin);
    let mut printer = Printer {
        out: String::new(),
        column: margin,
        margin,
        options,
    };
    printer.content(content, 0, 0);
    printer.out
}

pub(super) struct Printer<'o> {
    out: String,
    /// Where the line being written ends, margin included.
    column: usize,
    margin: usize,
    options: &'o Options,
}

impl Printer<'_> {
    pub(super) fn write(&mut self, text: &str) {
        self.out.push_str(text);
        match text.rfind('\n') {
            Some(last) => self.column = width(&text[last + 1..]),
            None => self.column += width(text),
        }
    }

    /// Begins a line.
    pub(super) fn line(&mut self, indent: usize) {
        self.out.push('\n');
        self.out.push_str(&self.options.margin);
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.column = self.margin + indent;
    }

    /// Begins the line of a gap.
    fn line_of(&mut self, gap: Gap, indent: usize) {
        if gap.lines > 1 {
            self.out.push('\n');
        }
        self.line(indent);
    }

    pub(super) fn fits(&self, columns: usize) -> bool {
        self.column + columns <= self.options.width
    }

    /// What stands in lines indented by `indent`, but for the gaps at its edges. Behind it stand
    /// `tail` columns without a place to break.
    fn content(&mut self, content: &Content<'_>, indent: usize, tail: usize) {
        let mut ended = false;
        for (index, item) in content.items.iter().enumerate() {
            let gap = content.gaps[index];
            if index == 0 {
            } else if gap.breaks || gap.may_break() && ended {
                self.line_of(gap, indent);
            } else if gap.may_break() {
                let blank = usize::from(gap.blank);
                match self.run_fits(content, index, blank, tail) {
                    true => self.write(&" "[..blank]),
                    false => self.line(indent),
                }
            }
            let (after, _) = self.lead_of_run(content, index + 1, tail);
            ended = self.item(item, indent, after);
        }
    }

    /// Whether the items from `index` up to the next place to break fit behind `blank` columns.
    fn run_fits(&self, content: &Content<'_>, index: usize, blank: usize, tail: usize) -> bool {
        let mut columns = blank;
        for (item, gap) in content.items[index..]
            .iter()
            .zip(&content.gaps[index + 1..])
        {
            match item.flat() {
                Some(width) => columns += width,
                None => return false,
            }
            if gap.may_break() || !self.fits(columns) {
                return self.fits(columns);
            }
        }
        self.fits(columns + tail)
    }

    /// The least width of what stands glued before the gap or item at `index`: up to the first place
    /// where a line may end. Whether it goes on behind the content is told with it.
    fn lead_of_run(&self, content: &Content<'_>, index: usize, tail: usize) -> (usize, bool) {
        let mut columns = 0;
        for (item, gap) in content.items[index..].iter().zip(&content.gaps[index..]) {
            if gap.may_break() {
                return (columns, false);
            }
            let (lead, goes_on) = self.lead(item);
            columns += lead;
            if !goes_on || !self.fits(columns) {
                return (columns, false);
            }
        }
        match content.gaps.last() {
            Some(gap) if gap.may_break() => (columns, false),
            _ => (columns + tail, true),
        }
    }

    /// The width of an item up to the first place where a line may end; whether there is none.
    fn lead(&self, item: &Item<'_>) -> (usize, bool) {
        let text = |text: &str| match one_line(text) {
            Some(width) => (width, true),
            None => (text.lines().next().map_or(0, width), false),
        };
        match item {
            Item::Word(word) => (width(word), true),
            Item::Hole(braces) | Item::Let(braces) => {
                (braces.first_line(), braces.flat().is_some())
            }
            Item::Hidden(kept) | Item::Comment(kept) | Item::Doctype(kept) | Item::Kept(kept) => {
                text(kept)
            }
            Item::Form(form) => (form.branches[0].head.first_line(), false),
            Item::Element(element) if element.attributes.is_empty() => {
                let open = tag::flat(element).unwrap_or(0);
                match &element.body {
                    Body::Void | Body::SelfClosed => (open, true),
                    Body::Kept(_) => (open, false),
                    Body::Content(content) => {
                        let close = width(element.name) + "</>".len();
                        let (inside, goes_on) = self.lead_of_run(content, 0, close);
                        (open + inside, goes_on)
                    }
                }
            }
            Item::Element(element) => (1 + width(element.name), false),
        }
    }

    /// An item with `after` columns glued behind it; gives whether a line should end behind it, as its
    /// tag was broken or its end stands on a line of its own.
    fn item(&mut self, item: &Item<'_>, indent: usize, after: usize) -> bool {
        match item {
            Item::Word(text)
            | Item::Hidden(text)
            | Item::Comment(text)
            | Item::Doctype(text)
            | Item::Kept(text) => self.write(text),
            Item::Hole(braces) | Item::Let(braces) => self.braces(braces, indent),
            Item::Element(element) => return self.element(element, indent, after),
            Item::Form(form) => return self.form(form, indent, after),
        }
        false
    }

    pub(super) fn braces(&mut self, braces: &Braces<'_>, indent: usize) {
        if braces.code.is_empty() || braces.flat().is_some() {
            self.write(braces.lead);
            self.write(braces.code);
            return self.write("}");
        }
        let (first, lines) = braces.lines(indent);
        match first {
            Some(_) => self.write(braces.lead.trim_end()),
            None => self.write(braces.lead),
        }
        for (index, line) in lines.iter().enumerate() {
            match (index, first) {
                (0, None) => {}
                (0, Some(indent)) => self.line(indent),
                _ if line.text.is_empty() => {
                    self.out.push('\n');
                    continue;
                }
                _ => self.line(line.indent),
            }
            self.write(line.text);
        }
        if braces.ends_on_own_line() {
            self.line(indent);
        }
        self.write("}");
    }

    fn element(&mut self, element: &Element<'_>, indent: usize, after: usize) -> bool {
        let flat = element.flat.is_some_and(|width| self.fits(width + after));
        let close = width(element.name) + "</>".len() + after;
        let content = match &element.body {
            Body::Void | Body::SelfClosed => return self.tag(element, indent, after),
            Body::Kept(text) => {
                let first = text.lines().next().map_or(0, width);
                let glued = if one_line(text).is_some() {
                    first + close
                } else {
                    first
                };
                let broken = self.tag(element, indent, glued);
                self.write(text);
                self.close(element);
                return broken;
            }
            Body::Content(content) => content,
        };
        if flat {
            self.tag_on_one_line(element, indent);
            self.flat_content(content, indent);
            self.close(element);
            return false;
        }
        let (glued, _) = match content.items.is_empty() {
            true => (usize::from(content.gaps[0].blank) + close, true),
            false => self.lead_of_run(content, 0, close),
        };
        let broken = self.tag(element, indent, glued);
        let ended = self.broken_content(content, indent + INDENT, indent, close);
        self.close(element);
        broken || ended
    }

    fn close(&mut self, element: &Element<'_>) {
        for part in ["</", element.name, ">"] {
            self.write(part);
        }
    }

    /// Content that fits on the line, edges included.
    fn flat_content(&mut self, content: &Content<'_>, indent: usize) {
        for (index, gap) in content.gaps.iter().enumerate() {
            if gap.blank {
                self.write(" ");
            }
            if let Some(item) = content.items.get(index) {
                self.item(item, indent, 0);
            }
        }
    }

    /// Content in lines of its own as far as its edges let it. What follows begins a line indented by
    /// `next` if this gives `true`; else it is glued and takes `tail` columns.
    fn broken_content(
        &mut self,
        content: &Content<'_>,
        indent: usize,
        next: usize,
        tail: usize,
    ) -> bool {
        let (first, last) = (content.gaps[0], content.gaps[content.items.len()]);
        if content.items.is_empty() {
            self.write(if first.blank { " " } else { "" });
            return false;
        }
        if first.may_break() {
            self.line(indent);
        }
        let tail = if last.may_break() { 0 } else { tail };
        self.content(content, indent, tail);
        if last.may_break() {
            self.line(next);
        }
        last.may_break()
    }

    fn form(&mut self, form: &Form<'_>, indent: usize, after: usize) -> bool {
        if form.flat.is_some_and(|width| self.fits(width + after)) {
            for branch in &form.branches {
                self.braces(&branch.head, indent);
                self.flat_content(&branch.content, indent);
            }
            self.write(form.kind.end());
            return false;
        }
        let deeper = match form.kind {
            FormKind::Match => indent + INDENT,
            _ => indent,
        };
        let mut ended = false;
        let end = width(form.kind.end()) + after;
        for (index, branch) in form.branches.iter().enumerate() {
            let at = if index == 0 { indent } else { deeper };
            let (next, tail) = match form.branches.get(index + 1) {
                Some(branch) => (deeper, branch.head.first_line()),
                None => (indent, end),
            };
            self.braces(&branch.head, at);
            let content = &branch.content;
            ended = if content.items.is_empty() && content.gaps[0].may_break() {
                self.line(next);
                true
            } else {
                self.broken_content(content, at + INDENT, next, tail)
            };
        }
        self.write(form.kind.end());
        ended
    }
}
