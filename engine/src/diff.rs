//! Comparing a view with a mirror: decides what is sent. How it is written is [`crate::wire`]'s.
//!
//! One walk over the view, in two moods. *Updating*: the client has this block; values that differ
//! from their word are sent, addressed by slot. *Whole*: the client does not have it; every value is
//! sent, in order. An update turns whole at a block, list or row that is new, and back at its end.

mod passing;
mod stream;
#[cfg(feature = "session")]
mod temporary;
mod unkeyed;

pub(crate) use stream::StreamScope;

use crate::components::Components;
use crate::context::{Cx, DEEPEST, Fault, TooDeep};
use crate::each::Key;
use crate::history::History;
#[cfg(feature = "edits")]
use crate::long::Long;
use crate::memo::{self, EMPTY, HashKey, Secrets, Word};
use crate::mirror::{Dialect, Donor, Inside, Mirror, ROOT};
use crate::part::Part;
use crate::render;
use crate::rows::{Matching, Origin};
use crate::spare::Spare;
use crate::stamp::Stamp;
use crate::template::{BARE, Context, SlotKind, Template};
#[cfg(feature = "session")]
use crate::temporary::Forget;
use crate::value::Dyn;
use crate::view::View;
use crate::wire::{Encoder, EncoderScratch};
#[cfg(feature = "session")]
use alloc::sync::Arc;
use alloc::{boxed::Box, string::String, vec::Vec};

#[cfg(feature = "edits")]
mod edits;

/// Scratch for comparing; one a thread serves any number of mirrors. Once it has grown to what the
/// patches need, comparing allocates nothing.
///
/// ```
/// use slotwise::{Dialect, HashKey, Mirror, Patcher, h};
/// let mut patcher = Patcher::new();
/// let mut mirror = Mirror::new(Dialect::Phoenix, HashKey::new(1));
/// let mut patch = String::new();
/// for count in [1, 2] {
///     patch.clear();
///     patcher.patch(&mut mirror, &h! { <p>{count}</p> }, &mut patch);
/// }
/// assert_eq!(patch, r#"{"0":"2"}"#);
/// ```
pub struct Patcher {
    /// How deep views may be nested; [`DEEPEST`] at first.
    pub deepest: usize,
    too_deep: bool,
    equal_keys: bool,
    encoder: EncoderScratch,
    text: String,
    lists: Vec<ListScope>,
    /// Not in use. In boxes, as they are large, and each goes into a scope and back.
    #[expect(clippy::vec_box)]
    matchings: Vec<Box<Matching>>,
    inside: Vec<Inside>,
    /// Values that were shown, and are to be forgotten.
    #[cfg(feature = "session")]
    forgotten: Vec<Arc<dyn Forget>>,
    spare: Spare,
    /// Of the mirror that was patched last.
    secrets: Option<Secrets>,
}

impl Patcher {
    /// Scratch that holds nothing yet.
    pub fn new() -> Self {
        Patcher {
            deepest: DEEPEST,
            too_deep: false,
            equal_keys: false,
            secrets: None,
            spare: Spare::default(),
            encoder: EncoderScratch::default(),
            text: String::new(),
            lists: Vec::new(),
            matchings: Vec::new(),
            inside: Vec::new(),
            #[cfg(feature = "session")]
            forgotten: Vec::new(),
        }
    }

    /// Compares `view` with `mirror`, writes a patch at the end of `out` and brings the mirror up to
    /// date. The first patch holds the whole tree. Gives `false` and writes nothing if nothing changed.
    ///
    /// If the view panics, the mirror is in no defined state: drop it.
    ///
    /// What is nested deeper than [`Patcher::deepest`] is left out, which [`Patcher::fault`] tells.
    pub fn patch<V: View + ?Sized>(
        &mut self,
        mirror: &mut Mirror,
        view: &V,
        out: &mut String,
    ) -> bool {
        Components::new().patch(self, mirror, view, out)
    }

