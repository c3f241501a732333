use slotwise::{View, h};

fn main() {
    let a = true;
    let view = h! {
        <p title={1 +} class={["a" "b"]}>text</p>
        <p :if={a &&}>text</p>
        <p :for={n in 1 +} :key={n n}>text</p>
        {#match a}{#case 1 +}{/match}
    };
    view.to_html();
}
