use slotwise::{View, h};

fn main() {
    let a = true;
    let view = h! { <p>{if a { "one" } else { 2 }}</p> };
    view.to_html();
}
