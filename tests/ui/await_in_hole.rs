use slotwise::{View, h};

async fn load() -> u32 {
    7
}

fn main() {
    let view = h! { <p>{load().await}</p> };
    view.to_html();
}
