use slotwise::{Cmd, View, component, h};

#[component]
fn button(#[prop(into)] on_click: Cmd) -> impl View {
    h! { <button phx-click={@on_click}>x</button> }
}

fn main() {
    let name = String::from("go");
    h! { <.button on_click={name} /> }.to_html();
}
