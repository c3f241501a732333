use slotwise::{View, h};

fn main() {
    let count = 3;
    let view = h! { <p class={[("a", count)]}>text</p> };
    view.to_html();
}
