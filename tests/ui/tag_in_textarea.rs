use slotwise::{View, h};

fn main() {
    let view = h! { <textarea><b>text</b></textarea> };
    view.to_html();
}
