use slotwise::{View, h};

fn main() {
    let count = 3;
    let view = h! { <p :if={count}>text</p> };
    view.to_html();
}
