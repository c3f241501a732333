use slotwise::{Slot, View, component, h};

#[component]
fn twice(name: &str, inner_block: Slot<u32>) -> impl View {
    h! { <div>{@inner_block(@name)}{@inner_block("2")}</div> }
}

fn main() {
    let view = h! { <.twice name="a" :let={n}>{n}</.twice> };
    view.to_html();
}
