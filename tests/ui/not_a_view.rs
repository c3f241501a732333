use slotwise::{View, h};

fn page() -> impl View {
    h! { <p>text</p> };
}

fn main() {
    page().to_html();
}
