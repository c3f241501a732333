use slotwise::{Attrs, View, h};

fn main() {
    let attrs = Attrs::new();
    let view = h! { <iframe {..attrs}></iframe><svg><use {..attrs} /></svg> };
    view.to_html();
}
