use slotwise::{View, h};

fn main() {
    let count = 3;
    let view = h! { {#for n in count}{n}{/for} };
    view.to_html();
}
