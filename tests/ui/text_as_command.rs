use slotwise::{Attrs, View, component, h};

#[component]
fn button(#[prop(rest)] rest: Attrs) -> impl View {
    h! { <button {..@rest}>x</button> }
}

fn main() {
    let (name, attrs) = (String::from("go"), Attrs::new());
    let kind: &str = &name;
    h! {
        <button phx-click={name}>x</button>
        <button phx-keydown={kind} {..attrs}>x</button>
        <p data-cmd-close={Some(name.as_str())} phx-hook={name} phx-target={name}>x</p>
        <.button phx-click={name} phx-hook={kind} />
    }
    .to_html();
}
