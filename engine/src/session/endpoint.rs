//! [`Endpoint`]: what all connections share. Which views there are, the secret, the limits.

use super::counters::{Counters, Counts};
use super::flash::Flash;
use super::group::{Groups, SharedView};
use super::limits::{Limits, Reason};
use super::live::LiveView;
use super::live_session::{LiveSession, MountHook};
use super::lookup::Events;
use super::navigation::{Departure, matched, specificity};
use super::observe;
use super::params::{Params, SessionMap};
use super::park::Park;
use super::peers::{Admission, Peer, Peers};
use super::reuse::Reuse;
use super::running::{Link, Mount, Running};
use super::shapes::ShapeFiles;
use super::socket::{ConnectParams, Place, Socket};
use super::token::{Secret, Token};
use super::upload::{Shelf, UploadStore};
use crate::memo::Secrets;
use crate::{Attrs, Cx, Dyn, HashKey, Hole, View, h};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use std::any::{Any, TypeId};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

/// What all connections of a server share.
///
/// ```
/// use slotwise::{View, h};
/// use slotwise::session::{Endpoint, Live, LiveView, PageRequest, Secret};
/// use std::time::Duration;
///
/// struct Hello;
/// impl LiveView for Hello {
///     type Event = ();
///     type Info = ();
///     fn mount(_: &mut Live<Self>) -> Self { Hello }
///     fn render(&self) -> impl View { h! { <p>Hello</p> } }
/// }
///
/// let endpoint = Endpoint::new(Secret::new(&[7; 32]).unwrap()).with_view::<Hello>("hello");
/// let request = PageRequest { random: [1; 12], ..PageRequest::default() };
/// let page = endpoint.first_page("hello", request, Duration::from_secs(1_800_000_000)).unwrap();
/// assert!(page.to_html().starts_with(r#"<div id="phx-AQEBAQEBAQEBAQEB" data-phx-main data-phx-session=""#));
/// assert!(page.to_html().ends_with(r#"" data-phx-static=""><p>Hello</p></div>"#));
/// ```
pub struct Endpoint {
    pub(crate) secret: Secret,
    pub(crate) limits: Limits,
    page_key: HashKey,
    pub(crate) park: Arc<Park>,
    pub(crate) dev: bool,
    shared: Arc<Shared>,
}

/// The bytes of a binary frame beside its payload.
const FRAME_HEAD: usize = 5 + 4 * 255;

/// What a first page is made from.
#[derive(Clone, Debug, Default)]
pub struct PageRequest {
    /// The path of the page's address.
    pub location: String,
    /// The query of the page's address, without the `?`.
    pub query: String,
    /// Parameters in its path.
    pub path: Params,
    /// What the session begins with, such as the name of the user who logged in.
    pub session: SessionMap,
    /// The value of the cookie [`Flash::COOKIE`]. It is for one page: delete the cookie.
    pub flash: Option<String>,
    /// Random bytes, for the id of the element.
    pub random: [u8; 12],
}

/// Why there is no first page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoPage {
    /// No view has this name.
    UnknownView,
    /// A hook of the mount refused.
    Refused,
    /// The browser is to go elsewhere.
    Redirect {
        /// The address: a path of this server, or one by HTTP.
        to: String,
        /// For the cookie [`Flash::COOKIE`], if there are messages to show there.
        flash: Option<String>,
    },
    /// The view panicked.
    Crashed,
}

/// What sessions share with their endpoint.
#[derive(Default)]
pub(crate) struct Shared {
    views: BTreeMap<String, Registered>,
    /// The names of views that are patterns of paths, those that fit fewer paths first.
    patterns: Vec<String>,
    state: HashMap<TypeId, Arc<dyn Any + Send + Sync>>,
    pub(crate) counters: Counters,
    pub(crate) reuse: Reuse,
    pub(crate) shapes: ShapeFiles,
    pub(crate) peers: Peers,
    pub(crate) groups: Groups,
    most_reused: usize,
    pub(crate) uploads: Arc<Shelf>,
}

struct Registered {
    mount: Mount,
    view: TypeId,
    events: Events,
    live_session: Arc<str>,
    hooks: Arc<[MountHook]>,
}

