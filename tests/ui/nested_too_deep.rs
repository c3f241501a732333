use slotwise::{View, h};

fn main() {
    let view = h! {
        <b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b>
        <b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b>
        <b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b>
        <b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b>
        <b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b>
        <b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b>
        text
        </b></b></b></b></b></b></b></b></b></b></b></b></b></b></b></b></b>
        </b></b></b></b></b></b></b></b></b></b></b></b></b></b></b></b></b>
        </b></b></b></b></b></b></b></b></b></b></b></b></b></b></b></b></b>
        </b></b></b></b></b></b></b></b></b></b></b></b></b></b></b></b></b>
        </b></b></b></b></b></b></b></b></b></b></b></b></b></b></b></b></b>
        </b></b></b></b></b></b></b></b></b></b></b></b></b></b></b></b></b>
    };
    view.to_html();
}
