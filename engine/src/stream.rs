//! [`Stream`]: a list whose items the server forgets once they are sent.
//!
//! ```text
//! stream.insert(a)  stream.delete(b)     holds both operations; version 7
//! a mirror that saw 5                    gets them, and has seen 7
//! a mirror that saw 7                    gets nothing
//! stream.insert(c)                       drops what was sent: holds one operation; version 8
//! ```
//! It knows nothing of who is shown the stream: how operations are written is `wire`'s, what a mirror keeps of a
//! stream (its version, no rows) is `mirror`'s.

use crate::component::Prop;
use crate::diff::StreamScope;
use crate::stamp::{Stamp, Stamped};
use crate::tracked::Tracked;
use alloc::{boxed::Box, collections::BTreeMap, rc::Rc, string::String, sync::Arc, vec, vec::Vec};
use core::fmt;
use core::sync::atomic::{AtomicBool, Ordering};

/// A list whose items the server forgets: it holds only what was not sent yet. The rows live in the page.
///
/// A template walks it by `:for={(id, item) in @stream}` on the children of an element with an `id` and
/// `phx-update="stream"`; each row is an element with that `id`. A row is rendered once, when its item is
/// inserted: what else it reads may change without effect, until the item is inserted again.
///
/// ```
/// use slotwise::{Dialect, HashKey, Insert, Mirror, Stream, View, h};
///
/// struct Message { id: u32, text: &'static str }
///
/// struct Page { messages: Stream<Message> }
///
/// impl Page {
///     fn render(&self) -> impl View {
///         h! {
///             <ul id="messages" phx-update="stream">
///               <li :for={(id, message) in @messages} id={id}>{message.text}</li>
///             </ul>
///         }
///     }
/// }
///
/// let mut page = Page { messages: Stream::new(|message| format!("m{}", message.id)) };
/// let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
/// page.messages.insert(Message { id: 1, text: "Hello" });
/// mirror.patch(&page.render(), &mut String::new());
///
/// let mut patch = String::new();
/// page.messages.insert(Message { id: 2, text: "Hi" });
/// page.messages.delete_by_id("m1");
/// mirror.patch(&page.render(), &mut patch);
/// assert_eq!(patch, r#"[0,["m1",["m2","Hi"]]]"#);
///
/// patch.clear();
/// page.messages.insert(Insert::new(Message { id: 3, text: "Oh" }).at(0).limit(50));
/// mirror.patch(&page.render(), &mut patch);
/// assert_eq!(patch, r#"[0,[0,50,["m3","Oh"]]]"#);
/// assert_eq!(page.messages.held(), 1);
/// ```
///
/// # What the page then holds
///
/// What one patch brings is applied in this order:
///
/// 1. [`reset`](Stream::reset) takes all rows away;
/// 2. [`delete`](Stream::delete) takes single ones; an item inserted before, but not sent yet, is never sent;
/// 3. insertions come in their order. One whose id has a row already replaces what that row shows, in its place;
///    else it becomes a row, and then the limit, if it has one, takes rows away.
///
/// # Who gets it
///
/// A stream is for one [`Mirror`](crate::Mirror). Operations are held until something is done to the stream after
/// they were sent, or until [`flush`](Stream::flush). A mirror that is shown the stream for the first time, or
/// anew, gets the insertions that are held, and nothing that was forgotten before; likewise
/// [`View::to_html`](crate::View::to_html), which takes nothing. So a view with a stream is not for a
/// [`Group`](crate::Group), whose members join later. Where a mirror was shown another stream in the same place,
/// the rows of that are taken away.
pub struct Stream<T> {
    dom_id: fn(&T) -> String,
    /// Which stream it is.
    identity: Stamp,
    /// What the operations lead to.
    version: Stamp,
    /// Whether they were sent to a mirror.
    sent: AtomicBool,
    reset: bool,
    deletes: Vec<Arc<str>>,
    /// `None`: taken back.
    inserts: Vec<Option<Held<T>>>,
    /// What is held for an id.
    index: BTreeMap<Arc<str>, Known>,
}

