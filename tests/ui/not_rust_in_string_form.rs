use slotwise::{View, h};

fn main() {
    let view = h!(
        r#"
        <p>Don't worry</p>
        <p>{1 +}</p>
        "#
    );
    view.to_html();
}
