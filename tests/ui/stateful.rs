use slotwise::{View, component, h};

struct Counter {
    n: u32,
}

#[component]
impl Counter {
    fn mount(start: u32) -> Self {
        Counter { n: start }
    }

    fn render(&self) -> impl View {
        h! { <b>{self.n}</b> }
    }
}

struct Silent {
    n: u32,
}

#[component]
impl Silent {
    fn mount(start: u32) -> Self {
        Silent { n: start }
    }
}

struct Pair<T>(T);

#[component]
impl<T> Pair<T> {
    fn mount(start: T) -> Self {
        Pair(start)
    }
}

#[component]
struct Misplaced;

fn main() {
    let view = h! { <.Counter start={1} /><.Counter id="a" start="1" /><.Counter id={1.5} start={1} /> };
    view.to_html();
}
