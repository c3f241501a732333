use slotwise::{Slot, View, component, h};

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

struct Twofold {}

#[component]
impl Twofold {
    fn mount() -> Self {
        Twofold {}
    }

    fn render(&self) -> impl View {
        h! { <b>1</b><b>2</b> }
    }
}

struct Keeper {}

#[component]
impl Keeper {
    fn mount(inner_block: Slot) -> Self {
        Keeper {}
    }

    fn render(&self) -> impl View {
        h! { <b>1</b> }
    }
}

struct Asker {}

#[component]
impl Asker {
    fn mount() -> Self {
        Asker {}
    }

    fn render(&self, title: &str) -> impl View {
        h! { <b>1</b> }
    }
}

struct Follower {}

#[component]
impl Follower {
    fn mount(title: &str) -> Self {
        Follower {}
    }

    fn update(&mut self, titel: &str) {}

    fn render(&self) -> impl View {
        h! { <b>1</b> }
    }
}

fn main() {
    let view = h! { <.Counter start={1} /><.Counter id="a" start="1" /><.Counter id={1.5} start={1} /> };
    view.to_html();
}
