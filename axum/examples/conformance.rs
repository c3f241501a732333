//! Serves what the checks of `slotwise-conformance` look at, at `127.0.0.1:4000` or the address that is given.
//! For tests alone: what it signs with is known to everybody.

use slotwise::session::Secret;
use slotwise_axum::{App, Shutdown};
use slotwise_conformance::{Control, Probe, SECRET, SEND_TIMEOUT, limits};
use std::error::Error;
use std::sync::Arc;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1);
    let address = address.as_deref().unwrap_or("127.0.0.1:4000");
    let shutdown = Shutdown::new();
    let drain = shutdown.clone();
    let control = Control::new().with_drain(move || drain.begin());
    let router = App::new(Secret::new(&SECRET)?)
        .limits(limits())
        .send_timeout(SEND_TIMEOUT)
        .client_address_header("x-forwarded-for")
        .shutdown(&shutdown)
        .state(Arc::new(control))
        .view::<Probe>("/probe/{id}")
        .into_router();
    let listener = TcpListener::bind(address).await?;
    println!("http://{}", listener.local_addr()?);
    let ended = shutdown.clone();
    let serve = axum::serve(listener, router).with_graceful_shutdown(async move {
        ended.ended().await;
    });
    Ok(serve.await?)
}
