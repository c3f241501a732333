use slotwise::{View, h};

fn main() {
    let view = h!("<p>a\rb</p>");
    view.to_html();
}
