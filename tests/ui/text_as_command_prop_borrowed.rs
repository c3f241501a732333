use slotwise::{Cmd, View, component, h};

#[component]
fn button(#[prop(into)] on_click: Cmd) -> impl View {
    h! { <button phx-click={@on_click}>x</button> }
}

fn main() {
    let name = String::from("go");
    let borrowed = name.as_str();
    h! { <.button on_click={borrowed} /> }.to_html();
}
