use slotwise::{View, h};

fn main() {
    let view = h! { <p>{1 +}</p> };
    view.to_html();
}
