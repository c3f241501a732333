//! Writing patches. Only here is a key or a byte of JSON known.
//!
//! [`diff`](crate::diff) tells an [`Encoder`] what changed in the order of the walk. It *enters* what
//! the client has and *begins* what it has not; entering writes nothing until something inside
//! changes, so a visit without changes leaves no trace.

#[cfg(feature = "edits")]
mod edits;
pub(crate) mod json;
#[cfg(feature = "raw-html")]
mod markup;
mod native;
mod outline;
mod phoenix;

#[cfg(feature = "edits")]
use crate::long::Long;
#[cfg(feature = "edits")]
use crate::memo::Secrets;
use crate::mirror::Dialect;
use crate::stream::{Placing, Removals};
use crate::template::{Context, Template};
use crate::value::Dyn;
use alloc::string::String;

#[cfg(feature = "raw-html")]
pub(crate) use markup::Markup;

/// The rows of a stream that are in a patch: their ids, and where they go.
type Rows<'r> = dyn Iterator<Item = (&'r str, Placing)> + 'r;

/// Memory of the encoders, kept between patches.
#[derive(Default)]
pub(crate) struct EncoderScratch {
    phoenix: phoenix::Scratch,
    native: native::Scratch,
    outline: outline::Scratch,
    /// How many slots got a value that is no block and no list; for who watches.
    #[cfg(feature = "tracing")]
    pub(crate) slots: usize,
}

/// Writes one patch in one dialect.
pub(crate) struct Encoder<'o> {
    writer: Writer<'o>,
    /// The row that was entered in its place, as long as nothing in it changed: the writer does not know of it.
    entering: Option<usize>,
    #[cfg(feature = "tracing")]
    slots: &'o mut usize,
}

