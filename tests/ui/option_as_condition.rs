use slotwise::{View, h};

fn main() {
    let name = Some("Ann");
    let view = h! { <p :if={name}>{name}</p> };
    view.to_html();
}
