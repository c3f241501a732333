//! Values of bindings that text from data cannot be: [`Cmd`], [`HookName`] and [`Myself`].

use crate::cmd::Cmd;
use crate::sealed::{Sealed, through};
use crate::stamp::{Stamp, Stamped};
use crate::value::{Attribute, Dyn};

/// The name of a hook: which code of the page an element gets.
///
/// ```
/// use slotwise::{HookName, View, h};
/// let sorted = true;
/// let hook = sorted.then_some(HookName::constant("Sortable"));
/// assert_eq!(h! { <ul id="a" phx-hook={hook}></ul> }.to_html(), r#"<ul id="a" phx-hook="Sortable"></ul>"#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HookName(&'static str);

impl HookName {
    /// A name that is part of the program.
    pub const fn constant(name: &'static str) -> HookName {
        HookName(name)
    }
}

/// A stateful component as the one that gets the events of an element.
///
/// ```
/// use slotwise::{Myself, View, h};
/// let myself = Myself::new(3);
/// let view = h! { <button phx-click="save" phx-target={myself}>Save</button> };
/// assert_eq!(view.to_html(), r#"<button phx-click="save" phx-target="3">Save</button>"#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Myself(u32);

impl Myself {
    /// The component of this number on its page.
    pub const fn new(number: u32) -> Myself {
        Myself(number)
    }

    /// The number.
    pub const fn number(self) -> u32 {
        self.0
    }
}

/// It is what its number is.
impl Stamped for Myself {
    fn stamp(&self) -> Stamp {
        Stamp::mix(u64::from(self.0), &[])
    }
}

/// What may stand in `phx-click={..}` and the other bindings that run something: [`Cmd`], references to it and
/// options.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be what a binding runs",
    label = "expected `Cmd`, as text that begins with `[` would be a command",
    note = "write `Cmd::push(name)` for an event whose name is `name`, or the name as text: `phx-click=\"name\"`"
)]
pub trait CommandAttribute: Sealed {
    /// The value, borrowed.
    fn command(&self) -> Dyn<'_>;
}

/// What may stand in `phx-hook={..}`: [`HookName`], references to it and options.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the name of a hook",
    label = "expected `HookName`, as it decides what code an element gets",
    note = "write `HookName::constant(\"Name\")`, or the name as text: `phx-hook=\"Name\"`"
)]
pub trait HookAttribute: Sealed {
    /// The value, borrowed.
    fn hook(&self) -> Dyn<'_>;
}

/// What may stand in `phx-target={..}`: [`Myself`], references to it and options.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the target of events",
    label = "expected `Myself`",
    note = "write `Myself::new(number)` for a component, or a selector as text: `phx-target=\"#form\"`"
)]
pub trait TargetAttribute: Sealed {
    /// The value, borrowed.
    fn target(&self) -> Dyn<'_>;
}

impl CommandAttribute for Cmd {
    fn command(&self) -> Dyn<'_> {
        Dyn::Str(self.as_str())
    }
}

impl HookAttribute for HookName {
    fn hook(&self) -> Dyn<'_> {
        Dyn::Str(self.0)
    }
}

impl TargetAttribute for Myself {
    fn target(&self) -> Dyn<'_> {
        Dyn::Int(i64::from(self.0))
    }
}

/// The value of a binding on its way to a component's rest: its type was asked for where it is written.
#[doc(hidden)]
pub struct Typed<'a>(pub Dyn<'a>);

impl Attribute for Typed<'_> {
    fn attribute(&self) -> Dyn<'_> {
        self.0
    }
}

through! {
    CommandAttribute, command;
    HookAttribute, hook;
    TargetAttribute, target;
}
