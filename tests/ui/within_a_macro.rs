use slotwise::{View, h};

macro_rules! row {
    ($name:expr) => {
        h! { <p><b>{$name}</p> }
    };
}

fn main() {
    let view = row!("Ann");
    view.to_html();
}
