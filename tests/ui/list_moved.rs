use slotwise::{View, h};

fn main() {
    let names = vec![String::from("Ann")];
    let view = h! { <p :for={name in names.into_iter()}>{name}</p> };
    view.to_html();
}
