//! [`TrackedList`]: a list that remembers which of its rows were touched.

use crate::history::{History, Journal, Rows};
use crate::stamp::{Stamp, Stamped};
use crate::tracked::Tracked;
use alloc::vec::Vec;
use core::fmt;
use core::ops::{Deref, DerefMut, Index, IndexMut};

/// A list of [`Tracked`] rows for `:for={row in @rows}` that makes a change cost the same in a long list as in
/// a short one.
///
/// A [`Tracked`] list of [`Tracked`] rows says that it changed, and each row whether it did; so a patch looks
/// at the stamp of each row. This one also keeps a journal of the last 64 changes, so a patch goes straight to
/// the rows that were touched since the mirror saw the list. Each mirror may have seen another version.
///
/// | what | a patch looks at |
/// |---|---|
/// | `list[i]`, [`get_mut`](TrackedList::get_mut), [`last_mut`](TrackedList::last_mut), [`swap`](TrackedList::swap) | the rows named |
/// | [`push`](TrackedList::push), [`pop`](TrackedList::pop), [`extend`](Extend::extend), [`truncate`](TrackedList::truncate) | the rows at the end that came |
/// | [`insert`](TrackedList::insert), [`remove`](TrackedList::remove) | that row and those behind |
/// | everything else that `&mut Vec` can do, such as `retain`, `sort_by_key`, `drain` and `iter_mut` | all rows |
///
/// So it does where the loop stands on the list itself (`@rows`, not `@rows.iter()`), the rows read nothing
/// untracked, and it has no `:if`. Anywhere else it is as good as a list of [`Tracked`] rows.
///
/// A clone is the same version as the original, until one of them changes.
///
/// ```
/// use slotwise::{Dialect, HashKey, Mirror, TrackedList, View, h};
///
/// struct Page { rows: TrackedList<Row> }
///
/// struct Row { id: u32, text: String }
///
/// impl Page {
///     fn render(&self) -> impl View {
///         h! { <ul><li :for={row in @rows} :key={row.id}>{row.text}</li></ul> }
///     }
/// }
///
/// let row = |id| Row { id, text: format!("row {id}") };
/// let mut page = Page { rows: (0..100_000).map(row).collect() };
/// let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
/// mirror.patch(&page.render(), &mut String::new());
///
/// page.rows[70_000].text.push('!');
/// page.rows.push(row(100_000));
/// let mut patch = String::new();
/// mirror.patch(&page.render(), &mut patch); // looks at these two
/// assert_eq!(patch, r#"[0,[100000,["row 100000"]],70000,0,"row 70000!"]"#);
/// ```
pub struct TrackedList<T> {
    rows: Vec<Tracked<T>>,
    journal: Journal,
}

impl<T> TrackedList<T> {
    /// A list without rows.
    pub fn new() -> Self {
        TrackedList::default()
    }

    /// The row at `index`, to be changed.
    ///
    /// ```
    /// # use slotwise::TrackedList;
    /// let mut list = TrackedList::from(vec![1, 2]);
    /// if let Some(row) = list.get_mut(1) {
    ///     **row = 5;
    /// }
    /// assert_eq!(list, TrackedList::from(vec![1, 5]));
    /// assert!(list.get_mut(2).is_none());
    /// ```
    pub fn get_mut(&mut self, index: usize) -> Option<&mut Tracked<T>> {
        let row = self.rows.get_mut(index)?;
        self.journal.touch(Rows::One(index));
        Some(row)
    }

    /// The last row, to be changed.
    pub fn last_mut(&mut self) -> Option<&mut Tracked<T>> {
        self.get_mut(self.rows.len().checked_sub(1)?)
    }

    /// Swaps two rows.
    ///
    /// # Panics
    /// If one of them is not there.
    pub fn swap(&mut self, a: usize, b: usize) {
        self.rows.swap(a, b);
        self.journal.touch(Rows::One(a));
        self.journal.touch(Rows::One(b));
    }

    /// Adds a row at the end.
    ///
    /// ```
    /// # use slotwise::{Tracked, TrackedList};
    /// let mut list = TrackedList::new();
    /// list.push("a");
    /// list.push(Tracked::new("b"));
    /// assert_eq!(list.len(), 2);
    /// ```
    pub fn push(&mut self, row: impl Into<Tracked<T>>) {
        self.journal.touch(Rows::From(self.rows.len()));
        self.rows.push(row.into());
    }

