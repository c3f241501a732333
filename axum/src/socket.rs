//! The WebSocket: who may connect, and one task for each who does.

use crate::app::Shared;
use crate::clock::{self, now};
use crate::{cookie, headers, observe};
use axum::body::Body;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::response::IntoResponse;
use slotwise::HashKey;
use slotwise::session::{self, Connection, Endpoint, Input, Outcome, Output, Params, Task};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, mpsc};
use tokio::time::{Instant, sleep, sleep_until};

/// Infos that may wait for a connection. It is closed when more come: its sessions end, and the client joins
/// again and has the whole page anew, instead of missing some of what happened.
const WAITING_INFOS: usize = 1024;
/// Ends of tasks that may wait for a connection; further tasks wait to end.
const WAITING_OUTCOMES: usize = 16;

/// Answers the request for a WebSocket.
pub(crate) fn serve<L>(
    shared: &Shared<L>,
    headers: &HeaderMap,
    query: Option<String>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response<Body> {
    let query = Params::from_query(&query.unwrap_or_default());
    let refuse = |status, text| headers::of_refusal(status, text);
    if !headers::is_own_origin(headers, &shared.settings.origins) {
        return refuse(StatusCode::FORBIDDEN, "the origin is missing or foreign");
    }
    let csrf = query.get("_csrf_token").zip(cookie::id(headers));
    if !csrf.is_some_and(|(csrf, id)| shared.endpoint.secret().is_csrf_token(id, csrf)) {
        return refuse(
            StatusCode::FORBIDDEN,
            "the csrf token does not fit the cookie",
        );
    }
    if query.get("vsn") != Some("2.0.0") {
        return refuse(StatusCode::BAD_REQUEST, "only `vsn=2.0.0` is spoken here");
    }
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade,
        Err(rejection) => return rejection.into_response(),
    };
    let Ok(seed) = clock::random() else {
        return refuse(StatusCode::INTERNAL_SERVER_ERROR, "no random bytes");
    };
    let endpoint = shared.endpoint.clone();
    let send_timeout = shared.settings.send_timeout;
    let frame_bytes = endpoint.limits().frame_bytes;
    upgrade
        .max_message_size(frame_bytes)
        .max_frame_size(frame_bytes)
        .on_upgrade(move |socket| async move {
            let key = HashKey::new(u64::from_le_bytes(seed));
            let driver = Driver::new(endpoint.clone(), key, send_timeout);
            observe::connection(driver.run(socket)).await;
            // Until then its sessions wait for their clients.
            sleep(endpoint.limits().grace).await;
            endpoint.sweep(now());
        })
}

/// A connection and what reaches it from inside the program.
struct Driver {
    connection: Connection,
    infos: mpsc::Receiver<session::Message>,
    /// Where tasks leave what came of them.
    ended: mpsc::Sender<Outcome>,
    outcomes: mpsc::Receiver<Outcome>,
    /// More infos came than may wait.
    overflow: Arc<Notify>,
    send_timeout: Duration,
}

/// The socket is to be closed, or is gone.
struct Done;

impl Driver {
    fn new(endpoint: Arc<Endpoint>, key: HashKey, send_timeout: Duration) -> Driver {
        let (queue, infos) = mpsc::channel(WAITING_INFOS);
        let (ended, outcomes) = mpsc::channel(WAITING_OUTCOMES);
        let overflow = Arc::new(Notify::new());
        let full = overflow.clone();
        let mailbox = move |message| match queue.try_send(message) {
            Ok(()) => true,
            Err(error) => {
                if matches!(error, mpsc::error::TrySendError::Full(_)) {
                    full.notify_one();
                }
                false
            }
        };
        Driver {
            connection: Connection::new(endpoint, key, Arc::new(mailbox), now()),
            infos,
            ended,
            outcomes,
            overflow,
            send_timeout,
        }
    }

