//! The bytes that README.md and ARCHITECTURE.md show are those of the template in README.md.

use slotwise::{Dialect, HashKey, Mirror, Tracked, View, h};

const README: &str = include_str!("../../README.md");

#[derive(Clone)]
struct Page {
    title: Tracked<String>,
    rows: Tracked<Vec<Tracked<Row>>>,
}

#[derive(Clone)]
struct Row {
    id: u32,
    text: String,
}

impl Page {
    fn new(rows: u32) -> Page {
        let rows = (1..=rows).map(|id| row(id, "text")).collect::<Vec<_>>();
        Page {
            title: "Title".to_string().into(),
            rows: rows.into(),
        }
    }

    fn render(&self) -> impl View {
        h! {
            <h1>{@title}</h1>
            <ul>
              <li :for={row in @rows} :key={row.id} id={format!("row-{}", row.id)}>{row.text}</li>
            </ul>
        }
    }
}

fn row(id: u32, text: &str) -> Tracked<Row> {
    let text = text.to_owned();
    Tracked::new(Row { id, text })
}

fn patch(dialect: Dialect, rows: u32, change: fn(&mut Page)) -> String {
    let mut page = Page::new(rows);
    let mut mirror = Mirror::new(dialect, HashKey::new(1));
    mirror.patch(&page.render(), &mut String::new());
    change(&mut page);
    let mut out = String::new();
    mirror.patch(&page.render(), &mut out);
    out
}

fn shown(patch: &str) {
    assert!(README.contains(&format!("`{patch}`")), "{patch}");
}

#[test]
fn the_template_is_the_one_shown() {
    let template =
        r#"<li :for={row in @rows} :key={row.id} id={format!("row-{}", row.id)}>{row.text}</li>"#;
    assert!(README.contains(template));
}

#[test]
fn the_patches_are_the_ones_shown() {
    let text = |page: &mut Page| page.rows[1].text = "B".into();
    shown(&patch(Dialect::Native, 3, text));
    shown(&patch(Dialect::Phoenix, 3, text));
    shown(&patch(Dialect::Native, 1_000, |page| {
        page.rows.insert(0, row(0, "new"))
    }));
    shown(&patch(Dialect::Native, 1_000, |page| {
        drop(page.rows.remove(499))
    }));
    assert_eq!(patch(Dialect::Native, 3, |page| page.title.touch()), "");
    let pushed = patch(Dialect::Native, 3, |page| page.rows.push(row(4, "text")));
    assert!(
        include_str!("../../ARCHITECTURE.md").contains(&format!("`{pushed}`")),
        "{pushed}"
    );
}
