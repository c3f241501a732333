use slotwise::{View, h};

fn main() {
    let (a, b) = (true, false);
    let view = h! { {#if a}one{#else}two{#else if b}three{/if} };
    view.to_html();
}
