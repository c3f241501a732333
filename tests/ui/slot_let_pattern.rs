use slotwise::{Slot, View, component, h};

#[component]
fn twice(inner_block: Slot<(u32, u32)>) -> impl View {
    h! { <div>{@inner_block((1, 2))}</div> }
}

fn main() {
    let view = h! { <.twice :let={(a, b, c)}>{a}{b}{c}</.twice> };
    view.to_html();
}
