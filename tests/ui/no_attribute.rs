use slotwise::{View, h};

fn main() {
    let names = vec!["a", "b"];
    let view = h! { <p title={names}>text</p> };
    view.to_html();
}
