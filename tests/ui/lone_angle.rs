use slotwise::{View, h};

fn main() {
    let (a, b) = (1, 2);
    let view = h! { <p>{a} < {b}</p> };
    view.to_html();
}
