use slotwise::{Slot, View, component, h};

#[component]
fn page(address: impl Fn(u8) -> String, inner_block: Slot<u8>) -> impl View {
    h! { <script src={@address(1)}></script><p title={@inner_block(2)}></p> }
}

fn main() {
    h! { <.page address={|n: u8| n.to_string()} :let={n}>{n}</.page> }.to_html();
}
