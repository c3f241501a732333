use slotwise::{View, h};

fn main() {
    let (a, b) = (true, false);
    let view = h! {
        {#iff a}one{/if}
        {#if a}one{#elif b}two{/if}
        {:else}
    };
    view.to_html();
}
