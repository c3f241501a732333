use slotwise::{Attrs, View, component, h};

#[component]
fn card(title: &str) -> impl View {
    h! { <div title={@title}></div> }
}

fn main() {
    let more = Attrs::new();
    let view = h! { <.card title="a" phx-click="go" {..more} /> };
    view.to_html();
}
