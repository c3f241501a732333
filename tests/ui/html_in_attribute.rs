use slotwise::{Html, View, h};

fn main() {
    let html = Html::reviewed("<b>x</b>", "a constant");
    let view = h! { <p title={html}>text</p> };
    view.to_html();
}
