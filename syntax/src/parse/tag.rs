//! Opening tags and their attributes.

use super::{Element, End, Kind, Name, Namespace, Node, Open, Parser, Span, elements, messages};
use crate::tree::VERBATIM;
use crate::tree::{self, Attribute, Value};
use crate::{context, scan};
use slotwise_html::attributes::is_name_char;
use std::ops::Range;

/// What ends a hole in a tag that is never closed.
const RECOVERY: [&str; 3] = ["\n", ">", "<"];

impl Parser<'_> {
    pub(super) fn opening_tag(&mut self) {
        let start = self.at;
        self.at += 1;
        let name_start = self.at;
        let name = Name {
            text: self.tag_name(),
            span: self.span_from(name_start),
        };
        let kind = kind(&name.text, self.namespace());
        let (attributes, self_closed) = self.attributes(start);
        let mut element = Element {
            name,
            kind,
            attributes,
            open: self.span_from(start),
            end: End::Missing,
            children: Vec::new(),
        };
        let lower = element.name.text.to_ascii_lowercase();
        if kind == Kind::Html(Namespace::Html) && elements::is_void(&lower) {
            element.end = End::Void;
        } else if self_closed {
            element.end = End::SelfClosed;
            if self.ends_in_slash {
                // `<a href=/b/>` may be meant to go on.
                self.abandoned.push(element.name.text.clone());
            }
        } else {
            return self.enter_element(element, &lower);
        }
        self.push(Node::Element(Box::new(element)));
    }

    /// Begins the content of an element, `lower` being its name in lower case.
    fn enter_element(&mut self, element: Element, lower: &str) {
        let (inside, raw) = match element.kind {
            Kind::Html(own) => {
                let name = elements::parsed_name(lower, own);
                // In SVG these are ordinary elements to a browser. Their braces are text all the
                // same: no hole is safe in a script or a style.
                let raw = match own {
                    Namespace::Html => elements::is_raw_text(lower),
                    Namespace::Nodes => false,
                    _ => matches!(lower, "script" | "style"),
                };
                (elements::content_namespace(&name, own), raw)
            }
            _ => (self.namespace(), false),
        };
        let (kind, span) = (element.kind, element.open);
        let verbatim = element.named().any(|(name, _)| name.text == VERBATIM);
        let is_data = context::is_data(self.text, &element);
        let mut open = Open::element(element, inside);
        open.verbatim = verbatim;
        self.enter(open, span);
        if raw && !(is_data && self.data_hole(lower)) {
            let body = self.raw_text(lower, kind);
            self.braces_in_raw_text(lower, body);
        }
    }

    /// A hole that is all of the data in a script.
    fn data_hole(&mut self, name: &str) -> bool {
        let end = self.raw_text_end(name).unwrap_or(self.text.len());
        let hole = only_hole(&self.text[self.at..end]).filter(|_| !self.is_verbatim());
        let Some(hole) = hole else { return false };
        let code = tree::code_at(self.text, self.at + hole.start, self.at + hole.end);
        self.at = end;
        self.push(Node::Hole(code));
        true
    }

    /// Reports what is meant as a hole in a body. Scripts and styles have braces of their own, but none with
    /// nothing in them than `@name`, nor are they all a name in braces.
    fn braces_in_raw_text(&mut self, name: &str, body: Span) {
        if self.is_verbatim() {
            return;
        }
        let text = &self.text[body.start..body.end];
        let has_braces = matches!(name, "script" | "style");
        let mut holes = Vec::new();
        for (start, _) in text.match_indices('{') {
            let end = text[start..].find('}').map(|end| start + end);
            let code = &text[start + 1..end.unwrap_or(text.len())];
            let is_all = text.trim_ascii().len() == code.len() + 2;
            if !has_braces || is_value(code.trim_ascii()) && (code.starts_with('@') || is_all) {
                holes.push(Span {
                    start: body.start + start,
                    end: body.start + end.map_or(text.len(), |end| end + 1),
                });
            }
        }
        for hole in holes {
            self.report(messages::hole_in_raw_text(hole, name));
        }
    }

    fn raw_text(&mut self, name: &str, kind: Kind) -> Span {
        let start = self.at;
        self.at = self.raw_text_end(name).unwrap_or(self.text.len());
        let body = &self.text[start..self.at];
        let trap = match kind {
            Kind::Html(Namespace::Html) if name == "script" => body.find("<!--"),
            Kind::Html(Namespace::Html) => None,
            _ => body.find(['<', '&']),
        };
        if let Some(offset) = trap {
            let start = start + offset;
            let span = Span {
                start,
                end: start + 1,
            };
            self.report(match kind {
                Kind::Html(Namespace::Html) => messages::comment_in_script(span),
                _ => messages::markup_in_foreign_text(span, name),
            });
        }
        let span = self.span_from(start);
        if self.at > start {
            self.push(Node::Raw(span));
        }
        span
    }

    /// The name of a tag, up to what cannot belong to it.
    pub(super) fn tag_name(&mut self) -> String {
        let rest = self.rest();
        let length = rest.find(|char| !is_name_char(char)).unwrap_or(rest.len());
        let name = rest[..length].to_owned();
        self.at += length;
        name
    }

    pub(super) fn skip_blanks(&mut self) {
        let rest = self.rest();
        let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
        self.at += blanks;
    }

    /// All up to the end of the tag that began at `tag`; whether it ends by `/>`.
    fn attributes(&mut self, tag: usize) -> (Vec<Attribute>, bool) {
        let mut attributes = Vec::new();
        let mut block_reported = false;
        self.ends_in_slash = false;
        loop {
            self.skip_blanks();
            let rest = self.rest();
            let after_slash = rest
                .strip_prefix('/')
                .map(|rest| rest.trim_start_matches(is_blank));
            match rest.chars().next() {
                None | Some('<') => {
                    let span = Span {
                        start: tag,
                        end: self.text[..self.at].trim_end().len(),
                    };
                    self.report(messages::tag_not_ended(span));
                    return (attributes, false);
                }
                Some('>') => {
                    self.at += 1;
                    return (attributes, false);
                }
                Some('/') if after_slash.is_some_and(|rest| rest.starts_with('>')) => {
                    self.at = self.text.len() - after_slash.map_or(0, str::len) + 1;
                    return (attributes, true);
                }
                Some('{') if self.sign().is_some() => {
                    let start = self.at;
                    self.inside(&RECOVERY);
                    if !block_reported {
                        self.report(messages::block_in_tag(self.span_from(start)));
                    }
                    block_reported = true;
                }
                Some('{') => attributes.extend(self.braces_in_tag()),
                Some(char) if is_name_char(char) => attributes.push(self.attribute()),
                Some(char) => {
                    let span = self.next_bytes(char.len_utf8());
                    self.at = span.end;
                    self.report(messages::unexpected_in_tag(span, char));
                    // The value of no name is no mistake more.
                    if let ('=', Some(quote @ ('"' | '\''))) = (char, self.rest().chars().next()) {
                        self.quoted(quote);
                    }
                }
            }
            if self.gave_up() {
                return (attributes, false);
            }
        }
    }

    fn braces_in_tag(&mut self) -> Option<Attribute> {
        if self.rest().starts_with("{!--") {
            self.hidden();
            return None;
        }
        let code = self.hole(&RECOVERY)?;
        Some(match code.text.starts_with("..") {
            true => Attribute::Spread(tree::part(&code, 2, code.text.len())),
            false => Attribute::Nameless(code),
        })
    }

    fn attribute(&mut self) -> Attribute {
        let start = self.at;
        let text = self.tag_name();
        let name = Name {
            text,
            span: self.span_from(start),
        };
        let after_name = self.at;
        self.skip_blanks();
        if !self.rest().starts_with('=') {
            self.at = after_name;
            return Attribute::Named(name, Value::Bare);
        }
        self.at += 1;
        self.skip_blanks();
        let value = self.value(&name);
        Attribute::Named(name, value)
    }

    /// What follows `name=`.
    fn value(&mut self, name: &Name) -> Value {
        match self.rest().chars().next() {
            Some('{') if self.sign().is_some() => {
                let start = self.at;
                self.inside(&RECOVERY);
                self.report(messages::block_in_tag(self.span_from(start)));
                Value::Broken
            }
            Some('{') => self.hole(&RECOVERY).map_or(Value::Broken, Value::Hole),
            Some(quote @ ('"' | '\'')) => Value::Text(self.quoted(quote)),
            Some(char) if is_name_char(char) || char == '/' && !self.rest().starts_with("/>") => {
                let start = self.at;
                let rest = self.rest();
                let ends =
                    |char: char| is_blank(char) || matches!(char, '>' | '<' | '"' | '\'' | '{');
                let length = rest.find(ends).unwrap_or(rest.len());
                self.at += rest[..length].trim_end_matches('/').len().max(1);
                let span = self.span_from(start);
                self.report(messages::unquoted(span, &self.text[span.start..span.end]));
                self.ends_in_slash = self.rest().starts_with("/>");
                Value::Text(span)
            }
            _ => {
                let span = Span {
                    start: name.span.start,
                    end: self.at,
                };
                self.report(messages::missing_value(span, &name.text));
                Value::Broken
            }
        }
    }

    /// A value in quotes; gives what stands between them.
    fn quoted(&mut self, quote: char) -> Span {
        let start = self.at + 1;
        let rest = &self.text[start..];
        if let Some(length) = rest.find(quote) {
            self.at = start + length + 1;
            return Span {
                start,
                end: start + length,
            };
        }
        let span = self.next_bytes(1);
        self.at = start + rest.find(['>', '\n']).unwrap_or(rest.len());
        self.report(messages::quote_never_closed(span, quote));
        self.span_from(start)
    }
}

fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n' | '\r' | '\x0C')
}

/// What a tag of this name stands for in content of namespace `around`.
fn kind(name: &str, around: Namespace) -> Kind {
    if name.starts_with('.') || name.contains("::") {
        Kind::Component
    } else if name.starts_with(':') {
        Kind::SlotEntry
    } else {
        Kind::Html(elements::namespace(&name.to_ascii_lowercase(), around))
    }
}

/// What stands between braces that hold all of a body. Data begins with a brace too, but then with a quote,
/// or ends at once.
fn only_hole(body: &str) -> Option<Range<usize>> {
    let start = body.len() - body.trim_ascii_start().len();
    let inside =
        scan::inside_brackets(body.trim_ascii()).filter(|_| body[start..].starts_with('{'))?;
    let inside = start + inside.start..start + inside.end;
    let code = body[inside.clone()].trim_ascii();
    (!code.is_empty() && !code.starts_with('"')).then_some(inside)
}

/// Whether `code` is a name or a field.
fn is_value(code: &str) -> bool {
    let goes_on = |char: char| char.is_alphanumeric() || matches!(char, '_' | '.' | ':' | '@');
    !code.is_empty() && code.chars().all(goes_on)
}
