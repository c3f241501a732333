//! The phoenix dialect: LiveView's nested objects.
//!
//! ```text
//! <ul><li :for={r in @rows} :key={r.id}>{r.text}</li></ul>
//! whole          {"0":{"k":{"0":{"0":"a"},"kc":1},"s":["<li>","</li>"]},"s":["<ul>","</ul>"]}
//! text of row 0  {"0":{"k":{"0":{"0":"A"},"kc":1}}}
//! ```
//! Statics are written last: where a template is used once its statics stand in place, where it is
//! used often they move to the table `p` of the message.
//!
//! A slot names a component by its number, `{"0":1,"c":{"1":{"0":"a","s":["<b>","</b>"]}}}`. Its tree is written
//! where the walk meets it and then taken out, so that trees are written one within another and stand beside
//! each other; statics stand in place there, but for those within a list, which has a table of its own:
//! `"c":{"1":{"0":{"k":{"0":{"0":{"s":0}},"1":{"0":{"s":0}},"kc":2},"s":["<li>","</li>"],"p":{"0":["<b></b>"]}},..}}`.
//!
//! A message that is more than components makes the client render the whole page anew, but for what is below
//! roots (`r`) and components that the message does not name. So where a component changed, it names those
//! around it too: `{"0":{},"1":"b","c":{"1":{..}}}`.

use super::{Rows, json};
use crate::buffer::{End, Piece};
use crate::render;
use crate::stream::{Placing, Removals};
use crate::template::{Context, Template};
use crate::value::Dyn;
use alloc::{string::String, vec::Vec};

#[derive(Default)]
pub(super) struct Scratch {
    frames: Vec<Frame>,
    uses: Vec<Use>,
    tables: Vec<Table>,
    text: String,
    /// What has its statics.
    placed: String,
    /// The trees of components, done.
    components: String,
    /// In lists of the components being written, and of those that are done.
    within: Vec<Use>,
    done: Vec<Use>,
    /// The components whose trees others begin with. The client copies them before it reads tables.
    borrowed: Vec<u32>,
    /// What the trees being written are within.
    around: Vec<Around>,
    /// The components that did not change, but something in them.
    touched: Vec<u32>,
}

/// What a component's tree is written within.
struct Around {
    /// Where the tree begins.
    start: usize,
    opened: usize,
    whole: usize,
    /// A component in it changed.
    touched: bool,
    /// How many lists are around what is written.
    lists: usize,
    /// Places before this tree in [`Scratch::within`], and before the outermost list of it.
    within: usize,
    in_list: usize,
}

/// What was entered. Frames beyond `opened` are not written yet.
enum Frame {
    Root,
    Block {
        slot: usize,
        single_root: bool,
    },
    List {
        slot: usize,
        old_len: usize,
        moved: bool,
    },
    Row {
        position: usize,
    },
    /// Its key is written; what follows is `from`, or `[from,{..}]` if something inside changes.
    MovedRow {
        from: usize,
    },
}

/// A place in the message that wants the statics of a template.
struct Use {
    at: usize,
    /// `None`: the table is to come here.
    template: Option<&'static Template>,
    /// Index among the tables.
    table: usize,
    /// In whose tree.
    component: u32,
}

/// Statics that the message needs.
struct Table {
    template: &'static Template,
    uses: usize,
    /// Their JSON in the scratch text.
    json: core::ops::Range<usize>,
    /// Index in `p`, if they are there.
    shared: Option<usize>,
}

pub(crate) struct Writer<'o> {
    out: &'o mut String,
    scratch: &'o mut Scratch,
    /// Where the message begins.
    start: usize,
    opened: usize,
    /// Depth of what is sent whole; 0: updating.
    whole: usize,
    /// There is more to say than of components, and the way to them.
    said: bool,
}

impl<'o> Writer<'o> {
    pub(super) fn new(out: &'o mut String, scratch: &'o mut Scratch) -> Self {
        scratch.frames.clear();
        scratch.uses.clear();
        scratch.components.clear();
        scratch.within.clear();
        scratch.done.clear();
        scratch.borrowed.clear();
        scratch.around.clear();
        scratch.touched.clear();
        Writer {
            start: out.len(),
            out,
            scratch,
            opened: 0,
            whole: 0,
            said: false,
        }
    }

