use slotwise::{View, h};

fn main() {
    let page = "<p>text</p>";
    let view = h! { <iframe srcdoc={page}></iframe> };
    view.to_html();
}
