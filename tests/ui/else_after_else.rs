use slotwise::{View, h};

fn main() {
    let a = true;
    let view = h! {
        <p :if={a}>one</p>
        <p :else>two</p>
        <p :else>three</p>
    };
    view.to_html();
}
