use slotwise::{View, h};

fn main() {
    let a = true;
    let view = h! { <p>{#if a}text</p> };
    view.to_html();
}
