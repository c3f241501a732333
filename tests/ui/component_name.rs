use slotwise::{View, h};

fn main() {
    let view = h! { <.ui::card /> };
    view.to_html();
}