    /// Takes the last row.
    pub fn pop(&mut self) -> Option<Tracked<T>> {
        let row = self.rows.pop()?;
        self.journal.touch(Rows::From(self.rows.len()));
        Some(row)
    }

    /// Drops all but the first `len` rows.
    pub fn truncate(&mut self, len: usize) {
        if len < self.rows.len() {
            self.journal.touch(Rows::From(len));
            self.rows.truncate(len);
        }
    }

    /// Puts a row before that at `index`, or at the end.
    ///
    /// # Panics
    /// If `index` is behind the end.
    pub fn insert(&mut self, index: usize, row: impl Into<Tracked<T>>) {
        self.rows.insert(index, row.into());
        self.journal.touch(Rows::From(index));
    }

    /// Takes a row out.
    ///
    /// # Panics
    /// If it is not there.
    pub fn remove(&mut self, index: usize) -> Tracked<T> {
        let row = self.rows.remove(index);
        self.journal.touch(Rows::From(index));
        row
    }

    /// The rows alone.
    pub fn into_inner(self) -> Vec<Tracked<T>> {
        self.rows
    }

    pub(crate) fn history(&self) -> History<'_> {
        History {
            journal: &self.journal,
            len: self.rows.len(),
        }
    }
}

impl<T> Stamped for TrackedList<T> {
    #[inline]
    fn stamp(&self) -> Stamp {
        self.journal.version()
    }
}

impl<T> Deref for TrackedList<T> {
    type Target = Vec<Tracked<T>>;

    #[inline]
    fn deref(&self) -> &Vec<Tracked<T>> {
        &self.rows
    }
}

/// Any row may be changed by what this gives.
impl<T> DerefMut for TrackedList<T> {
    fn deref_mut(&mut self) -> &mut Vec<Tracked<T>> {
        self.journal.touch(Rows::From(0));
        &mut self.rows
    }
}

impl<T> Index<usize> for TrackedList<T> {
    type Output = Tracked<T>;

    #[inline]
    fn index(&self, index: usize) -> &Tracked<T> {
        &self.rows[index]
    }
}

impl<T> IndexMut<usize> for TrackedList<T> {
    fn index_mut(&mut self, index: usize) -> &mut Tracked<T> {
        self.journal.touch(Rows::One(index));
        &mut self.rows[index]
    }
}

impl<T, R: Into<Tracked<T>>> Extend<R> for TrackedList<T> {
    fn extend<I: IntoIterator<Item = R>>(&mut self, rows: I) {
        self.journal.touch(Rows::From(self.rows.len()));
        self.rows.extend(rows.into_iter().map(Into::into));
    }
}

impl<T> Default for TrackedList<T> {
    fn default() -> Self {
        TrackedList::from(Vec::<Tracked<T>>::new())
    }
}

impl<T> From<Vec<Tracked<T>>> for TrackedList<T> {
    fn from(rows: Vec<Tracked<T>>) -> Self {
        TrackedList {
            rows,
            journal: Journal::new(),
        }
    }
}

impl<T> From<Vec<T>> for TrackedList<T> {
    fn from(rows: Vec<T>) -> Self {
        rows.into_iter().collect()
    }
}

impl<T, R: Into<Tracked<T>>> FromIterator<R> for TrackedList<T> {
    fn from_iter<I: IntoIterator<Item = R>>(rows: I) -> Self {
        let rows: Vec<Tracked<T>> = rows.into_iter().map(Into::into).collect();
        rows.into()
    }
}

impl<'l, T> IntoIterator for &'l TrackedList<T> {
    type Item = &'l Tracked<T>;
    type IntoIter = core::slice::Iter<'l, Tracked<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

/// The same version, until one of the two changes.
impl<T: Clone> Clone for TrackedList<T> {
    fn clone(&self) -> Self {
        TrackedList {
            rows: self.rows.clone(),
            journal: self.journal.clone(),
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for TrackedList<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows.fmt(f)
    }
}

impl<T: PartialEq<U>, U> PartialEq<TrackedList<U>> for TrackedList<T> {
    fn eq(&self, other: &TrackedList<U>) -> bool {
        self.rows == other.rows
    }
}
