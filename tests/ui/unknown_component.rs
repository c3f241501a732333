use slotwise::{View, h};

fn main() {
    let view = h! { <.card title="a" /> };
    view.to_html();
}
