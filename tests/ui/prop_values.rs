use slotwise::{View, component, h};

#[component]
fn tag(#[prop(values("small", "large"))] size: &str, #[prop(into)] text: String) -> impl View {
    h! { <b class={@size}>{@text}</b> }
}

fn main() {
    let view = h! { <.tag size="smal" text={3.5} /> };
    view.to_html();
}
