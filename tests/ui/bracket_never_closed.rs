use slotwise::{View, h};

fn main() {
    let items = ["a"];
    let view = h!(
        r#"
        <p>{items.get(0}</p>
        "#
    );
    view.to_html();
}
