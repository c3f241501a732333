use slotwise::{Slot, View, component, h};

#[component]
fn frame(inner_block: Slot) -> impl View {
    h! { <div>{@inner_block}</div> }
}

fn main() {
    let view = h! { <.frame inner_block="text" /> };
    view.to_html();
}