/// An insertion and the id of its row.
#[derive(Clone)]
struct Held<T> {
    id: Arc<str>,
    insert: Insert<T>,
}

#[derive(Clone, Copy, Default)]
struct Known {
    deleted: bool,
    /// Where its insertion is.
    insert: Option<usize>,
}

/// How an item is inserted into a [`Stream`], where it is not simply put at the end.
///
/// ```
/// use slotwise::{Insert, Stream, View, h};
/// let mut lines = Stream::new(|line: &&str| format!("line-{line}"));
/// lines.extend(["a", "b", "c"]);
/// lines.insert(Insert::new("z").at(0).limit(3));
/// let view = h! { <p id="log" phx-update="stream"><b :for={(id, line) in lines} id={id}>{line}</b></p> };
/// assert_eq!(
///     view.to_html(),
///     r#"<p id="log" phx-update="stream"><b id="line-z">z</b><b id="line-a">a</b><b id="line-b">b</b></p>"#,
/// );
/// ```
#[derive(Clone, Debug)]
pub struct Insert<T> {
    item: T,
    /// `None`: the end.
    at: Option<usize>,
    limit: Option<isize>,
    update_only: bool,
}

impl<T> Insert<T> {
    /// At the end of the stream.
    pub fn new(item: T) -> Self {
        Insert {
            item,
            at: None,
            limit: None,
            update_only: false,
        }
    }

    /// At this position among the rows, or at the end if there are fewer.
    #[must_use]
    pub fn at(mut self, position: usize) -> Self {
        self.at = Some(position);
        self
    }

    /// After it has become a row, only so many rows stay: the first ones, or, of a negative number, the last.
    #[must_use]
    pub fn limit(mut self, rows: isize) -> Self {
        self.limit = Some(rows);
        self
    }

    /// Only if the page has its row.
    #[must_use]
    pub fn update_only(mut self) -> Self {
        self.update_only = true;
        self
    }

    fn placing(&self) -> Placing {
        Placing {
            at: self.at,
            limit: self.limit,
            update_only: self.update_only,
        }
    }
}

impl<T> From<T> for Insert<T> {
    fn from(item: T) -> Self {
        Insert::new(item)
    }
}

impl<T> Stream<T> {
    /// A stream of nothing. `dom_id` gives the `id` of an item's row, which no other element of the page has.
    pub fn new(dom_id: fn(&T) -> String) -> Self {
        Stream {
            dom_id,
            identity: Stamp::fresh(),
            version: Stamp::fresh(),
            sent: AtomicBool::new(false),
            reset: false,
            deletes: Vec::new(),
            inserts: Vec::new(),
            index: BTreeMap::new(),
        }
    }

    /// Inserts an item at the end, or as an [`Insert`] says; if it has a row, it is shown in place of that.
    pub fn insert(&mut self, item: impl Into<Insert<T>>) {
        self.change();
        self.put(item.into());
    }

    /// Inserts an item at a position: `insert(Insert::new(item).at(position))`.
    pub fn insert_at(&mut self, position: usize, item: T) {
        self.insert(Insert::new(item).at(position));
    }

    /// Takes the row of an item away.
    pub fn delete(&mut self, item: &T) {
        let id = (self.dom_id)(item);
        self.delete_by_id(&id);
    }

    /// Takes the row with this `id` away.
    ///
    /// ```
    /// use slotwise::Stream;
    /// let mut numbers = Stream::new(|number: &u32| format!("n{number}"));
    /// numbers.insert(4);
    /// numbers.delete_by_id("n4"); // never sent
    /// assert_eq!(numbers.held(), 0);
    /// ```
    pub fn delete_by_id(&mut self, id: &str) {
        self.change();
        let known = self.index.get(id).copied().unwrap_or_default();
        if let Some(at) = known.insert {
            self.inserts[at] = None;
        }
        let deleted = !self.reset;
        if deleted && !known.deleted {
            self.deletes.push(id.into());
        }
        let insert = None;
        self.index.insert(id.into(), Known { deleted, insert });
    }

