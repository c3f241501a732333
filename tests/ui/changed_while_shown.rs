use slotwise::{View, h};

fn main() {
    let mut title = String::from("a");
    let name = &title;
    let view = h! { <p>{name}</p> };
    title.push('b');
    view.to_html();
}
