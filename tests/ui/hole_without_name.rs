use slotwise::{View, h};

fn main() {
    let title = "a";
    let view = h! { <p {title}>text</p> };
    view.to_html();
}