    /// The first patch for a client of the native dialect that shows the view's HTML already: instead of the
    /// tree, writes its *outline* at the end of `out`, from which the client reads the tree off its page. Gives
    /// the mirror, which is as after a first patch; [`Mirror::shapes`] writes the shapes that the outline
    /// speaks of.
    ///
    /// The HTML that the client shows has to be that of this view, byte for byte: compare hashes.
    ///
    /// ```
    /// use slotwise::{Dialect, HashKey, Patcher, h};
    /// let (rows, mut patcher, mut outline) = (["a", "b"], Patcher::new(), String::new());
    /// let view = h! { <h1>Rows</h1><ul><li :for={row in rows}>{row}</li></ul> };
    /// let mut mirror = patcher.adopt(HashKey::new(1), &view, &mut outline);
    /// assert_eq!(outline, "[0,0,[-2,2]]"); // a block of shape 0, whose slot 0 holds two rows of shape 1
    ///
    /// let mut shapes = String::new();
    /// mirror.shapes(&mut shapes);
    /// assert_eq!(shapes, r#"{"0":[["h1",[],"Rows"],["ul",[],0]],"1":[["li",[],0]]}"#);
    /// assert!(!mirror.patch(&view, &mut outline));
    /// ```
    pub fn adopt<V: View + ?Sized>(&mut self, key: HashKey, view: &V, out: &mut String) -> Mirror {
        Components::new().adopt(self, key, view, out)
    }

    /// Likewise, with these instances, for a client that has nothing but the shapes of this mirror.
    pub(crate) fn outline<V: View + ?Sized>(
        &mut self,
        mirror: &mut Mirror,
        view: &V,
        components: &mut Components,
        out: &mut String,
    ) {
        self.visit(mirror, view, components, |scratch| {
            Encoder::outline(out, scratch)
        });
    }

    /// What was wrong with the last view: views nested too deeply, as a component that calls itself without end
    /// gives, or, in debug builds, rows of equal keys. All but what was too deep is in the patch, and the mirror is
    /// sound: one may go on.
    ///
    /// ```
    /// use slotwise::{Dialect, HashKey, Mirror, Patcher, Fault, TooDeep, View, component, h};
    ///
    /// #[component]
    /// fn mirrors() -> impl View {
    ///     h! { <b>a</b><.mirrors /> }
    /// }
    ///
    /// let (mut patcher, mut patch) = (Patcher::new(), String::new());
    /// patcher.deepest = 20;
    /// let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
    /// assert!(patcher.patch(&mut mirror, &h! { <.mirrors /> }, &mut patch));
    /// assert_eq!(patcher.fault(), Some(Fault::TooDeep(TooDeep { deepest: 20 })));
    /// ```
    pub fn fault(&self) -> Option<Fault> {
        let deepest = self.deepest;
        match (self.too_deep, self.equal_keys) {
            (true, _) => Some(Fault::TooDeep(TooDeep { deepest })),
            (false, true) => Some(Fault::EqualKeys),
            (false, false) => None,
        }
    }

    /// How many slots got a value in the last patch.
    #[cfg(feature = "tracing")]
    pub(crate) fn slots(&self) -> usize {
        self.encoder.slots
    }

    /// Likewise; sends these shapes along, which the mirror knows and the client does not.
    pub(crate) fn compare<V: View + ?Sized>(
        &mut self,
        mirror: &mut Mirror,
        view: &V,
        components: &mut Components,
        out: &mut String,
        unseen: &[&'static Template],
    ) {
        let dialect = mirror.dialect;
        self.visit(mirror, view, components, |scratch| {
            let mut encoder = Encoder::new(dialect, out, scratch);
            encoder.introduce(unseen);
            encoder
        });
    }

    fn visit<'v, V: View + ?Sized>(
        &'v mut self,
        mirror: &'v mut Mirror,
        view: &V,
        components: &'v mut Components,
        encoder: impl FnOnce(&'v mut EncoderScratch) -> Encoder<'v>,
    ) {
        self.lists.clear();
        self.equal_keys = false;
        self.inside.clear();
        #[cfg(feature = "tracing")]
        {
            self.encoder.slots = 0;
        }
        if self
            .secrets
            .as_ref()
            .is_some_and(|known| known.key() != mirror.key)
        {
            self.secrets = None;
        }
        let secrets = self.secrets.get_or_insert_with(|| Secrets::new(mirror.key));
        let is_new = mirror.is_new();
        let differ = Differ {
            encoder: encoder(&mut self.encoder),
            mirror: &mut *mirror,
            secrets,
            spare: &mut self.spare,
            text: &mut self.text,
            lists: &mut self.lists,
            matchings: &mut self.matchings,
            equal_keys: &mut self.equal_keys,
            inside: &mut self.inside,
            #[cfg(feature = "session")]
            forgotten: &mut self.forgotten,
            place: Place::ROOT,
            waiting: false,
            whole: false,
            ambient: false,
            plain: false,
            left_out: false,
        };
        self.too_deep = !Cx::diff(differ, components, view, self.deepest);
        #[cfg(feature = "session")]
        if !self.forgotten.is_empty() {
            forget(&mut self.forgotten);
        }
        if is_new {
            mirror.settle();
        }
    }
}

/// Forgets what was shown; apart, as most views show nothing of the kind.
#[cfg(feature = "session")]
#[inline(never)]
fn forget(shown: &mut Vec<Arc<dyn Forget>>) {
    for value in shown.drain(..) {
        value.forget();
    }
}

impl Default for Patcher {
    fn default() -> Self {
        Patcher::new()
    }
}

impl Mirror {
    /// [`Patcher::patch`] with scratch of its own; fine where a mirror is patched now and then.
    pub fn patch<V: View + ?Sized>(&mut self, view: &V, out: &mut String) -> bool {
        Patcher::new().patch(self, view, out)
    }
}

/// A word of the mirror.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At {
    node: u32,
    /// Counted from the first word of the block, or of the first row of the list.
    word: usize,
}

