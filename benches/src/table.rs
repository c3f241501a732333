//! *table*: 1,000 rows of 8 cells, keyed.

use slotwise::{Tracked, View, h};
use slotwise_html::escape_text;

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
        h!(r#"
<div>
  <h1>{@title}</h1>
  <table><tbody>
    <tr :for={r in @rows} :key={r.id} id={format!("row-{}", r.id)} class={(r.id == @selected).then_some("sel")}>
      <td>{r.c1}</td><td>{r.c2}</td><td>{r.c3}</td><td>{r.c4}</td><td>{r.c5}</td><td>{r.c6}</td><td>{r.c7}</td><td>{r.c8}</td>
    </tr>
  </tbody></table>
</div>
"#)
    }

    /// The same page over plain data: every value is compared.
    pub fn render_plain(&self) -> impl View {
        let title = self.title.as_str();
        let rows: Vec<&Row> = self.rows.iter().map(|row| &**row).collect();
        let selected = *self.selected;
        h!(r#"
<div>
  <h1>{title}</h1>
  <table><tbody>
    <tr :for={r in rows} :key={r.id} id={format!("row-{}", r.id)} class={(r.id == selected).then_some("sel")}>
      <td>{r.c1}</td><td>{r.c2}</td><td>{r.c3}</td><td>{r.c4}</td><td>{r.c5}</td><td>{r.c6}</td><td>{r.c7}</td><td>{r.c8}</td>
    </tr>
  </tbody></table>
</div>
"#)
    }

    /// The same HTML by hand: pushes into a buffer, as straight as they can be written. What
    /// rendering is measured against.
    pub fn render_by_hand(&self, out: &mut String) {
        out.push_str("<div>\n  <h1>");
        escape_text(&self.title, out);
        out.push_str("</h1>\n  <table><tbody>\n    ");
        for row in self.rows.iter() {
            out.push_str("<tr id=\"row-");
            out.push_str(itoa::Buffer::new().format(row.id));
            out.push_str(if row.id == self.selected {
                "\" class=\"sel\">\n      <td>"
            } else {
                "\" class=\"\">\n      <td>"
            });
            let cells = [
                &row.c1, &row.c2, &row.c3, &row.c4, &row.c5, &row.c6, &row.c7, &row.c8,
            ];
            for (i, cell) in cells.into_iter().enumerate() {
                if i > 0 {
                    out.push_str("</td><td>");
                }
                escape_text(cell, out);
            }
            out.push_str("</td>\n    </tr>");
        }
        out.push_str("\n  </tbody></table>\n</div>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use slotwise::{Dialect, HashKey, Mirror, Patcher};

    #[test]
    fn all_ways_give_the_same_html() {
        let page = Table::new(20);
        let mut by_hand = String::new();
        page.render_by_hand(&mut by_hand);
        assert_eq!(page.render().to_html(), by_hand);
        assert_eq!(page.render_plain().to_html(), by_hand);
    }

    /// What `Patcher` promises, in both dialects.
    #[test]
    fn a_steady_update_allocates_nothing() {
        for dialect in [Dialect::Phoenix, Dialect::Native] {
            let mut page = Table::new(100);
            let (mut mirror, mut patcher) = (Mirror::new(dialect, HashKey::new(1)), Patcher::new());
            let mut out = String::new();
            for round in 0..4 {
                let cell = &mut page.rows[50].c4;
                cell.clear();
                cell.push_str(if round % 2 == 0 { "changed" } else { "r51c4" });
                out.clear();
                let counted = allocation_counter::measure(|| {
                    patcher.patch(&mut mirror, &page.render(), &mut out);
                });
                // The first is the whole page, the second may still grow the scratch.
                assert!(
                    round < 2 || counted.count_total == 0,
                    "{dialect:?}: {counted:?}"
                );
                assert!(round == 0 || out.len() < 60, "{out}");
            }
        }
    }

    /// The bytes that docs/performance.md and README.md name.
    #[test]
    fn patches_have_the_documented_bytes() {
        let first = Table::new(1_000);
        let patch = |change: fn(&mut Table)| {
            let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
            mirror.patch(&first.render(), &mut String::new());
            let mut page = first.clone();
            change(&mut page);
            let mut out = String::new();
            mirror.patch(&page.render(), &mut out);
            out
        };
        let changed = patch(|page| page.rows[500].c4 = "changed".to_string());
        assert_eq!(changed, r#"[1,500,5,"changed"]"#);
        let prepended = patch(|page| page.rows.insert(0, row(0)));
        assert_eq!(prepended.len(), 77, "{prepended}");
        let removed = patch(|page| drop(page.rows.remove(499)));
        assert_eq!(removed, "[1,[499,500]]");
    }
}