    /// Serves the socket to its end. If the task is aborted, dropping the connection ends the sessions.
    async fn run(mut self, mut socket: WebSocket) {
        let mut result = Ok(());
        while result.is_ok() {
            result = match self.guarded(Connection::poll) {
                Ok(Some(Output::Send(text))) => self.send(&mut socket, text).await,
                Ok(Some(Output::Spawn(task))) => {
                    self.spawn(task);
                    Ok(())
                }
                Ok(Some(Output::Close)) | Err(Done) => Err(Done),
                Ok(None) => self.wait(&mut socket).await,
            };
        }
        let _ = self.handle(Input::Closed);
        self.outcomes.close();
        while let Some(outcome) = self.outcomes.recv().await {
            let _ = self.handle(Input::Async(outcome));
        }
        let _ = tokio::time::timeout(self.send_timeout, socket.send(Message::Close(None))).await;
    }

    /// Runs a task of a view. It ends by itself when its session does.
    fn spawn(&self, task: Task) {
        let ended = self.ended.clone();
        tokio::spawn(async move {
            let outcome = task.await;
            if let Err(unsent) = ended.send(outcome).await {
                // The connection is gone, but its session may wait for another.
                unsent.0.forward();
            }
        });
    }

    /// Waits until something happens and takes it in.
    async fn wait(&mut self, socket: &mut WebSocket) -> Result<(), Done> {
        let deadline = self.connection.poll_timeout().ok_or(Done)?;
        let deadline = Instant::from_std(clock::instant(deadline));
        tokio::select! {
            message = socket.recv() => match message {
                Some(Ok(Message::Text(text))) => self.handle(Input::Frame(&text)),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(()),
                Some(Ok(Message::Binary(bytes))) => self.handle(Input::Bytes(&bytes)),
                Some(Ok(Message::Close(_)) | Err(_)) | None => Err(Done),
            },
            Some(info) = self.infos.recv() => self.take_infos(info),
            Some(outcome) = self.outcomes.recv() => self.handle(Input::Async(outcome)),
            () = self.overflow.notified() => Err(Done),
            () = sleep_until(deadline) => self.handle(Input::Timeout),
        }
    }

    /// Sends a frame. Infos are taken in meanwhile, and merge into one patch; frames are not, so a
    /// client that does not read is not read either.
    async fn send(&mut self, socket: &mut WebSocket, text: String) -> Result<(), Done> {
        let mut sending = pin!(socket.send(Message::Text(text.into())));
        let mut patience = pin!(sleep(self.send_timeout));
        let start = Instant::now();
        loop {
            tokio::select! {
                sent = &mut sending => {
                    observe::took("send", start.elapsed());
                    return sent.map_err(|_| Done);
                }
                Some(info) = self.infos.recv() => self.take_infos(info)?,
                () = self.overflow.notified() => return Err(Done),
                () = &mut patience => return Err(Done),
            }
        }
    }

    /// Takes in an info and those that wait behind it.
    fn take_infos(&mut self, first: session::Message) -> Result<(), Done> {
        self.handle(Input::Info(first))?;
        for _ in 1..WAITING_INFOS {
            let Ok(info) = self.infos.try_recv() else {
                break;
            };
            self.handle(Input::Info(info))?;
        }
        Ok(())
    }

    fn handle(&mut self, input: Input<'_>) -> Result<(), Done> {
        let what = match &input {
            Input::Frame(_) => "frame",
            Input::Bytes(_) => "bytes",
            Input::Info(_) => "info",
            Input::Async(_) => "outcome",
            Input::Timeout => "timer",
            Input::Closed => "end",
        };
        observe::timed(what, || {
            self.guarded(|connection| connection.handle(input, now()))
        })
    }

    /// A panic of a view ends in the connection, with its session. Should there be one of the engine's own, it
    /// ends here, so that the views are told that they are terminated.
    fn guarded<T>(&mut self, call: impl FnOnce(&mut Connection) -> T) -> Result<T, Done> {
        catch_unwind(AssertUnwindSafe(|| call(&mut self.connection))).map_err(|_| Done)
    }
}
