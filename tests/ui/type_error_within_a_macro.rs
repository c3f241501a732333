use slotwise::{View, h};

struct Point;

macro_rules! row {
    ($name:expr) => {
        h! { <p title={$name}>text</p> }
    };
}

fn main() {
    let point = Point;
    let view = row!(point);
    view.to_html();
}
