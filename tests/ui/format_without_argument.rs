use slotwise::{View, h};

fn main() {
    let name = "Ann";
    let view = h! { <p title={format!("{} of {}", 1)}>{format!("{nmae}")}</p> };
    view.to_html();
}
