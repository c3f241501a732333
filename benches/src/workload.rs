//! [`State`]: what a workload is; [`Operation`]: what happens to it; [`Case`]: both, of any workload.

use slotwise::{HashKey, Mirror, Patcher, View};
use std::cell::{OnceCell, Ref, RefCell};

/// Whether the state of a view is made of [`slotwise::Tracked`] values or of plain ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// What did not change is skipped by its stamp.
    Tracked,
    /// Every value is compared.
    Plain,
}

impl Data {
    /// As it is written in tables.
    pub fn name(self) -> &'static str {
        match self {
            Data::Tracked => "tracked",
            Data::Plain => "plain",
        }
    }
}

/// The state of a workload.
pub trait State: Clone + 'static {
    /// Its name.
    const WORKLOAD: &'static str;

    /// What may happen to it.
    const OPERATIONS: &'static [Operation<Self>];

    /// What it begins with.
    fn first() -> Self;

    /// The page.
    fn view(&self) -> impl View;

    /// The same HTML by hand: pushes into a buffer, as straight as they can be written.
    fn by_hand(&self, out: &mut String);
}

/// Something that happens to a state.
pub struct Operation<S> {
    /// Its name.
    pub name: &'static str,
    /// Makes the state before out of the first one.
    pub prepare: fn(&mut S),
    /// Makes the state after out of the one before.
    pub apply: fn(&mut S),
}

impl<S> Operation<S> {
    /// One on the first state.
    pub const fn new(name: &'static str, apply: fn(&mut S)) -> Self {
        Operation {
            name,
            prepare: |_| {},
            apply,
        }
    }

    /// The same, on a state that was prepared.
    pub const fn after(self, prepare: fn(&mut S)) -> Self {
        Operation { prepare, ..self }
    }
}

/// An operation on a workload of any type.
pub struct Case {
    /// Name of the workload.
    pub workload: &'static str,
    /// Name of the operation.
    pub operation: &'static str,
    /// Of what the state is made.
    pub data: Data,
    /// The two states.
    pub states: Box<dyn States>,
}

impl Case {
    /// An operation given by the two states around it.
    pub fn between<S: State>(data: Data, operation: &'static str, before: S, after: S) -> Case {
        Case {
            workload: S::WORKLOAD,
            operation,
            data,
            states: Box::new(Around {
                make: || unreachable!("the states are given"),
                states: OnceCell::from([before, after]),
            }),
        }
    }
}

impl Case {
    /// An operation on a state that goes from side to side in place, and back: a clone would know only of its
    /// own past. To go there counts as part of an update.
    pub fn in_place<S: State>(
        operation: &'static str,
        state: S,
        go: impl Fn(&mut S, Side) + 'static,
    ) -> Case {
        Case {
            workload: S::WORKLOAD,
            operation,
            data: Data::Tracked,
            states: Box::new(InPlace {
                state: RefCell::new(state),
                go,
            }),
        }
    }
}

struct InPlace<S, F> {
    state: RefCell<S>,
    go: F,
}

impl<S: State, F: Fn(&mut S, Side)> InPlace<S, F> {
    fn at(&self, side: Side) -> Ref<'_, S> {
        (self.go)(&mut self.state.borrow_mut(), side);
        self.state.borrow()
    }
}

impl<S: State, F: Fn(&mut S, Side)> States for InPlace<S, F> {
    fn patch(
        &self,
        side: Side,
        patcher: &mut Patcher,
        mirror: &mut Mirror,
        out: &mut String,
    ) -> bool {
        patcher.patch(mirror, &self.at(side).view(), out)
    }

    fn adopt(&self, side: Side, patcher: &mut Patcher, key: HashKey, out: &mut String) -> Mirror {
        patcher.adopt(key, &self.at(side).view(), out)
    }

    fn render(&self, side: Side, out: &mut String) {
        let rendered = self.at(side).view().render(out);
        rendered.expect("no workload is deep");
    }

    fn by_hand(&self, side: Side, out: &mut String) {
        self.at(side).by_hand(out);
    }
}

/// The states around an operation.
pub trait States {
    /// Brings a mirror to the state before or after.
    fn patch(
        &self,
        side: Side,
        patcher: &mut Patcher,
        mirror: &mut Mirror,
        out: &mut String,
    ) -> bool;

