//! Stateful components: how they are called, and their first render.

use slotwise::{Tracked, View, component, h};
use slotwise_tests::judge::Judge;

struct Counter {
    label: String,
    n: Tracked<u32>,
}

#[component]
impl Counter {
    /// Counts from a number on.
    fn mount(label: &str, #[prop(default = 1)] start: u32) -> Self {
        Counter {
            label: label.to_owned(),
            n: start.into(),
        }
    }

    fn render(&self) -> impl View {
        h! { <button title={self.label.as_str()}>{@n}</button> }
    }
}

mod rows {
    use slotwise::{Tracked, View, component, h};

    pub(super) struct Row {
        id: u32,
        cells: Tracked<Vec<String>>,
    }

    #[component(in = "tbody")]
    impl Row {
        pub(super) fn mount(id: u32, cells: Vec<String>) -> Self {
            Row {
                id,
                cells: cells.into(),
            }
        }

        fn render(&self) -> impl View {
            h! { <tr id={format!("r{}", self.id)}><td :for={cell in @cells}>{cell}</td></tr> }
        }
    }
}

struct Page {
    title: Tracked<String>,
    counts: Tracked<Vec<u32>>,
}

impl Page {
    fn view(&self) -> impl View {
        h! {
            <.Counter id="a" label={@title} />
            <.Counter :for={n in @counts} :key={n} id={*n} label="row" start={*n} />
            <table><tbody><rows::Row id={3} cells={vec!["x".to_owned()]} /></tbody></table>
        }
    }
}

#[test]
fn they_show_what_they_mount() {
    let mut page = Page {
        title: "T".to_owned().into(),
        counts: vec![7, 8].into(),
    };
    let html = page.view().to_html();
    assert!(html.starts_with(r#"<button title="T">1</button>"#));
    assert!(html.contains(r#"<button title="row">7</button><button title="row">8</button>"#));
    assert!(html.ends_with(r#"<table><tbody><tr id="r3"><td>x</td></tr></tbody></table>"#));

    let mut judge = Judge::default();
    judge.step(&page.view()).expect("the page");
    assert_eq!(judge.step(&page.view()).expect("no patch").native, "");
    page.title.push('!');
    page.counts.swap(0, 1);
    judge.step(&page.view()).expect("mounted with other props");
    page.counts.clear();
    judge.step(&page.view()).expect("none left");
}
