use slotwise::{View, h};

fn main() {
    let view = h! {
        <main><h1>title</h2></main>
    };
    view.to_html();
}
