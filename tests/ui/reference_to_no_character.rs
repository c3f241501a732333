use slotwise::{View, h};

fn main() {
    let view = h! { <p>&#0;</p> };
    view.to_html();
}
