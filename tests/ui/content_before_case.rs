use slotwise::{View, h};

fn main() {
    let a = Some(1);
    let view = h! { {#match a}text{#case Some(b)}{b}{#case None}none{/match} };
    view.to_html();
}
