//! *table_slots*: the rows of *table* through a generic component without keys, eight columns as slots.

use crate::table::{Row, row};
use crate::workload::{Operation, State, tracked_and_plain};
use slotwise::{Slots, View, component, h};
use slotwise_html::escape_text;

#[component]
fn table<T>(
    rows: &[T],
    row_id: impl Fn(&T) -> String,
    #[slot(label: &str)] col: Slots<T>,
) -> impl View {
    h!(r#"
<table class="table"><thead><tr><th :for={col in @col}>{col.label}</th></tr></thead>
<tbody><tr :for={row in @rows} id={@row_id(row)}><td :for={col in @col}>{col(row)}</td></tr></tbody></table>
"#)
}

tracked_and_plain! {
    /// The state of the page.
    #[derive(Clone)]
    pub struct TableSlots {
        /// What the first column is called.
        pub label: Of<String>,
        /// The rows.
        pub rows: Of<Vec<Of<Row>>>,
    }

    impl State for TableSlots {
        const WORKLOAD: &'static str = "table_slots";

        const OPERATIONS: &'static [Operation<TableSlots>] = &[
            Operation::new("change_1_cell", |table| table.rows[500].c4 = "changed".to_string()),
            Operation::new("col_label_change", |table| table.label = "First".to_string().into()),
            Operation::new("prepend", |table| table.rows.insert(0, row(0).into())),
            Operation::new("delete", |table| drop(table.rows.remove(499))),
            Operation::new("no_change", |_| {}),
        ];

        fn first() -> TableSlots {
            TableSlots {
                label: "C1".to_string().into(),
                rows: (1..=1_000).map(|id| row(id).into()).collect::<Vec<_>>().into(),
            }
        }

        fn view(&self) -> impl View {
            h!(r#"
<.table rows={&@rows[..]} row_id={|row: &Of<Row>| format!("row-{}", row.id)}>
  <:col :let={r} label={@label.as_str()}>{r.c1}</:col>
  <:col :let={r} label="C2">{r.c2}</:col>
  <:col :let={r} label="C3">{r.c3}</:col>
  <:col :let={r} label="C4">{r.c4}</:col>
  <:col :let={r} label="C5">{r.c5}</:col>
  <:col :let={r} label="C6">{r.c6}</:col>
  <:col :let={r} label="C7">{r.c7}</:col>
  <:col :let={r} label="C8">{r.c8}</:col>
</.table>
"#)
        }

        fn by_hand(&self, out: &mut String) {
            out.push_str("<table class=\"table\"><thead><tr><th>");
            escape_text(&self.label, out);
            out.push_str("</th><th>C2</th><th>C3</th><th>C4</th><th>C5</th><th>C6</th><th>C7</th><th>C8</th></tr></thead>\n<tbody>");
            for row in self.rows.iter() {
                out.push_str("<tr id=\"row-");
                out.push_str(itoa::Buffer::new().format(row.id));
                out.push_str("\">");
                for cell in row.cells() {
                    out.push_str("<td>");
                    escape_text(cell, out);
                    out.push_str("</td>");
                }
                out.push_str("</tr>");
            }
            out.push_str("</tbody></table>");
        }
    }
}
