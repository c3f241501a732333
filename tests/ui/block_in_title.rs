use slotwise::{View, h};

fn main() {
    let a = true;
    let view = h! { <title>{#if a}one{#else}two{/if}</title> };
    view.to_html();
}