    /// Takes all rows away and inserts these.
    pub fn reset<I: Into<Insert<T>>>(&mut self, items: impl IntoIterator<Item = I>) {
        self.change();
        self.drop_operations();
        self.reset = true;
        for item in items {
            self.put(item.into());
        }
    }

    /// Forgets at once what was sent, if it was: not only when something is done to the stream again.
    ///
    /// ```
    /// use slotwise::{Dialect, HashKey, Mirror, Stream, h};
    /// let mut words = Stream::new(|word: &String| format!("w-{word}"));
    /// words.insert(String::from("Hello"));
    /// words.flush();
    /// assert_eq!(words.held(), 1); // not sent yet
    ///
    /// let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
    /// let shown = &words;
    /// let view = h! { <p id="words" phx-update="stream"><b :for={(id, word) in shown} id={id}>{word}</b></p> };
    /// mirror.patch(&view, &mut String::new());
    /// words.flush();
    /// assert_eq!(words.held(), 0);
    /// ```
    pub fn flush(&mut self) {
        if core::mem::take(self.sent.get_mut()) {
            self.drop_operations();
        }
    }

    /// How many items it holds.
    pub fn held(&self) -> usize {
        self.inserts.iter().flatten().count()
    }

    /// Begins the next version.
    fn change(&mut self) {
        self.flush();
        self.version = Stamp::fresh();
    }

    fn drop_operations(&mut self) {
        self.reset = false;
        self.deletes = Vec::new();
        self.inserts = Vec::new();
        self.index = BTreeMap::new();
    }

    fn put(&mut self, insert: Insert<T>) {
        let id: Arc<str> = (self.dom_id)(&insert.item).into();
        let known = self.index.entry(id.clone()).or_default();
        if let Some(at) = known.insert
            && let Some(held) = &mut self.inserts[at]
        {
            if insert.update_only || !held.insert.update_only {
                // By then it has a row, if it may have one.
                held.insert.item = insert.item;
                return;
            }
            self.inserts[at] = None;
        } else if insert.update_only && (known.deleted || self.reset) {
            return;
        }
        known.insert = Some(self.inserts.len());
        self.inserts.push(Some(Held { id, insert }));
    }
}

/// What is sent of a stream.
impl<T> Stream<T> {
    pub(crate) fn identity(&self) -> Stamp {
        self.identity
    }

    pub(crate) fn version(&self) -> Stamp {
        self.version
    }

    /// Whether no operation is held.
    pub(crate) fn has_nothing(&self) -> bool {
        !self.reset && self.deletes.is_empty() && self.held() == 0
    }

    /// Says that a mirror got what is held.
    pub(crate) fn mark_sent(&self) {
        self.sent.store(true, Ordering::Relaxed);
    }

    pub(crate) fn removals(&self) -> Removals<'_> {
        Removals {
            reset: self.reset,
            deletes: &self.deletes,
        }
    }

    /// The rows that a page without any gets, in their order there.
    pub(crate) fn rows(&self) -> Inserts<'_, T> {
        let held = self.inserts.iter().flatten();
        let simple = Placing::default();
        if held.clone().all(|held| held.insert.placing() == simple) {
            return self.operations();
        }
        let mut rows: Vec<&Held<T>> = Vec::new();
        for held in held.filter(|held| !held.insert.update_only) {
            let Insert { at, limit, .. } = held.insert;
            rows.insert(at.map_or(rows.len(), |at| at.min(rows.len())), held);
            match limit {
                Some(first @ 0..) => rows.truncate(first.unsigned_abs()),
                Some(last) => _ = rows.drain(..rows.len().saturating_sub(last.unsigned_abs())),
                None => {}
            }
        }
        Inserts {
            order: Order::Rows(rows.into_iter()),
            scope: None,
        }
    }

    /// The insertions as they were made.
    pub(crate) fn operations(&self) -> Inserts<'_, T> {
        Inserts {
            order: Order::Operations(self.inserts.iter()),
            scope: None,
        }
    }
}

/// What a patch takes away before it inserts.
#[derive(Clone, Copy)]
pub(crate) struct Removals<'s> {
    pub(crate) reset: bool,
    pub(crate) deletes: &'s [Arc<str>],
}

