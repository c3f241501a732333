use slotwise::{View, h};

fn main() {
    let a = true;
    let view = h! {
        <p :if={a}>one</p> or <p :else>two</p>
        <p :else-if={a}>three</p>
    };
    view.to_html();
}