impl Shared {
    pub(crate) fn state<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        let value = self.state.get(&TypeId::of::<T>())?;
        value.clone().downcast().ok()
    }

    fn with_shelf(&mut self, change: impl FnOnce(&mut Shelf)) {
        // As the endpoint itself: nobody else has it yet.
        if let Some(shelf) = Arc::get_mut(&mut self.uploads) {
            change(shelf);
        }
    }

    pub(crate) fn most_reused(&self) -> usize {
        self.most_reused
    }

    fn add(&mut self, LiveSession { name, hooks, views }: LiveSession) {
        let hooks: Arc<[MountHook]> = hooks.into();
        for (view_name, view, mount, events) in views {
            if view_name.starts_with('/') {
                self.patterns.push(view_name.clone());
                self.patterns.sort_by_key(|pattern| specificity(pattern));
            }
            let registered = Registered {
                mount,
                view,
                events,
                live_session: name.clone(),
                hooks: hooks.clone(),
            };
            self.views.insert(view_name, registered);
        }
    }

    /// Where the view of a place shows another address, if it does.
    pub(crate) fn place_beside(&self, place: &Place, uri: String) -> Option<Place> {
        if !place.route.starts_with('/') {
            return Some(Place::new(&place.route, uri, place.path.clone()));
        }
        let there = self.place_of(uri)?;
        let (one, other) = (self.views.get(&place.route)?, self.views.get(&there.route)?);
        (one.view == other.view && one.live_session == other.live_session).then_some(there)
    }

    /// Where another view of the same live session shows an address, if one does.
    pub(crate) fn place_in_session(&self, route: &str, uri: String) -> Option<Place> {
        let there = self.place_of(uri)?;
        let (one, other) = (self.views.get(route)?, self.views.get(&there.route)?);
        (one.live_session == other.live_session).then_some(there)
    }

    pub(crate) fn view_names(&self) -> impl Iterator<Item = &str> {
        self.views.keys().map(String::as_str)
    }

    pub(crate) fn events(&self, view: &str) -> Option<Events> {
        self.views.get(view).map(|registered| registered.events)
    }

    /// Where the view of an address is.
    pub(crate) fn place_of(&self, uri: String) -> Option<Place> {
        let path = super::navigation::split(&uri).0;
        let mut patterns = self.patterns.iter();
        let (route, path) =
            patterns.find_map(|pattern| Some((pattern, matched(pattern, path)?)))?;
        Some(Place::new(route, uri, path))
    }
}

/// What a view is mounted with.
pub(crate) struct Mounting<'t> {
    pub(crate) token: &'t Token,
    pub(crate) place: Place,
    pub(crate) flash: SessionMap,
    /// The first join of this page.
    pub(crate) is_first: bool,
    pub(crate) now: Duration,
    /// There if a client is connected.
    pub(crate) link: Link,
    /// What it says of itself.
    pub(crate) connect_params: Params,
}

/// Why nothing was mounted.
pub(crate) enum NotMounted {
    Unknown,
    Refused,
    Left(Departure),
}

impl Endpoint {
    /// An endpoint without views.
    pub fn new(secret: Secret) -> Endpoint {
        Endpoint {
            page_key: secret.page_key(),
            secret,
            limits: Limits::default(),
            park: Arc::default(),
            dev: false,
            shared: Arc::default(),
        }
        .with_limits(Limits::default())
    }

    /// Adds a type of views under a name, which goes into its tokens: keep it across versions. A name that
    /// begins with `/` is a pattern of paths, such as `/rooms/{id}`, by which clients navigate.
    #[must_use]
    pub fn with_view<V: LiveView>(self, name: &str) -> Endpoint {
        self.with_live_session(LiveSession::new("").view::<V>(name))
    }

    /// Adds a type of views that are rendered once for all who look at the same address.
    #[must_use]
    pub fn with_shared_view<V: SharedView>(self, name: &str) -> Endpoint {
        self.with_live_session(LiveSession::new("").shared_view::<V>(name))
    }

    /// Adds views that share hooks.
    #[must_use]
    pub fn with_live_session(self, live_session: LiveSession) -> Endpoint {
        self.with_shared(|shared| shared.add(live_session))
    }

