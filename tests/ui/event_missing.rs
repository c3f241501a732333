use slotwise::{Live, LiveView, View, h};

struct Page;

enum Clicked {
    Up,
}

impl LiveView for Page {
    type Event = Clicked;
    type Info = ();

    fn mount(_: &mut Live<Self>) -> Self {
        Page
    }

    fn render(&self) -> impl View {
        h! { <p>x</p> }
    }
}

fn main() {}
