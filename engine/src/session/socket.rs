//! [`Socket`]: a session as all views see it, whatever their type.

use super::endpoint::Shared;
use super::event::RawEvent;
use super::flash::Flash;
use super::frame::write_string;
use super::hooks::Hooks;
use super::navigation::{Departure, History, How, external, local, split};
use super::observe;
use super::params::{Params, SessionMap};
use super::tasks::AsyncError;
use super::upload::{Upload, UploadOptions, Uploads};
use crate::Components;
use serde::Serialize;
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

/// A session as all views see it: its address, what it remembers, what it tells the client. A view's functions
/// get it as part of their [`Live`](super::Live), and hooks that serve views of any type get it alone.
pub struct Socket {
    pub(crate) connected: bool,
    pub(crate) now: Duration,
    pub(crate) place: Place,
    pub(crate) session: SessionMap,
    pub(crate) session_changed: bool,
    /// `[name, payload]` each, JSON.
    pub(crate) pushed: Vec<String>,
    pub(crate) shared: Arc<Shared>,
    /// The instances that the view shows.
    pub(crate) components: Components,
    /// The id of the element, which the page was given.
    pub(crate) page: String,
    /// The client joins for the first time: what its first page worked out may be there.
    pub(crate) reuses: bool,
    pub(crate) flash: Flash,
    pub(crate) title: Option<String>,
    pub(crate) title_changed: bool,
    /// The reply to the event at hand, JSON.
    pub(crate) reply: Option<String>,
    pub(crate) wish: Option<Wish>,
    /// The address changed on the server's side, which the client is to be told.
    pub(crate) moved: Option<History>,
    pub(crate) assigned: HashMap<TypeId, Box<dyn Any + Send>>,
    pub(crate) event_hooks: Hooks<EventHook>,
    pub(crate) params_hooks: Hooks<ParamsHook>,
    pub(crate) async_hooks: Hooks<AsyncHook>,
    pub(crate) after_render_hooks: Hooks<AfterRenderHook>,
    pub(crate) uploads: Uploads,
}

type EventHook = dyn Fn(&RawEvent, &mut Socket) -> ControlFlow<()> + Send + Sync;
type ParamsHook = dyn Fn(&Params, &mut Socket) -> ControlFlow<()> + Send + Sync;
type AsyncHook =
    dyn Fn(&str, Result<&dyn Any, &AsyncError>, &mut Socket) -> ControlFlow<()> + Send + Sync;
type AfterRenderHook = dyn Fn(&mut Socket) + Send + Sync;

/// Among what is assigned, as most clients give none.
pub(crate) struct ConnectParams(pub(crate) Params);

/// Where a session is.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The name of the view, which may be a pattern of paths.
    pub(crate) route: String,
    /// Path and query.
    pub(crate) uri: String,
    /// The parameters in the path.
    pub(crate) path: Params,
    /// Those of the query, then those of the path.
    pub(crate) params: Params,
}

/// What a view asked for while it handled something.
#[derive(Debug)]
pub(crate) enum Wish {
    Patch(String, History),
    Leave(Departure),
}

impl Place {
    pub(crate) fn new(route: &str, uri: String, path: Params) -> Place {
        let mut params = Params::from_query(split(&uri).1);
        for (name, value) in path.iter() {
            params.push(name, value);
        }
        Place {
            route: route.to_owned(),
            uri,
            path,
            params,
        }
    }
}

impl Socket {
    /// Of nobody in particular.
    pub(crate) fn new(shared: Arc<Shared>, place: Place, now: Duration) -> Socket {
        Socket {
            connected: true,
            now,
            place,
            session: SessionMap::default(),
            session_changed: false,
            pushed: Vec::new(),
            shared,
            components: Components::new(),
            page: String::new(),
            reuses: false,
            flash: Flash::new(SessionMap::default()),
            title: None,
            title_changed: false,
            reply: None,
            wish: None,
            moved: None,
            assigned: HashMap::new(),
            event_hooks: Hooks::default(),
            params_hooks: Hooks::default(),
            async_hooks: Hooks::default(),
            after_render_hooks: Hooks::default(),
            uploads: Uploads::default(),
        }
    }

