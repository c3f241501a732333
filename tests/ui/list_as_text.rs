use slotwise::{View, h};

fn main() {
    let names = vec!["Ann", "Bob"];
    let view = h! { <p>{names}</p> };
    view.to_html();
}
