use slotwise::{View, h};

fn main() {
    let (a, b) = (true, false);
    let view = h! { {#if a}one{#else b}two{/if} };
    view.to_html();
}
