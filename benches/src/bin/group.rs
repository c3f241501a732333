//! What it costs to show the same to many: one comparison, and a handle of its text for each.
//!
//! ```text
//! alone      a mirror, compared and written
//! together   a group, compared and written once, and its patch put into the queue of each member
//! (together - alone) / members = handing one over;    letting go of them is what comes after sending
//! ```

use slotwise::{Dialect, Group, HashKey, Mirror, Patcher};
use slotwise_benches::timing::{least, time};
use slotwise_benches::workload::State;
use slotwise_benches::{chat, table};
use std::sync::Arc;
use std::time::Duration;

const MEMBERS: [usize; 4] = [1, 100, 10_000, 100_000];

fn main() {
    println!("| ns | alone | members | together | handing over, each | letting go, each |");
    println!("|---|---:|---:|---:|---:|---:|");
    for members in MEMBERS {
        measure::<chat::tracked::Chat>("append_1", members);
    }
    for members in MEMBERS {
        measure::<table::tracked::Table>("change_1_cell", members);
    }
}

fn measure<S: State>(operation: &str, members: usize) {
    let mut room = Room::<S>::new(operation, members);
    room.check();
    let budget = Duration::from_millis(700);
    let alone = least(budget, || room.alone());
    let together = least(budget, || room.together());
    let letting_go = least(budget, || room.letting_go());
    let each = |time: Duration| time.as_nanos() as f64 / members as f64;
    println!(
        "| {}, {operation} | {} | {members} | {} | {:.1} | {:.1} |",
        S::WORKLOAD,
        alone.as_nanos(),
        together.as_nanos(),
        each(together.saturating_sub(alone)),
        each(letting_go),
    );
}

/// A group, its members' queues, and somebody who is not in it.
struct Room<S> {
    before: S,
    after: S,
    patcher: Patcher,
    group: Group,
    queues: Vec<Vec<Arc<str>>>,
    mirror: Mirror,
    patch: String,
}

impl<S: State> Room<S> {
    fn new(operation: &str, members: usize) -> Self {
        let known = S::OPERATIONS.iter().find(|known| known.name == operation);
        let [before, after] = known.expect("the workload has it").states();
        let (mut patcher, key) = (Patcher::new(), HashKey::new(1));
        let mut group = Group::new(Dialect::Native, key);
        let mut mirror = Mirror::new(Dialect::Native, key);
        // All who follow would get the same page.
        group.join(&mut patcher, &before.view());
        patcher.patch(&mut mirror, &before.view(), &mut String::new());
        Room {
            before,
            after,
            patcher,
            group,
            queues: vec![Vec::with_capacity(1); members],
            mirror,
            patch: String::new(),
        }
    }

    /// Compares with the mirror; only the way forth counts.
    fn alone(&mut self) -> Duration {
        let mut patch = |state: &S| {
            self.patch.clear();
            self.patcher
                .patch(&mut self.mirror, &state.view(), &mut self.patch);
        };
        patch(&self.before);
        time(|| patch(&self.after))
    }

    /// Likewise with the group, and hands its patch to all.
    fn together(&mut self) -> Duration {
        self.group.patch(&mut self.patcher, &self.before.view());
        self.queues.iter_mut().for_each(Vec::clear);
        time(|| self.hand_over())
    }

    fn hand_over(&mut self) {
        let patch = self.group.patch(&mut self.patcher, &self.after.view());
        let patch = patch.expect("something changed");
        for queue in &mut self.queues {
            queue.push(patch.clone());
        }
    }

    fn letting_go(&mut self) -> Duration {
        self.together();
        time(|| self.queues.iter_mut().for_each(Vec::clear))
    }

    /// All members have what is sent to one alone.
    fn check(&mut self) {
        self.alone();
        self.together();
        let all = self.queues.iter();
        assert!(all.clone().all(|queue| queue.len() == 1));
        assert!(all.flatten().all(|patch| **patch == *self.patch));
    }
}
