use slotwise::{View, h};

fn main() {
    let view = h! { <my$button>go</my$button> };
    view.to_html();
}
