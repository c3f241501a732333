use slotwise::{Tracked, View, h};

#[derive(Default)]
struct Point;

struct Page {
    point: Tracked<Point>,
}

impl Page {
    fn view(&self) -> impl View {
        h! { <h1 title={@point}>{@point}</h1> }
    }
}

fn main() {
    let page = Page {
        point: Tracked::default(),
    };
    page.view().to_html();
}
