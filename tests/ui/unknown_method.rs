use slotwise::{View, h};

fn main() {
    let name = "Ann";
    let view = h! { <p>{name.shout()}</p> };
    view.to_html();
}
