use slotwise::{View, h};

fn main() {
    let a = true;
    let view = h! { <b>{#if a}one</b>{/if} };
    view.to_html();
}
