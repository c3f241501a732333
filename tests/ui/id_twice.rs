use slotwise::{View, h};

fn main() {
    h! { <p id="a"></p><b id="a"></b> }.to_html();
    h! { <p :for={_ in 0..2} id="a"></p> }.to_html();
}
