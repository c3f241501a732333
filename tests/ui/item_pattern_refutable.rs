use slotwise::{View, h};

fn main() {
    let names = [Some("Ann"), None];
    let view = h! { <p :for={Some(name) in &names}>{name}</p> };
    view.to_html();
}