enum Writer<'o> {
    Phoenix(phoenix::Writer<'o>),
    Native(native::Writer<'o>),
    /// The outline of what a client of the native dialect shows already.
    Outline(outline::Writer<'o>),
}

impl<'o> Encoder<'o> {
    pub(crate) fn new(
        dialect: Dialect,
        out: &'o mut String,
        scratch: &'o mut EncoderScratch,
    ) -> Self {
        Encoder {
            writer: match dialect {
                Dialect::Phoenix => {
                    Writer::Phoenix(phoenix::Writer::new(out, &mut scratch.phoenix))
                }
                Dialect::Native => Writer::Native(native::Writer::new(out, &mut scratch.native)),
            },
            entering: None,
            #[cfg(feature = "tracing")]
            slots: &mut scratch.slots,
        }
    }

    /// Writes the outline of the first patch in its place.
    pub(crate) fn outline(out: &'o mut String, scratch: &'o mut EncoderScratch) -> Self {
        Encoder {
            writer: Writer::Outline(outline::Writer::new(out, &mut scratch.outline)),
            entering: None,
            #[cfg(feature = "tracing")]
            slots: &mut scratch.slots,
        }
    }

    /// One more slot has a value.
    #[inline]
    fn count(&mut self) {
        #[cfg(feature = "tracing")]
        {
            *self.slots += 1;
        }
    }

    /// A value of a slot. `replaces_node`: the slot held a block, list or markup.
    pub(crate) fn scalar(
        &mut self,
        slot: usize,
        context: Context,
        value: &Dyn<'_>,
        replaces_node: bool,
    ) {
        self.settle();
        self.count();
        match &mut self.writer {
            Writer::Phoenix(writer) => writer.scalar(slot, context, value, replaces_node),
            Writer::Native(writer) => writer.scalar(slot, context, value, replaces_node),
            Writer::Outline(writer) => writer.scalar(slot, context, value, replaces_node),
        }
    }

    /// A row that the client has, where it was, in a list in which no row has moved so far.
    #[inline]
    pub(crate) fn enter_row_in_place(&mut self, position: usize) {
        self.entering = Some(position);
    }

    #[inline]
    pub(crate) fn leave_row(&mut self) {
        if self.entering.take().is_none() {
            self.leave_entered_row();
        }
    }

    /// Lets the writer know of the row that was entered, now that something comes.
    #[inline]
    fn settle(&mut self) {
        if let Some(position) = self.entering.take() {
            self.enter_row(position, position);
        }
    }

    /// Whether it can say that a row without a key is one that stood elsewhere.
    pub(crate) fn moves_rows_without_keys(&self) -> bool {
        matches!(self.writer, Writer::Native(_))
    }

    /// Sends these shapes along, whose ids are their places, though nothing in the patch may have them.
    pub(crate) fn introduce(&mut self, shapes: &[&'static Template]) {
        if let Writer::Native(writer) = &mut self.writer {
            writer.introduce(shapes);
        }
    }

    /// What turns one long value of a slot into another, `text` if it is one. `false`: nothing was written, as
    /// the whole value is shorter.
    #[cfg(feature = "edits")]
    pub(crate) fn edits(
        &mut self,
        slot: usize,
        secrets: &Secrets,
        old: &Long,
        new: &Long,
        text: &str,
    ) -> bool {
        self.settle();
        let Writer::Native(writer) = &mut self.writer else {
            return false;
        };
        let written = writer.edits(slot, secrets, old, new, text);
        if written {
            self.count();
        }
        written
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
        self.settle();
        match &mut self.writer {
            Writer::Phoenix(writer) => writer,
            Writer::Native(_) | Writer::Outline(_) => {
                unreachable!("a native component stands in its slot")
            }
        }
    }
}

macro_rules! both {
    ($($(#[$doc:meta])* fn $name:ident(&mut self $(, $argument:ident: $type:ty)*);)*) => {
        impl Encoder<'_> {$(
            $(#[$doc])*
            pub(crate) fn $name(&mut self $(, $argument: $type)*) {
                self.settle();
                match &mut self.writer {
                    Writer::Phoenix(writer) => writer.$name($($argument),*),
                    Writer::Native(writer) => writer.$name($($argument),*),
                    Writer::Outline(writer) => writer.$name($($argument),*),
                }
            }
        )*}
    };
}

both! {
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
    /// The end of a row that the writer knows of.
    fn leave_entered_row(&mut self);
    /// So many rows that the client has, from the old position `old` on, in which nothing changed.
    fn keep_rows(&mut self, position: usize, old: usize, rows: usize);
    /// A list that is new in this slot, whole.
    fn begin_list(&mut self, slot: usize, row: &'static Template, shape: u32, unseen: bool);
    fn end_list(&mut self, row: &'static Template, len: usize);
    /// A new row; `whole_list`: of a list that is sent whole.
    fn begin_row(&mut self, position: usize, whole_list: bool);
    fn end_row(&mut self, whole_list: bool);
    /// A stream that is new in this slot.
    fn begin_stream(&mut self, slot: usize, row: &'static Template, shape: u32, unseen: bool);
    fn end_stream(&mut self, row: &'static Template, reference: u32, len: usize, rows: &mut Rows<'_>);
    /// A stream that the client has in this slot, and that changes.
    fn enter_stream(&mut self, slot: usize, removals: Removals<'_>);
    fn leave_stream(&mut self, reference: u32, len: usize, rows: &mut Rows<'_>, removals: Removals<'_>);
    /// A row of it, whole; `whole_stream`: of one that is new.
    fn begin_stream_row(&mut self, position: usize, placing: Placing, whole_stream: bool);
    fn end_stream_row(&mut self);
    /// The end of the patch.
    fn finish(&mut self);
}

/// Writes shapes whose ids are their places: `{"0":[..],"1":[..]}`.
pub(crate) fn shapes(shapes: &[&'static Template], out: &mut String) {
    native::shapes((0..).zip(shapes.iter().copied()), out);
}