    pub(super) fn scalar(
        &mut self,
        slot: usize,
        context: Context,
        value: &Dyn<'_>,
        _replaces_node: bool,
    ) {
        self.field(slot);
        self.out.push('"');
        match (context, value) {
            #[cfg(feature = "raw-html")]
            (Context::Text, Dyn::Html(html)) => json::plain(html.as_str(), self.out),
            (Context::Text | Context::PlainText, _) => render::text(self.out, value, json::text),
            (Context::Json, _) => render::text(self.out, value, json::plain),
            (Context::Value | Context::UrlValue(_) | Context::StyleValue(_), _) => {
                render::text(self.out, value, json::attribute);
            }
            (Context::Attribute(name) | Context::Url(name, _) | Context::Style(name, _), _) => {
                self.attribute(name, value);
            }
            (Context::Spread, _) => {
                render::spread(value).for_each(|(name, value)| self.attribute(name, &value));
            }
        }
        self.out.push('"');
    }

    fn attribute(&mut self, name: &str, value: &Dyn<'_>) {
        if render::is_absent(value) {
            return;
        }
        self.out.push(' ');
        self.out.push_str(name);
        if !matches!(value, Dyn::Bool(true)) {
            self.out.push_str("=\\\"");
            render::text(self.out, value, json::attribute);
            self.out.push_str("\\\"");
        }
    }

    pub(super) fn enter_root(&mut self) {
        self.scratch.frames.push(Frame::Root);
    }

    pub(super) fn enter_block(&mut self, slot: usize, template: &'static Template) {
        let single_root = template.single_root;
        self.scratch.frames.push(Frame::Block { slot, single_root });
    }

    pub(super) fn leave_block(&mut self) {
        if self.leave() {
            self.out.push('}');
        }
    }

    pub(super) fn begin_root(&mut self, _template: &'static Template, _shape: u32, _unseen: bool) {
        self.say();
        self.out.push('{');
        self.whole += 1;
    }

    pub(super) fn begin_block(
        &mut self,
        slot: usize,
        _template: &'static Template,
        _shape: u32,
        _unseen: bool,
        _was_list: bool,
    ) {
        self.field(slot);
        self.out.push('{');
        self.whole += 1;
    }

    pub(super) fn end_block(&mut self, template: &'static Template) {
        self.whole -= 1;
        let root =
            self.whole == 0 && self.scratch.frames.is_empty() && self.scratch.around.is_empty();
        // At the top of a message the client would read `r` as the reply to an event.
        if template.single_root && !root {
            json::comma(self.out);
            self.out.push_str("\"r\":1");
        }
        self.statics(template);
        self.out.push('}');
    }

    pub(super) fn enter_list(&mut self, slot: usize, old_len: usize, _slots: usize) {
        self.scratch.frames.push(Frame::List {
            slot,
            old_len,
            moved: false,
        });
        self.enter_lists();
    }

    pub(super) fn leave_list(&mut self, len: usize) {
        let Some(Frame::List { old_len, moved, .. }) = self.scratch.frames.last() else {
            unreachable!("the frame of a list is left as a list");
        };
        let moved = *moved;
        if *old_len != len {
            self.say();
            self.open();
        }
        self.leave_lists();
        if self.leave() {
            self.count(len);
            if moved {
                self.out.push_str(",\"km\":true");
            }
            self.out.push('}');
            self.table();
            self.out.push('}');
        }
    }

    pub(super) fn forget_list(&mut self) {
        self.leave_lists();
        self.leave();
    }

    pub(super) fn enter_row(&mut self, position: usize, old: usize) {
        if position == old {
            return self.scratch.frames.push(Frame::Row { position });
        }
        if let Some(Frame::List { moved, .. }) = self.scratch.frames.last_mut() {
            *moved = true;
        }
        self.field(position);
        self.scratch.frames.push(Frame::MovedRow { from: old });
    }

    pub(super) fn keep_rows(&mut self, position: usize, old: usize, rows: usize) {
        if position == old || rows == 0 {
            return;
        }
        // The first opens what they stand in.
        self.enter_row(position, old);
        self.leave_entered_row();
        let mut end = End::of(self.out);
        for row in 1..rows {
            let (position, old) = ((position + row) as i64, (old + row) as i64);
            end.append(
                [(",\"", Piece::Int(position)), ("\":", Piece::Int(old))],
                "",
            );
        }
        end.finish();
    }

    pub(super) fn leave_entered_row(&mut self) {
        let from = match self.scratch.frames.last() {
            Some(Frame::MovedRow { from }) => Some(*from),
            _ => None,
        };
        match (self.leave(), from) {
            (true, Some(_)) => self.out.push_str("}]"),
            (true, None) => self.out.push('}'),
            (false, Some(from)) => json::integer(from as i64, self.out),
            (false, None) => {}
        }
    }

