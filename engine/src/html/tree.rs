//! Markup to nodes, as a browser would parse it: html5ever does, this holds what it finds.
//!
//! ```text
//! <b class="x">a</b>  ->  [ Root { children: [1] }, Element { "b", [("class", "x")], children: [2] }, Text("a") ]
//! ```
//! Nodes are numbers into one vector, so that depth costs no stack when a tree is dropped.

use alloc::{borrow::Cow, format, string::String, vec, vec::Vec};
use core::cell::RefCell;
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, local_name, ns};

/// The nodes of some markup.
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

struct Node {
    data: Data,
    parent: Option<usize>,
    children: Vec<usize>,
}

pub(crate) enum Data {
    /// A document, or the content of a `template`.
    Root,
    Element(Element),
    Text(String),
    Comment(String),
}

pub(crate) struct Element {
    name: QualName,
    attributes: Vec<Attribute>,
    /// The content of a `template`.
    content: Option<usize>,
}

impl Element {
    pub(crate) fn name(&self) -> &str {
        &self.name.local
    }

    /// Names, with their prefix, and values.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
        self.attributes.iter().map(|attribute| {
            let local = &*attribute.name.local;
            let name = match &attribute.name.prefix {
                Some(prefix) => Cow::Owned(format!("{}:{local}", &**prefix)),
                None => Cow::Borrowed(local),
            };
            (name, &*attribute.value)
        })
    }
}

impl Tree {
    pub(crate) fn data(&self, node: usize) -> &Data {
        &self.nodes[node].data
    }

    /// What stands in a node; in the markup itself if it is `None`.
    pub(crate) fn children(&self, node: Option<usize>) -> &[usize] {
        let Some(node) = node else {
            // A fragment comes within an `html` element of its own.
            let root = self.nodes[DOCUMENT].children.first();
            return root.map_or(&[], |root| &self.nodes[*root].children);
        };
        match &self.nodes[node].data {
            Data::Element(Element {
                content: Some(content),
                ..
            }) => &self.nodes[*content].children,
            _ => &self.nodes[node].children,
        }
    }
}

/// Parses markup as the content of a `template`, which may be anything: rows of a table too.
pub(crate) fn parse(markup: &str) -> Tree {
    parse_inside(local_name!("template"), markup)
}

/// Parses markup as the content of a `textarea`, which is text.
pub(crate) fn parse_text(markup: &str) -> String {
    let tree = parse_inside(local_name!("textarea"), markup);
    let texts = tree
        .children(None)
        .iter()
        .map(|node| match tree.data(*node) {
            Data::Text(text) => text.as_str(),
            _ => "",
        });
    texts.collect()
}

fn parse_inside(element: LocalName, markup: &str) -> Tree {
    let context = QualName::new(None, ns!(html), element);
    let sink = Sink(RefCell::new(vec![Node::new(Data::Root)]));
    html5ever::parse_fragment(sink, ParseOpts::default(), context, Vec::new(), true).one(markup)
}

const DOCUMENT: usize = 0;

/// Takes what html5ever finds.
struct Sink(RefCell<Vec<Node>>);

/// The name of an element; the vector may grow while html5ever looks at it.
#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Node {
    fn new(data: Data) -> Node {
        Node {
            data,
            parent: None,
            children: Vec::new(),
        }
    }
}

impl Sink {
    fn add(&self, data: Data) -> usize {
        let mut nodes = self.0.borrow_mut();
        nodes.push(Node::new(data));
        nodes.len() - 1
    }

    /// Puts a node or a text among the children of `parent`; `at`: before that one of them.
    fn insert(&self, parent: usize, at: Option<usize>, child: NodeOrText<usize>) {
        let mut nodes = self.0.borrow_mut();
        let child = match child {
            NodeOrText::AppendNode(child) => {
                detach(&mut nodes, child);
                child
            }
            NodeOrText::AppendText(text) => {
                let children = &nodes[parent].children;
                let end = position(children, at);
                let before = end.checked_sub(1).map(|before| children[before]);
                if let Some(before) = before
                    && let Data::Text(known) = &mut nodes[before].data
                {
                    return known.push_str(&text);
                }
                nodes.push(Node::new(Data::Text(String::from(&*text))));
                nodes.len() - 1
            }
        };
        let end = position(&nodes[parent].children, at);
        nodes[parent].children.insert(end, child);
        nodes[child].parent = Some(parent);
    }

    fn parent(&self, node: usize) -> Option<usize> {
        self.0.borrow()[node].parent
    }
}

/// Where `at` stands among children, or their end.
fn position(children: &[usize], at: Option<usize>) -> usize {
    let found = at.and_then(|at| children.iter().position(|child| *child == at));
    found.unwrap_or(children.len())
}

fn detach(nodes: &mut [Node], node: usize) {
    if let Some(parent) = nodes[node].parent.take() {
        nodes[parent].children.retain(|child| *child != node);
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Tree;
    type ElemName<'a> = Name;

    fn finish(self) -> Tree {
        Tree {
            nodes: self.0.into_inner(),
        }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        DOCUMENT
    }

    fn elem_name(&self, target: &usize) -> Name {
        match &self.0.borrow()[*target].data {
            Data::Element(element) => Name(element.name.clone()),
            _ => unreachable!("only elements are asked for their name"),
        }
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> usize {
        let content = flags.template.then(|| self.add(Data::Root));
        self.add(Data::Element(Element {
            name,
            attributes,
            content,
        }))
    }

    fn create_comment(&self, text: StrTendril) -> usize {
        self.add(Data::Comment(String::from(&*text)))
    }

    fn create_pi(&self, _: StrTendril, data: StrTendril) -> usize {
        self.create_comment(data)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        before: &usize,
        child: NodeOrText<usize>,
    ) {
        match self.parent(*element) {
            Some(_) => self.append_before_sibling(element, child),
            None => self.append(before, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        match &self.0.borrow()[*target].data {
            Data::Element(Element {
                content: Some(content),
                ..
            }) => *content,
            _ => *target,
        }
    }

    fn same_node(&self, a: &usize, b: &usize) -> bool {
        a == b
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        if let Some(parent) = self.parent(*sibling) {
            self.insert(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        if let Data::Element(element) = &mut self.0.borrow_mut()[*target].data {
            for attribute in attributes {
                if !element
                    .attributes
                    .iter()
                    .any(|known| known.name == attribute.name)
                {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        detach(&mut self.0.borrow_mut(), *target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.0.borrow_mut();
        let children = core::mem::take(&mut nodes[*node].children);
        for child in &children {
            nodes[*child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(children);
    }
}
