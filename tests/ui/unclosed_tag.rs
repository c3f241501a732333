use slotwise::{View, h};

fn main() {
    let view = h! {
        <main>
            <p>never closed
        </main>
    };
    view.to_html();
}
