use slotwise::{View, h};

fn main() {
    let a = Some(1);
    let view = h! { {#let Some(n) = a}<p>{n}</p> };
    view.to_html();
}
