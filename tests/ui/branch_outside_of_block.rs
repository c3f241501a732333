use slotwise::{View, h};

fn main() {
    let a = true;
    let view = h! {
        <p>{#else}text</p>
        {#if a}<b>{#case Some(_)}text</b>{/if}
    };
    view.to_html();
}