impl At {
    /// The words of the root.
    pub(crate) const ROOT: At = At {
        node: ROOT,
        word: 0,
    };
}

impl At {
    /// The word that stands so many words behind.
    pub(crate) fn behind(self, words: usize) -> At {
        At {
            word: self.word + words,
            ..self
        }
    }
}

/// The slot being visited.
#[derive(Clone, Copy, Debug)]
struct Place {
    at: At,
    slot: usize,
    context: &'static Context,
    /// It is no slot, but where the view or a component beside the page begins: a block has to stand there.
    root: bool,
}

impl Place {
    /// Where the view begins.
    const ROOT: Place = Place {
        at: At::ROOT,
        slot: 0,
        context: &BARE.slots[0].context,
        root: true,
    };
}

/// What a block goes back to at its end.
pub(crate) struct BlockScope {
    /// First word of the block.
    pub(crate) base: At,
    /// The block is sent whole.
    sent: Option<Sent>,
}

struct Sent {
    /// The mood to go back to.
    whole_before: bool,
}

/// A list whose rows are coming.
struct ListScope {
    row: &'static Template,
    place: Place,
    /// `None` until the first row of a list that was not there before.
    node: Option<u32>,
    /// The list was not there before.
    whole: bool,
    /// The mood before the list.
    whole_before: bool,
    outer: Stamp,
    /// What the rows read beside themselves did not change.
    outer_same: bool,
    /// Version of the list, if it has one.
    version: Stamp,
    matching: Box<Matching>,
    origin: Origin,
    /// Of the row whose origin is not known yet.
    stamp: Stamp,
    /// Of its rows so far.
    ambient: bool,
    /// Of what holds the list.
    ambient_before: bool,
    /// The block that was put around it, as it stands at a root.
    block: Option<BlockScope>,
}

/// The comparison of one view with one mirror.
pub(crate) struct Differ<'d> {
    mirror: &'d mut Mirror,
    secrets: &'d Secrets,
    spare: &'d mut Spare,
    encoder: Encoder<'d>,
    text: &'d mut String,
    lists: &'d mut Vec<ListScope>,
    #[expect(clippy::vec_box)]
    matchings: &'d mut Vec<Box<Matching>>,
    /// Rows of a list had equal keys.
    equal_keys: &'d mut bool,
    /// The components met so far, each after those in it.
    inside: &'d mut Vec<Inside>,
    #[cfg(feature = "session")]
    forgotten: &'d mut Vec<Arc<dyn Forget>>,
    place: Place,
    /// The slot of `place` has not got its value yet.
    waiting: bool,
    whole: bool,
    /// Something was visited that no stamp tells of, so what holds it must be visited again.
    ambient: bool,
    /// Markup is text in what is visited.
    plain: bool,
    /// Something was left out, for which there may be room another time.
    left_out: bool,
}

/// An instance of a component as it is now.
#[derive(Clone, Copy)]
pub(crate) struct Shown {
    pub(crate) number: u32,
    pub(crate) stamp: Stamp,
    /// Of what its slots read.
    pub(crate) slots: Stamp,
}

