use slotwise::{View, h};

fn greet() {}

fn main() {
    let view = h! { <p>{greet()}</p> };
    view.to_html();
}
