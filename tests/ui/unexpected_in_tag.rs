use slotwise::{View, h};

fn main() {
    let view = h! { <p ="a">text</p> };
    view.to_html();
}
