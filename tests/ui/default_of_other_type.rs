use slotwise::{View, component, h};

#[component]
fn card(#[prop(default = "many")] count: u32) -> impl View {
    h! { <p>{@count}</p> }
}

fn main() {
    let view = h! { <.card /> };
    view.to_html();
}
