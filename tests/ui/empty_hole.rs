use slotwise::{View, h};

fn main() {
    let view = h! {
        <p title={}>{}</p>
        <p>{ /* later */ }</p>
    };
    view.to_html();
}
