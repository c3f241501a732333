//! The outline of a page: its tree without what the HTML of the page says already.
//!
//! ```text
//! <h1>{@title}</h1><ul><li :for={r in @rows} :key={r.id}>{r.first} {r.last}</li></ul>
//! whole    [{..},[0,"Friends",[-2,"Ada","Lovelace","Grace","Hopper"]]]
//! outline  [0,1,[-2,2,0,[0,3],1,[0,5]]]       slot 1: two rows, whose slot 0 is 3 and 5 units long
//! ```
//! What is said of a row holds for those behind it, until another is said.
//!
//! A client that shows the page reads the rest from it. What it cannot tell there is said: which block stands in a
//! slot, how many rows a list has, how long a text is beside which another begins, and what a spread holds.

use super::{Rows, json, native};
use crate::render;
use crate::stream::{Placing, Removals};
use crate::template::{Context, Template};
use crate::value::Dyn;
use alloc::{string::String, vec::Vec};
use core::ops::Range;

/// What is open.
enum Frame {
    Block {
        template: &'static Template,
    },
    List {
        /// Where the number of its rows belongs.
        at: usize,
        row: &'static Template,
        /// What was said last of a row of it, and holds for those that follow.
        said: Range<usize>,
    },
    Row {
        template: &'static Template,
        position: usize,
        /// Where its number is, once there is something to say of it, and what is said.
        starts: Option<(usize, usize)>,
    },
}

#[derive(Default)]
pub(super) struct Scratch {
    frames: Vec<Frame>,
    text: String,
}

pub(crate) struct Writer<'o> {
    out: &'o mut String,
    scratch: &'o mut Scratch,
}

impl<'o> Writer<'o> {
    pub(super) fn new(out: &'o mut String, scratch: &'o mut Scratch) -> Self {
        scratch.frames.clear();
        Writer { out, scratch }
    }

    pub(super) fn scalar(&mut self, slot: usize, context: Context, value: &Dyn<'_>, _: bool) {
        match (context, value) {
            (Context::Spread, value) if render::spread(value).next().is_some() => {
                self.part(slot);
                native::spread(value, self.out);
            }
            #[cfg(feature = "raw-html")]
            (Context::Text, Dyn::Html(html)) => {
                self.part(slot);
                self.out.push_str(html.markup().json());
            }
            (Context::Text | Context::PlainText, value)
                if text_is_shared(self.template(), slot) =>
            {
                self.length(slot, value);
            }
            (Context::Value, value) if attribute_goes_on(self.template(), slot) => {
                self.length(slot, value);
            }
            _ => {}
        }
    }

    /// How many UTF-16 units a value takes.
    fn length(&mut self, slot: usize, value: &Dyn<'_>) {
        self.part(slot);
        let text = &mut self.scratch.text;
        text.clear();
        render::text(text, value, |part, out| out.push_str(part));
        let units = text.chars().map(char::len_utf16).sum::<usize>();
        json::integer(units as i64, self.out);
    }

    /// The slot that what follows belongs to.
    fn part(&mut self, slot: usize) {
        self.begin_said();
        json::comma(self.out);
        json::integer(slot as i64, self.out);
        self.out.push(',');
    }

    /// Begins what is said of a row, if one is open and nothing is said of it so far.
    fn begin_said(&mut self) {
        if let Some(Frame::Row {
            position,
            starts: starts @ None,
            ..
        }) = self.scratch.frames.last_mut()
        {
            let start = self.out.len();
            self.out.push(',');
            json::integer(*position as i64, self.out);
            self.out.push(',');
            *starts = Some((start, self.out.len()));
            self.out.push('[');
        }
    }

