use slotwise::{View, h};

fn main() {
    let view = h! { <p>text</p class="a"> };
    view.to_html();
}
