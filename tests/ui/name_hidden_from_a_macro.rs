use slotwise::{View, h};

macro_rules! row {
    () => {
        h! { <p>{name}</p> }
    };
}

fn main() {
    let name = "Ann";
    let view = row!();
    view.to_html();
    println!("{name}");
}