/// What the visit of a component goes back to.
pub(crate) struct ComponentScope {
    node: u32,
    shown: Shown,
    /// It stands beside the page.
    beside: bool,
    /// Its first among the components met.
    inside: usize,
    whole_before: bool,
    left_out_before: bool,
}

/// What a part of a block goes back to at its end.
pub(crate) struct PartScope {
    /// The word of its stamp.
    stamp: At,
    ambient_before: bool,
}

/// What a slot goes back to at the end of its visit.
pub(crate) struct SlotScope {
    /// The word of its stamp, if it has one.
    stamp: Option<At>,
    ambient_before: bool,
    plain_before: bool,
}

/// Slots.
impl Differ<'_> {
    /// Steps over the words of a slot whose value is a view. `None`: it is what it was, no need to
    /// visit it.
    #[inline]
    pub(crate) fn enter_slot(
        &mut self,
        at: &mut At,
        slot: usize,
        kind: &'static SlotKind,
        stamp: Stamp,
    ) -> Option<SlotScope> {
        let start = *at;
        at.word += 1 + usize::from(kind.lazy);
        if kind.lazy {
            let known = self.mirror.word(start.node, start.word);
            let word = stamp.word();
            if *known == word && word != EMPTY && !self.whole {
                return None;
            }
            *known = word;
        }
        self.place = Place {
            at: At {
                word: at.word - 1,
                ..start
            },
            slot,
            context: &kind.context,
            root: start.node == ROOT,
        };
        self.waiting = true;
        let plain_before = self.plain;
        self.plain |= kind.context.is_plain();
        Some(SlotScope {
            stamp: kind.lazy.then_some(start),
            ambient_before: core::mem::replace(&mut self.ambient, stamp == Stamp::ALWAYS),
            plain_before,
        })
    }

    /// Ends the visit of a slot. A view that gave nothing is nothing.
    #[inline]
    pub(crate) fn leave_slot(&mut self, scope: SlotScope) {
        if self.waiting {
            self.value(&Dyn::None);
        }
        if self.ambient
            && let Some(stamp) = scope.stamp
        {
            *self.mirror.word(stamp.node, stamp.word) = EMPTY;
        }
        self.ambient |= scope.ambient_before;
        self.plain = scope.plain_before;
    }

    /// The first of these parts of a block, from `next` on, that may not be what it was.
    #[inline]
    pub(crate) fn next_part(
        &mut self,
        block: At,
        parts: &[Part<'_>],
        next: usize,
    ) -> Option<usize> {
        let is_untracked = parts.get(next)?.stamp == Stamp::ALWAYS;
        if is_untracked || self.whole {
            return Some(next);
        }
        let known = self.mirror.words(block.node, block.word + next);
        let mut parts = parts[next..].iter().zip(known);
        let unlike = |(part, known): (&Part<'_>, &Word)| !part.stamp.is_known(*known);
        Some(next + parts.position(unlike)?)
    }

    /// Begins a part, whose stamp has this word.
    #[inline]
    pub(crate) fn enter_part(&mut self, at: At, stamp: Stamp) -> PartScope {
        *self.mirror.word(at.node, at.word) = stamp.word();
        PartScope {
            stamp: at,
            ambient_before: core::mem::replace(&mut self.ambient, stamp == Stamp::ALWAYS),
        }
    }

    #[inline]
    pub(crate) fn leave_part(&mut self, scope: PartScope) {
        if self.ambient {
            *self.mirror.word(scope.stamp.node, scope.stamp.word) = EMPTY;
        }
        self.ambient |= scope.ambient_before;
    }

    /// Says that what is being visited depends on more than its stamp tells of.
    pub(crate) fn note(&mut self, stamp: Stamp) {
        self.ambient |= stamp == Stamp::ALWAYS;
    }

    /// Steps over the slots in front that are what they were, as values at hand and stamps tell; gives how many they
    /// are. A loop of its own, as most slots are such.
    #[inline]
    pub(crate) fn skip_unchanged(
        &mut self,
        at: &mut At,
        kinds: &[SlotKind],
        values: &[Dyn<'_>],
    ) -> usize {
        if self.whole {
            return 0;
        }
        let words = self.mirror.words(at.node, at.word);
        let (mut slot, mut word) = (0, 0);
        loop {
            // The word of a stamp is no more that of a text or number than another hash is.
            let same = values[slot..].iter().zip(&words[word..]);
            let same = same
                .take_while(|(value, word)| memo::is_of_text_or_int(self.secrets, value, **word))
                .count();
            (slot, word) = (slot + same, word + same);
            match (values.get(slot), words.get(word)) {
                (Some(Dyn::View(view)), Some(known))
                    if kinds[slot].lazy && *known != EMPTY && *known == view.stamp().word() =>
                {
                    (slot, word) = (slot + 1, word + 2);
                }
                _ => break,
            }
        }
        at.word += word;
        slot
    }

    /// A slot whose value is at hand.
    #[inline]
    pub(crate) fn scalar(
        &mut self,
        at: &mut At,
        slot: usize,
        kind: &'static SlotKind,
        value: &Dyn<'_>,
    ) {
        if kind.lazy {
            *self.mirror.word(at.node, at.word) = EMPTY;
            at.word += 1;
        }
        self.compare(*at, slot, &kind.context, value);
        at.word += 1;
    }

    /// The value of the slot being visited.
    pub(crate) fn value(&mut self, value: &Dyn<'_>) {
        if core::mem::take(&mut self.waiting) {
            let Place {
                at, slot, context, ..
            } = self.place;
            self.compare(at, slot, context, value);
        }
    }

    #[inline(always)]
    fn compare(&mut self, at: At, slot: usize, context: &'static Context, value: &Dyn<'_>) {
        let new = memo::of_value(self.secrets, value, self.text);
        let known = self.mirror.word(at.node, at.word);
        if *known != new || self.whole {
            let old = core::mem::replace(known, new);
            self.send(at, slot, context, value, old, new);
        }
    }

    fn send(
        &mut self,
        at: At,
        slot: usize,
        context: &'static Context,
        value: &Dyn<'_>,
        old: Word,
        new: Word,
    ) {
        let context = match context {
            Context::Text if self.plain => Context::PlainText,
            context => *context,
        };
        let replaces_node = self.mirror.is_nodes(old);
        #[cfg(feature = "edits")]
        if (memo::node(old).is_some() || Long::may_be(value))
            && self.renew(at, slot, context, value, old, new)
        {
            return;
        }
        #[cfg(not(feature = "edits"))]
        {
            let _ = (at, new);
            self.mirror.release(old, self.spare);
        }
        let encoder = &mut self.encoder;
        render::filtered(context, value, |context, value| {
            encoder.scalar(slot, context, value, replaces_node);
        });
    }

    /// Whether the root of the view is being visited: it has to be a block.
    pub(crate) fn at_root(&self) -> bool {
        self.waiting && self.place.root
    }

    /// Ends the visit of the view.
    pub(crate) fn finish(mut self, components: &Components) {
        self.encoder.finish();
        let Differ { mirror, spare, .. } = self;
        mirror.keep_beside(spare, |number| components.is_met(number));
    }
}

/// Components.
impl Differ<'_> {
    /// Says that something is left out here, for which there may be room another time.
    pub(crate) fn leave_out(&mut self) {
        self.left_out = true;
        self.ambient = true;
    }

    /// Begins the component of the slot being visited. `None`: it shows what it showed.
    ///
    /// What holds it is visited each time, so that a component that changed is always met.
    pub(crate) fn enter_component(
        &mut self,
        shown: Shown,
        components: &mut Components,
    ) -> Option<ComponentScope> {
        if !core::mem::take(&mut self.waiting) {
            return None;
        }
        let number = shown.number;
        let beside = self.mirror.dialect == Dialect::Phoenix && !self.plain;
        let node = match beside {
            true => self.component_beside(number),
            false => self.component_in_slot(number),
        };
        let word = shown.word();
        let known = self.mirror.component(node);
        let inside = &known.inside;
        if known.stamp == word
            && word != EMPTY
            && (beside || !self.whole)
            && inside
                .iter()
                .all(|c| components.is_unchanged(c.number, c.stamp))
        {
            inside.iter().for_each(|c| components.meet(c.number));
            self.inside.extend_from_slice(inside);
            self.inside.push(shown.inside());
            self.ambient = true;
            return None;
        }
        known.open = true;
        let scope = ComponentScope {
            node,
            shown,
            beside,
            inside: self.inside.len(),
            whole_before: self.whole,
            left_out_before: core::mem::take(&mut self.left_out),
        };
        self.place.at = At { node, word: 0 };
        self.waiting = true;
        if beside {
            self.place = Place {
                at: self.place.at,
                ..Place::ROOT
            };
            self.whole = false;
            self.encoder.enter_component();
        }
        Some(scope)
    }

    /// The node of a component beside the page, which the slot names.
    fn component_beside(&mut self, number: u32) -> u32 {
        let Place { at, slot, .. } = self.place;
        let (old, new) = (
            *self.mirror.word(at.node, at.word),
            memo::of_component(number),
        );
        if old != new || self.whole {
            self.mirror.release(old, self.spare);
            *self.mirror.word(at.node, at.word) = new;
            self.encoder.component(slot, number);
        }
        self.mirror.component_beside(number)
    }

    /// The node of a component in the slot. Where another one stood, or anything else, that is what it is
    /// compared with.
    fn component_in_slot(&mut self, number: u32) -> u32 {
        let Place { at, .. } = self.place;
        let old = *self.mirror.word(at.node, at.word);
        match memo::node(old) {
            Some(node) if self.mirror.is_component(node) => {
                let known = self.mirror.component(node);
                if known.number != number {
                    known.number = number;
                    known.stamp = EMPTY;
                }
                node
            }
            _ => {
                let node = self.mirror.new_component(number, old);
                *self.mirror.word(at.node, at.word) = memo::of_node(node);
                node
            }
        }
    }

    pub(crate) fn leave_component(&mut self, scope: ComponentScope) {
        if self.waiting {
            self.value(&Dyn::None);
        }
        let ComponentScope { node, shown, .. } = scope;
        let known = self.mirror.component(node);
        known.inside.clear();
        known.inside.extend_from_slice(&self.inside[scope.inside..]);
        known.stamp = match self.left_out {
            true => EMPTY,
            false => shown.word(),
        };
        let is_kept = known.stamp != EMPTY;
        self.inside.push(match is_kept {
            true => shown.inside(),
            // It will have changed, whatever its instance says.
            false => Inside {
                stamp: Stamp::ALWAYS,
                ..shown.inside()
            },
        });
        known.open = false;
        if scope.beside {
            known.sent |= self.encoder.leave_component(shown.number);
            self.mirror.shows(node);
        }
        self.whole = scope.whole_before;
        self.left_out |= scope.left_out_before;
        self.ambient = true;
    }
}

impl Shown {
    /// Of all that it shows.
    fn word(&self) -> Word {
        Stamp::mix(u64::from(self.number), &[self.stamp, self.slots]).word()
    }

    fn inside(&self) -> Inside {
        Inside {
            number: self.number,
            stamp: self.stamp,
        }
    }
}

/// Blocks.
impl Differ<'_> {
    /// Begins the block of the slot being visited. `None`: the slot has its value already.
    pub(crate) fn enter_block(&mut self, template: &'static Template) -> Option<BlockScope> {
        if !core::mem::take(&mut self.waiting) {
            return None;
        }
        let Place { at, slot, root, .. } = self.place;
        let old = *self.mirror.word(at.node, at.word);
        if let Some(node) = memo::node(old)
            && !self.whole
            && self.mirror.is_block_of(node, template)
        {
            if root {
                self.encoder.enter_root();
            } else {
                self.encoder.enter_block(slot, template);
            }
            return Some(BlockScope {
                base: At { node, word: 0 },
                sent: None,
            });
        }
        let was_list = memo::node(old).is_some_and(|node| self.mirror.is_list(node));
        self.mirror.release(old, self.spare);
        if root
            && at.node != ROOT
            && let Some(donor) = self.mirror.donor(template)
        {
            return Some(self.borrow(at, &donor));
        }
        let (shape, unseen) = self.mirror.shape(template);
        let node = self.mirror.new_block(shape, template.words, self.spare);
        *self.mirror.word(at.node, at.word) = memo::of_node(node);
        if root {
            if at.node == ROOT {
                // With the root the client forgets what stands beside it.
                self.mirror.keep_beside(self.spare, |_| false);
            }
            self.encoder.begin_root(template, shape, unseen);
        } else {
            self.encoder
                .begin_block(slot, template, shape, unseen, was_list);
        }
        let whole_before = core::mem::replace(&mut self.whole, true);
        Some(BlockScope {
            base: At { node, word: 0 },
            sent: Some(Sent { whole_before }),
        })
    }

    /// Begins the tree of a component as a copy of another one's.
    fn borrow(&mut self, at: At, donor: &Donor) -> BlockScope {
        let copy = self.mirror.copy_of(donor);
        *self.mirror.word(at.node, at.word) = copy;
        let Some(node) = memo::node(copy) else {
            unreachable!("a donor has a block at its root")
        };
        self.encoder.borrow_component(donor.number, donor.sent);
        BlockScope {
            base: At { node, word: 0 },
            sent: None,
        }
    }

    pub(crate) fn leave_block(&mut self, template: &'static Template, scope: BlockScope) {
        match scope.sent {
            Some(Sent { whole_before }) => {
                self.encoder.end_block(template);
                self.whole = whole_before;
            }
            None => self.encoder.leave_block(),
        }
    }
}

