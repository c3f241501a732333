use slotwise::{View, h};

fn main() {
    let name = "Ann";
    let view = h! { <p title={nmae}>{nmae}</p> };
    view.to_html();
}
