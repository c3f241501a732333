use slotwise::{View, h};

fn main() {
    let view = h! { <svg><style>a::after { content: "&amp;" }</style></svg> };
    view.to_html();
}
