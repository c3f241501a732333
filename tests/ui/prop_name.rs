use slotwise::{View, component, h};

#[component]
fn card(id: &str) -> impl View {
    h! { <div id={@id}></div> }
}

fn main() {
    let view = h! { <.card hx-get="7" /> };
    view.to_html();
}
