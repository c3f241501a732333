//! HTML as html5ever sees it: what a browser would build, whatever the text.

use html5ever::tendril::TendrilSink;
use html5ever::{LocalName, ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::Value;

/// The tree of `html`, parsed as the content of a `body`, one node a line. An absent `class` or
/// `style` counts as an empty one, and attributes have no order.
pub fn tree(html: &str) -> String {
    let dom = parsed(html);
    let mut out = String::new();
    // A fragment comes within an `html` element of its own.
    for root in dom.document.children.borrow().iter() {
        children(root, 0, &mut out);
    }
    out
}

/// The same tree for readers in other languages: an array of nodes. A text is `"text"`, a comment `["!", "text"]`, an
/// element `["name", "namespace", [["attribute", "value"], ..], node, ..]`.
pub fn json(html: &str) -> Value {
    let dom = parsed(html);
    let roots = dom.document.children.borrow();
    Value::Array(roots.iter().flat_map(json_children).collect())
}

fn json_children(node: &Handle) -> Vec<Value> {
    node.children
        .borrow()
        .iter()
        .filter_map(json_node)
        .collect()
}

fn json_node(node: &Handle) -> Option<Value> {
    match &node.data {
        NodeData::Text { contents } => Some(Value::from(&**contents.borrow())),
        NodeData::Comment { contents } => Some(Value::from(vec!["!", &**contents])),
        NodeData::Element {
            name,
            template_contents,
            ..
        } => {
            let attributes = attributes(&node.data).into_iter();
            let attributes = attributes.map(|(name, value)| Value::from(vec![&*name, &*value]));
            let mut element = vec![
                Value::from(&*name.local),
                Value::from(&*name.ns),
                Value::Array(attributes.collect()),
            ];
            element.extend(json_children(node));
            if let Some(contents) = &*template_contents.borrow() {
                element.extend(json_children(contents));
            }
            Some(Value::Array(element))
        }
        _ => None,
    }
}

/// What html5ever had to put right in `html`: none of it is where it was written, or as it was.
pub fn errors(html: &str) -> Vec<String> {
    let dom = parsed(html);
    let errors = dom.errors.borrow();
    errors.iter().map(|error| error.to_string()).collect()
}

/// What html5ever makes of `html` as the content of a `body`.
pub(crate) fn parsed(html: &str) -> RcDom {
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let mut options = ParseOpts::default();
    options.tree_builder.exact_errors = true;
    // It drops one after every script too; a browser drops none but that of a file.
    options.tokenizer.discard_bom = false;
    parse_fragment(RcDom::default(), options, body, Vec::new(), false).one(html)
}

fn children(node: &Handle, depth: usize, out: &mut String) {
    for child in node.children.borrow().iter() {
        write(child, depth, out);
    }
}

fn write(node: &Handle, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match &node.data {
        NodeData::Text { contents } => *out += &format!("{indent}{:?}\n", &**contents.borrow()),
        NodeData::Comment { contents } => *out += &format!("{indent}<!--{:?}\n", &**contents),
        NodeData::Element { name, .. } => {
            *out += &format!("{indent}<{} {}", &*name.ns, &*name.local);
            for (name, value) in attributes(&node.data) {
                *out += &format!(" {}={value:?}", &*name);
            }
            *out += ">\n";
        }
        _ => {}
    }
    children(node, depth + 1, out);
    if let NodeData::Element {
        template_contents, ..
    } = &node.data
        && let Some(contents) = &*template_contents.borrow()
    {
        children(contents, depth + 1, out);
    }
}

/// Without an empty `class` or `style`, sorted.
fn attributes(element: &NodeData) -> Vec<(LocalName, String)> {
    let NodeData::Element { attrs, .. } = element else {
        return Vec::new();
    };
    let mut attributes: Vec<(LocalName, String)> = attrs
        .borrow()
        .iter()
        .map(|attribute| (attribute.name.local.clone(), attribute.value.to_string()))
        .filter(|(name, value)| !(value.is_empty() && matches!(&**name, "class" | "style")))
        .collect();
    attributes.sort();
    attributes
}

#[cfg(test)]
mod tests {
    use super::tree;

    #[test]
    fn only_empty_classes_and_styles_are_forgiven() {
        assert_eq!(tree("<p class=\"\">a</p>"), tree("<p>a"));
        assert_eq!(tree("<p b=1 a=2>"), tree("<p a='2' b='1'></p>"));
        assert_ne!(tree("<p> a</p>"), tree("<p>a</p>"));
        assert_ne!(tree("<p id=\"\">a</p>"), tree("<p>a</p>"));
        assert_ne!(
            tree("<template>a</template>"),
            tree("<template></template>")
        );
    }
}
