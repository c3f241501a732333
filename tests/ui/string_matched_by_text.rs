use slotwise::{View, h};

fn main() {
    let name = String::from("Ann");
    let view = h! { {#match name}{#case "Ann"}one{#case _}two{/match} };
    view.to_html();
}