    /// Whether a client is connected; not so while the first page is made.
    pub fn connected(&self) -> bool {
        self.connected
    }

    /// What the page's script gave to `connect({ params })`, such as a time zone: texts, numbers and truths, of
    /// [`SessionMap::MAX_BYTES`] together at most. Empty while the first page is made. It is the user's to choose.
    ///
    /// ```
    /// # use slotwise::{Tracked, View, h};
    /// # use slotwise::session::{Live, LiveView};
    /// # struct Clock { zone: Tracked<String> }
    /// # impl LiveView for Clock {
    /// #     type Event = ();
    /// #     type Info = ();
    /// fn mount(cx: &mut Live<Self>) -> Self {
    ///     let zone = cx.connect_params().get("zone").unwrap_or("UTC").to_owned();
    ///     Clock { zone: zone.into() }
    /// }
    /// #     fn render(&self) -> impl View { h! { <p>{@zone}</p> } }
    /// # }
    /// ```
    pub fn connect_params(&self) -> &Params {
        static NONE: Params = Params::EMPTY;
        self.assigned::<ConnectParams>()
            .map_or(&NONE, |given| &given.0)
    }

    /// Time since the Unix epoch, by a clock that does not go back.
    pub fn now(&self) -> Duration {
        self.now
    }

    /// What the session remembers across connections.
    pub fn session(&self) -> &SessionMap {
        &self.session
    }

    /// Remembers a text across connections; the client gets a new token with its next message.
    /// `false`, and nothing changed, if the session would grow beyond [`SessionMap::MAX_BYTES`].
    pub fn put_session(&mut self, name: &str, value: &str) -> bool {
        if self.session().get(name) == Some(value) {
            return true;
        }
        let done = self.session.put(name, value);
        self.session_changed |= done;
        done
    }

    /// Forgets a text of the session.
    pub fn remove_session(&mut self, name: &str) {
        self.session_changed |= self.session.remove(name);
    }

    /// The parameters in the path and in the query of the page's address. They are the user's to choose.
    pub fn params(&self) -> &Params {
        &self.place.params
    }

    /// Path and query of the page's address, such as `/rooms/7?tab=people`.
    pub fn uri(&self) -> &str {
        &self.place.uri
    }

    /// The name under which the view is registered, such as `/rooms/{id}`.
    pub fn route(&self) -> &str {
        &self.place.route
    }

