//! Where a template may stand: as tokens, as a string, inside other macros, inside itself.

use slotwise::{Tracked, View, component, h};

macro_rules! titled {
    ($title:expr, $($body:tt)*) => {
        h! { <section><h2>{$title}</h2> $($body)* </section> }
    };
}

/// Blanks between the tokens of a macro and those of its caller are not to be had exactly.
#[test]
fn inside_a_macro_of_the_user() {
    let name = "Ada";
    let view = titled!(name.len() + 1, <p class="x">hello {name}</p> <br>);
    let words: Vec<String> = view
        .to_html()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    assert_eq!(
        words.join(" "),
        r#"<section><h2>4</h2> <p class="x">hello Ada</p> <br> </section>"#
    );
}

macro_rules! page {
    ($name:ident, $field:ident) => {
        struct $name {
            $field: Tracked<u32>,
        }

        impl $name {
            fn render(&self) -> impl View {
                h! { <p title={@$field}>{@$field} of {self.$field}</p> }
            }
        }
    };
}
page!(Counter, count);

#[test]
fn a_macro_that_makes_views() {
    let counter = Counter { count: 3.into() };
    assert_eq!(counter.render().to_html(), r#"<p title="3">3 of 3</p>"#);
}

#[test]
fn inside_itself() {
    let names = ["Ada", "Grace"];
    let view =
        h! { <ul>{names.iter().map(|name| h! { <li>{name}</li> }).collect::<Vec<_>>()}</ul> };
    assert_eq!(view.to_html(), "<ul><li>Ada</li><li>Grace</li></ul>");
}

#[test]
fn on_one_line_with_others() {
    let (a, b) = (h! { <p>ä {1}</p> }, h! { <i title={"ß"}>{'ö'}</i> });
    assert_eq!(
        (a.to_html(), b.to_html()),
        ("<p>ä 1</p>".into(), "<i title=\"ß\">ö</i>".into())
    );
}

#[test]
fn with_comments_of_rust_in_holes() {
    let view = h! {
        <p>{
            // The answer, as it were.
            40 /* and */ + 2
        }</p>
    };
    assert_eq!(view.to_html(), "<p>42</p>");
}

#[test]
fn braces_and_quotes_in_holes() {
    let view = h! { <p title={"}\""}>{"{}"}{'{'}{r#"}"#}{format!("{{{}}}", 1)}</p> };
    assert_eq!(view.to_html(), "<p title=\"}&quot;\">{}{}{1}</p>");
}

#[test]
fn any_prose_as_a_string() {
    let n = 2;
    let view = h!("<p>Don't \"worry\": {n} € ✓ \\ 🎉</p>");
    assert_eq!(view.to_html(), "<p>Don't \"worry\": 2 € ✓ \\ 🎉</p>");
}

macro_rules! from_string {
    ($template:literal) => {
        h!($template).to_html()
    };
}

#[test]
fn a_string_that_a_macro_hands_on() {
    let n = 3;
    assert_eq!(from_string!("<p>it's {n}</p>"), "<p>it's 3</p>");
}

mod ui {
    use super::*;

    /// A badge.
    #[component]
    pub(crate) fn badge(
        text: &str,
        #[prop(default)] count: Option<u32>,
        #[prop(default = "grey")] tone: &str,
    ) -> impl View {
        h! { <b class={@tone}>{@text}{#if let Some(n) = @count} ({n}){/if}</b> }
    }
}

#[test]
fn components_by_path_and_in_scope() {
    use ui::badge;
    let text = String::from("new");
    let view = h! { <ui::badge text={text} count={Some(3)} /> <.badge text="old" tone="red" /> };
    assert_eq!(
        view.to_html(),
        r#"<b class="grey">new (3)</b> <b class="red">old</b>"#
    );
}

/// A template may recurse.
struct Node {
    name: String,
    kids: Vec<Node>,
}

#[component]
fn tree(node: &Node) -> impl View {
    h! { <li>{@node.name}<ul :if={!@node.kids.is_empty()}><.tree :for={kid in &@node.kids} node={kid} /></ul></li> }
}

#[test]
fn a_component_in_itself() {
    let leaf = |name: &str| Node {
        name: name.into(),
        kids: Vec::new(),
    };
    let root = Node {
        name: "a".into(),
        kids: vec![leaf("b"), leaf("c")],
    };
    let view = h! { <.tree node={root} /> };
    assert_eq!(view.to_html(), "<li>a<ul><li>b</li><li>c</li></ul></li>");
}
