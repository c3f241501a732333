//! Writing patches. Only here is a key or a byte of JSON known.
//!
//! [`diff`](crate::diff) tells an [`Encoder`] what changed in the order of the walk. It *enters* what
//! the client has and *begins* what it has not; entering writes nothing until something inside
//! changes, so a visit without changes leaves no trace.

pub(crate) mod json;
#[cfg(feature = "raw-html")]
mod markup;
mod native;
mod phoenix;

use crate::mirror::Dialect;
use crate::template::{Context, Template};
use crate::value::Dyn;
use alloc::string::String;

/// Memory of the encoders, kept between patches.
#[derive(Default)]
pub(crate) struct EncoderScratch {
    phoenix: phoenix::Scratch,
    native: native::Scratch,
}

/// Writes one patch in one dialect.
pub(crate) enum Encoder<'o> {
    Phoenix(phoenix::Writer<'o>),
    Native(native::Writer<'o>),
}

impl<'o> Encoder<'o> {
    pub(crate) fn new(
        dialect: Dialect,
        out: &'o mut String,
        scratch: &'o mut EncoderScratch,
    ) -> Self {
        match dialect {
            Dialect::Phoenix => Encoder::Phoenix(phoenix::Writer::new(out, &mut scratch.phoenix)),
            Dialect::Native => Encoder::Native(native::Writer::new(out, &mut scratch.native)),
        }
    }

    /// Sends these shapes along, whose ids are their places, though nothing in the patch may have them.
    pub(crate) fn introduce(&mut self, shapes: &[&'static Template]) {
        if let Encoder::Native(writer) = self {
            writer.introduce(shapes);
        }
    }
}

/// Components beside the page, which only the phoenix dialect has.
impl<'o> Encoder<'o> {
    /// The number of a component, in a slot.
    pub(crate) fn component(&mut self, slot: usize, number: u32) {
        self.phoenix().component(slot, number);
    }

    /// Begins the tree of a component.
    pub(crate) fn enter_component(&mut self) {
        self.phoenix().enter_component();
    }

    /// The tree begins as that of another component; `sent`: as it is in this message.
    pub(crate) fn borrow_component(&mut self, number: u32, sent: bool) {
        self.phoenix().borrow_component(number, sent);
    }

    /// Ends the tree of a component; `true`: something in it was written.
    pub(crate) fn leave_component(&mut self, number: u32) -> bool {
        self.phoenix().leave_component(number)
    }

    fn phoenix(&mut self) -> &mut phoenix::Writer<'o> {
        match self {
            Encoder::Phoenix(writer) => writer,
            Encoder::Native(_) => unreachable!("a native component stands in its slot"),
        }
    }
}

macro_rules! both {
    ($($(#[$doc:meta])* fn $name:ident(&mut self $(, $argument:ident: $type:ty)*);)*) => {
        impl Encoder<'_> {$(
            $(#[$doc])*
            pub(crate) fn $name(&mut self $(, $argument: $type)*) {
                match self {
                    Encoder::Phoenix(writer) => writer.$name($($argument),*),
                    Encoder::Native(writer) => writer.$name($($argument),*),
                }
            }
        )*}
    };
}

both! {
    /// A value of a slot. `replaces_node`: the slot held a block, list or markup.
    fn scalar(&mut self, slot: usize, context: Context, value: &Dyn<'_>, replaces_node: bool);
    /// The root block, which the client has.
    fn enter_root(&mut self);
    /// A block that the client has in this slot.
    fn enter_block(&mut self, slot: usize, template: &'static Template);
    fn leave_block(&mut self);
    /// The root block, whole.
    fn begin_root(&mut self, template: &'static Template, shape: u32, unseen: bool);
    /// A block that is new in this slot, whole. `was_list`: the slot held a list.
    fn begin_block(&mut self, slot: usize, template: &'static Template, shape: u32, unseen: bool, was_list: bool);
    fn end_block(&mut self, template: &'static Template);
    /// A list that the client has in this slot, of so many rows of so many slots.
    fn enter_list(&mut self, slot: usize, old_len: usize, slots: usize);
    fn leave_list(&mut self, len: usize);
    /// Takes back that a list without rows was entered.
    fn forget_list(&mut self);
    /// A row that the client has, at the old position `old`.
    fn enter_row(&mut self, position: usize, old: usize);
    fn leave_row(&mut self);
    /// A list that is new in this slot, whole.
    fn begin_list(&mut self, slot: usize, row: &'static Template, shape: u32, unseen: bool);
    fn end_list(&mut self, row: &'static Template, len: usize);
    /// A new row; `whole_list`: of a list that is sent whole.
    fn begin_row(&mut self, position: usize, whole_list: bool);
    fn end_row(&mut self, whole_list: bool);
    /// The end of the patch.
    fn finish(&mut self);
}
