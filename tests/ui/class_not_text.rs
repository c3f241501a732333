use slotwise::{View, h};

fn main() {
    let view = h! {
        <p class={["a", 3]}>text</p>
        <p class={[("a", 3)]}>text</p>
    };
    view.to_html();
}
