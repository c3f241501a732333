use slotwise::{View, h};

fn main() {
    let view = h! { <p>{"7".parse::<u32>()?}</p> };
    view.to_html();
}
