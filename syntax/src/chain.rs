//! Which tags belong together: one with `:if` and those with `:else-if` and `:else` after it.
//!
//! Takes siblings, gives the next tag of a chain. `check` and `lower` both ask here, so that they
//! agree; it reports nothing.

use crate::tree::{Element, Node};

/// What a tag is to a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// `:if`
    First,
    /// `:else-if`
    Middle,
    /// `:else`
    Last,
}

/// What `element` is to a chain; with `:for` it begins none.
pub(crate) fn link(element: &Element) -> Option<Link> {
    let given = |wanted: &str| element.named().any(|(name, _)| name.text == wanted);
    if given(":else-if") || given(":else") && given(":if") {
        Some(Link::Middle)
    } else if given(":else") {
        Some(Link::Last)
    } else if given(":if") && !given(":for") {
        Some(Link::First)
    } else {
        None
    }
}

/// The tag of `:else-if` or `:else` that `nodes` begin with, and what follows it.
pub(crate) fn next<'n>(text: &str, nodes: &'n [Node]) -> Option<(&'n Element, &'n [Node])> {
    let blanks = nodes.iter().take_while(|node| is_between(text, node));
    match &nodes[blanks.count()..] {
        [Node::Element(element), after @ ..]
            if matches!(link(element), Some(Link::Middle | Link::Last)) =>
        {
            Some((element, after))
        }
        _ => None,
    }
}

/// Whether `node` shows nothing: it may stand between the tags of a chain and before the first case
/// of a match.
pub(crate) fn is_between(text: &str, node: &Node) -> bool {
    match node {
        Node::Text(span) => is_html_blank(&text[span.start..span.end]),
        node => matches!(node, Node::Hidden),
    }
}

/// Whether there are only blanks in the sense of HTML, which a no-break space is not.
pub(crate) fn is_html_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}
