//! *table*: 1,000 rows of 8 cells, keyed; the same without keys, and in a list that knows what was touched.

use crate::workload::{Case, Operation, Side, State, tracked_and_plain};
use slotwise::{Tracked, TrackedList, View, h};
use slotwise_html::escape_text;

tracked_and_plain! {
    /// The state of the page.
    #[derive(Clone)]
    pub struct Table {
        /// The heading.
        pub title: Of<String>,
        /// The rows.
        pub rows: Of<Vec<Of<Row>>>,
        /// The id of the selected row.
        pub selected: Of<u32>,
    }

    impl Table {
        /// The first state, with rows 1 to `rows`.
        pub fn new(rows: u32) -> Table {
            Table {
                title: "Table".to_string().into(),
                rows: (1..=rows).map(|id| row(id).into()).collect::<Vec<_>>().into(),
                selected: 1_u32.into(),
            }
        }
    }

    impl State for Table {
        const WORKLOAD: &'static str = "table";

        const OPERATIONS: &'static [Operation<Table>] = &[
            Operation::new("change_1_cell", |table| table.rows[500].c4 = "changed".to_string()),
            Operation::new("swap_100_900", |table| table.rows.swap(99, 899)),
            Operation::new("prepend", |table| table.rows.insert(0, row(0).into())),
            Operation::new("append", |table| table.rows.push(row(1_001).into())),
            Operation::new("delete", |table| drop(table.rows.remove(499))),
            Operation::new("delete_first", |table| drop(table.rows.remove(0))),
            Operation::new("reverse", |table| table.rows.reverse()),
            Operation::new("change_all_c1", |table| {
                table.rows.iter_mut().for_each(|row| row.c1.push('!'));
            }),
            Operation::new("select_row_2", |table| table.selected = 2_u32.into()),
            Operation::new("title", |table| table.title = "Table 2".to_string().into()),
            // The list was borrowed mutably, but stayed as it was: its rows are looked at.
            Operation::new("no_change, rows touched", |table| drop(table.rows.iter_mut())),
            Operation::new("no_change", |_| {}),
        ];

        fn first() -> Table {
            Table::new(1_000)
        }

        fn view(&self) -> impl View {
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

        fn by_hand(&self, out: &mut String) {
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
                for (i, cell) in row.cells().into_iter().enumerate() {
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

    /// The same rows without keys.
    #[derive(Clone)]
    pub struct Unkeyed {
        title: Of<String>,
        rows: Of<Vec<Of<Row>>>,
        selected: Of<u32>,
    }

    impl State for Unkeyed {
        const WORKLOAD: &'static str = "table";

        const OPERATIONS: &'static [Operation<Unkeyed>] =
            &[Operation::new("prepend, unkeyed", |table| table.rows.insert(0, row(0).into()))];

        fn first() -> Unkeyed {
            let Table { title, rows, selected } = Table::first();
            Unkeyed { title, rows, selected }
        }

        fn view(&self) -> impl View {
            h!(r#"
<div>
  <h1>{@title}</h1>
  <table><tbody>
    <tr :for={r in @rows} id={format!("row-{}", r.id)} class={(r.id == @selected).then_some("sel")}>
      <td>{r.c1}</td><td>{r.c2}</td><td>{r.c3}</td><td>{r.c4}</td><td>{r.c5}</td><td>{r.c6}</td><td>{r.c7}</td><td>{r.c8}</td>
    </tr>
  </tbody></table>
</div>
"#)
        }

        fn by_hand(&self, out: &mut String) {
            let Unkeyed { title, rows, selected } = self.clone();
            Table { title, rows, selected }.by_hand(out);
        }
    }
}

/// The same page, keyed, whose rows are in a list that knows which were touched.
#[derive(Clone)]
pub struct Touched {
    title: Tracked<String>,
    rows: TrackedList<Row>,
    selected: Tracked<u32>,
}

impl Touched {
    /// The first state, with rows 1 to `rows`.
    pub fn new(rows: u32) -> Touched {
        let tracked::Table {
            title,
            rows,
            selected,
        } = tracked::Table::new(rows);
        Touched {
            title,
            rows: rows.into_inner().into(),
            selected,
        }
    }

    /// A cell of the row in the middle changes.
    pub fn change_1_cell(rows: u32) -> Case {
        let before = row(rows / 2 + 1).c4;
        Case::in_place("change_1_cell", Touched::new(rows), move |table, side| {
            let middle = table.rows.len() / 2;
            let cell = &mut table.rows[middle].c4;
            cell.clear();
            cell.push_str(match side {
                Side::Before => &before,
                Side::After => "changed",
            });
        })
    }

    /// A row comes at the end.
    pub fn append(rows: u32) -> Case {
        Case::in_place("append", Touched::new(rows), move |table, side| {
            table.rows.truncate(rows as usize);
            if side == Side::After {
                table.rows.push(row(rows + 1));
            }
        })
    }
}

impl State for Touched {
    const WORKLOAD: &'static str = "table";

    const OPERATIONS: &'static [Operation<Touched>] = &[];

    fn first() -> Touched {
        Touched::new(1_000)
    }

    fn view(&self) -> impl View {
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

    fn by_hand(&self, out: &mut String) {
        let Touched {
            title,
            rows,
            selected,
        } = self.clone();
        let rows = rows.into_inner().into();
        tracked::Table {
            title,
            rows,
            selected,
        }
        .by_hand(out);
    }
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

impl Row {
    /// The cells in order.
    pub fn cells(&self) -> [&str; 8] {
        [
            &self.c1, &self.c2, &self.c3, &self.c4, &self.c5, &self.c6, &self.c7, &self.c8,
        ]
    }
}

/// Row `id` with its cells `r<id>c1` to `r<id>c8`.
pub fn row(id: u32) -> Row {
    let [c1, c2, c3, c4, c5, c6, c7, c8] = core::array::from_fn(|j| format!("r{id}c{}", j + 1));
    Row {
        id,
        c1,
        c2,
        c3,
        c4,
        c5,
        c6,
        c7,
        c8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touched_rows_are_shown_like_any() {
        for case in [Touched::change_1_cell(20), Touched::append(20)] {
            for side in [Side::After, Side::Before] {
                let (mut html, mut by_hand) = (String::new(), String::new());
                case.states.render(side, &mut html);
                case.states.by_hand(side, &mut by_hand);
                assert_eq!(html, by_hand);
            }
        }
    }
}
