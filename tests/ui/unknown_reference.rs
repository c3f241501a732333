use slotwise::{View, h};

fn main() {
    let view = h! { <p title="a &nosuch; b">fish &chips; salt</p> };
    view.to_html();
}
