//! [`App`]: what is served, and under which addresses.

use crate::asset::{Asset, Script};
use crate::client;
use crate::layout::{DefaultLayout, Layout};
use crate::shutdown::Shutdown;
use crate::stream::{self, Streams};
use crate::upload::TemporaryFiles;
use crate::{headers, page, policy, socket};
use axum::Router;
use axum::extract::ws::{WebSocketUpgrade, rejection::WebSocketUpgradeRejection};
use axum::extract::{Path, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue};
use axum::routing::{get, post};
use slotwise::session::{Endpoint, Limits, LiveSession, Secret, SessionMap, SharedView};
use slotwise::{LiveView, ResourceUrl};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Builds an [`axum::Router`] that serves live views. See the [crate](crate) for an example.
#[must_use]
pub struct App<L = DefaultLayout> {
    pub(crate) endpoint: Endpoint,
    settings: Settings,
    layout: L,
    views: Vec<String>,
    assets: Vec<Asset>,
    hooks: Option<Asset>,
    /// Names and modules.
    islands: Vec<(String, Asset)>,
    socket_path: String,
    dev: bool,
    loading_bar: bool,
}

/// What pages and sockets need to know.
pub(crate) struct Settings {
    pub(crate) title: String,
    pub(crate) lang: String,
    pub(crate) https: bool,
    /// Origins that may connect beside the page's own.
    pub(crate) origins: Vec<String>,
    pub(crate) stylesheets: Vec<ResourceUrl>,
    pub(crate) scripts: Vec<Script>,
    pub(crate) imports: Vec<Script>,
    pub(crate) session: fn(&Parts) -> SessionMap,
    pub(crate) send_timeout: Duration,
    /// Which header has the address of a client, behind a proxy.
    pub(crate) address_header: Option<HeaderName>,
    pub(crate) shutdown: Shutdown,
    pub(crate) policy: &'static str,
    /// Where shapes are served, up to their name; what a client finds beside the socket.
    pub(crate) shapes_path: String,
}

/// What all requests share.
pub(crate) struct Shared<L> {
    pub(crate) endpoint: Arc<Endpoint>,
    pub(crate) settings: Settings,
    pub(crate) layout: L,
    pub(crate) streams: Arc<Streams>,
}

impl App {
    /// An app without views.
    pub fn new(secret: Secret) -> App {
        App {
            endpoint: Endpoint::new(secret)
                .with_upload_store(Arc::new(TemporaryFiles::new(std::env::temp_dir()))),
            settings: Settings {
                title: String::new(),
                lang: "en".to_owned(),
                https: false,
                origins: Vec::new(),
                stylesheets: Vec::new(),
                scripts: Vec::new(),
                imports: Vec::new(),
                session: |_| SessionMap::default(),
                send_timeout: Duration::from_secs(10),
                address_header: None,
                shutdown: Shutdown::new(),
                policy: policy::STRICT,
                shapes_path: String::new(),
            },
            layout: DefaultLayout,
            views: Vec::new(),
            assets: Vec::new(),
            hooks: None,
            islands: Vec::new(),
            socket_path: "/live/websocket".to_owned(),
            dev: false,
            loading_bar: false,
        }
    }
}

impl<L: Layout> App<L> {
    /// Serves a view under a path of axum, such as `/rooms/{id}`; `cx.params()` has the parts.
    pub fn view<V: LiveView>(mut self, path: &str) -> Self {
        self.endpoint = self.endpoint.with_view::<V>(path);
        self.views.push(path.to_owned());
        self
    }

    /// Serves a view that is rendered once for all who look at it, under a path of axum; see [`SharedView`].
    pub fn shared_view<V: SharedView>(mut self, path: &str) -> Self {
        self.endpoint = self.endpoint.with_shared_view::<V>(path);
        self.views.push(path.to_owned());
        self
    }

