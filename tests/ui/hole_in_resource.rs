use slotwise::{View, h};

fn main() {
    let (name, address) = ("a", String::from("https://evil.example/a.js"));
    let view = h! {
        <script src={format!("/{name}.js")}></script>
        <iframe src={format!("{address}?a={name}")}></iframe>
        <script nonce={format!("a{name}")}>go()</script>
    };
    view.to_html();
}
