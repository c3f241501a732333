use slotwise::{Tracked, View, h};

struct Page {
    title: Tracked<String>,
}

impl Page {
    fn view(&self) -> impl View {
        h! { <h1>{@titel}</h1> }
    }
}

fn main() {
    let page = Page {
        title: Tracked::default(),
    };
    page.view().to_html();
}