    pub(super) fn begin_list(
        &mut self,
        slot: usize,
        _row: &'static Template,
        _shape: u32,
        _unseen: bool,
    ) {
        self.field(slot);
        self.out.push_str("{\"k\":{");
        self.whole += 1;
        self.enter_lists();
    }

    pub(super) fn end_list(&mut self, row: &'static Template, len: usize) {
        self.end_rows(row, len);
        self.out.push('}');
    }

    fn end_rows(&mut self, row: &'static Template, len: usize) {
        self.whole -= 1;
        self.count(len);
        self.out.push('}');
        self.leave_lists();
        // In a component, the table of the outermost list does not serve itself.
        self.statics(row);
        self.table();
    }

    pub(super) fn begin_row(&mut self, position: usize, _whole_list: bool) {
        self.field(position);
        self.out.push('{');
        self.whole += 1;
    }

    pub(super) fn end_row(&mut self, _whole_list: bool) {
        self.whole -= 1;
        self.out.push('}');
    }

    pub(super) fn begin_stream(
        &mut self,
        slot: usize,
        row: &'static Template,
        shape: u32,
        unseen: bool,
    ) {
        self.begin_list(slot, row, shape, unseen);
    }

    pub(super) fn end_stream(
        &mut self,
        row: &'static Template,
        reference: u32,
        len: usize,
        rows: &mut Rows<'_>,
    ) {
        self.end_rows(row, len);
        let removals = Removals {
            reset: false,
            deletes: &[],
        };
        self.stream(reference, rows, removals);
    }

    pub(super) fn enter_stream(&mut self, slot: usize, _removals: Removals<'_>) {
        self.field(slot);
        self.out.push_str("{\"k\":{");
        self.whole += 1;
        self.enter_lists();
    }

    pub(super) fn leave_stream(
        &mut self,
        reference: u32,
        len: usize,
        rows: &mut Rows<'_>,
        removals: Removals<'_>,
    ) {
        self.whole -= 1;
        self.count(len);
        self.out.push('}');
        self.leave_lists();
        self.table();
        self.stream(reference, rows, removals);
    }

    pub(super) fn begin_stream_row(
        &mut self,
        position: usize,
        _placing: Placing,
        whole_stream: bool,
    ) {
        self.begin_row(position, whole_stream);
    }

    pub(super) fn end_stream_row(&mut self) {
        self.end_row(true);
    }

    /// `"stream":[ref,[[id,at,limit,update_only]..],[id..],reset?]}`
    fn stream(&mut self, reference: u32, rows: &mut Rows<'_>, removals: Removals<'_>) {
        self.out.push_str(",\"stream\":[\"");
        json::integer(i64::from(reference), self.out);
        self.out.push_str("\",[");
        for (id, placing) in rows {
            self.placed(id, placing);
        }
        self.out.push_str("],[");
        for id in removals.deletes {
            json::comma(self.out);
            json::string(id, self.out);
        }
        // Anything else than nothing is a reset to the client.
        self.out
            .push_str(if removals.reset { "],true]}" } else { "]]}" });
    }

    fn placed(&mut self, id: &str, placing: Placing) {
        let Placing {
            at,
            limit,
            update_only,
        } = placing;
        json::comma(self.out);
        self.out.push('[');
        json::string(id, self.out);
        self.out.push(',');
        json::integer(at.map_or(-1, |at| at as i64), self.out);
        self.out.push(',');
        match limit {
            Some(limit) => json::integer(limit as i64, self.out),
            None => self.out.push_str("null"),
        }
        self.out
            .push_str(if update_only { ",true]" } else { ",null]" });
    }

    pub(super) fn component(&mut self, slot: usize, number: u32) {
        self.field(slot);
        json::integer(i64::from(number), self.out);
    }

    pub(super) fn enter_component(&mut self) {
        self.scratch.around.push(Around {
            start: self.out.len(),
            opened: self.opened,
            whole: core::mem::take(&mut self.whole),
            touched: false,
            lists: 0,
            within: self.scratch.within.len(),
            in_list: 0,
        });
        // What is around it is not opened by what is in it.
        self.opened = self.scratch.frames.len();
    }

    pub(super) fn borrow_component(&mut self, number: u32, sent: bool) {
        self.enter_root();
        self.open();
        self.out.push_str("\"s\":");
        if sent {
            self.scratch.borrowed.push(number);
        }
        let number = i64::from(number);
        json::integer(if sent { number } else { -number }, self.out);
    }

