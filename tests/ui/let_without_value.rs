use slotwise::{View, h};

fn main() {
    let view = h! { {#let total}<p>{total}</p> };
    view.to_html();
}
