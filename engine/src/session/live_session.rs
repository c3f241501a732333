//! [`LiveSession`]: views that share hooks, between which one navigates over one connection.

use super::group::SharedView;
use super::live::LiveView;
use super::lookup::Events;
use super::member;
use super::running::{Mount, mount};
use super::socket::Socket;
use std::any::TypeId;
use std::fmt;
use std::ops::ControlFlow;
use std::sync::Arc;

pub(crate) type MountHook = Arc<dyn Fn(&mut Socket) -> ControlFlow<()> + Send + Sync>;

/// Views with hooks that run before each of their mounts, for the first page and for each connection. A client
/// goes from one view of a live session to another over its connection; to any other view it loads a page, whose
/// middleware is asked then. So put views of different rights into different live sessions.
///
/// ```
/// use slotwise::{View, h};
/// use slotwise::session::{Endpoint, Live, LiveSession, LiveView, NoPage, PageRequest, Secret, Socket};
/// use std::ops::ControlFlow;
/// use std::time::Duration;
///
/// struct User { name: String }
///
/// fn require_user(socket: &mut Socket) -> ControlFlow<()> {
///     let Some(name) = socket.session().get("user").map(str::to_owned) else {
///         socket.put_flash("error", "Please log in.");
///         socket.redirect("/login");
///         return ControlFlow::Break(());
///     };
///     socket.assign(User { name });
///     ControlFlow::Continue(())
/// }
///
/// struct Profile { name: String }
/// impl LiveView for Profile {
///     type Event = ();
///     type Info = ();
///     fn mount(cx: &mut Live<Self>) -> Self {
///         Profile { name: cx.assigned::<User>().map(|user| user.name.clone()).unwrap_or_default() }
///     }
///     fn render(&self) -> impl View { h! { <p>{self.name}</p> } }
/// }
///
/// let users = LiveSession::new("users").on_mount(require_user).view::<Profile>("/profile");
/// let endpoint = Endpoint::new(Secret::new(&[7; 32]).unwrap()).with_live_session(users);
/// let refused = endpoint.first_page("/profile", PageRequest::default(), Duration::from_secs(1));
/// assert!(matches!(refused, Err(NoPage::Redirect { to, .. }) if to == "/login"));
/// ```
#[must_use]
pub struct LiveSession {
    pub(crate) name: Arc<str>,
    pub(crate) hooks: Vec<MountHook>,
    pub(crate) views: Vec<(String, TypeId, Mount, Events)>,
}

impl LiveSession {
    /// A live session without views.
    pub fn new(name: &str) -> LiveSession {
        LiveSession {
            name: name.into(),
            hooks: Vec::new(),
            views: Vec::new(),
        }
    }

    /// Adds a hook, called behind those that are there. `Break` ends the mount: the client goes where the hook
    /// has redirected it to, or is refused if it has not.
    pub fn on_mount(
        mut self,
        hook: impl Fn(&mut Socket) -> ControlFlow<()> + Send + Sync + 'static,
    ) -> LiveSession {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// Adds a type of views under a name, as [`Endpoint::with_view`](super::Endpoint::with_view) does.
    pub fn view<V: LiveView>(mut self, name: &str) -> LiveSession {
        let (view, events) = (TypeId::of::<V>(), Events::of::<V::Event>());
        self.views.push((name.to_owned(), view, mount::<V>, events));
        self
    }

    /// Adds a type of views that are rendered once for all who look at the same address, see [`SharedView`].
    pub fn shared_view<V: SharedView>(mut self, name: &str) -> LiveSession {
        let (view, events) = (TypeId::of::<V>(), Events::of::<V::Event>());
        let mount = member::mount::<V>;
        self.views.push((name.to_owned(), view, mount, events));
        self
    }

    /// The names of the views.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.views.iter().map(|(name, ..)| name.as_str())
    }
}

impl fmt::Debug for LiveSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LiveSession")
            .field("name", &self.name)
            .field("views", &self.names().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
