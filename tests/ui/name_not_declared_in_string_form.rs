use slotwise::{View, h};

fn main() {
    let name = "Ann";
    let view = h!(
        r#"
        <p>Don't worry, {nmae}</p>
        "#
    );
    view.to_html();
}
