//! The chat and the users once more, for LiveView's own client: `/compat/chat` and `/compat/users`.
//!
//! The views are the same, and so is the server; another layout starts another client, which is read from where npm
//! has put it. As that client writes `innerHTML`, the policy of these pages does not ask for trusted types.

use crate::chat::Chat;
use crate::users::Users;
use crate::users::store::Store;
use axum::Router;
use slotwise::session::Secret;
use slotwise::{View, h};
use slotwise_axum::{App, Asset, Layout, Page, live_title};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The files of the packages that are served.
const PHOENIX: &str = "phoenix/priv/static/phoenix.mjs";
const LIVE_VIEW: &str = "phoenix_live_view/priv/static/phoenix_live_view.esm.js";

/// That of other pages without trusted types.
const POLICY: &str = "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; \
    connect-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

/// The routes, with the packages in a folder `node_modules`.
///
/// # Errors
/// If a file of the packages is not there.
pub fn router(
    packages: &Path,
    secret: Secret,
    store: Arc<Store>,
    stylesheet: Asset,
    hooks: &Asset,
) -> io::Result<Router> {
    let phoenix = package(packages, PHOENIX, "/compat/phoenix.js")?;
    let live_view = package(packages, LIVE_VIEW, "/compat/phoenix_live_view.js")?;
    let start = start(phoenix.url(), live_view.url(), hooks.url());
    Ok(App::new(secret)
        .title("slotwise gallery")
        .content_security_policy(POLICY)
        .layout(Compat)
        .socket_path("/compat/live/websocket")
        .stylesheet(stylesheet)
        .script(Asset::new("/compat/start.js", "text/javascript", start))
        .asset(phoenix)
        .asset(live_view)
        .state(store)
        .view::<Chat>("/compat/chat")
        .view::<Users>("/compat/users")
        .into_router())
}

fn package(packages: &Path, file: &str, url: &str) -> io::Result<Asset> {
    let path = packages.join(file);
    let text = fs::read_to_string(&path).map_err(|error| {
        let advice = "run `npm install phoenix phoenix_live_view`, and name its `node_modules`";
        io::Error::new(
            error.kind(),
            format!("{}: {error}: {advice}", path.display()),
        )
    })?;
    Ok(Asset::new(url, "text/javascript", text))
}

/// What an app of Phoenix has in its `app.js`.
fn start(phoenix: &str, live_view: &str, hooks: &str) -> String {
    format!(
        r#"import {{ Socket }} from {phoenix:?};
import {{ LiveSocket }} from {live_view:?};
import hooks from {hooks:?};
const csrf = document.querySelector("meta[name=csrf-token]").content;
window.liveSocket = new LiveSocket("/compat/live", Socket, {{ params: {{ _csrf_token: csrf }}, hooks }});
window.liveSocket.connect();
"#
    )
}

/// The page as [`slotwise_axum::DefaultLayout`] has it, but with another client.
struct Compat;

impl Layout for Compat {
    fn render(&self, page: &Page) -> impl View {
        h! {
            <!doctype html>
            <html lang={&page.lang}>
              <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="csrf-token" content={&page.csrf}>
                <.live_title title={&page.title} />
                <link :for={url in &page.stylesheets} rel="stylesheet" href={url}>
                <script :for={script in page.scripts.iter().skip(1)} type="module" src={&script.url} integrity={&script.integrity} nonce={&page.nonce}></script>
              </head>
              <body>{&page.content}</body>
            </html>
        }
    }
}
