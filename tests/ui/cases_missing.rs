use slotwise::{View, h};

fn main() {
    let b = Some(3);
    let view = h! { {#match b}{#case Some(n)}{n}{/match} };
    println!("{}", view.to_html());
}
