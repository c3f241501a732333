//! [`Cx`]: what a view is visited with. It writes HTML, or compares with a mirror, or finds out what a row shows.
//!
//! `<h1>{@title}</h1><ul><li :for={r in @rows} :key={r.id}>{r.name}</li></ul>` visits like this:
//! ```text
//! cx.block(&PAGE, &[title, list])
//!   cx.list(&ROW, outer)                   what the rows read beside themselves
//!   cx.history(rows.history())             which rows were touched, if the list knows
//!   while let Some(pass) = cx.pass(..)     passes over rows that did not change
//!     if cx.row_with_key(pass.end(), ..)   false: nothing in this row changed
//!       cx.row(&ROW, &[name])
//!   cx.end_list()
//! ```

use crate::binding::Myself;
use crate::buffer::End;
use crate::components::{Components, Taken};
use crate::content::Survey;
use crate::diff::{At, Differ, Shown};
use crate::each::Key;
use crate::history::History;
use crate::part::Part;
use crate::passing::{Passed, Passing};
use crate::render;
use crate::stamp::Stamp;
use crate::stateful::{Call, Stateful};
use crate::stream::{Inserted, Inserts, Stream};
use crate::template::{BARE, Context, SlotKind, Template};
#[cfg(feature = "session")]
use crate::temporary::{Forget, Showing};
use crate::value::Dyn;
use crate::view::View;
use alloc::string::String;
#[cfg(feature = "session")]
use alloc::sync::Arc;
use core::fmt;

/// The context of a visit.
///
/// Its methods are called by what `h!` expands to, and by hand-written [`View`](crate::View)s.
pub struct Cx<'c> {
    mode: Mode<'c>,
    around: Around<'c>,
}

/// What a visit has with it, whatever it does.
struct Around<'c> {
    /// How many views deeper it may go.
    left: usize,
    /// Something was nested deeper than that, and left out.
    too_deep: bool,
    /// The instances that calls of stateful components show.
    components: &'c mut Components,
    /// All that is compared, to be walked ahead. HTML is rather written again.
    view: Option<&'c dyn Visited>,
}

/// A view, of which nothing else is asked than that it be visited once more.
pub(crate) trait Visited {
    fn visited(&self, cx: &mut Cx<'_>);
}

impl<V: View + ?Sized> Visited for &V {
    fn visited(&self, cx: &mut Cx<'_>) {
        self.visit(cx);
    }
}

impl<'c> Around<'c> {
    fn new(left: usize, components: &'c mut Components) -> Around<'c> {
        Around {
            left,
            too_deep: false,
            components,
            view: None,
        }
    }

    /// Updates what waits, with all others of such types that a view shows: those that it calls, then those that
    /// they call. What this walk cannot see, such as rows of a stream and what is within a component that is being
    /// shown, is updated as it is met.
    #[inline(never)]
    fn update_many(&mut self, view: &dyn Visited) {
        let has_to_look = self.components.walks_ahead();
        loop {
            if has_to_look {
                view.visited(&mut Cx {
                    mode: Mode::Ahead,
                    around: self.reborrow(),
                });
            }
            if !self.components.run_batches() {
                return;
            }
        }
    }

    /// The same for a visit within this one.
    fn reborrow(&mut self) -> Around<'_> {
        Around {
            left: self.left,
            too_deep: self.too_deep,
            components: self.components,
            view: self.view,
        }
    }
}

/// How deep views may be nested, unless a [`Patcher`](crate::Patcher) says another number: components, blocks
/// and holes within another. HTML parsers nest elements no deeper than 512.
pub const DEEPEST: usize = 1000;

/// Views are nested too deeply, perhaps without end. What is too deep was left out, in HTML as in patches: what
/// was written is sound, but not all of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooDeep {
    /// How deep they may be.
    pub deepest: usize,
}

impl fmt::Display for TooDeep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TooDeep { deepest } = self;
        write!(
            f,
            "views are nested more than {deepest} deep; the rest was left out"
        )
    }
}

impl core::error::Error for TooDeep {}

