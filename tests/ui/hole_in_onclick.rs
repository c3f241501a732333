use slotwise::{View, h};

fn main() {
    let name = "x";
    let view = h! { <button onclick={format!("go('{}')", name)}>text</button> };
    view.to_html();
}
