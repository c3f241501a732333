use slotwise::{View, h};

fn main() {
    let a = Some(1);
    let view = h! { {#match a}{/match} };
    view.to_html();
}
