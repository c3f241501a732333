//! What is shown: a table of 3 cells a row, 5 slots; and a page of 5,461 components, one in the other.

use slotwise::{View, component, h};

/// A row, in three cells.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) value: String,
}

/// The state of the table.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) rows: Vec<Row>,
    pub(crate) selected: u32,
}

/// Something that happens to the state, by the name it has in the report.
pub(crate) type Operation = (&'static str, fn(&mut Page));

/// What happens to rows that stay; its patches can be sent in any order.
pub(crate) const KEEPING: [Operation; 3] = [
    ("1 cell", |page| {
        let middle = page.rows.len() / 2;
        page.rows[middle].value = "changed".into();
    }),
    ("every 10th row", |page| {
        for row in page.rows.iter_mut().step_by(10) {
            row.value.push('!');
        }
    }),
    ("swap two", |page| {
        let last = page.rows.len() - 2;
        page.rows.swap(1, last);
    }),
];

/// Rows that come and go. Instances of components are numbered anew, so their patches are only good in order.
pub(crate) const REPLACING: [Operation; 4] = [
    ("append 1,000", |page| {
        let next = page.rows.len() as u32 + 1;
        page.rows.extend((next..next + 1_000).map(row));
    }),
    ("remove one", |page| {
        page.rows.remove(page.rows.len() / 2);
    }),
    ("prepend one", |page| page.rows.insert(0, row(0))),
    ("empty", |page| page.rows.clear()),
];

impl Page {
    pub(crate) fn new(rows: u32) -> Page {
        Page {
            rows: (1..=rows).map(row).collect(),
            selected: 3,
        }
    }

    /// A row is part of the comprehension.
    pub(crate) fn inline(&self) -> impl View {
        h!(r#"
<table><tbody><tr :for={r in @rows} :key={r.id} id={format!("row-{}", r.id)} class={(r.id == @selected).then_some("sel")}><td>{r.id}</td><td>{r.name}</td><td>{r.value}</td></tr></tbody></table>
"#)
    }

    /// A row is a function component.
    pub(crate) fn components(&self) -> impl View {
        h!(r#"
<table><tbody><.table_row :for={r in @rows} :key={r.id} row={r} selected={@selected} /></tbody></table>
"#)
    }

    /// A row is a component with state.
    pub(crate) fn stateful(&self) -> impl View {
        h!(r#"
<table><tbody><.LiveRow :for={r in @rows} :key={r.id} id={r.id} row={r} selected={@selected} /></tbody></table>
"#)
    }
}

pub(crate) fn row(id: u32) -> Row {
    Row {
        id,
        name: format!("Name {id}"),
        value: format!("value {}", id * 7),
    }
}

#[component]
fn table_row(row: &Row, selected: u32) -> impl View {
    h!(r#"
<tr id={format!("row-{}", @row.id)} class={(@row.id == *@selected).then_some("sel")}><td>{@row.id}</td><td>{@row.name}</td><td>{@row.value}</td></tr>
"#)
}

pub(crate) struct LiveRow {
    row: Row,
    selected: u32,
}

#[component]
impl LiveRow {
    fn mount(row: &Row, selected: u32) -> Self {
        LiveRow {
            row: row.clone(),
            selected,
        }
    }

    fn update(&mut self, row: &Row, selected: u32) {
        self.row = row.clone();
        self.selected = selected;
    }

    fn render(&self) -> impl View {
        h!(r#"
<tr id={format!("row-{}", @row.id)} class={(@row.id == @selected).then_some("sel")}><td>{@row.id}</td><td>{@row.name}</td><td>{@row.value}</td></tr>
"#)
    }
}

/// Four children each, six levels below the first: 5,461 components. One in the middle of the lowest shows `text`.
pub(crate) fn deep(text: &str) -> impl View {
    h! { <main><.node depth={6} at={0} text={text} /></main> }
}

const SHOWN: u32 = 2_048;

#[component]
fn node(depth: u32, at: u32, text: &str) -> impl View {
    h!(r#"
<div class="node"><p>{if *@depth == 0 && *@at == SHOWN { *@text } else { "leaf" }}</p><.node :for={child in 0..if *@depth == 0 { 0 } else { 4_u32 }} :key={child} depth={*@depth - 1} at={*@at * 4 + child} text={*@text} /></div>
"#)
}
