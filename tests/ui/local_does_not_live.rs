use slotwise::{View, h};

fn page(count: u32) -> impl View {
    let text = format!("  {count} items");
    let text = text.trim();
    h! { <p>{text}</p> }
}

fn main() {
    page(3).to_html();
}
