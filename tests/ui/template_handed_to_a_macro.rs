use slotwise::{View, h};

macro_rules! page {
    ($($body:tt)*) => {
        h! { <main>$($body)*</main> }
    };
}

fn main() {
    let view = page! { <p>text</q> <li :fro={1}>text</li> };
    view.to_html();
}
