use slotwise::{View, h};

fn main() {
    let view = h! {
        <?xml version="1.0"?>
        <p><![CDATA[text]]></p>
    };
    view.to_html();
}
