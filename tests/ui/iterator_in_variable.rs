use slotwise::{View, h};

fn main() {
    let names = ["Ann"].into_iter().map(str::len);
    let view = h! { <p :for={name in names}>{name}</p> };
    view.to_html();
}