    pub(super) fn leave_component(&mut self, number: u32) -> bool {
        let Some(around) = self.scratch.around.pop() else {
            unreachable!("a component is left once")
        };
        self.opened = around.opened;
        self.whole = around.whole;
        let tree = &self.out[around.start..];
        let changed = !tree.is_empty();
        if changed {
            self.take_out(&around, number);
        } else if around.touched {
            self.scratch.touched.push(number);
        }
        if changed || around.touched {
            self.touch();
        }
        changed
    }

    /// Takes the tree of a component out of where it was written.
    fn take_out(&mut self, around: &Around, number: u32) {
        let start = around.start;
        let tree = &self.out[start..];
        let Scratch {
            components,
            within,
            done,
            ..
        } = &mut *self.scratch;
        if !components.is_empty() {
            components.push(',');
        }
        components.push('"');
        json::integer(i64::from(number), components);
        components.push_str("\":");
        done.extend(within.drain(around.within..).map(|place| Use {
            at: place.at - start + components.len(),
            component: number,
            ..place
        }));
        components.push_str(tree);
        self.out.truncate(start);
    }

    /// Says that something changed in a component that stands here.
    fn touch(&mut self) {
        if let Some(around) = self.scratch.around.last_mut() {
            around.touched = true;
            return;
        }
        let mut around = self.scratch.frames[self.opened..].iter();
        if around.any(|frame| {
            matches!(
                frame,
                Frame::Block {
                    single_root: true,
                    ..
                }
            )
        }) {
            self.open();
        }
    }

    fn say(&mut self) {
        self.said |= self.scratch.around.is_empty();
    }

    /// The key of a slot or row, after opening what it stands in.
    fn field(&mut self, number: usize) {
        self.say();
        if self.whole == 0 {
            self.open();
        }
        self.key(number);
    }

    fn key(&mut self, number: usize) {
        json::comma(self.out);
        self.out.push('"');
        json::integer(number as i64, self.out);
        self.out.push_str("\":");
    }

    fn count(&mut self, len: usize) {
        json::comma(self.out);
        self.out.push_str("\"kc\":");
        json::integer(len as i64, self.out);
    }

    /// Writes the frames that were entered and not opened yet.
    fn open(&mut self) {
        while let Some(frame) = self.scratch.frames.get(self.opened) {
            match *frame {
                Frame::Root => self.out.push('{'),
                Frame::Block { slot: number, .. } | Frame::Row { position: number } => {
                    self.key(number);
                    self.out.push('{');
                }
                Frame::List { slot, .. } => {
                    self.key(slot);
                    self.out.push_str("{\"k\":{");
                }
                Frame::MovedRow { from } => {
                    self.out.push('[');
                    json::integer(from as i64, self.out);
                    self.out.push_str(",{");
                }
            }
            self.opened += 1;
        }
    }

    /// Drops the last frame; `true`: it was opened and has to be closed.
    fn leave(&mut self) -> bool {
        self.scratch.frames.pop();
        let opened = self.opened > self.scratch.frames.len();
        if opened {
            self.opened = self.scratch.frames.len();
        }
        opened
    }

    /// `"s":`, whose value [`Writer::finish`] puts in, unless it stands in a component and in no list there.
    fn statics(&mut self, template: &'static Template) {
        json::comma(self.out);
        self.out.push_str("\"s\":");
        let uses = match self.scratch.around.last() {
            None => &mut self.scratch.uses,
            Some(around) if around.lists > 0 => &mut self.scratch.within,
            Some(_) => return write_statics(template, self.out),
        };
        uses.push(Use {
            at: self.out.len(),
            template: Some(template),
            table: 0,
            component: 0,
        });
    }

    fn enter_lists(&mut self) {
        if let Some(around) = self.scratch.around.last_mut() {
            if around.lists == 0 {
                around.in_list = self.scratch.within.len();
            }
            around.lists += 1;
        }
    }

    fn leave_lists(&mut self) {
        if let Some(around) = self.scratch.around.last_mut() {
            around.lists -= 1;
        }
    }

    /// The place of the table of a list, if it has one.
    fn table(&mut self) {
        let Some(around) = self.scratch.around.last() else {
            return;
        };
        if around.lists == 0 && self.scratch.within.len() > around.in_list {
            self.scratch.within.push(Use {
                at: self.out.len(),
                template: None,
                table: 0,
                component: 0,
            });
        }
    }

