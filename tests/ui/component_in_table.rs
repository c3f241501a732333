use slotwise::{Slot, Slots, View, component, h};

#[component]
fn row(name: &str) -> impl View {
    h! { <tr><td>{@name}</td></tr> }
}

#[component(in = "tbody")]
fn rows(n: u32) -> impl View {
    h! { <tr><td>{@n}</td></tr>text }
}

#[component]
fn link(inner_block: Slot, #[slot(label: &str)] part: Slots<u32>) -> impl View {
    let n = 1;
    h! { <a href="/">{@inner_block}<ul>{#for p in @part}<li title={p.label}>{p(n)}</li>{/for}</ul></a> }
}

#[component(in = "tboddy")]
fn misspelt() -> impl View {
    h! { <tr></tr> }
}

#[component(at = "tbody")]
fn unknown_option() -> impl View {
    h! { <tr></tr> }
}

fn main() {
    let view = h! {
        <table><.row name="a" /></table>
        <div><.rows n={1} /></div>
        <.link><b><a href="/x">inner</a></b></.link>
        <p><.link>text</.link></p>
        <.link><:part label="a" :let={n}>{n}<li>item</li></:part></.link>
    };
    view.to_html();
}
