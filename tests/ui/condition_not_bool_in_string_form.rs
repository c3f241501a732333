use slotwise::{View, h};

fn main() {
    let count = 3;
    let view = h!(
        r#"
        <p :if={count}>Don't worry</p>
        "#
    );
    view.to_html();
}
