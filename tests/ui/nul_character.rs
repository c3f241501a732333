use slotwise::{View, h};

fn main() {
    let view = h!("<p>a\0b</p>");
    view.to_html();
}
