use slotwise::{View, h};

fn bytes(text: String) -> Vec<u8> {
    text.into_bytes()
}

fn main() {
    let name = String::from("Ann");
    let view = h! { <p>{bytes(name).len()}</p> };
    view.to_html();
}
