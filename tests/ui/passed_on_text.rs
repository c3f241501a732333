use slotwise::{Attrs, View, component, h};

#[component]
fn link(#[prop(rest, include("rel"))] rest: Attrs) -> impl View {
    h! { <a {..@rest}>x</a> }
}

fn main() {
    let text = String::from("a");
    h! { <.link rel={text} /> }.to_html();
    h! { <.link style={text.as_str()} /> }.to_html();
}
