use slotwise::{View, h};

fn main() {
    let view = h! { <main><p>text</p></div></main> };
    view.to_html();
}
