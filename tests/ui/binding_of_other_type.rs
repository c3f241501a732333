use slotwise::{View, h};

fn main() {
    let view = h! { {#let n: u32 = "a"}<p>{n}</p> };
    view.to_html();
}
