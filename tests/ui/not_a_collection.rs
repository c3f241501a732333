use slotwise::{View, h};

fn main() {
    let count = 3;
    let view = h! { <p :for={n in count}>{n}</p> };
    view.to_html();
}
