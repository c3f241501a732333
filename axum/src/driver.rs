//! One task for each who is connected: it carries frames between a [`Transport`] and a [`Connection`].

use crate::app::Settings;
use crate::clock::{self, now};
use crate::observe;
use crate::shutdown;
use axum::body::Bytes;
use axum::extract::ws::Utf8Bytes;
use slotwise::HashKey;
use slotwise::session::{
    self, Admission, CloseReason, Connection, Endpoint, Input, Outcome, Output, Peer, Task,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, mpsc, watch};
use tokio::time::{Instant, sleep, sleep_until};

/// How frames come and go.
pub(crate) trait Transport: Send {
    /// What comes next. Nothing is lost if it is dropped before.
    fn recv(&mut self) -> impl Future<Output = Incoming> + Send;
    /// Sends a frame, or waits until it can.
    fn send(&mut self, text: String) -> impl Future<Output = Result<(), Gone>> + Send;
    /// Says why nothing comes any more, to who is still there.
    fn close(&mut self, reason: Option<CloseReason>) -> impl Future<Output = ()> + Send;
}

pub(crate) enum Incoming {
    Frame(Utf8Bytes),
    Bytes(Bytes),
    /// Something that is no frame, or ends the connection.
    Refused(CloseReason),
    /// Nothing that matters here.
    Nothing,
    Gone,
}

/// Nobody is at the other end.
pub(crate) struct Gone;

/// Infos that may wait for a connection. It is closed when more come: its sessions end, and the client joins
/// again and has the whole page anew, instead of missing some of what happened.
const WAITING_INFOS: usize = 1024;
/// Ends of tasks that may wait for a connection; further tasks wait to end.
const WAITING_OUTCOMES: usize = 16;

/// A connection and what reaches it from inside the program.
pub(crate) struct Driver {
    connection: Connection,
    infos: mpsc::Receiver<session::Message>,
    /// Where tasks leave what came of them.
    ended: mpsc::Sender<Outcome>,
    outcomes: mpsc::Receiver<Outcome>,
    /// More infos came than may wait.
    overflow: Arc<Notify>,
    /// The server ends.
    shutdown: watch::Receiver<bool>,
    /// Given back with the connection.
    _admission: Admission,
    send_timeout: Duration,
}

/// The connection is to be closed for a reason, or is gone.
struct Done(Option<CloseReason>);

/// Serves a client to its end, and its sessions until they do not wait for it any more.
pub(crate) async fn serve<T: Transport>(endpoint: Arc<Endpoint>, driver: Driver, transport: T) {
    observe::connection(driver.run(transport)).await;
    sleep(endpoint.limits().grace).await;
    endpoint.sweep(now());
}

impl Driver {
    /// Of a client that connects now.
    ///
    /// # Errors
    /// If the operating system has no random bytes to give.
    pub(crate) fn new(
        endpoint: Arc<Endpoint>,
        settings: &Settings,
        (peer, admission): (Peer, Admission),
    ) -> Result<Driver, getrandom::Error> {
        let key = HashKey::new(u64::from_le_bytes(clock::random()?));
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
        let connection = Connection::new(endpoint, key, Arc::new(mailbox), now());
        Ok(Driver {
            connection: connection.with_peer(peer),
            infos,
            ended,
            outcomes,
            overflow,
            shutdown: settings.shutdown.watch(),
            _admission: admission,
            send_timeout: settings.send_timeout,
        })
    }

    /// Serves a client to its end. If the task is aborted, dropping the connection ends the sessions.
    async fn run(mut self, mut transport: impl Transport) {
        let Done(reason) = loop {
            let result = match self.guarded(Connection::poll) {
                Ok(Some(Output::Send(text))) => self.send(&mut transport, text).await,
                Ok(Some(Output::Spawn(task))) => {
                    self.spawn(task);
                    Ok(())
                }
                Ok(Some(Output::Close(reason))) => Err(Done(Some(reason))),
                Ok(None) => self.wait(&mut transport).await,
                Err(done) => Err(done),
            };
            if let Err(done) = result {
                break done;
            }
        };
        let _ = self.handle(Input::Closed);
        self.outcomes.close();
        while let Some(outcome) = self.outcomes.recv().await {
            let _ = self.handle(Input::Async(outcome));
        }
        let _ = tokio::time::timeout(self.send_timeout, transport.close(reason)).await;
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
    async fn wait(&mut self, transport: &mut impl Transport) -> Result<(), Done> {
        let deadline = self.connection.poll_timeout().ok_or(Done(None))?;
        let deadline = Instant::from_std(clock::instant(deadline));
        tokio::select! {
            incoming = transport.recv() => match incoming {
                Incoming::Frame(text) => self.handle(Input::Frame(&text)),
                Incoming::Bytes(bytes) => self.handle(Input::Bytes(&bytes)),
                Incoming::Refused(reason) => self.handle(Input::Close(reason)),
                Incoming::Nothing => Ok(()),
                Incoming::Gone => Err(Done(None)),
            },
            Some(info) = self.infos.recv() => self.take_infos(info),
            Some(outcome) = self.outcomes.recv() => self.handle(Input::Async(outcome)),
            () = self.overflow.notified() => Err(Done(None)),
            () = shutdown::wait(&mut self.shutdown) => {
                self.handle(Input::Close(CloseReason::GoingAway))
            }
            () = sleep_until(deadline) => self.handle(Input::Timeout),
        }
    }

    /// Sends a frame. Infos are taken in meanwhile, and merge into one patch; frames are not, so a
    /// client that does not read is not read either.
    async fn send(&mut self, transport: &mut impl Transport, text: String) -> Result<(), Done> {
        let bytes = text.len();
        let mut sending = pin!(observe::send(transport.send(text), bytes));
        let mut patience = pin!(sleep(self.send_timeout));
        let start = Instant::now();
        loop {
            tokio::select! {
                sent = &mut sending => {
                    observe::took("send", start.elapsed());
                    return sent.map_err(|Gone| Done(None));
                }
                Some(info) = self.infos.recv() => self.take_infos(info)?,
                () = self.overflow.notified() => return Err(Done(None)),
                () = &mut patience => return Err(Done(None)),
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
            Input::Close(_) | Input::Closed => "end",
        };
        observe::timed(what, || {
            self.guarded(|connection| connection.handle(input, now()))
        })
    }

    /// A panic of a view ends in the connection, with its session. Should there be one of the engine's own, it
    /// ends here, so that the views are told that they are terminated.
    fn guarded<T>(&mut self, call: impl FnOnce(&mut Connection) -> T) -> Result<T, Done> {
        catch_unwind(AssertUnwindSafe(|| call(&mut self.connection))).map_err(|_| Done(None))
    }
}
