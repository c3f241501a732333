use slotwise::{View, h};

struct Point {
    x: f64,
}

fn main() {
    let point = Point { x: 1.0 };
    let view = h! { <p>{point.x}: {point}</p> };
    view.to_html();
}
