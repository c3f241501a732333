//! [`Endpoint`]: what all connections share. Which views there are, the secret, the limits.

use super::live::{Common, LiveView};
use super::params::{Params, SessionMap};
use super::running::{Link, Mount, Running, mount};
use super::token::{Secret, Token};
use crate::{Attrs, Components, Cx, Dyn, Hole, View, h};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use std::any::{Any, TypeId};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
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
///     type Info = ();
///     fn mount(_: &mut Live<()>) -> Self { Hello }
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
    views: BTreeMap<String, Mount>,
    state: Arc<State>,
}

/// Bounds on what one client can ask for.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a frame; 64 KiB.
    pub frame_bytes: usize,
    /// Sessions in one connection; 16.
    pub sessions: usize,
    /// Age of a token; two weeks.
    pub token_age: Duration,
    /// Silence after which a connection is closed; 90 seconds. Clients send a heartbeat every 30.
    pub idle: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            frame_bytes: 64 * 1024,
            sessions: 16,
            token_age: Duration::from_secs(14 * 24 * 60 * 60),
            idle: Duration::from_secs(90),
        }
    }
}

/// What a first page is made from.
#[derive(Clone, Debug, Default)]
pub struct PageRequest {
    /// The query of the page's address, without the `?`.
    pub query: String,
    /// Parameters in its path.
    pub path: Params,
    /// What the session begins with, such as the name of the user who logged in.
    pub session: SessionMap,
    /// Random bytes, for the id of the element.
    pub random: [u8; 12],
}

/// Values for all views, by type.
#[derive(Default)]
pub(crate) struct State(HashMap<TypeId, Arc<dyn Any + Send + Sync>>);

impl State {
    pub(crate) fn get<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        let value = self.0.get(&TypeId::of::<T>())?;
        value.clone().downcast().ok()
    }
}

impl Endpoint {
    /// An endpoint without views.
    pub fn new(secret: Secret) -> Endpoint {
        Endpoint {
            secret,
            limits: Limits::default(),
            views: BTreeMap::new(),
            state: Arc::default(),
        }
    }

    /// Adds a type of views under a name, which goes into its tokens: keep it across versions.
    #[must_use]
    pub fn with_view<V: LiveView>(mut self, name: impl Into<String>) -> Endpoint {
        self.views.insert(name.into(), mount::<V>);
        self
    }

    /// Adds a value that views find by its type, see [`Live::state`](super::Live::state).
    #[must_use]
    pub fn with_state<T: Send + Sync + 'static>(mut self, value: Arc<T>) -> Endpoint {
        // Nobody else has it yet: it is handed out by methods that borrow the finished endpoint.
        if let Some(state) = Arc::get_mut(&mut self.state) {
            state.0.insert(TypeId::of::<T>(), value);
        }
        self
    }

    /// Replaces the limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Endpoint {
        self.limits = limits;
        self
    }

    /// The limits.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The secret.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Mounts a view for its first page, unconnected. `None`: there is no view of this name.
    pub fn first_page(&self, name: &str, request: PageRequest, now: Duration) -> Option<FirstPage> {
        let PageRequest {
            query,
            path,
            session,
            random,
        } = request;
        let mut token = Token {
            view: name.to_owned(),
            id: format!("phx-{}", BASE64.encode(random)),
            issued_at: now,
            session,
            path,
        };
        let params = Params::from_query(&query);
        let mut view = self.mount(&token, params, now, None)?;
        token.session.clone_from(&view.common().session);
        Some(FirstPage {
            token: self.secret.sign(&token),
            id: token.id,
            view,
        })
    }

    /// Mounts the view of a token; `link` is there if a client is connected.
    pub(crate) fn mount(
        &self,
        token: &Token,
        query: Params,
        now: Duration,
        link: Link,
    ) -> Option<Box<dyn Running>> {
        let mount = self.views.get(&token.view)?;
        let mut params = query;
        for (name, value) in token.path.iter() {
            params.push(name, value);
        }
        let common = Common {
            connected: link.is_some(),
            now,
            params,
            session: token.session.clone(),
            session_changed: false,
            pushed: Vec::new(),
            state: self.state.clone(),
            components: Components::new(),
        };
        Some(mount(common, link))
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("views", &self.views.keys())
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// A view in the element that a client looks for; a [`View`] that a layout puts in its place.
pub struct FirstPage {
    id: String,
    token: String,
    view: Box<dyn Running>,
}

impl FirstPage {
    /// The id of the element.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The signed token with which the client joins.
    pub fn token(&self) -> &str {
        &self.token
    }
}

impl View for FirstPage {
    fn visit(&self, cx: &mut Cx<'_>) {
        let content: &dyn View = &Content(&*self.view);
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

struct Content<'r>(&'r dyn Running);

impl Hole for Content<'_> {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

impl View for Content<'_> {
    fn visit(&self, cx: &mut Cx<'_>) {
        self.0.visit(cx);
    }
}
