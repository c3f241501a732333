use slotwise::{View, h};

fn main() {
    let view = h! {
        <p>text{/if}</p>
        {#let n = 1}{n}{/let}
    };
    view.to_html();
}
