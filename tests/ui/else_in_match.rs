use slotwise::{View, h};

fn main() {
    let a = Some(1);
    let view = h! { {#match a}{#case Some(b)}{b}{#else}none{/match} };
    view.to_html();
}
