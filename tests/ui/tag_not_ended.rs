use slotwise::{View, h};

fn main() {
    let view = h! { <p class="a" <b>text</b></p> };
    view.to_html();
}
