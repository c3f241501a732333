use slotwise::{View, h};

fn main() {
    let view = h! { <script>show("<!-- a");</script> };
    view.to_html();
}
