use slotwise::{View, component, h};

#[component]
fn card(title: &str) -> impl View {
    h! { <h2>{@title}</h2> }
}

fn main() {
    let view = h! { <p>{card("a")}</p> };
    view.to_html();
}
