//! *table*: 1,000 rows of 8 cells, keyed.

use slotwise::{Tracked, View, h};

/// The state of the page.
#[derive(Clone)]
pub struct Table {
    /// The heading.
    pub title: Tracked<String>,
    /// The rows.
    pub rows: Tracked<Vec<Tracked<Row>>>,
    /// The id of the selected row.
    pub selected: Tracked<u32>,
}

/// One row.
#[derive(Clone)]
pub struct Row {
    /// Its key.
    pub id: u32,
    /// Its cells.
    pub c1: String,
    pub c2: String,
    pub c3: String,
    pub c4: String,
    pub c5: String,
    pub c6: String,
    pub c7: String,
    pub c8: String,
}

/// Row `id` with its cells `r<id>c1` to `r<id>c8`.
pub fn row(id: u32) -> Tracked<Row> {
    let [c1, c2, c3, c4, c5, c6, c7, c8] = core::array::from_fn(|j| format!("r{id}c{}", j + 1));
    Tracked::new(Row {
        id,
        c1,
        c2,
        c3,
        c4,
        c5,
        c6,
        c7,
        c8,
    })
}

impl Table {
    /// The first state, with rows 1 to `rows`.
    pub fn new(rows: u32) -> Table {
        Table {
            title: "Table".to_string().into(),
            rows: (1..=rows).map(row).collect::<Vec<_>>().into(),
            selected: 1.into(),
        }
    }

    /// The page; rows that did not change are skipped by their stamps.
    pub fn render(&self) -> impl View {
        h! {
        <div>
          <h1>{@title}</h1>
          <table><tbody>
            <tr :for={r in @rows} :key={r.id} id={format!("row-{}", r.id)} class={(r.id == @selected).then_some("sel")}>
              <td>{r.c1}</td><td>{r.c2}</td><td>{r.c3}</td><td>{r.c4}</td><td>{r.c5}</td><td>{r.c6}</td><td>{r.c7}</td><td>{r.c8}</td>
            </tr>
          </tbody></table>
        </div>
                }
    }

    /// The same page over plain data: every value is compared.
    pub fn render_plain(&self) -> impl View {
        let title = self.title.as_str();
        let rows: Vec<&Row> = self.rows.iter().map(|row| &**row).collect();
        let selected = *self.selected;
        h! {
        <div>
          <h1>{title}</h1>
          <table><tbody>
            <tr :for={r in rows} :key={r.id} id={format!("row-{}", r.id)} class={(r.id == selected).then_some("sel")}>
              <td>{r.c1}</td><td>{r.c2}</td><td>{r.c3}</td><td>{r.c4}</td><td>{r.c5}</td><td>{r.c6}</td><td>{r.c7}</td><td>{r.c8}</td>
            </tr>
          </tbody></table>
        </div>
                }
    }
}
