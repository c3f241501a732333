use slotwise::{View, h};

fn main() {
    let numbers = [1.5, 2.5];
    let view = h! {
        <p :for={n in &numbers} :key={n}>{n}</p>
        {#for n in &numbers; n}{n}{/for}
    };
    view.to_html();
}
