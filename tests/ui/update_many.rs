use slotwise::{View, component, h};

struct Row {}

#[component]
impl Row {
    fn mount() -> Self {
        Row {}
    }

    fn update_many(&mut self, _rows: &mut [&mut Self]) {}

    fn render(&self) -> impl View {
        h! { <b>1</b> }
    }
}

struct Cell {}

#[component]
impl Cell {
    fn mount() -> Self {
        Cell {}
    }

    fn update_many(_cells: Vec<&mut Self>) {}

    fn render(&self) -> impl View {
        h! { <b>1</b> }
    }
}

fn main() {
    h! { <.Cell id="a" /> }.to_html();
}