/// Where a row goes, and what then goes away.
#[derive(Clone, Copy, Default, PartialEq)]
pub(crate) struct Placing {
    pub(crate) at: Option<usize>,
    pub(crate) limit: Option<isize>,
    pub(crate) update_only: bool,
}

/// The insertions of a stream that a visit has to look at.
#[doc(hidden)]
pub struct Inserts<'s, T> {
    order: Order<'s, T>,
    /// Of the visit, if anything is written.
    pub(crate) scope: Option<StreamScope>,
}

enum Order<'s, T> {
    /// As a page without rows gets them.
    Rows(vec::IntoIter<&'s Held<T>>),
    /// As they were made.
    Operations(core::slice::Iter<'s, Option<Held<T>>>),
    Nothing,
}

impl<T> Inserts<'_, T> {
    pub(crate) fn nothing() -> Self {
        Inserts {
            order: Order::Nothing,
            scope: None,
        }
    }
}

impl<'s, T> Iterator for Inserts<'s, T> {
    type Item = Inserted<'s, T>;

    fn next(&mut self) -> Option<Inserted<'s, T>> {
        let (held, placing) = match &mut self.order {
            Order::Rows(rows) => (rows.next()?, Placing::default()),
            Order::Operations(inserts) => {
                let held = inserts.find_map(Option::as_ref)?;
                (held, held.insert.placing())
            }
            Order::Nothing => return None,
        };
        Some(Inserted {
            id: &held.id,
            placing,
            item: &held.insert.item,
        })
    }
}

/// One of them.
#[doc(hidden)]
pub struct Inserted<'s, T> {
    pub(crate) id: &'s str,
    pub(crate) placing: Placing,
    item: &'s T,
}

impl<'s, T> Inserted<'s, T> {
    /// What the pattern of `:for` is matched against.
    #[doc(hidden)]
    pub fn entry(&self) -> (&'s str, &'s T) {
        (self.id, self.item)
    }
}

/// What `:for` walks right inside an element with `phx-update="stream"`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a stream",
    label = "expected a `Stream`",
    note = "right inside an element with `phx-update=\"stream\"` a `:for` walks a `slotwise::Stream`"
)]
pub trait Streamed {
    #[doc(hidden)]
    type Item;

    #[doc(hidden)]
    fn stream(&self) -> &Stream<Self::Item>;
}

impl<T> Streamed for Stream<T> {
    type Item = T;

    fn stream(&self) -> &Stream<T> {
        self
    }
}

macro_rules! streamed_through {
    ($([$($bound:tt)*] $type:ty;)*) => {$(
        impl<S: $($bound)*> Streamed for $type {
            type Item = S::Item;

            fn stream(&self) -> &Stream<S::Item> {
                (**self).stream()
            }
        }
    )*};
}
streamed_through! {
    [Streamed + ?Sized] &S;
    [Streamed + ?Sized] Box<S>;
    [Streamed + ?Sized] Rc<S>;
    [Streamed + ?Sized] Arc<S>;
    [Streamed] Tracked<S>;
    [Streamed] Prop<S>;
}

impl<T> Stamped for Stream<T> {
    fn stamp(&self) -> Stamp {
        self.version
    }
}

impl<T> Extend<T> for Stream<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        self.change();
        for item in items {
            self.put(item.into());
        }
    }
}

/// The same version with the same operations, until something is done to one of the two.
impl<T: Clone> Clone for Stream<T> {
    fn clone(&self) -> Self {
        Stream {
            dom_id: self.dom_id,
            identity: self.identity,
            version: self.version,
            sent: AtomicBool::new(self.sent.load(Ordering::Relaxed)),
            reset: self.reset,
            deletes: self.deletes.clone(),
            inserts: self.inserts.clone(),
            index: self.index.clone(),
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Stream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inserts: Vec<_> = self.operations().map(|insert| insert.entry()).collect();
        f.debug_struct("Stream")
            .field("reset", &self.reset)
            .field("deletes", &self.deletes)
            .field("inserts", &inserts)
            .finish_non_exhaustive()
    }
}
