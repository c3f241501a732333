use slotwise::{View, h};

fn main() {
    let items = ["a"];
    let view = h! { {#for item in &items;}{item}{/for} };
    view.to_html();
}
