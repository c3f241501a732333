use slotwise::{View, h};

fn for_each(f: impl Fn()) -> u8 {
    f();
    1
}

fn main() {
    let view = h! { <p>{if true { return } else { 1 }}{for_each(|| {})}</p> };
    view.to_html();
}
