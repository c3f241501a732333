use slotwise::{View, h};

fn main() {
    let view = h! { <p id=main class="x">text</p> };
    view.to_html();
}
