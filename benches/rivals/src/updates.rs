//! Engines that keep a page up to date, each between the two states around an operation.

mod ours;
mod virtual_dom;

use slotwise_benches::chat::plain::Chat;
use slotwise_benches::dashboard::plain::Dashboard;
use slotwise_benches::table::plain::Table;
use slotwise_benches::workload::{Side, State};
use slotwise_tests::tree::tree;

/// A client of an engine.
pub trait Client {
    /// Goes to a state and appends what is sent for that.
    fn go(&mut self, side: Side, out: &mut Vec<u8>);

    /// What is shown there.
    fn html(&self) -> String;
}

/// A client with the name of its engine.
pub type Named = (String, Box<dyn Client>);

/// An operation and a client of each engine, ours first; all show the state before.
pub struct Update {
    /// Of the workload.
    pub workload: &'static str,
    /// Of the operation.
    pub operation: &'static str,
    /// Of all engines.
    pub clients: Vec<Named>,
}

/// All updates.
pub fn updates() -> Vec<Update> {
    let table = [
        "change_1_cell",
        "no_change",
        "swap_100_900",
        "prepend",
        "delete_first",
    ];
    let chat = ["append_1", "user_offline", "no_change"];
    let dashboard = ["change_1", "change_all", "no_change"];
    [
        table
            .map(|operation| update::<Table>(operation, virtual_dom::table(operation)))
            .into(),
        chat.map(|operation| update::<Chat>(operation, virtual_dom::chat(operation)))
            .into(),
        dashboard
            .map(|operation| update::<Dashboard>(operation, virtual_dom::dashboard(operation)))
            .into(),
    ]
    .into_iter()
    .flat_map(|updates: Vec<Update>| updates)
    .collect()
}

fn update<S: State>(operation: &'static str, others: Vec<Named>) -> Update {
    let mut clients = ours::clients(S::WORKLOAD, operation);
    clients.extend(others);
    Update {
        workload: S::WORKLOAD,
        operation,
        clients,
    }
}

/// The states around the operation of that name.
fn states<S: State>(operation: &str) -> [S; 2] {
    let of_that_name = S::OPERATIONS.iter().find(|known| known.name == operation);
    of_that_name.expect("the workload has it").states()
}

/// The first page of a workload by each engine, ours first.
pub fn first_pages() -> Vec<(&'static str, Vec<(&'static str, Page)>)> {
    vec![
        (
            "table",
            vec![
                ours::page::<Table>(),
                ours::by_hand::<Table>(),
                virtual_dom::table_page(),
            ],
        ),
        (
            "chat",
            vec![
                ours::page::<Chat>(),
                ours::by_hand::<Chat>(),
                virtual_dom::chat_page(),
            ],
        ),
    ]
}

/// Writes a page at the end of a text.
pub type Page = Box<dyn Fn(&mut String)>;

/// The elements, attributes and text of a page, without blanks between tags, which are each engine's own.
pub fn elements(html: &str) -> String {
    let (first, rest) = html.split_once('>').expect("it begins with a tag");
    let rest = rest.split('>').map(|part| match part.trim_start() {
        tag if tag.starts_with('<') => tag,
        _ => part,
    });
    tree(
        &[first]
            .into_iter()
            .chain(rest)
            .collect::<Vec<_>>()
            .join(">"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_show_the_same() {
        for Update {
            workload,
            operation,
            clients,
        } in &mut updates()
        {
            for side in [Side::Before, Side::After, Side::Before] {
                let mut shown = None;
                for (name, client) in &mut *clients {
                    client.go(side, &mut Vec::new());
                    let elements = elements(&client.html());
                    let shown = shown.get_or_insert_with(|| elements.clone());
                    assert!(
                        *shown == elements,
                        "{workload} {operation} {side:?}: {name}"
                    );
                }
            }
        }
    }

    #[test]
    fn all_write_the_same_first_page() {
        for (workload, pages) in first_pages() {
            let write = |page: &Page| {
                let mut out = String::new();
                page(&mut out);
                elements(&out)
            };
            let ours = write(&pages[0].1);
            for (name, page) in &pages {
                assert!(write(page) == ours, "{workload}: {name}");
            }
        }
    }

    /// A change sends more than the same state again, which dioxus tells the client of its inputs.
    #[test]
    fn changes_are_sent() {
        for Update {
            workload,
            operation,
            clients,
        } in &mut updates()
        {
            for (name, client) in clients {
                client.go(Side::Before, &mut Vec::new());
                let (mut changed, mut same) = (Vec::new(), Vec::new());
                client.go(Side::After, &mut changed);
                client.go(Side::After, &mut same);
                let is_change = *operation != "no_change";
                assert_eq!(
                    changed.len() > same.len(),
                    is_change,
                    "{workload} {operation}: {name}"
                );
            }
        }
    }
}
