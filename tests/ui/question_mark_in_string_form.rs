use slotwise::{View, h};

fn load() -> Result<String, String> {
    Ok("a".to_owned())
}

fn main() {
    let view = h!(
        r#"
        <p>
            {load()?}
            {load.}
        </p>
        "#
    );
    view.to_html();
}