    /// Adds a value that views find by its type, see [`Socket::state`](super::Socket::state).
    #[must_use]
    pub fn with_state<T: Send + Sync + 'static>(self, value: Arc<T>) -> Endpoint {
        self.with_shared(|shared| {
            shared.state.insert(TypeId::of::<T>(), value);
        })
    }

    /// Replaces the limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Endpoint {
        self.limits = limits;
        let most = self.limits.reused;
        let (bytes, files) = (self.limits.upload_bytes, self.limits.uploads);
        let chunk = self.limits.frame_bytes.saturating_sub(FRAME_HEAD);
        self.with_shared(|shared| {
            shared.most_reused = most;
            shared.with_shelf(|shelf| {
                (shelf.most_bytes, shelf.most_files, shelf.most_chunk) = (bytes, files, chunk);
            });
        })
    }

    /// Keeps uploads elsewhere than in memory: what adapters do.
    #[must_use]
    pub fn with_upload_store(self, store: Arc<dyn UploadStore>) -> Endpoint {
        self.with_shared(|shared| shared.with_shelf(|shelf| shelf.store = store))
    }

    /// How many uploaded files are on their way or not yet taken by their views.
    pub fn uploads(&self) -> usize {
        self.shared.uploads.taken()
    }

    /// Whether clients are told what is for developers alone: what a view panicked with, why an event was refused,
    /// and checksums of what they should show. Else `false`.
    #[must_use]
    pub fn with_dev(mut self, dev: bool) -> Endpoint {
        self.dev = dev;
        self
    }

    fn with_shared(mut self, change: impl FnOnce(&mut Shared)) -> Endpoint {
        // Nobody else has it yet: it is handed out by methods that borrow the finished endpoint.
        if let Some(shared) = Arc::get_mut(&mut self.shared) {
            change(shared);
        }
        self
    }

    /// What was done so far, and what was refused, in all connections.
    pub fn counts(&self) -> Counts {
        self.shared.counters.read()
    }

    /// Whether a peer may connect once more. Ask before a connection is accepted, and keep the answer as long as that.
    ///
    /// ```
    /// use slotwise::session::{Endpoint, Limits, Peer, Reason, Secret};
    /// let limits = Limits { connections_per_address: 1, ..Limits::default() };
    /// let endpoint = Endpoint::new(Secret::new(&[7; 32]).unwrap()).with_limits(limits);
    /// let peer = Peer { address: "192.0.2.7".parse().ok(), browser: None };
    /// let admission = endpoint.admit(&peer);
    /// assert_eq!(endpoint.admit(&peer).unwrap_err(), Reason::TooManyConnections);
    /// drop(admission);
    /// assert!(endpoint.admit(&peer).is_ok());
    /// ```
    ///
    /// # Errors
    /// [`Reason::TooManyConnections`] beyond [`Limits::connections_per_address`].
    pub fn admit(&self, peer: &Peer) -> Result<Admission, Reason> {
        let most = self.limits.connections_per_address;
        let take = |address| self.shared.peers.connect(address, most).ok_or(address);
        match peer.address.map(take).transpose() {
            Ok(seat) => Ok(Admission { _seat: seat }),
            Err(_) => {
                self.shared.counters.refused_connections.add();
                observe::refused(Reason::TooManyConnections);
                Err(Reason::TooManyConnections)
            }
        }
    }

    /// Ends the sessions whose clients did not come back in time. Connections do it now and then; adapters should,
    /// [`Limits::grace`] after a connection is gone.
    pub fn sweep(&self, now: Duration) {
        self.park.sweep(now);
    }

    /// How many sessions wait for their clients to come back.
    pub fn parked(&self) -> usize {
        self.park.len()
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// The limits.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The secret.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Mounts a view for its first page, unconnected.
    ///
    /// # Errors
    /// If there is no view of this name, if it or a hook sends the browser elsewhere, and if it panics.
    pub fn first_page(
        &self,
        name: &str,
        request: PageRequest,
        now: Duration,
    ) -> Result<FirstPage, NoPage> {
        let PageRequest {
            location,
            query,
            path,
            session,
            flash,
            random,
        } = request;
        let flash = flash.and_then(|flash| self.flash_of(&flash, now));
        let mut token = Token {
            view: name.to_owned(),
            id: format!("phx-{}", BASE64.encode(random)),
            issued_at: now,
            session,
            path,
            flash: SessionMap::default(),
            shown: None,
        };
        let uri = if query.is_empty() {
            location
        } else {
            format!("{location}?{query}")
        };
        let mounting = Mounting {
            token: &token,
            place: Place::new(name, uri, token.path.clone()),
            flash: flash.unwrap_or_default(),
            is_first: false,
            now,
            link: None,
            connect_params: Params::EMPTY,
        };
        let mounted = catch_unwind(AssertUnwindSafe(|| {
            let mut view = self.mount(mounting)?;
            let html = {
                let _span = observe::render(&self.shared.counters, name);
                view.html()
            };
            Ok((view, html))
        }));
        let (mut view, html) = match mounted {
            Ok(Ok(mounted)) => mounted,
            Ok(Err(NotMounted::Unknown)) => return Err(NoPage::UnknownView),
            Ok(Err(NotMounted::Refused)) => return Err(NoPage::Refused),
            Ok(Err(NotMounted::Left(departure))) => {
                let flash = self.flash_token(&departure.flash, now);
                let to = departure.to;
                return Err(NoPage::Redirect { to, flash });
            }
            Err(_) => {
                observe::crashed(&self.shared.counters, name);
                return Err(NoPage::Crashed);
            }
        };
        token.session.clone_from(&view.socket().session);
        token.flash = view.socket().flash.shown();
        token.shown = Some(self.page_hash(&html));
        Ok(FirstPage {
            token: self.secret.sign(&token),
            id: token.id,
            title: view.socket().title.clone(),
            shapes: self.shared.shapes.latest(name),
            html,
        })
    }

    /// The hash of the HTML that a page shows.
    pub(crate) fn page_hash(&self, html: &str) -> u64 {
        Secrets::new(self.page_key).hash(html.as_bytes())
    }

    /// The shapes that an outline speaks of, by the name that the reply to the join gives, as JSON. They never
    /// change: serve them under `shapes/<name>` beside the socket, for browsers to keep. `None`: it is not one of
    /// the 256 that were named lately, by this process.
    pub fn shapes(&self, name: &str) -> Option<Arc<str>> {
        self.shared.shapes.get(name)
    }

    /// The signed token of messages that go to another page.
    pub(crate) fn flash_token(&self, flash: &SessionMap, now: Duration) -> Option<String> {
        flash.iter().next()?;
        Some(self.secret.sign_flash(flash, now))
    }

    /// The messages in a token, if it is one and not too old.
    pub(crate) fn flash_of(&self, token: &str, now: Duration) -> Option<SessionMap> {
        self.secret.verify_flash(token, now).ok()
    }

    /// Mounts the view of a place. What it calls may panic.
    pub(crate) fn mount(&self, mounting: Mounting<'_>) -> Result<Box<dyn Running>, NotMounted> {
        let Mounting {
            token,
            place,
            flash,
            is_first,
            now,
            link,
            connect_params,
        } = mounting;
        let registered = self.shared.views.get(&place.route);
        let registered = registered.ok_or(NotMounted::Unknown)?;
        let mut socket = Socket {
            connected: link.is_some(),
            session: token.session.clone(),
            page: token.id.clone(),
            reuses: is_first,
            flash: Flash::new(flash),
            ..Socket::new(self.shared.clone(), place, now)
        };
        if connect_params != Params::EMPTY {
            socket.assign(ConnectParams(connect_params));
        }
        for hook in registered.hooks.iter() {
            if hook(&mut socket).is_break() {
                let left = socket.departure().map(NotMounted::Left);
                return Err(left.unwrap_or(NotMounted::Refused));
            }
        }
        (registered.mount)(socket, link).map_err(NotMounted::Left)
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("views", &self.shared.views.keys())
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// A view in the element that a client looks for; a [`View`] that a layout puts in its place. Its content is HTML and
/// nothing else: a patch of a layout leaves it out.
pub struct FirstPage {
    id: String,
    token: String,
    title: Option<String>,
    shapes: Option<Arc<str>>,
    html: String,
}

impl FirstPage {
    /// The id of the element.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The title that the view has set.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// What a client will most likely ask [`Endpoint::shapes`] for, to be loaded in advance.
    pub fn shapes(&self) -> Option<&str> {
        self.shapes.as_deref()
    }

    /// The signed token with which the client joins.
    pub fn token(&self) -> &str {
        &self.token
    }
}

impl View for FirstPage {
    fn visit(&self, cx: &mut Cx<'_>) {
        let content: &dyn View = &Content(&self.html);
        // Of all templates this one alone has something to say there.
        let mut session = Attrs::new();
        session.set_checked("data-phx-session", &self.token);
        h! {<div id={&self.id} data-phx-main {..session} data-phx-static="">{content}</div>}
            .visit(cx);
    }
}

impl Hole for FirstPage {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

impl fmt::Debug for FirstPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FirstPage")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// HTML that was rendered before.
struct Content<'h>(&'h str);

impl Hole for Content<'_> {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

impl View for Content<'_> {
    fn visit(&self, cx: &mut Cx<'_>) {
        cx.rendered(self.0);
    }
}