    /// Puts the statics in their places, and the components beside the page.
    pub(super) fn finish(&mut self) {
        self.finish_statics();
        self.finish_lists();
        let components = &self.scratch.components;
        if components.is_empty() {
            return;
        }
        if self.said {
            self.out.pop();
        } else {
            // The client renders these components and no other.
            self.out.truncate(self.start);
            self.out.push('{');
            self.scratch.touched.clear();
        }
        json::comma(self.out);
        self.out.push_str("\"c\":{");
        self.out.push_str(components);
        for number in &self.scratch.touched {
            self.out.push_str(",\"");
            json::integer(i64::from(*number), self.out);
            self.out.push_str("\":{}");
        }
        self.out.push_str("}}");
    }

    fn finish_statics(&mut self) {
        let Scratch {
            uses,
            tables,
            text,
            placed,
            ..
        } = &mut *self.scratch;
        let Some(first) = uses.first().map(|place| place.at) else {
            return;
        };
        placed.clear();
        count_uses(uses, tables, text);
        let shared = share(tables);
        let end = self.out.len() - 1;
        let mut from = first;
        place(self.out, &mut from, uses, tables, text, placed);
        placed.push_str(&self.out[from..end]);
        if shared {
            write_tables(tables, text, placed);
        }
        placed.push('}');
        self.out.truncate(first);
        self.out.push_str(placed);
    }

    /// Likewise for lists in components.
    fn finish_lists(&mut self) {
        let Scratch {
            done,
            borrowed,
            tables,
            text,
            placed,
            components,
            ..
        } = &mut *self.scratch;
        if done.is_empty() {
            return;
        }
        placed.clear();
        let mut from = 0;
        for list in done.chunk_by_mut(|place, _| place.template.is_some()) {
            let Some((end, uses)) = list.split_last_mut() else {
                continue;
            };
            count_uses(uses, tables, text);
            let shared = !borrowed.contains(&end.component) && share(tables);
            place(components, &mut from, uses, tables, text, placed);
            placed.push_str(&components[from..end.at]);
            from = end.at;
            if shared {
                write_tables(tables, text, placed);
            }
        }
        placed.push_str(&components[from..]);
        core::mem::swap(components, placed);
    }
}

/// Makes the tables of these places, as if none were shared.
fn count_uses(uses: &mut [Use], tables: &mut Vec<Table>, text: &mut String) {
    tables.clear();
    text.clear();
    for place in uses {
        let Some(template) = place.template else {
            continue;
        };
        let known = tables
            .iter()
            .position(|table| table.template.fingerprint == template.fingerprint);
        place.table = known.unwrap_or_else(|| {
            let start = text.len();
            write_statics(template, text);
            tables.push(Table {
                template,
                uses: 0,
                json: start..text.len(),
                shared: None,
            });
            tables.len() - 1
        });
        tables[place.table].uses += 1;
    }
}

/// Copies what is before the last of these places, with statics in each.
fn place(
    source: &str,
    from: &mut usize,
    uses: &[Use],
    tables: &[Table],
    text: &str,
    placed: &mut String,
) {
    for place in uses {
        placed.push_str(&source[*from..place.at]);
        let table = &tables[place.table];
        match table.shared {
            Some(index) => json::integer(index as i64, placed),
            None => placed.push_str(&text[table.json.clone()]),
        }
        *from = place.at;
    }
}

/// `,"p":{..}`
fn write_tables(tables: &[Table], text: &str, placed: &mut String) {
    placed.push_str(",\"p\":{");
    for table in tables {
        if let Some(index) = table.shared {
            json::comma(placed);
            placed.push('"');
            json::integer(index as i64, placed);
            placed.push_str("\":");
            placed.push_str(&text[table.json.clone()]);
        }
    }
    placed.push('}');
}

fn write_statics(template: &Template, out: &mut String) {
    out.push('[');
    for part in template.statics {
        json::comma(out);
        json::string(part, out);
    }
    out.push(']');
}

/// Decides which statics go into `p`: those for which it saves bytes, if together they save more
/// than `,"p":{}` costs. An entry costs `"0":` and a comma, a use of it a digit or two.
fn share(tables: &mut [Table]) -> bool {
    let mut saved = 0;
    let mut next = 0;
    for table in tables.iter_mut() {
        let digits = if next < 10 { 1 } else { 3 };
        let inline = table.uses * table.json.len();
        let in_table = table.json.len() + 4 + digits + table.uses * digits;
        if table.uses > 1 && in_table < inline {
            saved += inline - in_table;
            table.shared = Some(next);
            next += 1;
        }
    }
    if saved <= ",\"p\":{}".len() {
        tables.iter_mut().for_each(|table| table.shared = None);
        return false;
    }
    true
}
