use slotwise::{View, h};

fn main() {
    let name = "Ann";
    let view = h!(
        r#"
        <p>{name}}</p>
        "#
    );
    view.to_html();
}
