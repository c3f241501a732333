//! [`Shutdown`]: how a server ends without its clients noticing much.

use std::fmt;
use std::sync::Arc;
use tokio::sync::watch;

/// Ends the connections of an [`App`](crate::App) when its server is to end. From then on nobody connects any more, and
/// clients that are connected are told that the server goes away (close code 1001). They come back by themselves: to
/// another server of the same secret, or to the next one at this address. Their views are mounted anew there, and what
/// was typed into forms is sent again.
///
/// Clones are the same.
///
/// ```no_run
/// use slotwise_axum::{App, Shutdown, secret_from_env_or_file};
///
/// # async fn signal() {}
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// let shutdown = Shutdown::new();
/// let router = App::new(secret_from_env_or_file(".slotwise-secret")?).shutdown(&shutdown).into_router();
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:4000").await?;
/// let begin = { let shutdown = shutdown.clone(); async move { signal().await; shutdown.begin() } };
/// axum::serve(listener, router).with_graceful_shutdown(begin).await?;
/// shutdown.ended().await;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Shutdown(Arc<watch::Sender<bool>>);

impl Shutdown {
    /// One that has not begun.
    #[must_use]
    pub fn new() -> Shutdown {
        Shutdown(Arc::new(watch::Sender::new(false)))
    }

    /// Begins.
    pub fn begin(&self) {
        self.0.send_replace(true);
    }

    /// Waits until it has begun and all connections are closed.
    pub async fn ended(&self) {
        // This one is no connection, and goes before they are waited for.
        let mut begun = self.0.subscribe();
        wait(&mut begun).await;
        drop(begun);
        self.0.closed().await;
    }

    pub(crate) fn is_begun(&self) -> bool {
        *self.0.borrow()
    }

    /// What a connection keeps as long as it is open.
    pub(crate) fn watch(&self) -> watch::Receiver<bool> {
        self.0.subscribe()
    }
}

/// Waits until it has begun.
pub(crate) async fn wait(begun: &mut watch::Receiver<bool>) {
    if begun.wait_for(|begun| *begun).await.is_err() {
        // Nobody is there any more who could begin.
        std::future::pending::<()>().await;
    }
}

impl Default for Shutdown {
    fn default() -> Self {
        Shutdown::new()
    }
}

impl fmt::Debug for Shutdown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let begun = self.is_begun();
        f.debug_struct("Shutdown").field("begun", &begun).finish()
    }
}
