use slotwise::{View, h};

fn main() {
    let items = [1, 2];
    let view = h! {
        <p :for={items}>text</p>
        {#for items}text{/for}
    };
    view.to_html();
}
