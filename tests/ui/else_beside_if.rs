use slotwise::{View, h};

fn main() {
    let (a, b) = (true, false);
    let view = h! {
        <p :if={a}>one</p>
        <p :else :if={b}>two</p>
    };
    view.to_html();
}
