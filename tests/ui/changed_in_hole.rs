use slotwise::{View, h};

fn main() {
    let mut names = vec!["Ann"];
    let view = h! { <p>{names.pop()}</p> };
    view.to_html();
}
