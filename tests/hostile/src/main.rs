//! A server for browser tests: hostile values in every place of a template.
//!
//! `/rendered` has all of them, `/patched` gets them one by one, `/values` is their list as JSON. `/fragile` has the
//! faults that developers make, which `--dev` has its pages name. `/probe` has no hostile values, but all that users and
//! scripts may change beside the server.

mod fragile;
mod page;
mod probe;
mod values;

use axum::routing::get;
use fragile::Fragile;
use page::{Patched, Rendered};
use probe::Probe;
use slotwise::session::Secret;
use slotwise_axum::App;
use std::error::Error;
use tokio::net::TcpListener;
use values::VALUES;

/// Tokens of this server are worth nothing.
const SECRET: &[u8; 32] = b"of a server that only tests use.";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let port = match (std::env::args().nth(1).as_deref(), std::env::args().nth(2)) {
        (Some("--port"), Some(port)) => port.parse()?,
        _ => return Err("usage: hostile --port PORT [--dev]".into()),
    };
    let dev = std::env::args().nth(3).as_deref() == Some("--dev");
    let json = serde_json::to_string(&*VALUES)?;
    let router = App::new(Secret::new(SECRET)?)
        .title("</title><script>alert(1)</script>")
        .dev(dev)
        .view::<Fragile>("/fragile")
        .view::<Rendered>("/rendered")
        .view::<Patched>("/patched")
        .view::<Probe>("/probe")
        .into_router()
        .route("/", get("hostile"))
        .route("/values", get(async || json));
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    Ok(axum::serve(listener, router).await?)
}
