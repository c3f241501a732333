use slotwise::{View, h};

fn main() {
    let (a, b) = (true, Some(3));
    let view = h! {
        <p>{#if a}<b>{#else}x</b>{/if}</p>
        {#match b}{#case Some(n)}{n}{/if}
        {#unless a}x{/unless}
        <i :else>y</i>
    };
    println!("{}", view.to_html());
}
