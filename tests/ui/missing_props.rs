use slotwise::{View, component, h};

#[component]
fn card(title: &str, count: u32) -> impl View {
    h! { <h2>{@title} {@count}</h2> }
}

fn main() {
    let view = h! { <.card /> };
    view.to_html();
}