/// What was wrong with a view that was compared: see [`Patcher::fault`](crate::Patcher::fault).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Views are nested too deeply.
    TooDeep(TooDeep),
    /// Rows of one list have equal keys. They are matched in order, so what is sent is right; but a row may get
    /// the elements of another, with what was typed there. Only debug builds look for it.
    EqualKeys,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::TooDeep(fault) => fault.fmt(f),
            Fault::EqualKeys => {
                f.write_str("rows of one list have equal keys; a `:key` has to tell them apart")
            }
        }
    }
}

impl core::error::Error for Fault {}

enum Mode<'c> {
    /// Write HTML; `context` is that of the slot being written.
    Html {
        out: &'c mut String,
        context: &'static Context,
        /// Markup is text in what is being written.
        plain: bool,
    },
    /// Compare with a mirror and write what changed.
    Diff(Differ<'c>),
    /// Find out what a row shows.
    Survey(Survey<'c>),
    /// Bring components up to date that are updated together, and show nothing.
    Ahead,
}

impl<'c> Cx<'c> {
    /// Writes what is visited as HTML at the end of `out`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn html(
        out: &mut String,
        components: &mut Components,
        view: &dyn Visited,
    ) -> Result<(), TooDeep> {
        components.begin_visit();
        let begin = out.len();
        let too_deep = loop {
            let mut cx = Cx {
                mode: Mode::Html {
                    out,
                    context: &Context::Text,
                    plain: false,
                },
                around: Around::new(DEEPEST, components),
            };
            view.visited(&mut cx);
            let too_deep = cx.around.too_deep;
            if !components.has_to_walk_again() {
                break too_deep;
            }
            out.truncate(begin);
        };
        components.end_visit();
        match too_deep {
            true => Err(TooDeep { deepest: DEEPEST }),
            false => Ok(()),
        }
    }

    /// Compares a view with the mirror: its root stands in a slot of it like any other. `false`: it was too deep.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn diff<V: View + ?Sized>(
        differ: Differ<'c>,
        components: &'c mut Components,
        view: &V,
        deepest: usize,
    ) -> bool {
        components.begin_visit();
        let mut around = Around::new(deepest, components);
        around.view = Some(&view);
        let mut cx = Cx {
            mode: Mode::Diff(differ),
            around,
        };
        cx.root(view);
        if let Mode::Diff(differ) = cx.mode {
            differ.finish(cx.around.components);
        }
        cx.around.components.end_visit();
        !cx.around.too_deep
    }

    fn root<V: View + ?Sized>(&mut self, view: &V) {
        let kind = &BARE.slots[0];
        let mut at = At::ROOT;
        let Some(scope) = self.differ().enter_slot(&mut at, 0, kind, view.stamp()) else {
            return;
        };
        view.visit(self);
        if self.differ().at_root() {
            self.none();
        }
        self.differ().leave_slot(scope);
    }

    /// Visits what stands in a slot, unless that is too deep.
    #[inline]
    fn descend(&mut self, view: &dyn View) {
        if self.around.left == 0 {
            self.around.too_deep = true;
            // Another time it may be less deep, whatever its stamp says.
            self.leave_out();
            return self.none();
        }
        self.around.left -= 1;
        view.visit(self);
        self.around.left += 1;
    }

    /// Says that something is left out, for which there may be room another time.
    fn leave_out(&mut self) {
        if let Mode::Diff(differ) = &mut self.mode {
            differ.leave_out();
        }
    }

    /// An instance of a component with state, in the slot being visited.
    #[doc(hidden)]
    pub fn component<C: Stateful>(&mut self, call: &Call<'_, C>) {
        if let Mode::Survey(survey) = &mut self.mode {
            // Looking does not mount it, nor bring it up to date.
            return survey.incomparable();
        }
        if matches!(&self.mode, Mode::Diff(differ) if differ.at_root()) {
            return self.block(&BARE, &[Dyn::View(call.view)]);
        }
        if let Mode::Ahead = &self.mode {
            return self.component_ahead(call);
        }
        let Some(taken) = self.take(call) else {
            self.leave_out();
            return self.none();
        };
        let (number, stamp) = (taken.number, taken.stamp);
        let show = |cx: &mut Self| (call.show)(&taken.state, Myself::new(number), cx);
        match &mut self.mode {
            Mode::Html { .. } => show(self),
            Mode::Diff(differ) => {
                let shown = Shown {
                    number,
                    stamp,
                    slots: call.slots,
                };
                if let Some(scope) = differ.enter_component(shown, self.around.components) {
                    show(self);
                    if self.differ().at_root() {
                        self.none();
                    }
                    self.differ().leave_component(scope);
                }
            }
            Mode::Survey(_) | Mode::Ahead => {}
        }
        self.around.components.give_back(taken);
    }

    /// The instance of a call, as it is to be shown.
    fn take<C: Stateful>(&mut self, call: &Call<'_, C>) -> Option<Taken<C>> {
        let met = self.around.components.meet_call(call)?;
        if met.is_changed && C::UPDATE_MANY.is_some() {
            self.around.components.wait::<C>(met.number);
            // It is shown by the next walk, if there is one.
            self.around.update_many(self.around.view?);
        }
        self.around.components.take(met.number)
    }

    /// Looks for what is updated together, in an instance.
    fn component_ahead<C: Stateful>(&mut self, call: &Call<'_, C>) {
        if let Some(taken) = self.around.components.take_ahead(call) {
            (call.show)(&taken.state, Myself::new(taken.number), self);
            self.around.components.give_back(taken);
        }
    }

    /// A temporary value in the slot being visited; `held` is what forgets it.
    #[cfg(feature = "session")]
    pub(crate) fn temporary<F: Forget + 'static>(
        &mut self,
        showing: &Showing<'_>,
        held: impl FnOnce() -> Arc<F>,
    ) {
        let value = showing.held.unwrap_or(Dyn::None);
        match &mut self.mode {
            Mode::Html { .. } | Mode::Ahead => self.value(value),
            Mode::Survey(survey) => survey.incomparable(),
            Mode::Diff(differ) => {
                if let Some(scope) = differ.enter_temporary(showing, || held()) {
                    self.value(value);
                    self.differ().leave_temporary(scope);
                }
            }
        }
    }

    /// Whether a block has to stand where the visit is: [`Cx::root_block`].
    #[cfg(feature = "session")]
    pub(crate) fn is_at_root(&self) -> bool {
        matches!(&self.mode, Mode::Diff(differ) if differ.at_root())
    }

    /// A block with nothing around a view.
    #[cfg(feature = "session")]
    pub(crate) fn root_block(&mut self, view: &dyn View) {
        self.block(&BARE, &[Dyn::View(view)]);
    }

    /// A template with a value for each of its slots.
    pub fn block(&mut self, template: &'static Template, values: &[Dyn<'_>]) {
        match &mut self.mode {
            Mode::Html { .. } => self.write(template, values),
            Mode::Diff(_) => self.compare_block(template, values),
            Mode::Survey(_) | Mode::Ahead => self.look_into_block(template, values),
        }
    }

    /// Apart, so that there is little to call where a view is made.
    #[inline(never)]
    fn look_into_block(&mut self, template: &'static Template, values: &[Dyn<'_>]) {
        match &mut self.mode {
            Mode::Survey(survey) => {
                if survey.enter_block(template) {
                    self.survey(values);
                }
            }
            _ => self.look_ahead(values),
        }
    }

    /// Visits what stands in slots.
    fn look_ahead(&mut self, values: &[Dyn<'_>]) {
        for value in values {
            if let Dyn::View(view) = value {
                self.descend(*view);
            }
        }
    }

    /// Likewise of a template that is compared in parts.
    #[doc(hidden)]
    pub fn block_in_parts(&mut self, template: &'static Template, parts: &[Part<'_>]) {
        match &mut self.mode {
            Mode::Html { .. } => self.write_parts(template, parts),
            Mode::Diff(_) => self.compare_parts(template, parts),
            Mode::Survey(survey) => {
                if survey.enter_block(template) {
                    for part in parts {
                        (part.values)(&mut |values| self.survey(values));
                    }
                }
            }
            Mode::Ahead => {
                for part in parts {
                    (part.values)(&mut |values| self.look_ahead(values));
                }
            }
        }
    }

    #[inline(never)]
    fn compare_parts(&mut self, template: &'static Template, parts: &[Part<'_>]) {
        let Some(scope) = self.differ().enter_block(template) else {
            return;
        };
        let (slots, mut next) = (scope.base.behind(parts.len()), 0);
        while let Some(found) = self.differ().next_part(scope.base, parts, next) {
            let (part, start) = (&parts[found], template.parts[found]);
            let base = slots.behind(start.word);
            let part_scope = self
                .differ()
                .enter_part(scope.base.behind(found), part.stamp);
            (part.values)(&mut |values| self.compare(template, start.slot, values, base));
            self.differ().leave_part(part_scope);
            next = found + 1;
        }
        self.differ().leave_block(template, scope);
    }

    /// Apart, so that HTML needs no stack for it.
    #[inline(never)]
    fn compare_block(&mut self, template: &'static Template, values: &[Dyn<'_>]) {
        if let Some(scope) = self.differ().enter_block(template) {
            self.compare(template, 0, values, scope.base);
            self.differ().leave_block(template, scope);
        }
    }

    /// A value alone, for the slot being visited.
    pub fn value(&mut self, value: Dyn<'_>) {
        if let Dyn::View(view) = value {
            self.note(view.stamp());
            return self.descend(view);
        }
        match &mut self.mode {
            Mode::Html {
                out,
                context,
                plain,
            } => render::value(out, context, &value, *plain),
            Mode::Diff(differ) if differ.at_root() => self.block(&BARE, &[value]),
            Mode::Diff(differ) => differ.value(&value),
            Mode::Survey(survey) => survey.value(&value),
            Mode::Ahead => {}
        }
    }

    /// HTML that was rendered before. There is nothing to compare it with: in a patch it is nothing.
    #[cfg(feature = "session")]
    pub(crate) fn rendered(&mut self, html: &str) {
        match &mut self.mode {
            Mode::Html { out, .. } => out.push_str(html),
            Mode::Diff(_) | Mode::Survey(_) | Mode::Ahead => self.none(),
        }
    }

    /// Nothing in this slot.
    pub fn none(&mut self) {
        self.value(Dyn::None);
    }

    /// Begins a list whose rows are instances of `row`. `outer` is the stamp of what rows read
    /// beside themselves.
    pub fn list(&mut self, row: &'static Template, outer: Stamp) {
        match &mut self.mode {
            Mode::Html { .. } | Mode::Ahead => {}
            Mode::Diff(differ) => differ.begin_list(row, outer),
            Mode::Survey(survey) => survey.begin_list(),
        }
    }

    /// Says how the rows of the list just begun came to be: what `h!` makes of a loop then goes straight to those that
    /// were touched since the last visit. All rows of the list have to come from there, in its order.
    #[inline]
    pub fn history(&mut self, history: Option<History<'_>>) {
        if let (Mode::Diff(differ), Some(history)) = (&mut self.mode, history) {
            differ.history(history);
        }
    }

    /// Begins to pass over those of the rows to come that are what they were, see [`Passing`]; the first of them may be one.
    /// `None`: all are, or none come. `counted`: they all are rows of the list.
    ///
    /// The first row that is not goes to [`Cx::row_with_key`] or [`Cx::row_by_place`] with what was passed over.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn pass<const WORDS: usize, I: Iterator>(
        &mut self,
        rows: &mut I,
        counted: bool,
    ) -> Option<(Passing<'_, WORDS>, I::Item)> {
        match &mut self.mode {
            Mode::Html { .. } | Mode::Survey(_) | Mode::Ahead => {
                Some((Passing::default(), rows.next()?))
            }
            Mode::Diff(differ) => {
                let row = rows.nth(differ.untouched()?)?;
                Some((differ.pass(left(rows, counted)), row))
            }
        }
    }

    /// Likewise, by stamps alone.
    #[doc(hidden)]
    #[inline]
    pub fn pass_by_stamp<I: Iterator>(
        &mut self,
        rows: &mut I,
    ) -> Option<(Passing<'_, 0>, I::Item)> {
        match &mut self.mode {
            Mode::Html { .. } | Mode::Survey(_) | Mode::Ahead => {
                Some((Passing::default(), rows.next()?))
            }
            Mode::Diff(differ) => {
                let row = rows.nth(differ.untouched()?)?;
                Some((differ.pass_by_stamp(left(rows, true)), row))
            }
        }
    }

    /// The end of the list behind the rows that were passed over.
    #[doc(hidden)]
    #[inline]
    pub fn passed(&mut self, passed: Passed) {
        if let Mode::Diff(differ) = &mut self.mode {
            differ.passed(passed);
        }
    }

    /// The row behind those that were passed over, and the hash of its key; `false`: it did not change, leave it out.
    #[doc(hidden)]
    #[inline]
    pub fn row_with_key(&mut self, passed: Passed, key: u64, stamp: Stamp) -> bool {
        match &mut self.mode {
            Mode::Html { .. } | Mode::Ahead => true,
            Mode::Diff(differ) => differ.row_with_key(passed, key, stamp),
            Mode::Survey(survey) => survey.next_row(stamp),
        }
    }

    /// Likewise of a row whose key is its position.
    #[doc(hidden)]
    #[inline]
    pub fn row_by_place(&mut self, passed: Passed, stamp: Stamp) -> bool {
        match &mut self.mode {
            Mode::Html { .. } | Mode::Ahead => true,
            Mode::Diff(differ) => differ.row_by_place(passed, stamp),
            Mode::Survey(survey) => survey.next_row(stamp),
        }
    }

    /// The next row of the list and its key; `false`: it did not change, leave it out.
    pub fn row_by_key<K: Key + ?Sized>(&mut self, key: &K, stamp: Stamp) -> bool {
        match &mut self.mode {
            Mode::Html { .. } | Mode::Ahead => true,
            Mode::Diff(differ) => {
                let key = differ.key(key);
                differ.next_row(key, stamp)
            }
            Mode::Survey(survey) => survey.next_row(stamp),
        }
    }

    /// The next row of the list, whose key is its position; `false`: leave it out.
    #[inline]
    pub fn row_by_index(&mut self, stamp: Stamp) -> bool {
        match &mut self.mode {
            Mode::Html { .. } | Mode::Ahead => true,
            Mode::Diff(differ) => differ.next_row_by_index(stamp),
            Mode::Survey(survey) => survey.next_row(stamp),
        }
    }

    /// Takes the rows of a list if this writes HTML: then nothing else has to be asked of it.
    #[doc(hidden)]
    #[inline]
    pub fn html_rows(&mut self) -> Option<HtmlRows<'_, 'c>> {
        match &mut self.mode {
            Mode::Html { out, plain, .. } => Some(HtmlRows {
                end: End::of(out),
                plain,
                around: &mut self.around,
            }),
            Mode::Diff(_) | Mode::Survey(_) | Mode::Ahead => None,
        }
    }

    /// The values of the row just begun.
    pub fn row(&mut self, row: &'static Template, values: &[Dyn<'_>]) {
        match &mut self.mode {
            Mode::Html { .. } => self.write(row, values),
            Mode::Diff(differ) => {
                if differ.has_to_find_row() && !self.find_row(values) {
                    return;
                }
                let base = self.differ().row_base();
                self.compare(row, 0, values, base);
                self.differ().leave_row();
            }
            Mode::Survey(survey) => {
                survey.begin_row(row);
                self.survey(values);
                if let Mode::Survey(survey) = &mut self.mode {
                    survey.leave_row();
                }
            }
            Mode::Ahead => self.look_ahead(values),
        }
    }

    /// Finds the old row that the row just begun was; `false`: it is as it was, and at its end.
    fn find_row(&mut self, values: &[Dyn<'_>]) -> bool {
        let Cx {
            mode: Mode::Diff(differ),
            around,
        } = self
        else {
            unreachable!("only a comparing context finds rows")
        };
        if differ.stays(values) {
            return false;
        }
        if !differ.has_to_survey(values) {
            return differ.place_row(values, None);
        }
        let mut cx = Cx {
            mode: Mode::Survey(differ.survey()),
            around: around.reborrow(),
        };
        cx.survey(values);
        let Cx {
            mode: Mode::Survey(survey),
            around: Around { too_deep, .. },
        } = cx
        else {
            unreachable!("a survey ends as one")
        };
        let shown = survey.finish();
        around.too_deep = too_deep;
        self.differ().place_row(values, Some(shown))
    }

    /// Hashes the values of a block or row.
    fn survey(&mut self, values: &[Dyn<'_>]) {
        for value in values {
            let Mode::Survey(survey) = &mut self.mode else {
                unreachable!("only a survey surveys")
            };
            let Dyn::View(view) = value else {
                survey.scalar(value);
                continue;
            };
            survey.enter_slot();
            survey.note(view.stamp());
            self.descend(*view);
            if let Mode::Survey(survey) = &mut self.mode {
                survey.leave_slot();
            }
        }
    }

    /// Ends the list.
    pub fn end_list(&mut self) {
        match &mut self.mode {
            Mode::Html { .. } | Mode::Ahead => {}
            Mode::Diff(differ) => differ.end_list(),
            Mode::Survey(survey) => survey.end_list(),
        }
    }

    /// Begins a stream whose rows are instances of `row`; gives those to write, each by
    /// [`Cx::stream_row`]. It stands inside an element of a block.
    #[doc(hidden)]
    pub fn stream<'s, T>(
        &mut self,
        row: &'static Template,
        stream: &'s Stream<T>,
    ) -> Inserts<'s, T> {
        match &mut self.mode {
            Mode::Html { .. } => stream.rows(),
            Mode::Diff(differ) => differ.begin_stream(row, stream),
            Mode::Survey(survey) => {
                survey.incomparable();
                Inserts::nothing()
            }
            Mode::Ahead => Inserts::nothing(),
        }
    }

    /// The values of one of the rows that [`Cx::stream`] gave.
    #[doc(hidden)]
    pub fn stream_row<T>(
        &mut self,
        row: &'static Template,
        inserts: &mut Inserts<'_, T>,
        inserted: &Inserted<'_, T>,
        values: &[Dyn<'_>],
    ) {
        match (&mut self.mode, &mut inserts.scope) {
            (Mode::Diff(differ), Some(scope)) => {
                let base = differ.begin_stream_row(row, scope, inserted.placing);
                self.compare(row, 0, values, base);
                self.differ().end_stream_row(base);
            }
            _ => self.write(row, values),
        }
    }

    /// Ends the stream.
    #[doc(hidden)]
    pub fn end_stream<T>(
        &mut self,
        row: &'static Template,
        stream: &Stream<T>,
        inserts: Inserts<'_, T>,
    ) {
        if let (Mode::Diff(differ), Some(scope)) = (&mut self.mode, inserts.scope) {
            differ.end_stream(row, scope, stream);
        }
    }

    /// Says that what is being visited depends on something with this stamp beside what the stamps
    /// around it tell of. With [`Stamp::ALWAYS`] it will be visited every time.
    pub fn note(&mut self, stamp: Stamp) {
        match &mut self.mode {
            Mode::Html { .. } | Mode::Ahead => {}
            Mode::Diff(differ) => differ.note(stamp),
            Mode::Survey(survey) => survey.note(stamp),
        }
    }

    fn write(&mut self, template: &'static Template, values: &[Dyn<'_>]) {
        self.write_slots(template.statics, template.slots, values);
        self.write_end(template);
    }

    fn write_parts(&mut self, template: &'static Template, parts: &[Part<'_>]) {
        for (part, start) in parts.iter().zip(template.parts) {
            let statics = &template.statics[start.slot..];
            let slots = &template.slots[start.slot..];
            (part.values)(&mut |values| self.write_slots(statics, slots, values));
        }
        self.write_end(template);
    }

    /// What stands behind the last slot.
    #[inline(always)]
    fn write_end(&mut self, template: &'static Template) {
        if let Mode::Html { out, .. } = &mut self.mode {
            let mut end = End::of(out);
            end.append([], template.statics[template.slots.len()]);
            end.finish();
        }
    }

    #[inline(always)]
    fn write_slots(
        &mut self,
        statics: &'static [&'static str],
        slots: &'static [SlotKind],
        values: &[Dyn<'_>],
    ) {
        let mut slots = statics.iter().zip(slots).zip(values);
        while let Some((kind, view)) = self.write_scalars(&mut slots) {
            let Mode::Html { context, .. } = &mut self.mode else {
                return;
            };
            *context = &kind.context;
            match kind.context.is_plain() {
                true => self.write_plain(view),
                false => self.descend(view),
            }
        }
    }

    /// Writes slots up to the next view, which it gives.
    #[inline(always)]
    fn write_scalars<'s, 'v>(
        &mut self,
        slots: &mut impl Iterator<Item = ((&'s &'static str, &'static SlotKind), &'s Dyn<'v>)>,
    ) -> Option<(&'static SlotKind, &'v dyn View)>
    where
        'v: 's,
    {
        let Mode::Html { out, plain, .. } = &mut self.mode else {
            return None;
        };
        let mut end = End::of(out);
        let mut found = None;
        for ((text, kind), value) in slots {
            if let Some(piece) = render::piece(&kind.context, value) {
                end.append([(text, piece)], "");
                continue;
            }
            end.append([], text);
            if let Dyn::View(view) = value {
                found = Some((kind, *view));
                break;
            }
            end = end.lend(|out| render::value(out, &kind.context, value, *plain));
        }
        end.finish();
        found
    }

    /// A view in whose text markup is text.
    fn write_plain(&mut self, view: &dyn View) {
        let Mode::Html { context, plain, .. } = &mut self.mode else {
            return;
        };
        *context = &Context::PlainText;
        let around = core::mem::replace(plain, true);
        self.descend(view);
        if let Mode::Html { plain, .. } = &mut self.mode {
            *plain = around;
        }
    }

    /// Compares the values of the slots from `first` on; the word of that is `base`.
    fn compare(&mut self, template: &'static Template, first: usize, values: &[Dyn<'_>], base: At) {
        let kinds = &template.slots[first..];
        let slots = kinds.len().min(values.len());
        let (kinds, values) = (&kinds[..slots], &values[..slots]);
        let mut at = base;
        let mut slot = 0;
        loop {
            let differ = self.differ();
            slot += differ.skip_unchanged(&mut at, &kinds[slot..], &values[slot..]);
            let (Some(kind), Some(value)) = (kinds.get(slot), values.get(slot)) else {
                return;
            };
            let number = first + slot;
            match value {
                Dyn::View(view) => {
                    if let Some(scope) = differ.enter_slot(&mut at, number, kind, view.stamp()) {
                        self.descend(*view);
                        self.differ().leave_slot(scope);
                    }
                }
                value => differ.scalar(&mut at, number, kind, value),
            }
            slot += 1;
        }
    }

    fn differ(&mut self) -> &mut Differ<'c> {
        match &mut self.mode {
            Mode::Diff(differ) => differ,
            _ => unreachable!("only a comparing context compares"),
        }
    }
}

