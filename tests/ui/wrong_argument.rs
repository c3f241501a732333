use slotwise::{View, h};

fn double(n: u32) -> u32 {
    n * 2
}

fn main() {
    let view = h! { <p>{double("a")}</p> };
    view.to_html();
}
