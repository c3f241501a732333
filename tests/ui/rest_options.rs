use slotwise::{Attrs, View, component, h};

#[component]
fn a(#[prop(rest)] others: u32) -> impl View {
    h! { <div></div> }
}

#[component]
fn b(#[prop(include("onclick", "sandbox", "a-b"))] others: Attrs) -> impl View {
    h! { <div {..@others}></div> }
}

#[component]
fn c(#[prop(rest)] others: Attrs) -> impl View {
    h! { <div {..@others}></div> }
}

fn main() {
    let view = h! { <.c id="a" title={[1]} disabled={true} /> };
    view.to_html();
}
