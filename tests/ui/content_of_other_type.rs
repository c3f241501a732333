use slotwise::{View, component, h};

#[component]
fn frame(inner_block: &str) -> impl View {
    h! { <div>{@inner_block}</div> }
}

fn main() {
    let view = h! { <.frame>text</.frame> };
    view.to_html();
}
