use slotwise::{View, h};

fn main() {
    let a = Some(1);
    let view = h! {
        {#if}a{/if}
        {#for}b{/for}
        {#match a}{#case}c{/match}
        {#let}
    };
    view.to_html();
}