    /// The outline of the state before or after, for a client that was served its HTML.
    fn adopt(&self, side: Side, patcher: &mut Patcher, key: HashKey, out: &mut String) -> Mirror;

    /// The HTML of the view, at the end of `out`.
    fn render(&self, side: Side, out: &mut String);

    /// The same HTML by hand.
    fn by_hand(&self, side: Side, out: &mut String);
}

/// One of the states around an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The state before.
    Before,
    /// The state after.
    After,
}

/// All operations on a workload.
pub fn cases<S: State>(data: Data) -> Vec<Case> {
    let case = |operation: &'static Operation<S>| Case {
        workload: S::WORKLOAD,
        operation: operation.name,
        data,
        states: Box::new(Around::new(|| operation.states())),
    };
    S::OPERATIONS.iter().map(case).collect()
}

/// Made when they are needed. What did not change has the same stamps in both.
struct Around<S, F> {
    make: F,
    states: OnceCell<[S; 2]>,
}

impl<S: State> Operation<S> {
    /// The states before and after.
    pub fn states(&self) -> [S; 2] {
        let mut before = S::first();
        (self.prepare)(&mut before);
        let mut after = before.clone();
        (self.apply)(&mut after);
        [before, after]
    }
}

impl<S, F: Fn() -> [S; 2]> Around<S, F> {
    fn new(make: F) -> Self {
        Around {
            make,
            states: OnceCell::new(),
        }
    }

    fn state(&self, side: Side) -> &S {
        let [before, after] = self.states.get_or_init(&self.make);
        match side {
            Side::Before => before,
            Side::After => after,
        }
    }
}

impl<S: State, F: Fn() -> [S; 2]> States for Around<S, F> {
    fn patch(
        &self,
        side: Side,
        patcher: &mut Patcher,
        mirror: &mut Mirror,
        out: &mut String,
    ) -> bool {
        patcher.patch(mirror, &self.state(side).view(), out)
    }

    fn adopt(&self, side: Side, patcher: &mut Patcher, key: HashKey, out: &mut String) -> Mirror {
        patcher.adopt(key, &self.state(side).view(), out)
    }

    fn render(&self, side: Side, out: &mut String) {
        let rendered = self.state(side).view().render(out);
        rendered.expect("no workload is deep");
    }

    fn by_hand(&self, side: Side, out: &mut String) {
        self.state(side).by_hand(out);
    }
}

/// Writes the same state and view twice: in the module `tracked`, where `Of<T>` is a
/// [`slotwise::Tracked`], and in `plain`, where it is `T`.
macro_rules! tracked_and_plain {
    ($($body:tt)*) => {
        /// With tracked data.
        pub mod tracked {
            #[allow(unused_imports)]
            use super::*;
            use slotwise::Tracked as Of;
            $($body)*
        }

        /// With plain data.
        #[allow(clippy::useless_conversion)] // what makes a `Tracked` in the other
        pub mod plain {
            #[allow(unused_imports)]
            use super::*;
            type Of<T> = T;
            $($body)*
        }
    };
}
pub(crate) use tracked_and_plain;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::updates;

    /// The check of equal output: what is measured does the work.
    #[test]
    fn every_state_is_as_by_hand() {
        for case in updates() {
            for side in [Side::Before, Side::After] {
                let (mut html, mut by_hand) = (String::new(), String::new());
                case.states.render(side, &mut html);
                case.states.by_hand(side, &mut by_hand);
                let name = (case.workload, case.operation, case.data, side);
                let differ = html.bytes().zip(by_hand.bytes()).position(|(a, b)| a != b);
                if let Some(at) = differ {
                    let ours = &html[at.saturating_sub(40)..];
                    panic!("{name:?}: differs from by_hand behind {ours:.80}");
                }
                assert_eq!(html.len(), by_hand.len(), "{name:?}");
            }
        }
    }

    #[test]
    fn plain_and_tracked_data_have_the_same_operations() {
        let names = |data: Data| -> Vec<_> {
            let cases = updates().into_iter().filter(|case| case.data == data);
            cases.map(|case| (case.workload, case.operation)).collect()
        };
        assert_eq!(names(Data::Tracked), names(Data::Plain));
    }
}
