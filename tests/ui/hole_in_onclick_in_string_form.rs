use slotwise::{View, h};

fn main() {
    let script = "go()";
    let view = h!(
        r#"
        <button onclick="go()">go</button>
        <button onclick={script}>Don't go</button>
        "#
    );
    view.to_html();
}
