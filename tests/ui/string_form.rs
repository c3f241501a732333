use slotwise::{View, h};

fn main() {
    let view = h!(
        r#"
        <p>Don't worry</p>
        <p>a &nosuch; b</p>
        "#
    );
    view.to_html();
}
