use slotwise::{Slot, Slots, View, component, h};

#[component]
fn a(#[prop(defualt = 3)] size: u32) -> impl View {
    h! { <b>{@size}</b> }
}

#[component]
fn b(#[slot(label: &str)] title: Slot, #[prop(default)] tab: Slots, inner_block: Slots, #[slot(required)] size: u32) -> impl View {
    h! { <b>{@size}</b> }
}

#[component]
fn c(build: u32, #[slot(put: u32)] tab: Slots) -> impl View {
    h! { <b>{@build}</b>{@tab.len()} }
}

fn main() {}
