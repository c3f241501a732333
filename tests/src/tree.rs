//! HTML as html5ever sees it: what a browser would build, whatever the text.

use html5ever::tendril::TendrilSink;
use html5ever::{LocalName, ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

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
        NodeData::Element { name, attrs, .. } => {
            let mut attributes: Vec<(LocalName, String)> = attrs
                .borrow()
                .iter()
                .map(|attribute| (attribute.name.local.clone(), attribute.value.to_string()))
                .filter(|(name, value)| !(value.is_empty() && matches!(&**name, "class" | "style")))
                .collect();
            attributes.sort();
            *out += &format!("{indent}<{} {}", &*name.ns, &*name.local);
            for (name, value) in attributes {
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
