use slotwise::{View, h};

fn main() {
    let view = h!(
        r#"
        <p class="a>text</p>
        "#
    );
    view.to_html();
}
