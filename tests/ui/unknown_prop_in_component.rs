use slotwise::{View, component, h};

#[component]
fn card(title: &str) -> impl View {
    h! { <h2>{@titel}</h2> }
}

fn main() {
    let view = h! { <.card title="a" /> };
    view.to_html();
}
