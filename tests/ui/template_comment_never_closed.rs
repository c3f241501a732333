use slotwise::{View, h};

fn main() {
    let view = h!(
        r#"
        <p>text</p>
        {!-- to do
        "#
    );
    view.to_html();
}
