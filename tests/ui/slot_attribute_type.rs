use slotwise::{Slot, Slots, View, component, h};

#[component]
fn card(title: Slot, #[slot(label: &str)] tab: Slots, inner_block: Slot) -> impl View {
    h! { <div><h2>{@title}</h2>{#for tab in @tab}<b title={tab.label}>{tab}</b>{/for}{@inner_block}</div> }
}

fn main() {
    let view = h! { <.card><:tab label={3}>a</:tab></.card> };
    view.to_html();
}
