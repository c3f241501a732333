use slotwise::{View, h};

fn main() {
    let n = 1;
    let view = h! { {#match n}{#case "a"}one{#case Some(_)}two{#case _}three{/match} };
    view.to_html();
}
