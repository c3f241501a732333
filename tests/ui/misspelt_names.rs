#![deny(deprecated)]

use slotwise::{View, h};

fn main() {
    let view = h! { <buton clas="a" aria-lable="b">"text"</buton> };
    view.to_html();
}
