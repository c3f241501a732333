use slotwise::{View, h};

struct Row {
    name: &'static str,
}

fn main() {
    let rows = [Row { name: "Ann" }];
    let view = h! { <p :for={row in &rows}>{row.nmae}</p> };
    view.to_html();
}
