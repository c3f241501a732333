use slotwise::{View, h};

fn main() {
    let address = String::from("https://evil.example/a.js");
    let view = h! {
        <script src={address.as_str()} nonce={&address}></script>
        <svg><use href={&address} /></svg>
    };
    view.to_html();
}
