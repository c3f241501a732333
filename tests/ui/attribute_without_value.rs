use slotwise::{View, h};

fn main() {
    let view = h! { <p title=>text</p> };
    view.to_html();
}
