use slotwise::{View, h};

fn main() {
    let attributes = [("class", "a")];
    let view = h! { <p {..attributes}>text</p> };
    view.to_html();
}
