use slotwise::{View, h};

fn main() {
    let view = h! { <input name="a">text</input> };
    view.to_html();
}
