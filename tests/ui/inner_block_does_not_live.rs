use slotwise::{View, h};

fn main() {
    let view;
    {
        let name = String::from("Ann");
        let name = &name;
        view = h! { <p>{name}</p> };
    }
    view.to_html();
}
