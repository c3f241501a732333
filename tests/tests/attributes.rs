//! Sets of attributes, parts of styles and raw HTML: what the last to name an attribute decides.

use slotwise::{Attrs, View, h};

#[test]
fn spreads_render() {
    let x = Attrs::new()
        .set("class", "b")
        .set("id", &3)
        .set("hidden", &true);
    let n = Some("t");
    let html = h! { <p class="a" title={n} {..x} id="c">x</p> }.to_html();
    assert_eq!(html, "<p title=\"t\" class=\"b\" hidden id=\"c\">x</p>");
}
