//! Ours: tracked and plain data, both dialects.

use super::{Client, Named, Page};
use slotwise::Dialect;
use slotwise_benches::table::Touched;
use slotwise_benches::workload::{Case, Data, Side, State};
use slotwise_benches::{client, update};

struct Slotwise {
    case: Case,
    client: client::Client,
    side: Side,
}

impl Client for Slotwise {
    fn go(&mut self, side: Side, out: &mut Vec<u8>) {
        self.side = side;
        out.extend(self.client.go(&self.case, side).as_bytes());
    }

    fn html(&self) -> String {
        let mut html = String::new();
        self.case.states.render(self.side, &mut html);
        html
    }
}

pub(crate) fn clients(workload: &str, operation: &str) -> Vec<Named> {
    let mut clients = Vec::new();
    for data in [Data::Tracked, Data::Plain] {
        for (dialect, name) in [(Dialect::Native, "native"), (Dialect::Phoenix, "phoenix")] {
            let case = update(data, workload, operation);
            clients.push(named(format!("{}, {name}", data.name()), dialect, case));
        }
    }
    if (workload, operation) == ("table", "change_1_cell") {
        let case = Touched::change_1_cell(1_000);
        clients.push(named(
            "TrackedList, native".to_owned(),
            Dialect::Native,
            case,
        ));
    }
    clients
}

fn named(name: String, dialect: Dialect, case: Case) -> Named {
    let client = client::Client::joined(dialect, &case);
    let slotwise = Slotwise {
        case,
        client,
        side: Side::Before,
    };
    (name, Box::new(slotwise))
}

pub(crate) fn page<S: State>() -> (&'static str, Page) {
    let state = S::first();
    (
        "slotwise",
        Box::new(move |out| slotwise::View::render(&state.view(), out).expect("not deep")),
    )
}

pub(crate) fn by_hand<S: State>() -> (&'static str, Page) {
    let state = S::first();
    ("by hand", Box::new(move |out| state.by_hand(out)))
}
