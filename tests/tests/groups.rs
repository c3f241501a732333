//! Members of a group see what they would see alone, whenever they come and go.

use proptest::prelude::*;
use slotwise::{Dialect, Group, HashKey, Mirror, Patcher, View, h};
use slotwise_tests::generate::{Page, pages_without_streams, runs};
use slotwise_tests::tree::tree;
use slotwise_tests::{native, phoenix};

/// A client of either dialect.
#[derive(Default)]
struct Client {
    phoenix: phoenix::Client,
    native: native::Client,
}

impl Client {
    fn apply(&mut self, dialect: Dialect, patch: &str) -> Result<(), String> {
        match dialect {
            Dialect::Phoenix => self.phoenix.apply(patch),
            Dialect::Native => self.native.apply(patch),
        }
        .map_err(|error| format!("{error}: {patch}"))
    }

    fn check(&self, dialect: Dialect, fresh: &str) -> Result<(), String> {
        let shown = match dialect {
            Dialect::Phoenix => self.phoenix.to_html()?,
            Dialect::Native => self.native.to_html()?,
        };
        match shown == fresh || tree(&shown) == tree(fresh) {
            true => Ok(()),
            false => Err(format!("shown: {shown}\nfresh: {fresh}")),
        }
    }
}

/// What happens at a step beside the change of the page.
#[derive(Clone, Copy, Debug)]
enum Move {
    Stay,
    Join,
    /// The oldest member goes on alone.
    Leave,
}

fn play(dialect: Dialect, states: &[Page], moves: &[Move]) -> Result<(), String> {
    let mut patcher = Patcher::new();
    let mut group = Group::new(dialect, HashKey::new(7));
    let mut members: Vec<Client> = Vec::new();
    let mut alone: Vec<(Mirror, Client)> = Vec::new();
    for (page, what) in states.iter().zip(moves.iter().cycle()) {
        if let (Move::Leave, false) = (what, members.is_empty()) {
            alone.push((group.leave(), members.remove(0)));
        }
        let (patch, first) = match what {
            Move::Join => {
                let joined = group.join(&mut patcher, page);
                (joined.patch, Some(joined.page))
            }
            _ => (group.patch(&mut patcher, page), None),
        };
        if let Some(patch) = patch {
            for member in &mut members {
                member.apply(dialect, &patch)?;
            }
        }
        if let Some(first) = first {
            let mut member = Client::default();
            member.apply(dialect, &first)?;
            members.push(member);
        }
        let fresh = page.to_html();
        for member in &members {
            member.check(dialect, &fresh)?;
        }
        for (mirror, client) in &mut alone {
            let mut patch = String::new();
            if patcher.patch(mirror, page, &mut patch) {
                client.apply(dialect, &patch)?;
            }
            client.check(dialect, &fresh)?;
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn all_see_the_same(
        (first, steps) in runs(10),
        moves in prop::collection::vec(prop_oneof![Just(Move::Stay), Just(Move::Join), Just(Move::Leave)], 1..12),
    ) {
        let states = pages_without_streams(first, &steps);
        for dialect in [Dialect::Phoenix, Dialect::Native] {
            play(dialect, &states, &moves).map_err(TestCaseError::fail)?;
        }
    }
}

#[test]
fn nothing_is_sent_to_nobody() {
    let mut patcher = Patcher::new();
    let mut group = Group::new(Dialect::Native, HashKey::new(7));
    let view = h! { <p>{"a"}</p> };
    assert_eq!(group.patch(&mut patcher, &view), None);
    assert_eq!(group.join(&mut patcher, &view).patch, None);
    assert_eq!(group.patch(&mut patcher, &view), None);
}