/// How many rows are to come with the one that just came, if they all are and their iterator knows.
#[inline]
fn left<I: Iterator>(rows: &I, counted: bool) -> Option<usize> {
    let (least, most) = rows.size_hint();
    most.filter(|most| counted && *most == least)
        .map(|behind| behind + 1)
}

/// The rows of a list as HTML, slot by slot. What writes a slot becomes code for that slot alone, where it
/// stands.
#[doc(hidden)]
pub struct HtmlRows<'o, 'c> {
    end: End<'o>,
    /// Borrowed, as the bytes beside a `bool` would be copied for each slot.
    plain: &'o bool,
    around: &'o mut Around<'c>,
}

impl HtmlRows<'_, '_> {
    /// The next slot of a row with what stands before it, and behind the last.
    #[doc(hidden)]
    #[inline(always)]
    #[must_use]
    pub fn slot(self, row: &'static Template, slot: usize, value: Dyn<'_>) -> Self {
        let HtmlRows {
            mut end,
            plain,
            around,
        } = self;
        let (text, kind) = (row.statics[slot], &row.slots[slot]);
        let last = match slot + 1 == row.slots.len() {
            true => row.statics[slot + 1],
            false => "",
        };
        match render::piece(&kind.context, &value) {
            Some(piece) => end.append([(text, piece)], last),
            None => {
                end.append([], text);
                end = end.lend(|out| write_slot(out, *plain, around, kind, value));
                end.append([], last);
            }
        }
        HtmlRows { end, plain, around }
    }

    /// Without it, rows may be missing.
    #[doc(hidden)]
    #[inline(always)]
    pub fn finish(self) {
        self.end.finish();
    }
}

#[inline(never)]
fn write_slot(
    out: &mut String,
    plain: bool,
    around: &mut Around<'_>,
    kind: &'static SlotKind,
    value: Dyn<'_>,
) {
    let Dyn::View(view) = value else {
        return render::value(out, &kind.context, &value, plain);
    };
    let context = &kind.context;
    let plain = plain || context.is_plain();
    let mode = Mode::Html {
        out,
        context,
        plain,
    };
    let mut cx = Cx {
        mode,
        around: around.reborrow(),
    };
    cx.descend(view);
    around.too_deep = cx.around.too_deep;
}
