use slotwise::{View, h};

fn main() {
    let name = String::from("Ann");
    let view = h! { <p>{name}</p> };
    println!("{name}");
    view.to_html();
}
