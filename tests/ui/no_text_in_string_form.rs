use slotwise::{View, h};

fn main() {
    struct Point;
    let point = Point;
    let view = h!(
        r#"
        <p>Don't worry</p>
        <p>{point}</p>
        "#
    );
    view.to_html();
}
