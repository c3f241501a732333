//! A page of 10 to 10,000 slots: a component of ten slots, one of ten of those, and so on.

use slotwise::{Tracked, View, component, h};
use slotwise_benches::workload::{Operation, State};

pub(crate) const SIZES: &[u32] = &[10, 100, 1_000, 10_000];

#[component]
fn ten(n: &[u32]) -> impl View {
    h! { <b>{@n[0]}</b><b>{@n[1]}</b><b>{@n[2]}</b><b>{@n[3]}</b><b>{@n[4]}</b><b>{@n[5]}</b><b>{@n[6]}</b><b>{@n[7]}</b><b>{@n[8]}</b><b>{@n[9]}</b> }
}

/// A component of ten calls of another, each with a tenth of the numbers.
macro_rules! tens {
    ($name:ident, $of:ident) => {
        #[component]
        fn $name(n: &[u32]) -> impl View {
            use $of as part;
            h! {
                <.part n={&@n[0 * (@n.len() / 10)..][..@n.len() / 10]} />
                <.part n={&@n[1 * (@n.len() / 10)..][..@n.len() / 10]} />
                <.part n={&@n[2 * (@n.len() / 10)..][..@n.len() / 10]} />
                <.part n={&@n[3 * (@n.len() / 10)..][..@n.len() / 10]} />
                <.part n={&@n[4 * (@n.len() / 10)..][..@n.len() / 10]} />
                <.part n={&@n[5 * (@n.len() / 10)..][..@n.len() / 10]} />
                <.part n={&@n[6 * (@n.len() / 10)..][..@n.len() / 10]} />
                <.part n={&@n[7 * (@n.len() / 10)..][..@n.len() / 10]} />
                <.part n={&@n[8 * (@n.len() / 10)..][..@n.len() / 10]} />
                <.part n={&@n[9 * (@n.len() / 10)..][..@n.len() / 10]} />
            }
        }
    };
}
tens!(hundred, ten);
tens!(thousand, hundred);
tens!(ten_thousand, thousand);

/// Its state.
#[derive(Clone)]
pub(crate) struct Page {
    /// A number a slot.
    pub(crate) numbers: Tracked<Vec<u32>>,
}

impl Page {
    pub(crate) fn new(slots: u32) -> Page {
        Page {
            numbers: (0..slots).collect::<Vec<_>>().into(),
        }
    }
}

impl State for Page {
    const WORKLOAD: &'static str = "slots";

    const OPERATIONS: &'static [Operation<Page>] = &[];

    fn first() -> Page {
        Page::new(SIZES[0])
    }

    fn view(&self) -> impl View {
        h! {
            {#match @numbers.len()}
                {#case 10}<.ten n={&@numbers[..]} />
                {#case 100}<.hundred n={&@numbers[..]} />
                {#case 1_000}<.thousand n={&@numbers[..]} />
                {#case _}<.ten_thousand n={&@numbers[..]} />
            {/match}
        }
    }

    fn by_hand(&self, out: &mut String) {
        for number in self.numbers.iter() {
            out.push_str(&format!("<b>{number}</b>"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_has_its_slots() {
        for slots in SIZES {
            let page = Page::new(*slots);
            let mut by_hand = String::new();
            page.by_hand(&mut by_hand);
            let html: String = page.view().to_html().split_whitespace().collect();
            assert_eq!(html, by_hand);
        }
    }
}
