use slotwise::{View, h};

fn main() {
    let id = 7;
    let view = h! { <p :key={id}>text</p> };
    view.to_html();
}