    /// A value that the endpoint was given for all views, by its type.
    pub fn state<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.shared.state()
    }

    /// Keeps a value for the view and for other hooks, who find it by its type: say, the user that a hook found.
    pub fn assign<T: Send + 'static>(&mut self, value: T) {
        self.assigned.insert(TypeId::of::<T>(), Box::new(value));
    }

    /// The value of this type that was assigned.
    pub fn assigned<T: Send + 'static>(&self) -> Option<&T> {
        self.assigned.get(&TypeId::of::<T>())?.downcast_ref()
    }

    /// What `compute` gives, worked out once for the first page and the session that follows it: the first page
    /// leaves it for the first mount with a client, which takes it if it comes within 30 seconds and there were
    /// not more than [`Limits::reused`](super::Limits::reused) other values since.
    ///
    /// ```
    /// # use slotwise::{View, h};
    /// # use slotwise::session::{Live, LiveView};
    /// # fn slow_query() -> Vec<String> { vec![] }
    /// # struct Page { rows: Vec<String> }
    /// # impl LiveView for Page {
    /// #     type Event = ();
    /// #     type Info = ();
    /// fn mount(cx: &mut Live<Self>) -> Self {
    ///     Page { rows: cx.reuse("rows", |_| slow_query()) }
    /// }
    /// #     fn render(&self) -> impl View { h! { <p>{self.rows.len()}</p> } }
    /// # }
    /// ```
    pub fn reuse<T: Clone + Send + 'static>(
        &mut self,
        key: &'static str,
        compute: impl FnOnce(&mut Socket) -> T,
    ) -> T {
        let (reuse, now) = (&self.shared.reuse, self.now);
        if self.reuses
            && let Some(value) = reuse.take(&self.page, key, now)
            && let Ok(value) = value.downcast()
        {
            return *value;
        }
        let value = compute(self);
        if !self.connected {
            let most = self.shared.most_reused();
            let kept = Box::new(value.clone());
            let dropped = self.shared.reuse.keep(&self.page, key, now, most, kept);
            self.shared.counters.dropped_values.add_all(dropped);
        }
        value
    }

    /// Lets the user upload files: the view keeps the [`Upload`] and shows it by
    /// [`live_file_input`](super::live_file_input). Under a name that was allowed before it is the same upload, with
    /// these options.
    pub fn allow_upload(&mut self, name: &str, options: UploadOptions) -> Upload {
        let shelf = &self.shared.uploads;
        let options = UploadOptions {
            max_file_size: options.max_file_size.min(shelf.most_bytes),
            chunk_size: options.chunk_size.min(shelf.most_chunk).max(1),
            ..options
        };
        self.uploads.allow(&self.page, name, options)
    }

    /// Sends an event to the client, with anything that can be serialized. Its hooks get it, and `window` as
    /// `phx:<name>`. Does nothing while the first page is made. A payload that is no JSON (a map whose keys are
    /// no texts) is dropped, and counted in [`Counts`](super::Counts).
    pub fn push_event(&mut self, name: &str, payload: impl Serialize) {
        self.push(name, payload, "]");
    }

    /// As [`push_event`](Socket::push_event), for what has to know of it before the page changes, such as a view
    /// transition: the client tells of it before it applies the patch that goes along.
    pub fn push_event_first(&mut self, name: &str, payload: impl Serialize) {
        self.push(name, payload, ",true]");
    }

    fn push(&mut self, name: &str, payload: impl Serialize, end: &str) {
        if !self.connected {
            return;
        }
        if let Some(payload) = self.json(&payload) {
            let mut text = String::from("[");
            write_string(name, &mut text);
            text.push(',');
            text.push_str(&payload);
            text.push_str(end);
            self.pushed.push(text);
        }
    }

    /// Answers the event at hand: a hook's `pushEvent(name, payload, reply => ..)` gets it. Of several replies
    /// the last one goes. A payload that is no JSON is dropped, and counted in [`Counts`](super::Counts).
    pub fn reply(&mut self, payload: impl Serialize) {
        self.reply = self.json(&payload);
    }

    fn json(&self, payload: &impl Serialize) -> Option<String> {
        let json = serde_json::to_string(payload).ok();
        if json.is_none() {
            self.shared.counters.refused_payloads.add();
        }
        json
    }

    /// Sets the title of the page, of the first one, too.
    pub fn set_title(&mut self, title: &str) {
        if self.title.as_deref() != Some(title) {
            self.title = Some(title.to_owned());
            self.title_changed = true;
        }
    }

    /// Shows a message once; see [`Flash`]. `false`, and nothing changed, if all would take more than
    /// [`SessionMap::MAX_BYTES`].
    pub fn put_flash(&mut self, kind: &str, text: &str) -> bool {
        self.flash.put(kind, text)
    }

    /// The messages to be shown; the view keeps this and shows what is in it.
    pub fn flash(&self) -> Flash {
        self.flash.clone()
    }

    /// Takes the message of one kind out, or all of them.
    pub fn clear_flash(&mut self, kind: Option<&str>) {
        self.flash.clear(kind);
    }

    /// Changes the address of the page and stays with the view, whose `handle_params` comes next. `to` is a path
    /// of this server (`/rooms/7`), or a query alone (`?tab=people`); one that leads to another view makes it a
    /// [`Socket::push_navigate`]. Anything else is dropped, and counted in [`Counts`](super::Counts).
    /// While the first page is made it redirects the browser.
    pub fn push_patch(&mut self, to: &str) {
        self.patch(to, History::Push);
    }

    /// As [`Socket::push_patch`], in place of the current entry of the browser's history.
    pub fn replace_patch(&mut self, to: &str) {
        self.patch(to, History::Replace);
    }

    /// Leaves for the view at another path of this server, over the same connection if that view is in the same
    /// [`LiveSession`](super::LiveSession). This one ends.
    pub fn push_navigate(&mut self, to: &str) {
        self.leave(local(to, self.uri()), How::Live(History::Push));
    }

    /// As [`Socket::push_navigate`], in place of the current entry of the browser's history.
    pub fn replace_navigate(&mut self, to: &str) {
        self.leave(local(to, self.uri()), How::Live(History::Replace));
    }

    /// Leaves for a page of this server, which the browser loads. This view ends.
    pub fn redirect(&mut self, to: &str) {
        self.leave(local(to, self.uri()), How::Page);
    }

    /// Leaves for any address by HTTP. Do not take it from a user: pages that send their visitors wherever a link
    /// says are of use to those who steal passwords.
    pub fn redirect_external(&mut self, to: &str) {
        self.leave(external(to), How::Page);
    }

    fn patch(&mut self, to: &str, history: History) {
        match local(to, self.uri()) {
            Some(to) => self.wish = Some(Wish::Patch(to, history)),
            None => self.shared.counters.refused_addresses.add(),
        }
    }

    fn leave(&mut self, to: Option<String>, how: How) {
        let flash = SessionMap::default();
        match to {
            Some(to) => self.wish = Some(Wish::Leave(Departure { to, how, flash })),
            None => self.shared.counters.refused_addresses.add(),
        }
    }

    /// Calls `hook` with each event before the view gets it; it may keep it from the view by `Break`. A hook of
    /// the same name is replaced.
    ///
    /// ```
    /// use slotwise::session::Socket;
    /// use std::ops::ControlFlow;
    ///
    /// fn count_clicks(socket: &mut Socket) -> ControlFlow<()> {
    ///     socket.attach_event_hook("clicks", |event, socket| {
    ///         let clicks = socket.assigned::<u32>().copied().unwrap_or(0);
    ///         socket.assign(clicks + u32::from(event.kind == "click"));
    ///         ControlFlow::Continue(())
    ///     });
    ///     ControlFlow::Continue(())
    /// }
    /// # let _ = count_clicks;
    /// ```
    pub fn attach_event_hook(
        &mut self,
        name: &str,
        hook: impl Fn(&RawEvent, &mut Socket) -> ControlFlow<()> + Send + Sync + 'static,
    ) {
        self.event_hooks.attach(name, Arc::new(hook));
    }

    /// Calls `hook` before each `handle_params`; it may keep the view from being told by `Break`. A hook of the
    /// same name is replaced.
    pub fn attach_params_hook(
        &mut self,
        name: &str,
        hook: impl Fn(&Params, &mut Socket) -> ControlFlow<()> + Send + Sync + 'static,
    ) {
        self.params_hooks.attach(name, Arc::new(hook));
    }

    /// Calls `hook` with what each task came to that [`Live::start_async`](super::Live::start_async) began, by the
    /// task's name, before the view gets it; it may keep it from the view by `Break`. What
    /// [`Live::assign_async`](super::Live::assign_async) began goes to its field alone. A hook of the same name is replaced.
    ///
    /// ```
    /// use slotwise::session::Socket;
    /// use std::ops::ControlFlow;
    ///
    /// fn tell_failures(socket: &mut Socket) -> ControlFlow<()> {
    ///     socket.attach_async_hook("failures", |task, result, socket| {
    ///         if let Err(error) = result {
    ///             socket.put_flash("error", &format!("{task}: {error}"));
    ///         }
    ///         ControlFlow::Continue(())
    ///     });
    ///     ControlFlow::Continue(())
    /// }
    /// # let _ = tell_failures;
    /// ```
    pub fn attach_async_hook(
        &mut self,
        name: &str,
        hook: impl Fn(&str, Result<&dyn Any, &AsyncError>, &mut Socket) -> ControlFlow<()>
        + Send
        + Sync
        + 'static,
    ) {
        self.async_hooks.attach(name, Arc::new(hook));
    }

    /// Calls `hook` each time the view was rendered for its client, whether that came to a patch or not. Events for
    /// the client, the title, a reply go along with that patch. The view is not rendered again for it, and it cannot
    /// lead elsewhere: that is dropped, and counted as a refused address in [`Counts`](super::Counts). A hook of the
    /// same name is replaced.
    ///
    /// ```
    /// use slotwise::session::Socket;
    /// use std::ops::ControlFlow;
    ///
    /// fn number_renders(socket: &mut Socket) -> ControlFlow<()> {
    ///     socket.attach_after_render_hook("renders", |socket| {
    ///         let renders = socket.assigned::<u32>().copied().unwrap_or(0) + 1;
    ///         socket.assign(renders);
    ///         socket.push_event("rendered", renders);
    ///     });
    ///     ControlFlow::Continue(())
    /// }
    /// # let _ = number_renders;
    /// ```
    pub fn attach_after_render_hook(
        &mut self,
        name: &str,
        hook: impl Fn(&mut Socket) + Send + Sync + 'static,
    ) {
        self.after_render_hooks.attach(name, Arc::new(hook));
    }

    /// Takes the hooks of this name off.
    pub fn detach_hook(&mut self, name: &str) {
        self.event_hooks.detach(name);
        self.params_hooks.detach(name);
        self.async_hooks.detach(name);
        self.after_render_hooks.detach(name);
    }

    /// Whether the hooks let an event through.
    pub(crate) fn lets_event(&mut self, event: &RawEvent) -> bool {
        let mut hooks = self.event_hooks.all().into_iter();
        hooks.all(|hook| hook(event, self).is_continue())
    }

    /// Whether the hooks let `handle_params` be called.
    pub(crate) fn lets_params(&mut self, params: &Params) -> bool {
        let mut hooks = self.params_hooks.all().into_iter();
        hooks.all(|hook| hook(params, self).is_continue())
    }

    /// Whether the hooks let the result of a task through.
    pub(crate) fn lets_async(&mut self, task: &str, result: Result<&dyn Any, &AsyncError>) -> bool {
        let mut hooks = self.async_hooks.all().into_iter();
        hooks.all(|hook| hook(task, result, self).is_continue())
    }

    /// The view was rendered for its client: tells what is wrong with it, and calls the hooks.
    pub(crate) fn rendered(&mut self) {
        if let Some(fault) = self.components.fault() {
            observe::repeated(&self.shared.counters, &self.place.route, fault);
        }
        let wish = self.wish.take();
        for hook in self.after_render_hooks.all() {
            hook(self);
        }
        if std::mem::replace(&mut self.wish, wish).is_some() {
            self.shared.counters.refused_addresses.add();
        }
    }

    /// Takes the view's place to another address; false if that leads to another view.
    pub(crate) fn go(&mut self, uri: String) -> bool {
        let Some(place) = self.shared.place_beside(&self.place, uri) else {
            return false;
        };
        self.place = place;
        self.flash.keep_new();
        true
    }

    /// The view is left, if it asked for that; with the messages that go along.
    pub(crate) fn departure(&mut self) -> Option<Departure> {
        match self.wish.take()? {
            Wish::Leave(mut departure) => {
                departure.flash = self.flash.new_ones();
                Some(departure)
            }
            patch => {
                self.wish = Some(patch);
                None
            }
        }
    }
}
