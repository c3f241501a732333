use slotwise::{View, h};

mod ui {
    use slotwise::{View, component, h};

    #[component]
    fn card() -> impl View {
        h! { <p>text</p> }
    }
}

fn main() {
    let view = h! { <ui::card /> };
    view.to_html();
}
