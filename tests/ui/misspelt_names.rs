#![deny(deprecated)]

use slotwise::{View, h};

fn main() {
    let view = h! { <buton aria-lable="b">"text"</buton><p clas="a"></p> };
    view.to_html();
}
