use slotwise::{View, h};

fn main() {
    let items = ["a"];
    let view = h! {
        <ul><li :for={item in &items}>{item}</li></ul>
        <p>{item}</p>
        <div>{#let total = items.len()}{total}</div>
        {total}
    };
    view.to_html();
}
