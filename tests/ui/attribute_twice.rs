use slotwise::{View, h};

fn main() {
    let view = h! { <p id="a" title="t" id="b">text</p> };
    view.to_html();
}
