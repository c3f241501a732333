use slotwise::{View, h};

fn main() {
    let view = h! { <p>&copy 2020</p> };
    view.to_html();
}