    fn template(&self) -> &'static Template {
        match self.scratch.frames.last() {
            Some(Frame::Block { template } | Frame::Row { template, .. }) => template,
            _ => unreachable!("a slot is one of a block or a row"),
        }
    }

    pub(super) fn begin_root(&mut self, template: &'static Template, shape: u32, _: bool) {
        self.array(i64::from(shape));
        self.scratch.frames.push(Frame::Block { template });
    }

    pub(super) fn begin_block(
        &mut self,
        slot: usize,
        template: &'static Template,
        shape: u32,
        unseen: bool,
        _: bool,
    ) {
        self.part(slot);
        self.begin_root(template, shape, unseen);
    }

    pub(super) fn end_block(&mut self, _: &'static Template) {
        self.scratch.frames.pop();
        self.out.push(']');
    }

    pub(super) fn begin_list(&mut self, slot: usize, row: &'static Template, shape: u32, _: bool) {
        self.part(slot);
        self.array(-1 - i64::from(shape));
        self.rows_of(row);
    }

    fn rows_of(&mut self, row: &'static Template) {
        let at = self.out.len();
        self.scratch.frames.push(Frame::List {
            at,
            row,
            said: at..at,
        });
    }

    pub(super) fn begin_stream(
        &mut self,
        slot: usize,
        row: &'static Template,
        shape: u32,
        _: bool,
    ) {
        self.part(slot);
        self.out.push_str("[null,");
        json::integer(i64::from(shape), self.out);
        self.rows_of(row);
    }

    pub(super) fn end_stream(
        &mut self,
        row: &'static Template,
        _: u32,
        len: usize,
        _: &mut Rows<'_>,
    ) {
        self.end_list(row, len);
    }

    pub(super) fn begin_stream_row(&mut self, position: usize, _: Placing, whole: bool) {
        self.begin_row(position, whole);
    }

    pub(super) fn end_stream_row(&mut self) {
        self.end_row(true);
    }

    pub(super) fn end_list(&mut self, _: &'static Template, len: usize) {
        let Some(Frame::List { at, .. }) = self.scratch.frames.pop() else {
            unreachable!("a list ends once")
        };
        let text = &mut self.scratch.text;
        text.clear();
        text.push(',');
        json::integer(len as i64, text);
        self.out.insert_str(at, text);
        self.out.push(']');
    }

    pub(super) fn begin_row(&mut self, position: usize, _: bool) {
        let Some(Frame::List { row, .. }) = self.scratch.frames.last() else {
            unreachable!("rows come within a list")
        };
        let template = *row;
        self.scratch.frames.push(Frame::Row {
            template,
            position,
            starts: None,
        });
    }

    pub(super) fn end_row(&mut self, _: bool) {
        if self.holds() {
            self.begin_said();
        }
        let (row, list) = (self.scratch.frames.pop(), self.scratch.frames.last_mut());
        let (Some(Frame::Row { starts, .. }), Some(Frame::List { said, .. })) = (row, list) else {
            unreachable!("rows come within a list")
        };
        let Some((start, body)) = starts else { return };
        self.out.push(']');
        match self.out[said.clone()] == self.out[body..] {
            true => self.out.truncate(start),
            false => *said = body..self.out.len(),
        }
    }

    /// Whether something was said of a row before that holds for the one that is open.
    fn holds(&self) -> bool {
        matches!(&*self.scratch.frames, [.., Frame::List { said, .. }, Frame::Row { .. }] if said.len() > "[]".len())
    }

    pub(super) fn finish(&mut self) {}

    fn array(&mut self, head: i64) {
        self.out.push('[');
        json::integer(head, self.out);
    }
}

/// Whether other text may follow that of a slot, or come before it from outside of the template.
fn text_is_shared(template: &Template, slot: usize) -> bool {
    let has_tag = |text: &&str| text.contains('<');
    let (before, after) = template.statics.split_at(slot + 1);
    let next_is_text = template
        .slots
        .get(slot + 1)
        .is_some_and(|next| matches!(next.context, Context::Text | Context::PlainText));
    (next_is_text && !has_tag(&after[0]))
        || !before.iter().any(has_tag)
        || !after.iter().any(has_tag)
}

/// Whether the attribute that a slot is a piece of has a slot behind it.
fn attribute_goes_on(template: &Template, slot: usize) -> bool {
    slot + 1 < template.slots.len() && !template.statics[slot + 1].contains('"')
}

// What an outline has nothing of: it is of a whole tree.
macro_rules! never {
    ($($name:ident($($argument:ty),*);)*) => {
        impl Writer<'_> {$(
            pub(super) fn $name(&mut self $(, _: $argument)*) {
                unreachable!("an outline is of what is new")
            }
        )*}
    };
}

never! {
    enter_root();
    enter_block(usize, &'static Template);
    leave_block();
    enter_list(usize, usize, usize);
    leave_list(usize);
    forget_list();
    enter_row(usize, usize);
    leave_entered_row();
    keep_rows(usize, usize, usize);
    enter_stream(usize, Removals<'_>);
    leave_stream(u32, usize, &mut Rows<'_>, Removals<'_>);
}
