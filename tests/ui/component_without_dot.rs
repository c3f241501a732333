#![deny(deprecated)]

use slotwise::{View, h};

fn main() {
    let view = h! { <Card title="x">text</Card> };
    view.to_html();
}
