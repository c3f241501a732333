use slotwise::{View, h};

fn main() {
    let view = h! {
        <p>text</p>
        <!-- to do
    };
    view.to_html();
}