/// Lists.
impl Differ<'_> {
    /// Begins the list of the slot being visited. The root has to be a block, so a list there is put
    /// into one.
    pub(crate) fn begin_list(&mut self, row: &'static Template, outer: Stamp) {
        let mut block = None;
        if self.at_root()
            && let Some(scope) = self.enter_block(&BARE)
        {
            self.place = Place {
                at: At {
                    word: 1,
                    ..scope.base
                },
                root: false,
                ..Place::ROOT
            };
            block = Some(scope);
        }
        self.waiting = false;
        let Place { at, slot, .. } = self.place;
        let old = *self.mirror.word(at.node, at.word);
        let node = memo::node(old).filter(|node| !self.whole && self.mirror.is_list_of(*node, row));
        let mut matching = self.matchings.pop().unwrap_or_default();
        let mut outer_same = false;
        let mut old_len = 0;
        if let Some(node) = node {
            let list = self.mirror.list(node);
            old_len = list.rows.keys.len();
            outer_same = outer != Stamp::ALWAYS && list.outer == outer.0;
            list.outer = outer.0;
            self.encoder.enter_list(slot, old_len, row.slots.len());
        }
        matching.begin(old_len, row.words);
        self.lists.push(ListScope {
            row,
            place: self.place,
            node,
            whole: node.is_none(),
            whole_before: self.whole,
            outer,
            outer_same,
            version: Stamp::ALWAYS,
            matching,
            origin: Origin::New,
            stamp: Stamp::ALWAYS,
            ambient: false,
            ambient_before: self.ambient,
            block,
        });
    }

    /// Says how the rows of the list just begun came to be.
    pub(crate) fn history(&mut self, history: History<'_>) {
        let Differ { lists, mirror, .. } = self;
        let Some(scope) = lists.last_mut() else {
            unreachable!("a list was begun")
        };
        scope.version = history.version();
        if let Some(node) = scope.node
            && scope.outer_same
        {
            let seen = mirror.list(node).seen;
            scope.matching.touched.since(seen, history);
        }
    }

    /// Takes over the old rows that follow the last taken, so many, which are what they were.
    fn keep_following(&mut self, rows: usize) {
        let Differ {
            lists,
            mirror,
            encoder,
            ..
        } = self;
        let Some(scope) = lists.last_mut() else {
            unreachable!("rows come within a list")
        };
        if let Some(node) = scope.node {
            let matching = &mut scope.matching;
            encoder.keep_rows(matching.len, matching.next, rows);
            matching.push_following(mirror.list(node), rows);
        }
    }

    /// The next row; `true`: it has to be compared, and [`Differ::leave_row`] follows.
    #[inline]
    pub(crate) fn next_row(&mut self, key: u64, stamp: Stamp) -> bool {
        let Differ { lists, mirror, .. } = self;
        if let Some(scope) = lists.last_mut()
            && scope.outer_same
            && let Some(node) = scope.node
            && scope.matching.is_same(mirror.list(node), key, stamp)
        {
            scope.matching.len += 1;
            return false;
        }
        self.changed_row(key, stamp)
    }

    /// The next row, if it is not the same as before in the same place.
    fn changed_row(&mut self, key: u64, stamp: Stamp) -> bool {
        let node = match self.scope().node {
            Some(node) => node,
            None => self.first_row(),
        };
        let Differ {
            lists,
            mirror,
            encoder,
            whole,
            ambient,
            ..
        } = self;
        let Some(scope) = lists.last_mut() else {
            unreachable!("rows come within a list")
        };
        let list = mirror.list(node);
        scope.origin = scope.matching.row(list, key);
        let same = scope.matching.same_stamp(list, stamp);
        let position = scope.matching.len;
        let aside = scope.matching.aside;
        match scope.origin {
            Origin::Kept(old) if same && scope.outer_same => {
                if aside {
                    encoder.keep_rows(position, old, 1);
                }
                scope.matching.len += 1;
                return false;
            }
            Origin::Kept(old) if aside => encoder.enter_row(position, old),
            Origin::Kept(_) => encoder.enter_row_in_place(position),
            Origin::New => {
                encoder.begin_row(position, scope.whole);
                *whole = true;
            }
            Origin::Unknown => unreachable!("a key tells where a row comes from"),
        }
        *ambient = stamp == Stamp::ALWAYS;
        true
    }

    /// First word of the row that is open.
    pub(crate) fn row_base(&mut self) -> At {
        let scope = self.scope();
        let Some(node) = scope.node else {
            unreachable!("a list with rows has a node")
        };
        At {
            node,
            word: scope.matching.len * scope.row.words,
        }
    }

    pub(crate) fn leave_row(&mut self) {
        let ambient = core::mem::take(&mut self.ambient);
        let Differ { lists, mirror, .. } = self;
        let Some(scope) = lists.last_mut() else {
            unreachable!("a row is open")
        };
        if ambient && let Some(node) = scope.node {
            scope.matching.forget_stamp(mirror.list(node));
        }
        scope.ambient |= ambient;
        scope.matching.len += 1;
        let (whole_list, whole_before) = (scope.whole, scope.whole_before);
        match scope.origin {
            Origin::Kept(_) => self.encoder.leave_row(),
            Origin::New | Origin::Unknown => {
                self.encoder.end_row(whole_list);
                self.whole = whole_before;
            }
        }
    }

    /// Ends the list.
    pub(crate) fn end_list(&mut self) {
        let Some(mut scope) = self.lists.pop() else {
            unreachable!("a list ends once")
        };
        let len = scope.matching.len;
        self.ambient = scope.ambient_before | scope.ambient;
        if let Some(node) = scope.node {
            *self.equal_keys |= scope.matching.has_equal_keys(self.mirror.list(node));
            self.mirror.list(node).seen = match scope.ambient {
                true => Stamp::ALWAYS,
                false => scope.version,
            };
        }
        let is_forgotten = !scope.whole && len == 0 && self.mirror.forgets_empty_lists;
        if is_forgotten {
            self.encoder.forget_list();
        }
        match scope.node {
            Some(node) if !is_forgotten && !scope.whole => {
                scope.matching.end(self.mirror, node, self.spare);
                self.encoder.leave_list(len);
            }
            Some(node) if scope.whole => {
                self.spare.settle(&mut self.mirror.list(node).rows);
                self.encoder.end_list(scope.row, len);
            }
            _ => {
                self.place = scope.place;
                self.waiting = true;
                self.value(&Dyn::None);
            }
        }
        self.matchings.push(scope.matching);
        if let Some(scope) = scope.block {
            self.leave_block(&BARE, scope);
        }
    }

    /// The hash of a key.
    pub(crate) fn key<K: Key + ?Sized>(&self, key: &K) -> u64 {
        self.secrets.hash_of_key(key)
    }

    /// Makes the list of the slot, now that it has a row.
    #[cold]
    fn first_row(&mut self) -> u32 {
        let scope = self.scope();
        let (row, place, outer) = (scope.row, scope.place, scope.outer);
        let old = *self.mirror.word(place.at.node, place.at.word);
        self.mirror.release(old, self.spare);
        let (shape, unseen) = self.mirror.shape(row);
        let node = self.mirror.new_list(shape, outer.0, self.spare);
        *self.mirror.word(place.at.node, place.at.word) = memo::of_node(node);
        self.scope().node = Some(node);
        self.encoder.begin_list(place.slot, row, shape, unseen);
        node
    }

    fn scope(&mut self) -> &mut ListScope {
        match self.lists.last_mut() {
            Some(scope) => scope,
            None => unreachable!("rows come within a list"),
        }
    }
}
