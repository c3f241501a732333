//! *static50k*: 50 kB of static HTML with 5 slots.

use crate::workload::{Operation, State, tracked_and_plain};
use slotwise::{View, h_file};
use slotwise_html::escape_text;

/// What stands around the slots.
fn statics() -> [&'static str; 6] {
    const PAGE: &str = include_str!("static50k.html");
    let mut pieces = PAGE.trim().split("{@slot");
    core::array::from_fn(|i| {
        let piece = pieces.next().expect("there are 5 slots");
        if i == 0 { piece } else { &piece["0}".len()..] }
    })
}

tracked_and_plain! {
    /// The state of the page.
    #[derive(Clone)]
    pub struct Static50k {
        slot0: Of<String>,
        slot1: Of<String>,
        slot2: Of<String>,
        slot3: Of<String>,
        slot4: Of<String>,
    }

    impl State for Static50k {
        const WORKLOAD: &'static str = "static50k";

        const OPERATIONS: &'static [Operation<Static50k>] = &[
            Operation::new("change_1", |page| page.slot2 = "changed".to_string().into()),
            Operation::new("no_change", |_| {}),
        ];

        fn first() -> Static50k {
            Static50k {
                slot0: "a".to_string().into(),
                slot1: "b".to_string().into(),
                slot2: "c".to_string().into(),
                slot3: "d".to_string().into(),
                slot4: "e".to_string().into(),
            }
        }

        fn view(&self) -> impl View {
            h_file!("static50k.html")
        }

        fn by_hand(&self, out: &mut String) {
            let [first, others @ ..] = statics();
            out.push_str(first);
            let slots = [&self.slot0, &self.slot1, &self.slot2, &self.slot3, &self.slot4];
            for (slot, after) in slots.into_iter().zip(others) {
                escape_text(slot, out);
                out.push_str(after);
            }
        }
    }
}
