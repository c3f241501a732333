//! The native dialect: a flat stream of tokens, as `docs/wire-native.md` says.
//!
//! ```text
//! <ul><li :for={r in @rows} :key={r.id}>{r.text}</li></ul>
//! whole          [{"0":[["ul",[],0]],"1":[["li",[],0]]},[0,[-2,"a","b"]]]
//! text of row 1  [0,1,0,"B"]
//! prepend z      [0,[0,["z"],2]]
//! ```
//! Values of rows go to the message as they come. The structure of a list comes before them on the
//! wire but is known only at the list's end: it is gathered in a buffer of its own and put in place
//! then. Lists nest, so that buffer is a stack.

#[cfg(feature = "edits")]
use super::edits;
use super::{Rows, json};
#[cfg(feature = "edits")]
use crate::long::Long;
#[cfg(feature = "edits")]
use crate::memo::Secrets;
use crate::render;
use crate::stream::{Placing, Removals};
use crate::template::{Context, Template};
use crate::value::Dyn;
use alloc::{string::String, vec::Vec};

#[derive(Default)]
pub(super) struct Scratch {
    frames: Vec<Frame>,
    shapes: Vec<(u32, &'static Template)>,
    /// Structures of the lists being written, one after another.
    structures: String,
    /// The head of a run.
    head: String,
    /// Of the rows that are being written to a stream that the client has.
    placing: Option<Placing>,
    /// What changed in a long value.
    #[cfg(feature = "edits")]
    edits: String,
}

/// What was entered. Frames beyond `opened` are not written yet.
enum Frame {
    Block { slot: usize },
    List(List),
    Row { position: usize },
}

struct List {
    slot: usize,
    old_len: usize,
    /// Slots of a row.
    slots: usize,
    /// Where the tokens of this scope begin, once it is opened.
    tokens: usize,
    /// Where the structure of this list begins in the buffer; `None`: nothing moved so far.
    structure: Option<usize>,
    item: Item,
    permutation: Permutation,
}

/// The beginning of a structure, as far as that may be one of the short forms.
#[derive(Clone, Copy, Default)]
struct Permutation {
    prefix: i64,
    runs: [(i64, i64); 4],
    /// Of all items; those that are no run make it too many.
    items: usize,
}

/// The item of a structure being gathered.
#[derive(Clone, Copy)]
enum Item {
    None,
    /// Old rows, counting up (or down, if `len` is negative) from `start`.
    Run {
        start: i64,
        len: i64,
    },
    /// So many new rows; their array is open.
    New {
        rows: usize,
    },
}

pub(crate) struct Writer<'o> {
    out: &'o mut String,
    scratch: &'o mut Scratch,
    /// Where the message begins.
    start: usize,
    started: bool,
    opened: usize,
    /// Scopes that were opened and left since the last token.
    left: i64,
    /// Depth of what is sent whole; 0: updating.
    whole: usize,
    run: Run,
}

/// Values of slots that follow one another, the last thing written.
///
/// Two are written slot by slot; the third makes one array of them.
#[derive(Clone, Copy, Default)]
struct Run {
    /// Its first slot.
    slot: usize,
    values: usize,
    /// Where it begins: its first slot's number or its bracket.
    start: usize,
    /// Where the number of its second slot begins, its comma included.
    second: usize,
    end: usize,
}

/// Integers of this size and above are not exact in a JSON number read by JavaScript.
const SAFE: i64 = 1 << 53;

impl<'o> Writer<'o> {
    pub(super) fn new(out: &'o mut String, scratch: &'o mut Scratch) -> Self {
        scratch.frames.clear();
        scratch.shapes.clear();
        scratch.structures.clear();
        let start = out.len();
        Writer {
            out,
            scratch,
            start,
            started: false,
            opened: 0,
            left: 0,
            whole: 0,
            run: Run::default(),
        }
    }

