//! Sets of kinds, and of open elements, as bits.

use super::Kind;
use super::tables::{CLASHES, opened, shielded};

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Set(pub(super) u64);

impl Set {
    pub(super) const fn of(kinds: &[Kind]) -> Set {
        let mut set = 0;
        let mut at = 0;
        while at < kinds.len() {
            set |= 1 << kinds[at] as u8;
            at += 1;
        }
        Set(set)
    }

    pub(super) const fn has(self, kind: Kind) -> bool {
        self.0 & 1 << kind as u8 != 0
    }

    pub(super) const fn and(self, other: Set) -> Set {
        Set(self.0 | other.0)
    }

    pub(super) const fn minus(self, other: Set) -> Set {
        Set(self.0 & !other.0)
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What open elements any of these clashes with.
    pub(super) const fn clashes(self) -> Open {
        let mut all = Open(0);
        let mut at = 0;
        while at < CLASHES.len() {
            let (open, kinds) = CLASHES[at];
            if self.0 & kinds.0 != 0 {
                all = all.and(open);
            }
            at += 1;
        }
        all
    }
}

/// Elements that are open, as far as content may clash with them; of content, what it clashes with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Open(pub(super) u16);

impl Open {
    pub(super) const P: Open = Open(1);
    pub(super) const LI: Open = Open(1 << 1);
    pub(super) const DEFINITION: Open = Open(1 << 2);
    pub(super) const A: Open = Open(1 << 3);
    pub(super) const NOBR: Open = Open(1 << 4);
    pub(super) const BUTTON: Open = Open(1 << 5);
    pub(super) const FORM: Open = Open(1 << 6);
    pub(super) const SELECT: Open = Open(1 << 7);
    /// Matters within a `select` only, as does the next.
    pub(super) const OPTION: Open = Open(1 << 8);
    pub(super) const OPTGROUP: Open = Open(1 << 9);
    pub(super) const FOREIGN: Open = Open(1 << 10);
    /// Clashes with nothing, but no `form` counts as open in here.
    pub(super) const TEMPLATE: Open = Open(1 << 11);

    pub(super) const fn has(self, other: Open) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn and(self, other: Open) -> Open {
        Open(self.0 | other.0)
    }

    pub(super) const fn common(self, other: Open) -> Open {
        Open(self.0 & other.0)
    }

    pub(super) const fn minus(self, other: Open) -> Open {
        Open(self.0 & !other.0)
    }

    pub(super) const fn inside(self, kind: Kind) -> Open {
        let around = self.minus(shielded(kind));
        match kind {
            Kind::Form if around.has(Open::TEMPLATE) => around,
            _ => around.and(opened(kind)),
        }
    }
}
