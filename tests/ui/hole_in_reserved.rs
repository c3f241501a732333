use slotwise::{Attrs, View, component, h};

#[component]
fn link(#[prop(rest)] rest: Attrs) -> impl View {
    h! { <a {..@rest}>x</a> }
}

fn main() {
    let kind = "redirect";
    h! {
        <a data-phx-link={kind}>x</a>
        <ul id="a" phx-update={kind}></ul>
        <.link data-phx-link={kind} />
    }
    .to_html();
}