    pub(super) fn introduce(&mut self, shapes: &[&'static Template]) {
        self.scratch
            .shapes
            .extend((0..).zip(shapes.iter().copied()));
    }

    pub(super) fn scalar(
        &mut self,
        slot: usize,
        context: Context,
        value: &Dyn<'_>,
        replaces_node: bool,
    ) {
        if self.whole > 0 {
            return self.value(context, value, replaces_node);
        }
        self.begin_value(slot);
        self.value(context, value, replaces_node);
        self.end_value();
    }

    #[cfg(feature = "edits")]
    pub(super) fn edits(
        &mut self,
        slot: usize,
        secrets: &Secrets,
        old: &Long,
        new: &Long,
        text: &str,
    ) -> bool {
        let mut edits = core::mem::take(&mut self.scratch.edits);
        edits.clear();
        let is_shorter = edits::write(secrets, &old.content, &new.content, text, &mut edits);
        if is_shorter {
            self.begin_value(slot);
            json::comma(self.out);
            self.out.push_str(&edits);
            self.end_value();
        }
        self.scratch.edits = edits;
        is_shorter
    }

    fn end_value(&mut self) {
        if self.run.values > 2 {
            self.out.push(']');
        }
        self.run.end = self.out.len();
    }

    /// Writes all that comes before the value of a slot.
    fn begin_value(&mut self, slot: usize) {
        let follows = self.run.end == self.out.len()
            && self.run.slot + self.run.values == slot
            && self.left == 0
            && self.opened == self.scratch.frames.len();
        let before = self.out.len();
        self.run.values += 1;
        match self.run.values {
            values if values > 3 && follows => _ = self.out.pop(),
            3 if follows => self.make_run(),
            2 if follows => {
                self.run.second = before;
                self.integer(slot as i64);
            }
            _ => {
                let enters = self.opened < self.scratch.frames.len();
                self.field(slot);
                // What enters a block is a slot's number.
                let is_block = matches!(self.scratch.frames.last(), Some(Frame::Block { .. }));
                self.run = Run {
                    slot,
                    values: usize::from(!(enters && is_block)),
                    start: self.out.len() - decimal_digits(slot),
                    ..Run::default()
                };
            }
        }
    }

    /// Makes an array of the two values of a run.
    fn make_run(&mut self) {
        let Run {
            slot,
            start,
            second,
            ..
        } = self.run;
        let number = decimal_digits(slot + 1);
        self.out.replace_range(second..second + 1 + number, "");
        let head = &mut self.scratch.head;
        head.clear();
        head.push('[');
        json::integer(-1 - slot as i64, head);
        self.out
            .replace_range(start..start + decimal_digits(slot), head);
    }

    fn value(&mut self, context: Context, value: &Dyn<'_>, replaces_node: bool) {
        json::comma(self.out);
        match (context, value) {
            (Context::Spread, value) => spread(value, self.out),
            (Context::Attribute(_) | Context::Url(..) | Context::Style(..), value) => {
                attribute(value, self.out);
            }
            #[cfg(feature = "raw-html")]
            (Context::Text, Dyn::Html(html)) => self.out.push_str(html.markup().json()),
            // After the slot of a block a number would be a slot of that block.
            (_, Dyn::Int(_)) if replaces_node => text(value, self.out),
            _ => plain(value, self.out),
        }
    }

    pub(super) fn enter_root(&mut self) {}

    pub(super) fn enter_block(&mut self, slot: usize, _template: &'static Template) {
        self.scratch.frames.push(Frame::Block { slot });
    }

    pub(super) fn leave_block(&mut self) {
        // The root has no frame: its scope is where every patch begins.
        if !self.scratch.frames.is_empty() {
            self.leave();
        }
    }

    pub(super) fn begin_root(&mut self, template: &'static Template, shape: u32, unseen: bool) {
        self.message();
        self.array(template, i64::from(shape), shape, unseen);
    }

    pub(super) fn begin_block(
        &mut self,
        slot: usize,
        template: &'static Template,
        shape: u32,
        unseen: bool,
        was_list: bool,
    ) {
        self.field(slot);
        if was_list {
            // An array after the slot of a list would be its structure.
            json::comma(self.out);
            self.out.push_str("null");
            self.field(slot);
        }
        self.array(template, i64::from(shape), shape, unseen);
    }

    pub(super) fn end_block(&mut self, _template: &'static Template) {
        self.out.push(']');
        self.whole -= 1;
    }

    pub(super) fn enter_list(&mut self, slot: usize, old_len: usize, slots: usize) {
        let list = List {
            slot,
            old_len,
            slots,
            tokens: 0,
            structure: None,
            item: Item::None,
            permutation: Permutation::default(),
        };
        self.scratch.frames.push(Frame::List(list));
    }

    pub(super) fn leave_list(&mut self, len: usize) {
        let Scratch {
            frames, structures, ..
        } = &mut *self.scratch;
        let list = last_list(frames);
        if list.structure.is_none() && len < list.old_len {
            list.begin_structure(structures, len);
        }
        if let Some(start) = list.structure {
            list.end_structure(structures);
            if self.opened < self.scratch.frames.len() {
                self.open();
            }
            let Scratch {
                frames, structures, ..
            } = &mut *self.scratch;
            self.out
                .insert_str(last_list(frames).tokens, &structures[start..]);
            structures.truncate(start);
        }
        self.leave();
    }

    pub(super) fn forget_list(&mut self) {
        self.leave();
    }

    pub(super) fn enter_row(&mut self, position: usize, old: usize) {
        let Scratch {
            frames, structures, ..
        } = &mut *self.scratch;
        let list = last_list(frames);
        if list.structure.is_some() || position != old {
            list.begin_structure(structures, position);
            list.keep(structures, old as i64);
        }
        frames.push(Frame::Row { position });
    }

    pub(super) fn leave_entered_row(&mut self) {
        self.leave();
    }

    pub(super) fn keep_rows(&mut self, position: usize, old: usize, rows: usize) {
        let Scratch {
            frames, structures, ..
        } = &mut *self.scratch;
        let list = last_list(frames);
        if list.structure.is_some() || position != old {
            list.begin_structure(structures, position);
            list.keep_all(structures, old as i64, rows as i64);
        }
    }

    pub(super) fn begin_list(
        &mut self,
        slot: usize,
        row: &'static Template,
        shape: u32,
        unseen: bool,
    ) {
        self.field(slot);
        self.array(row, -1 - i64::from(shape), shape, unseen);
    }

    pub(super) fn end_list(&mut self, row: &'static Template, len: usize) {
        if row.slots.is_empty() {
            json::comma(self.out);
            json::integer(len as i64, self.out);
        }
        self.out.push(']');
        self.whole -= 1;
    }

    pub(super) fn begin_row(&mut self, position: usize, whole_list: bool) {
        if !whole_list {
            let Scratch {
                frames, structures, ..
            } = &mut *self.scratch;
            let list = last_list(frames);
            list.begin_structure(structures, position);
            list.add(structures);
            // The values of a new row belong to the structure.
            core::mem::swap(self.out, structures);
        }
        self.whole += 1;
    }

    pub(super) fn end_row(&mut self, whole_list: bool) {
        self.whole -= 1;
        if !whole_list {
            core::mem::swap(self.out, &mut self.scratch.structures);
        }
    }

    pub(super) fn begin_stream(
        &mut self,
        slot: usize,
        row: &'static Template,
        shape: u32,
        unseen: bool,
    ) {
        self.field(slot);
        if unseen {
            self.scratch.shapes.push((shape, row));
        }
        json::comma(self.out);
        self.out.push_str("[null");
        self.integer(i64::from(shape));
        self.whole += 1;
    }

    pub(super) fn end_stream(
        &mut self,
        _row: &'static Template,
        _reference: u32,
        _len: usize,
        _rows: &mut Rows<'_>,
    ) {
        self.out.push(']');
        self.whole -= 1;
    }

    pub(super) fn enter_stream(&mut self, slot: usize, removals: Removals<'_>) {
        self.field(slot);
        json::comma(self.out);
        self.out.push('[');
        if removals.reset {
            self.out.push_str("null");
        }
        for id in removals.deletes {
            json::comma(self.out);
            json::string(id, self.out);
        }
        self.scratch.placing = None;
        self.whole += 1;
    }

    pub(super) fn leave_stream(
        &mut self,
        _reference: u32,
        len: usize,
        _rows: &mut Rows<'_>,
        _removals: Removals<'_>,
    ) {
        self.out.push_str(if len > 0 { "]]" } else { "]" });
        self.whole -= 1;
    }

    pub(super) fn begin_stream_row(
        &mut self,
        position: usize,
        placing: Placing,
        whole_stream: bool,
    ) {
        if whole_stream || self.scratch.placing == Some(placing) {
            return;
        }
        if position > 0 {
            self.out.push(']');
        }
        self.scratch.placing = Some(placing);
        let Placing {
            at,
            limit,
            update_only,
        } = placing;
        if update_only {
            json::comma(self.out);
            self.out.push_str("true");
        }
        if at.is_some() || limit.is_some() {
            self.integer(at.map_or(-1, |at| at as i64));
        }
        if let Some(limit) = limit {
            self.integer(limit as i64);
        }
        json::comma(self.out);
        self.out.push('[');
    }

    pub(super) fn end_stream_row(&mut self) {}

    pub(super) fn finish(&mut self) {
        if !self.started {
            return;
        }
        self.out.push(']');
        let Scratch {
            shapes, structures, ..
        } = &mut *self.scratch;
        if shapes.is_empty() {
            return;
        }
        self::shapes(shapes.iter().copied(), structures);
        structures.push(',');
        self.out.insert_str(self.start + 1, structures);
    }

    /// The place of a value: its slot, if values are not simply in order.
    fn field(&mut self, slot: usize) {
        if self.whole == 0 {
            self.open();
            self.integer(slot as i64);
        }
    }

    fn integer(&mut self, number: i64) {
        json::comma(self.out);
        json::integer(number, self.out);
    }

    /// Begins the array of a block or list.
    fn array(&mut self, template: &'static Template, head: i64, shape: u32, unseen: bool) {
        if unseen {
            self.scratch.shapes.push((shape, template));
        }
        json::comma(self.out);
        self.out.push('[');
        json::integer(head, self.out);
        self.whole += 1;
    }

    fn message(&mut self) {
        if !self.started {
            self.started = true;
            self.out.push('[');
        }
    }

    /// Writes the way from where the stream stands to the last frame.
    fn open(&mut self) {
        self.message();
        if self.left > 0 {
            self.integer(-self.left);
            self.left = 0;
        }
        while let Some(frame) = self.scratch.frames.get_mut(self.opened) {
            let (Frame::Block { slot: number }
            | Frame::Row { position: number }
            | Frame::List(List { slot: number, .. })) = *frame;
            json::comma(self.out);
            json::integer(number as i64, self.out);
            if let Frame::List(list) = frame {
                list.tokens = self.out.len();
            }
            self.opened += 1;
        }
    }

    fn leave(&mut self) {
        self.scratch.frames.pop();
        if self.opened > self.scratch.frames.len() {
            self.opened = self.scratch.frames.len();
            self.left += 1;
        }
    }
}

pub(super) fn spread(value: &Dyn<'_>, out: &mut String) {
    out.push('[');
    for (name, value) in render::spread(value) {
        json::comma(out);
        json::string(name, out);
        out.push(',');
        attribute(&value, out);
    }
    out.push(']');
}

fn attribute(value: &Dyn<'_>, out: &mut String) {
    match value {
        Dyn::Bool(true) => out.push_str("true"),
        value if render::is_absent(value) => out.push_str("null"),
        value => plain(value, out),
    }
}

fn plain(value: &Dyn<'_>, out: &mut String) {
    match *value {
        // As good as `null` for a text, and shorter.
        Dyn::None | Dyn::Attrs(_) => out.push_str("\"\""),
        Dyn::Int(number) if number.abs_diff(0) < SAFE as u64 => json::integer(number, out),
        _ => text(value, out),
    }
}

fn text(value: &Dyn<'_>, out: &mut String) {
    out.push('"');
    render::text(out, value, json::plain);
    out.push('"');
}

/// Writes shapes by their ids, an object.
pub(super) fn shapes(shapes: impl Iterator<Item = (u32, &'static Template)>, out: &mut String) {
    out.push('{');
    for (id, template) in shapes {
        json::comma(out);
        out.push('"');
        json::integer(i64::from(id), out);
        out.push_str("\":");
        out.push_str(template.shape);
    }
    out.push('}');
}

fn decimal_digits(number: usize) -> usize {
    number.checked_ilog10().unwrap_or(0) as usize + 1
}

fn last_list(frames: &mut [Frame]) -> &mut List {
    match frames.last_mut() {
        Some(Frame::List(list)) => list,
        _ => unreachable!("rows come within a list"),
    }
}

impl List {
    /// From `position` on, rows are not where they were.
    fn begin_structure(&mut self, structures: &mut String, position: usize) {
        if self.structure.is_none() {
            self.structure = Some(structures.len());
            self.permutation.prefix = position as i64;
            structures.push_str(",[");
            json::integer(position as i64, structures);
        }
    }

    /// The next row is an old one.
    fn keep(&mut self, structures: &mut String, old: i64) {
        self.item = match self.item {
            Item::Run { start, len } if len > 0 && start + len == old => Item::Run {
                start,
                len: len + 1,
            },
            Item::Run { start, len: 1 } if start - 1 == old => Item::Run { start, len: -2 },
            Item::Run { start, len } if len < 0 && start + len == old => Item::Run {
                start,
                len: len - 1,
            },
            _ => {
                self.end_item(structures);
                Item::Run { start: old, len: 1 }
            }
        };
    }

    /// The next rows are old ones, one after another.
    fn keep_all(&mut self, structures: &mut String, old: i64, rows: i64) {
        // The first may go on downwards; from the second on it is a run upwards.
        for old in old..old + rows.min(2) {
            self.keep(structures, old);
        }
        if let Item::Run { len, .. } = &mut self.item {
            *len += (rows - 2).max(0);
        }
    }

    /// The next row is new.
    fn add(&mut self, structures: &mut String) {
        if let Item::New { rows } = &mut self.item {
            *rows += 1;
            return;
        }
        self.end_item(structures);
        structures.push_str(",[");
        self.item = Item::New { rows: 1 };
        self.permutation.items = usize::MAX;
    }

    fn end_structure(&mut self, structures: &mut String) {
        let last = self.item;
        if let Item::Run { start, len } = last {
            self.permutation.run(start, len);
        }
        let old_len = self.old_len as i64;
        match (self.permutation.short(old_len), self.structure, last) {
            (Some(form), Some(structure), _) => {
                structures.truncate(structure);
                structures.push_str(",[");
                json::integer(self.permutation.prefix, structures);
                let (number, ends) = match form {
                    Short::Reversed(rows) => (-rows, ""),
                    Short::Exchanged(row) => (row, ",0"),
                };
                structures.push(',');
                json::integer(number, structures);
                structures.push_str(ends);
            }
            // The rest of the old rows is named by its length alone.
            (_, _, Item::Run { start, len }) if len > 0 && start + len == old_len => {
                structures.push(',');
                json::integer(len, structures);
            }
            _ => self.end_item(structures),
        }
        structures.push(']');
    }

    fn end_item(&mut self, structures: &mut String) {
        match core::mem::replace(&mut self.item, Item::None) {
            Item::None => {}
            Item::Run { start, len } => {
                self.permutation.run(start, len);
                structures.push(',');
                json::integer(start, structures);
                structures.push(',');
                json::integer(len, structures);
            }
            Item::New { rows } => {
                if self.slots == 0 {
                    json::integer(rows as i64, structures);
                }
                structures.push(']');
            }
        }
    }
}

/// A structure that says in one number what all rows behind the first `p` do.
enum Short {
    /// The next so many change their order round, the rest stays.
    Reversed(i64),
    /// The next one and this one change places, the rest stays.
    Exchanged(i64),
}

impl Permutation {
    fn run(&mut self, start: i64, len: i64) {
        if let Some(run) = self.runs.get_mut(self.items) {
            *run = (start, len);
        }
        self.items = self.items.saturating_add(1);
    }

    /// The short form of all items together, if there is one.
    fn short(&self, old_len: i64) -> Option<Short> {
        let prefix = self.prefix;
        let runs = self.runs.get(..self.items)?;
        let is_rest = |rest: &[(i64, i64)], from: i64| match rest {
            [] => from == old_len,
            [run] => *run == (from, old_len - from),
            _ => false,
        };
        match *runs {
            [(start, len), ref rest @ ..]
                if start == prefix - len - 1 && is_rest(rest, start + 1) =>
            {
                Some(Short::Reversed(-len))
            }
            [(row, 1), between, (first, 1), ref rest @ ..]
                if first == prefix
                    && between == (prefix + 1, row - prefix - 1)
                    && is_rest(rest, row + 1) =>
            {
                Some(Short::Exchanged(row))
            }
            _ => None,
        }
    }
}
