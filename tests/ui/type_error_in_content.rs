use slotwise::{Slot, View, component, h};

struct Point;

#[component]
fn frame(inner_block: Slot) -> impl View {
    h! { <div>{@inner_block}</div> }
}

fn main() {
    let point = Point;
    let view = h! { <.frame><p>{point}</p></.frame> };
    view.to_html();
}
