//! [`Flash`]: messages that are shown once, such as "Saved.", across a change of the page.

use super::params::SessionMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Messages of a session that are shown once, by kind. Clones are of the same session: a view takes one when it
/// mounts, and shows what is in it.
///
/// They stay until they are cleared, or until the address of the page changes; those that are put while it
/// does so go along with it.
///
/// ```
/// use slotwise::{Cmd, View, h};
/// use slotwise::session::{Flash, Live, LiveView};
///
/// struct Page { flash: Flash }
///
/// impl LiveView for Page {
///     type Event = ();
///     type Info = ();
///
///     fn mount(cx: &mut Live<Self>) -> Self {
///         cx.put_flash("info", "Welcome.");
///         Page { flash: cx.flash() }
///     }
///
///     fn render(&self) -> impl View {
///         h! {
///             {#if let Some(text) = self.flash.get("info")}
///               <p role="status" phx-click={Cmd::push("lv:clear-flash")} phx-value-key="info">{text}</p>
///             {/if}
///         }
///     }
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Flash(Arc<Mutex<Messages>>);

#[derive(Debug, Default)]
struct Messages {
    shown: SessionMap,
    /// Put since the last callback began: what a change of the address takes along.
    put: SessionMap,
}

impl Flash {
    /// The name of the cookie that carries messages to a page that is loaded; the official client writes it, too.
    pub const COOKIE: &'static str = "__phoenix_flash__";

    pub(crate) fn new(shown: SessionMap) -> Flash {
        let put = SessionMap::default();
        Flash(Arc::new(Mutex::new(Messages { shown, put })))
    }

    /// The message of this kind.
    pub fn get(&self, kind: &str) -> Option<String> {
        self.lock().shown.get(kind).map(str::to_owned)
    }

    /// All messages with their kinds.
    pub fn all(&self) -> Vec<(String, String)> {
        let pairs = |map: &SessionMap| {
            map.iter()
                .map(|(kind, text)| (kind.to_owned(), text.to_owned()))
                .collect()
        };
        pairs(&self.lock().shown)
    }

    /// Whether nothing is to be shown.
    pub(crate) fn is_empty(&self) -> bool {
        self.lock().shown.iter().next().is_none()
    }

    pub(crate) fn put(&self, kind: &str, text: &str) -> bool {
        let mut messages = self.lock();
        messages.put.put(kind, text) && messages.shown.put(kind, text)
    }

    /// Takes out the messages of one kind, or all.
    pub(crate) fn clear(&self, kind: Option<&str>) {
        let messages = &mut *self.lock();
        for map in [&mut messages.shown, &mut messages.put] {
            match kind {
                Some(kind) => {
                    map.remove(kind);
                }
                None => *map = SessionMap::default(),
            }
        }
    }

    /// A callback begins.
    pub(crate) fn begin(&self) {
        self.lock().put = SessionMap::default();
    }

    /// The address changed: only what was just put is left.
    pub(crate) fn keep_new(&self) {
        let messages = &mut *self.lock();
        messages.shown.clone_from(&messages.put);
    }

    /// What goes along to another page.
    pub(crate) fn new_ones(&self) -> SessionMap {
        self.lock().put.clone()
    }

    pub(crate) fn shown(&self) -> SessionMap {
        self.lock().shown.clone()
    }

    /// Every change is one step, so a panic leaves nothing half done.
    fn lock(&self) -> MutexGuard<'_, Messages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