    /// Serves views that share hooks, each under its name, a path of axum. A client goes from one to another over
    /// its connection.
    ///
    /// ```
    /// use slotwise::session::{LiveSession, Secret, Socket};
    /// use slotwise_axum::App;
    /// use std::ops::ControlFlow;
    ///
    /// fn require_user(socket: &mut Socket) -> ControlFlow<()> {
    ///     if socket.session().get("user").is_some() {
    ///         return ControlFlow::Continue(());
    ///     }
    ///     socket.redirect("/login");
    ///     ControlFlow::Break(())
    /// }
    ///
    /// # use slotwise::{Live, LiveView, View, h};
    /// # struct Inbox;
    /// # impl LiveView for Inbox {
    /// #     type Event = ();
    /// #     type Info = ();
    /// #     fn mount(_: &mut Live<Self>) -> Self { Inbox }
    /// #     fn render(&self) -> impl View { h! { <p>Mail</p> } }
    /// # }
    /// # let secret = Secret::new(&[7; 32]).unwrap();
    /// let users = LiveSession::new("users").on_mount(require_user).view::<Inbox>("/inbox");
    /// let router = App::new(secret).live_session(users).into_router();
    /// # let _ = router;
    /// ```
    pub fn live_session(mut self, live_session: LiveSession) -> Self {
        self.views.extend(live_session.names().map(str::to_owned));
        self.endpoint = self.endpoint.with_live_session(live_session);
        self
    }

