use slotwise::{Attrs, View, component, h};

#[component]
fn button(#[prop(rest)] rest: Attrs) -> impl View {
    h! { <button {..@rest}>x</button> }
}

fn main() {
    let id = 7;
    h! {
        <button phx-click={format!("row-{id}")}>x</button>
        <p phx-hook={format!("Hook{}", id)} phx-target={format_args!("#row-{id}")}>x</p>
        <.button phx-click={format!("row-{}", id)} />
    }
    .to_html();
}
