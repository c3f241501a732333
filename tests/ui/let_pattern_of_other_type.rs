use slotwise::{View, h};

fn main() {
    let (count, a) = (3, Some(1));
    let view = h! {
        <p :if={let Some(n) = count}>{n}</p>
        {#if let Ok(n) = a}{n}{/if}
    };
    view.to_html();
}