    /// Gives a value to all views, who find it by its type: `cx.state::<T>()`.
    pub fn state<T: Send + Sync + 'static>(mut self, value: Arc<T>) -> Self {
        self.endpoint = self.endpoint.with_state(value);
        self
    }

    /// The title of the pages.
    pub fn title(mut self, title: &str) -> Self {
        self.settings.title = title.to_owned();
        self
    }

    /// The language of the pages, else `en`.
    pub fn lang(mut self, lang: &str) -> Self {
        self.settings.lang = lang.to_owned();
        self
    }

    /// Another document around the views than [`DefaultLayout`].
    pub fn layout<M: Layout>(self, layout: M) -> App<M> {
        App {
            endpoint: self.endpoint,
            settings: self.settings,
            layout,
            views: self.views,
            assets: self.assets,
            hooks: self.hooks,
            islands: self.islands,
            socket_path: self.socket_path,
            dev: self.dev,
            loading_bar: self.loading_bar,
        }
    }

    /// Serves a stylesheet and puts it into the pages.
    pub fn stylesheet(mut self, css: Asset) -> Self {
        self.settings.stylesheets.push(address(&css));
        self.asset(css)
    }

    /// Serves a script, a module, and puts it into the pages, after the client.
    pub fn script(mut self, script: Asset) -> Self {
        self.settings.scripts.push(Script::from(&script));
        self.asset(script)
    }

    /// Serves a module whose default export is the table of hooks, and connects with it.
    pub fn hooks(mut self, module: Asset) -> Self {
        self.hooks = Some(module.clone());
        self.asset(module)
    }

    /// Serves a module whose default export is what fills the islands of this name, see
    /// [`island`](slotwise::island). Pages load it when they first show one.
    ///
    /// ```
    /// # use slotwise_axum::{App, Asset};
    /// # let secret = slotwise::session::Secret::new(&[7; 32]).unwrap();
    /// let chart = "export default {
    ///     mount(place, props, { pushEvent }) {
    ///         place.textContent = props.days.join();
    ///         return { update(changed) { place.textContent = changed.days.join(); }, destroy() {} };
    ///     },
    /// };";
    /// let app = App::new(secret).island("Chart", Asset::new("/chart.js", "text/javascript", chart));
    /// # drop(app);
    /// ```
    pub fn island(mut self, name: &str, module: Asset) -> Self {
        self.islands.push((name.to_owned(), module.clone()));
        self.asset(module)
    }

    /// Serves a file under its [`Asset::url`].
    pub fn asset(mut self, asset: Asset) -> Self {
        self.assets.push(asset);
        self
    }

    /// What a session begins with, found from the request for its first page: say, the user that a
    /// middleware has put into the extensions.
    pub fn session(mut self, session: fn(&Parts) -> SessionMap) -> Self {
        self.settings.session = session;
        self
    }

    /// Also lets pages of this origin connect, such as `https://www.example.com`. Needed behind a
    /// proxy that changes the `Host` header.
    pub fn allow_origin(mut self, origin: &str) -> Self {
        self.settings.origins.push(origin.to_owned());
        self
    }

    /// Whether users come by HTTPS, also through a proxy: marks the cookie `Secure`.
    pub fn https(mut self, https: bool) -> Self {
        self.settings.https = https;
        self
    }

    /// Another `Content-Security-Policy` than the strict one, for what needs one: `{nonce}` in it becomes the
    /// nonce of the page.
    ///
    /// The strict one lets those scripts run that have the nonce and those that they import, takes styles from
    /// files of this origin, and lets no string become markup or code. Pictures may be `blob:` for previews of what is
    /// to be uploaded:
    ///
    /// ```text
    /// default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; connect-src 'self';
    /// img-src 'self' data: blob:; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none';
    /// frame-ancestors 'none'
    /// ```
    ///
    /// # Panics
    /// If it has other characters than visible ASCII.
    pub fn content_security_policy(mut self, policy: &'static str) -> Self {
        let _ = HeaderValue::from_static(policy);
        self.settings.policy = policy;
        self
    }

    /// The path of the WebSocket, else `/live/websocket`. Beside it are `stream`, for clients whose network lets no
    /// WebSocket through, the client and `shapes`.
    pub fn socket_path(mut self, path: &str) -> Self {
        self.socket_path = path.to_owned();
        self
    }

    /// How long a client may take to accept one frame before it is closed, else 10 seconds.
    pub fn send_timeout(mut self, timeout: Duration) -> Self {
        self.settings.send_timeout = timeout;
        self
    }

    /// Which header has the address of the client, such as `x-forwarded-for`, for the limits that are by address. The
    /// last address in it counts, which is the one that the nearest proxy has added. Only for servers that are reached
    /// through a proxy and no other way.
    ///
    /// # Panics
    /// If it is no name of a header in lower case.
    pub fn client_address_header(mut self, name: &'static str) -> Self {
        self.settings.address_header = Some(HeaderName::from_static(name));
        self
    }

    /// Closes the connections when the server is to end, see [`Shutdown`].
    pub fn shutdown(mut self, shutdown: &Shutdown) -> Self {
        self.settings.shutdown = shutdown.clone();
        self
    }

    /// Whether this is for developers: pages then name in an overlay what went wrong, a panic of a view or a patch
    /// that does not fit, and compare what they show with the server's checksums. Say `cfg!(debug_assertions)`.
    /// Without it, which is the default, nothing of that is loaded and no panic's message leaves the server.
    pub fn dev(mut self, dev: bool) -> Self {
        self.endpoint = self.endpoint.with_dev(dev);
        self.dev = dev;
        self
    }

    /// Shows a bar at the top of the page while a link is followed. A stylesheet may say
    /// `slotwise-loading { --loading-color: teal; --loading-height: 4px }`.
    pub fn loading_bar(mut self, shown: bool) -> Self {
        self.loading_bar = shown;
        self
    }

    /// Replaces the limits. There is a method for each as well.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.endpoint = self.endpoint.with_limits(limits);
        self
    }

    /// The folder of uploads, else that of the system for temporary files. It has to exist. Files in it have no names
    /// where the operating system can do without, as Linux can, so they are gone with the program, however it ends.
    pub fn upload_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.endpoint = self
            .endpoint
            .with_upload_store(Arc::new(TemporaryFiles::new(folder.into())));
        self
    }

    /// The routes; merge them with others as you like.
    ///
    /// # Panics
    /// If a path is no path to axum, or comes twice.
    pub fn into_router(mut self) -> Router {
        // Beside the socket, so that one router may hold several apps.
        let slash = self.socket_path.rfind('/').map_or(0, |slash| slash + 1);
        let beside = self.socket_path[..slash].to_owned();
        let of_client = |file| of_client(&beside, file);
        let first: Vec<_> = client::FIRST.iter().map(of_client).collect();
        let start = Asset::new(
            &format!("{beside}start.js"),
            "text/javascript",
            self.start_script(&first[0]),
        );
        self.settings.scripts.insert(0, Script::from(&start));
        self.settings.imports = first.iter().chain(&self.hooks).map(Script::from).collect();
        self.assets.push(start);
        self.assets.extend(first);
        self.assets.extend(client::LATER.iter().map(of_client));
        self.settings.shapes_path = format!("{beside}shapes/");

        let shared = Arc::new(Shared {
            endpoint: Arc::new(self.endpoint),
            settings: self.settings,
            layout: self.layout,
            streams: Arc::default(),
        });
        let mut router = Router::new();
        for asset in self.assets {
            let url = asset.url().to_owned();
            let asset = Arc::new(asset);
            router = router.route(
                &url,
                get(move || std::future::ready(headers::of_asset(&asset))),
            );
        }
        for path in self.views {
            let (shared, name) = (shared.clone(), path.clone());
            let serve = move |params: RawPathParams, request: Request| {
                std::future::ready(page::serve(&shared, &name, &params, request))
            };
            router = router.route(&path, get(serve));
        }
        let shapes_path = format!("{}{{name}}", shared.settings.shapes_path);
        let endpoint = shared.endpoint.clone();
        let serve = move |Path(name): Path<String>| {
            std::future::ready(headers::of_shapes(endpoint.shapes(&name)))
        };
        router = router.route(&shapes_path, get(serve));
        let all = shared.clone();
        let open = move |request: Request| stream::open(all.clone(), request.into_parts().0);
        router = router.route(&format!("{beside}stream"), post(open));
        let all = shared.clone();
        let take = move |Path(key): Path<String>, request: Request| {
            stream::take(all.clone(), key, request)
        };
        router = router.route(&format!("{beside}stream/{{key}}"), post(take));
        let serve =
            move |parts: Parts, upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>| {
                std::future::ready(socket::serve(&shared, &parts, upgrade))
            };
        router.route(&self.socket_path, get(serve))
    }

    /// The module that starts the client. It is a file of its own because the pages' policy allows
    /// no inline script.
    fn start_script(&self, client: &Asset) -> String {
        let mut script = format!("import {{ connect }} from {:?};\n", client.url());
        let mut options = format!("url: {:?}", self.socket_path);
        if let Some(hooks) = &self.hooks {
            script += &format!("import hooks from {:?};\n", hooks.url());
            options += ", hooks";
        }
        if !self.islands.is_empty() {
            let islands = self.islands.iter();
            let islands =
                islands.map(|(name, module)| format!("{name:?}: () => import({:?})", module.url()));
            options += &format!(
                ", islands: {{ {} }}",
                islands.collect::<Vec<_>>().join(", ")
            );
        }
        if self.loading_bar {
            options += ", loadingBar: true";
        }
        if self.dev {
            options += ", dev: true";
        }
        script + &format!("window.slotwise = connect({{ {options} }});\n")
    }
}

/// A file of the client. They import each other by these names.
fn of_client(beside: &str, (name, content): &(&'static str, &'static str)) -> Asset {
    Asset::hashed(format!("{beside}{name}"), "text/javascript", content)
}

/// The address of what this program serves itself.
fn address(asset: &Asset) -> ResourceUrl {
    ResourceUrl::reviewed(asset.url(), "served by this program")
}
