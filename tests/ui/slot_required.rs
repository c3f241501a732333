use slotwise::{Slot, Slots, View, component, h};

#[component]
fn card(#[slot(required)] title: Slot, #[slot(required, label: &str)] tab: Slots) -> impl View {
    h! { <div><h2>{@title}</h2>{#for tab in @tab}<b title={tab.label}>{tab}</b>{/for}</div> }
}

fn main() {
    let view = h! { <.card><:tab label="a">b</:tab></.card> };
    view.to_html();
    let view = h! { <.card><:title>a</:title></.card> };
    view.to_html();
}
