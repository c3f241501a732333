use slotwise::{View, h};

fn main() {
    let items = ["a"];
    let view = h! {
        <p :for={item in &items}>{item}</p>
        <p :else>none</p>
    };
    view.to_html();
}
