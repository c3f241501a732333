use slotwise::{Attrs, View, h};

fn main() {
    let attrs = Attrs::new();
    let view = h! {
        <script {..attrs}></script>
        <p style:max_width="3px" style:color style:top={"0;"} {..}>text</p>
    };
    view.to_html();
}
