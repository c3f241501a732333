use slotwise::{View, h};

fn main() {
    let mut count = 0;
    let view = h! { <p>{count += 1}</p> };
    view.to_html();
}
