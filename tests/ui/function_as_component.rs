use slotwise::{View, h};

fn card() -> impl View {
    h! { <p>text</p> }
}

fn main() {
    let view = h! { <.card /> };
    view.to_html();
}
