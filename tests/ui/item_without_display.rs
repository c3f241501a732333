use slotwise::{View, h};

struct Point;

fn main() {
    let point = Point;
    let view = h! { <p id={format!("point-{}", point)}>text</p> };
    view.to_html();
}
