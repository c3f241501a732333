//! What differs between two pages, as html5ever sees them.
//!
//! ```text
//! <p title="a">b</p>    Open(p, title=a) Text(b) Close
//! <p title="c">b</p>    Open(p, title=c) Text(b) Close    one difference: title of <p>, a became c
//! <p>b<i>c</i></p>      an error: not the same elements
//! ```

use crate::acts;
use crate::tree::parsed;
use markup5ever_rcdom::{Handle, NodeData};
use std::collections::BTreeMap;

/// A piece of a page. Before, between and behind all elements and comments there is a text, maybe empty, so
/// that a text that vanishes is no other tree.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Open(String, BTreeMap<String, String>),
    Close,
    Text(String),
    Comment(String),
}

/// One text or one attribute that is not the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The name of the attribute; `None` for a text.
    pub attribute: Option<String>,
    /// What it was, if it was there.
    pub before: Option<String>,
    /// What it became, if it is there.
    pub after: Option<String>,
}

/// A page as html5ever sees it.
pub struct Page {
    html: String,
    pieces: Vec<Piece>,
    /// What [`acts`] in it.
    pub acts: Vec<String>,
}

impl Page {
    /// Parses the page.
    pub fn read(html: String) -> Page {
        let dom = parsed(&html);
        let mut pieces = Vec::new();
        // A fragment comes within an `html` element of its own.
        for root in dom.document.children.borrow().iter() {
            children(root, &mut pieces);
        }
        Page {
            pieces,
            acts: acts::of(&dom),
            html,
        }
    }

    /// Its text.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// All texts and attributes in which `after` differs.
    ///
    /// # Errors
    ///
    /// If one has elements or comments that the other has not.
    pub fn differences(&self, after: &Page) -> Result<Vec<Difference>, String> {
        let other = || format!("not the same elements:\n{}\n{}", self.html, after.html);
        if self.pieces.len() != after.pieces.len() {
            return Err(other());
        }
        let mut found = Vec::new();
        for pair in self.pieces.iter().zip(&after.pieces) {
            match pair {
                (Piece::Open(name, old), Piece::Open(same, new)) if name == same => {
                    compare(old, new, &mut found);
                }
                (Piece::Text(old), Piece::Text(new)) if old != new => found.push(Difference {
                    attribute: None,
                    before: Some(old.clone()),
                    after: Some(new.clone()),
                }),
                (Piece::Text(_), Piece::Text(_)) => {}
                (old, new) if old == new => {}
                _ => return Err(other()),
            }
        }
        Ok(found)
    }
}

fn compare(
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
    found: &mut Vec<Difference>,
) {
    let added = new.keys().filter(|name| !old.contains_key(*name));
    for name in old.keys().chain(added) {
        let (before, after) = (old.get(name).cloned(), new.get(name).cloned());
        if before != after {
            found.push(Difference {
                attribute: Some(name.clone()),
                before,
                after,
            });
        }
    }
}

fn children(node: &Handle, out: &mut Vec<Piece>) {
    out.push(Piece::Text(String::new()));
    for child in node.children.borrow().iter() {
        match &child.data {
            NodeData::Text { contents } => {
                if let Some(Piece::Text(text)) = out.last_mut() {
                    text.push_str(&contents.borrow());
                }
                continue;
            }
            NodeData::Comment { contents } => out.push(Piece::Comment(contents.to_string())),
            NodeData::Element {
                name,
                attrs,
                template_contents,
                ..
            } => {
                let attributes = attrs.borrow();
                let attributes = attributes.iter().map(|attribute| {
                    let name = &attribute.name;
                    let name = match &name.prefix {
                        Some(prefix) => format!("{prefix}:{}", name.local),
                        None => name.local.to_string(),
                    };
                    (name, attribute.value.to_string())
                });
                let name = format!("{} {}", name.ns, name.local);
                out.push(Piece::Open(name, attributes.collect()));
                children(child, out);
                if let Some(contents) = &*template_contents.borrow() {
                    children(contents, out);
                }
                out.push(Piece::Close);
            }
            _ => {}
        }
        out.push(Piece::Text(String::new()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differences(before: &str, after: &str) -> Result<Vec<Difference>, String> {
        let page = |html: &str| Page::read(html.to_owned());
        page(before).differences(&page(after))
    }

    fn difference(name: Option<&str>, before: Option<&str>, after: Option<&str>) -> Difference {
        Difference {
            attribute: name.map(str::to_owned),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        }
    }

    #[test]
    fn texts_and_attributes_differ() {
        let differ = |a, b| differences(a, b).unwrap();
        assert_eq!(differ("<p>a<!--b-->", "<p>a<!--b--></p>"), []);
        let text = difference(None, Some("a"), Some(""));
        assert_eq!(differ("<p>a</p>", "<p></p>"), [text]);
        let title = difference(Some("title"), Some("a"), Some("b"));
        let id = difference(Some("id"), None, Some("c"));
        assert_eq!(differ("<p title=a>", "<p title=b id=c>"), [title, id]);
        let link = difference(Some("xlink:href"), Some("a"), None);
        assert_eq!(differ("<svg><a xlink:href=a>", "<svg><a>"), [link]);
    }

    #[test]
    fn other_elements_are_another_tree() {
        for other in [
            "<p><b></b></p>",
            "<i></i>",
            "<p></p><p></p>",
            "<p><!--a--></p>",
            "",
        ] {
            assert!(differences("<p></p>", other).is_err(), "{other}");
        }
        assert!(differences("<!--a-->", "<!--b-->").is_err());
        let (html, svg) = ("<svg><desc><a>", "<svg><g><a>");
        assert!(differences(html, svg).is_err());
    }
}
