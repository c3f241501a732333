use slotwise::{Slot, View, component, h};

#[component]
fn card(inner_block: Slot) -> impl View {
    h! { <div>{@inner_block}</div> }
}

fn main() {
    let view = h! { <.card><:title>text</:title></.card> };
    view.to_html();
}
