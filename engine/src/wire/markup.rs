//! Raw markup in the native dialect: nodes as in a shape, without slots.

mod edits;

pub(super) use edits::edits;

use super::json;
use crate::html::{Data, Element, Tree};
use alloc::{borrow::Cow, boxed::Box, string::String, vec::Vec};
use slotwise_html::attributes::is_name_char;

/// Elements nested deeper are left out: a client refuses what is nested too deeply.
const DEEPEST: usize = 256;

/// The nodes of some markup, as a client has them.
///
/// ```text
/// [["a",["p",["id","x"],"b"]]]     nodes: "a"  ["p",["id","x"],"b"]  "b"
/// ```
#[derive(Clone, Debug)]
pub(crate) struct Markup {
    json: Box<str>,
    /// Each before its children.
    nodes: Box<[Node]>,
}

/// A node, by its place in the JSON.
#[derive(Clone, Copy, Debug)]
struct Node {
    start: u32,
    end: u32,
    /// Of an element: where its attributes begin, and end.
    attributes: u32,
    content: u32,
    /// The number of the first node behind it and what it holds.
    next: u32,
}

/// What a node may become.
enum Kind<'m> {
    Text,
    /// An element of this name.
    Element(&'m str),
    /// It changes as a whole: a comment, or a script, which has run or must not.
    Whole,
}

impl Markup {
    /// The nodes of a tree. No two texts stand side by side, and none is empty.
    pub(crate) fn of(tree: &Tree) -> Markup {
        let mut writer = Writer {
            tree,
            json: String::from("[["),
            nodes: Vec::new(),
        };
        writer.children(None, 0);
        writer.json.push_str("]]");
        // What is so long that its places are no such numbers is sent as a whole.
        if u32::try_from(writer.json.len()).is_err() {
            writer.nodes.clear();
        }
        Markup {
            json: writer.json.into(),
            nodes: writer.nodes.into(),
        }
    }

    /// `[[node, ...]]`
    pub(crate) fn json(&self) -> &str {
        &self.json
    }

    fn part(&self, start: u32, end: u32) -> &str {
        &self.json[start as usize..end as usize]
    }

    /// The numbers of the nodes in a node; of the outermost ones if it is `None`.
    fn children(&self, node: Option<usize>) -> Vec<usize> {
        let end = node.map_or(self.nodes.len(), |node| self.nodes[node].next as usize);
        let mut child = node.map_or(0, |node| node + 1);
        let next = || {
            let this = (child < end).then_some(child)?;
            child = self.nodes[this].next as usize;
            Some(this)
        };
        core::iter::from_fn(next).collect()
    }

    /// A node's JSON.
    fn node(&self, node: usize) -> &str {
        let Node { start, end, .. } = self.nodes[node];
        self.part(start, end)
    }

    fn kind(&self, node: usize) -> Kind<'_> {
        let Node {
            start,
            attributes,
            content,
            ..
        } = self.nodes[node];
        match self.part(start, attributes) {
            "" if self.node(node).starts_with('"') => Kind::Text,
            "" | "[\"script\"," => Kind::Whole,
            _ if attributes == content => Kind::Whole,
            name => Kind::Element(name),
        }
    }

    /// The attributes of an element.
    fn attributes(&self, node: usize) -> &str {
        let Node {
            attributes,
            content,
            ..
        } = self.nodes[node];
        self.part(attributes, content)
    }

    fn text(&self, node: usize) -> Cow<'_, str> {
        let written = self.node(node);
        json::unescaped(&written[1..written.len() - 1])
    }
}

struct Writer<'t> {
    tree: &'t Tree,
    json: String,
    nodes: Vec<Node>,
}

