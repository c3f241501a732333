use slotwise::{View, h};

fn main() {
    let view = h! { <!--> to do --> };
    view.to_html();
}
