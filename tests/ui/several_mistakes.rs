use slotwise::{View, h};

fn main() {
    let view = h! {
        <p onclick={1}>{}</p>
        <br></br>
        <li :key={1}>text</li>
    };
    view.to_html();
}
