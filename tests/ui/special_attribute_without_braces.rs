use slotwise::{View, h};

fn main() {
    let view = h! {
        <p :if="shown">text</p>
        <p :if>text</p>
    };
    view.to_html();
}
