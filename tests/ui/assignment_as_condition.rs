use slotwise::{View, h};

fn main() {
    let mut count = 1;
    let view = h! { <p :if={count = 3}>text</p> };
    view.to_html();
}
