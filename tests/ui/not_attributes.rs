use slotwise::{View, h};

fn main() {
    let pairs = [("a", 1)];
    let count = 3;
    let view = h! { <p class="a" {..pairs}><b data={count}>text</b></p> };
    view.to_html();
}
