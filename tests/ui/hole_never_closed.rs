use slotwise::{View, h};

fn main() {
    let name = "Ann";
    let view = h!(
        r#"
        <p title={name>Hello</p>
        <p>Hello {name</p>
        "#
    );
    view.to_html();
}
