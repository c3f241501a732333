use slotwise::{View, h};

fn main() {
    let a = true;
    let view = h! {
        <p :if={a}>one</p>
        <p :else={!a}>two</p>
    };
    view.to_html();
}