impl Writer<'_> {
    fn children(&mut self, parent: Option<usize>, depth: usize) {
        let mut after_text = false;
        for node in self.tree.children(parent) {
            match self.tree.data(*node) {
                Data::Root => {}
                Data::Text(text) => {
                    self.text(text, after_text);
                    after_text = true;
                }
                Data::Comment(text) => {
                    let start = self.begin();
                    self.json.push_str("[\"!\",");
                    json::string(text, &mut self.json);
                    self.json.push(']');
                    self.end(start, None);
                    after_text = false;
                }
                Data::Element(element) if depth < DEEPEST && is_name(element.name()) => {
                    self.element(*node, element, depth);
                    after_text = false;
                }
                Data::Element(_) => {}
            }
        }
    }

    /// What stood between two texts may have been left out: then they are one.
    fn text(&mut self, text: &str, after_text: bool) {
        let start = match self.nodes.pop_if(|_| after_text) {
            Some(before) => {
                self.json.pop();
                json::plain(text, &mut self.json);
                self.json.push('"');
                before.start as usize
            }
            None => {
                let start = self.begin();
                json::string(text, &mut self.json);
                start
            }
        };
        self.end(start, None);
    }

    fn element(&mut self, node: usize, element: &Element, depth: usize) {
        let start = self.begin();
        self.json.push('[');
        json::string(element.name(), &mut self.json);
        self.json.push(',');
        let attributes = self.json.len();
        self.json.push('[');
        for (name, value) in element.attributes() {
            if is_name(&name) {
                json::comma(&mut self.json);
                json::string(&name, &mut self.json);
                self.json.push(',');
                json::string(value, &mut self.json);
            }
        }
        self.json.push(']');
        let content = self.json.len();
        let number = self.nodes.len();
        self.end(start, Some((attributes, content)));
        self.children(Some(node), depth + 1);
        self.json.push(']');
        let next = self.nodes.len() as u32;
        self.nodes[number].end = self.json.len() as u32;
        self.nodes[number].next = next;
    }

    /// Where the next node begins.
    fn begin(&mut self) -> usize {
        json::comma(&mut self.json);
        self.json.len()
    }

    /// Notes a node that ends here, as far as it is written.
    fn end(&mut self, start: usize, attributes: Option<(usize, usize)>) {
        let (attributes, content) = attributes.unwrap_or((start, start));
        self.nodes.push(Node {
            start: start as u32,
            end: self.json.len() as u32,
            attributes: attributes as u32,
            content: content as u32,
            next: self.nodes.len() as u32 + 1,
        });
    }
}

/// Whether a client takes this name of an element or attribute; parsers take more.
fn is_name(name: &str) -> bool {
    let is_blank = |char: char| char.is_whitespace() || char == '\u{FEFF}';
    !name.is_empty()
        && name
            .chars()
            .all(|char| is_name_char(char) && !is_blank(char))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Html;

    #[track_caller]
    fn check(markup: &str, expected: &str) {
        let html = Html::reviewed(markup, "a test");
        assert_eq!(html.markup().json(), expected, "{markup}");
    }

    #[test]
    fn nodes_as_a_parser_makes_them() {
        check("", "[[]]");
        check("a &amp; <b>c", r#"[["a & ",["b",[],"c"]]]"#);
        check(
            "<p class='x' CLASS='y' hidden>a<p>b",
            r#"[[["p",["class","x","hidden",""],"a"],["p",[],"b"]]]"#,
        );
        check(
            "<tr><td>x</table><td>y",
            r#"[[["tr",[],["td",[],"x"],["td",[],"y"]]]]"#,
        );
        check("<b><p>a</b>c", r#"[[["b",[]],["p",[],["b",[],"a"],"c"]]]"#);
        check(
            "<table>a<tr></table>",
            r#"[["a",["table",[],["tbody",[],["tr",[]]]]]]"#,
        );
        check(
            "<template><i>x</i></template><!--a-->",
            r#"[[["template",[],["i",[],"x"]],["!","a"]]]"#,
        );
        check(
            "<svg><a xlink:href='#x' viewbox=1 /></svg>",
            r##"[[["svg",[],["a",["xlink:href","#x","viewBox","1"]]]]]"##,
        );
        check(
            "<p a\"b=1 c\u{a0}=2 d=3><x\u{a0}y>z",
            r#"[[["p",["d","3"]]]]"#,
        );
    }

    #[test]
    fn what_is_nested_too_deeply_is_left_out() {
        let markup = "<b>".repeat(100_000) + "x";
        let html = Html::reviewed(markup, "a test");
        assert_eq!(html.markup().json().matches("\"b\"").count(), DEEPEST);
    }
}
