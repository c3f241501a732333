//! [`Client`]: a mirror with what it takes to patch it.

use crate::workload::{Case, Side};
use slotwise::{Dialect, HashKey, Mirror, Patcher};

/// A client that goes to and fro between the states around an operation.
pub struct Client {
    /// What the engine remembers.
    pub mirror: Mirror,
    patcher: Patcher,
    patch: String,
}

impl Client {
    /// One that has nothing yet.
    pub fn new(dialect: Dialect) -> Client {
        Client {
            mirror: Mirror::new(dialect, HashKey::new(1)),
            patcher: Patcher::new(),
            patch: String::new(),
        }
    }

    /// One that was served the HTML of the state before; with the outline of it.
    pub fn served(case: &Case) -> (Client, String) {
        let (mut patcher, mut outline) = (Patcher::new(), String::new());
        let key = HashKey::new(1);
        let mirror = case
            .states
            .adopt(Side::Before, &mut patcher, key, &mut outline);
        let client = Client {
            mirror,
            patcher,
            patch: String::new(),
        };
        (client, outline)
    }

    /// One that has the state before.
    pub fn joined(dialect: Dialect, case: &Case) -> Client {
        let mut client = Client::new(dialect);
        client.go(case, Side::Before);
        client
    }

    /// Goes to a state; the patch that brings it there, empty if it is there.
    pub fn go(&mut self, case: &Case, side: Side) -> &str {
        self.patch.clear();
        case.states
            .patch(side, &mut self.patcher, &mut self.mirror, &mut self.patch);
        &self.patch
    }
}
