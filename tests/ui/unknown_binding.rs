use slotwise::{View, h};

fn main() {
    let view = h! { <button phx-clik="add">"add"</button> };
    view.to_html();
}
