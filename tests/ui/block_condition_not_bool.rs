use slotwise::{View, h};

fn main() {
    let (name, count) = ("Ann", 3);
    let view = h! { {#if name}text{#else if count}text{/if} };
    view.to_html();
}
