use slotwise::{View, h};

mod ui {}

fn main() {
    let view = h! { <ui::card /> };
    view.to_html();
}
