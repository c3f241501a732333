use slotwise::{View, h};

fn main() {
    let view = h! { <h1>{@title}</h1> };
    view.to_html();
}
