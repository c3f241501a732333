use slotwise::{View, h};

fn main() {
    let view = h! {
        <p>{h! { <b>one</i> }}</p>
        <p>{h! { <b>{nmae}</b> }}</p>
    };
    view.to_html();
}
