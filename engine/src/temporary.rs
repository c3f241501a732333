//! [`Temporary`]: a value that is forgotten once it was shown.
//!
//! ```text
//! report.set(a)         held; version 7
//! a patch shows it      forgotten; the client keeps what it shows
//! another patch         the slot has version 7: it is stepped over
//! report.set(b)         held; version 8
//! ```
//! It knows nothing of who is shown the value: what a mirror keeps of it is `mirror`'s.

use crate::context::Cx;
use crate::stamp::{Stamp, Stamped};
use crate::value::{Dyn, Hole};
use crate::view::View;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

/// A value that the server forgets once a client shows it: `{@report}`, between tags. The client keeps what it
/// shows until the value is set again.
///
/// ```
/// use slotwise::{Dialect, HashKey, Mirror, Temporary, Tracked, View, h};
///
/// struct Page { title: Tracked<&'static str>, report: Temporary<String> }
///
/// impl Page {
///     fn render(&self) -> impl View {
///         h! { <h1>{@title}</h1><p>{@report}</p> }
///     }
/// }
///
/// let mut page = Page { title: "A".into(), report: Temporary::new("much text".to_owned()) };
/// assert_eq!(page.render().to_html(), "<h1>A</h1><p>much text</p>");
/// let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
/// mirror.patch(&page.render(), &mut String::new());
/// assert!(!page.report.is_held());
///
/// let mut patch = String::new();
/// *page.title = "B";
/// mirror.patch(&page.render(), &mut patch);
/// assert_eq!(patch, r#"[0,"B"]"#);
///
/// patch.clear();
/// page.report.set("more text".to_owned());
/// mirror.patch(&page.render(), &mut patch);
/// assert_eq!(patch, r#"[1,"more text"]"#);
/// ```
///
/// # What a client then shows
///
/// A place that shows the value takes it when it is set, and keeps it as long as the place is there: whatever else
/// changes around it, and wherever its row moves by its key. A place that is new when the value is forgotten
/// shows nothing: one in an `{#if}` that was false in between, another row, a page that is loaded or joined anew.
/// [`View::to_html`](crate::View::to_html) shows what is held, and forgets nothing.
///
/// What several places of one view show at once, all of them get. Two mirrors do not: a value is for one
/// [`Mirror`](crate::Mirror), and so not for a [`Group`](crate::Group), nor for a
/// [`SharedView`](crate::session::SharedView), which could not clone it. In rows without keys it makes rows that are not
/// found again where they have moved to.
///
/// A value that is itself a view is evaluated when it is set, and components with state in it live for that patch.
/// It cannot be read: what is to be computed with is a field of its own.
pub struct Temporary<T> {
    /// Which it is.
    identity: Stamp,
    /// What it was set to.
    version: Stamp,
    held: Arc<Mutex<Option<T>>>,
}

impl<T> Temporary<T> {
    /// One that is shown with the next patch.
    pub fn new(value: T) -> Self {
        Temporary {
            held: Arc::new(Mutex::new(Some(value))),
            ..Temporary::default()
        }
    }

    /// Shows another value with the next patch.
    pub fn set(&mut self, value: T) {
        self.version = Stamp::fresh();
        *self.held() = Some(value);
    }

    /// Forgets the value; the client shows nothing with the next patch.
    ///
    /// ```
    /// # use slotwise::{Dialect, HashKey, Mirror, Temporary, h};
    /// let mut note = Temporary::new("Saved.");
    /// let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
    /// let shown = &note;
    /// mirror.patch(&h! { <p>{shown}</p> }, &mut String::new());
    ///
    /// let mut patch = String::new();
    /// note.clear();
    /// let shown = &note;
    /// mirror.patch(&h! { <p>{shown}</p> }, &mut patch);
    /// assert_eq!(patch, r#"[0,""]"#);
    /// ```
    pub fn clear(&mut self) {
        *self.held() = None;
        self.identity = Stamp::fresh();
        self.version = Stamp::fresh();
    }

    /// Whether it waits to be shown.
    pub fn is_held(&self) -> bool {
        self.held().is_some()
    }

    fn held(&self) -> MutexGuard<'_, Option<T>> {
        // A value whose view has panicked is as good as before.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is to be shown of a value.
pub(crate) struct Showing<'t> {
    /// Which it is.
    pub(crate) identity: Stamp,
    /// `None`: it was forgotten.
    pub(crate) held: Option<Dyn<'t>>,
}

/// Something to be forgotten once the patch is written.
pub(crate) trait Forget: Send + Sync {
    fn forget(&self);
}

impl<T: Send> Forget for Mutex<Option<T>> {
    fn forget(&self) {
        *self.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl<T: Hole + Send + 'static> View for Temporary<T> {
    fn stamp(&self) -> Stamp {
        self.version
    }

    fn visit(&self, cx: &mut Cx<'_>) {
        if cx.is_at_root() {
            return cx.root_block(self);
        }
        // Only a value that shows itself finds it locked, and shows nothing there.
        let held = match self.held.try_lock() {
            Ok(held) => Some(held),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        };
        let held = held.as_deref().and_then(Option::as_ref);
        let showing = Showing {
            identity: self.identity,
            held: held.map(Hole::hole),
        };
        cx.temporary(&showing, || self.held.clone());
    }
}

impl<T: Hole + Send + 'static> Hole for Temporary<T> {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

impl<T> Stamped for Temporary<T> {
    fn stamp(&self) -> Stamp {
        self.version
    }
}

/// Holds nothing.
impl<T> Default for Temporary<T> {
    fn default() -> Self {
        Temporary {
            identity: Stamp::fresh(),
            version: Stamp::fresh(),
            held: Arc::default(),
        }
    }
}

impl<T> From<T> for Temporary<T> {
    fn from(value: T) -> Self {
        Temporary::new(value)
    }
}

impl<T> fmt::Debug for Temporary<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Temporary")
            .field("is_held", &self.is_held())
            .finish_non_exhaustive()
    }
}
