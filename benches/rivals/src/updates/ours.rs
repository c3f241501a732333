//! Ours: tracked and plain data, both dialects.

use super::{Client, Named, Page};
use slotwise::Dialect;
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
            let client = client::Client::joined(dialect, &case);
            let slotwise = Slotwise {
                case,
                client,
                side: Side::Before,
            };
            clients.push((
                format!("{}, {name}", data.name()),
                Box::new(slotwise) as Box<dyn Client>,
            ));
        }
    }
    clients
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
