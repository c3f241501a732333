use slotwise::{View, h};

fn main() {
    h! { <svg><div></div></svg> }.to_html();
    h! { <math><mi><mglyph></mglyph></mi></math> }.to_html();
    h! { <math><annotation-xml encoding="text/html"><g></g></annotation-xml></math> }.to_html();
}
