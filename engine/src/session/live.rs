//! [`LiveView`], which users write, and [`Live`], what its functions get of the session.

use super::event::Event;
use super::hooks::Hooks;
use super::params::Params;
use super::sender::Sender;
use super::socket::Socket;
use super::tasks::{AsyncError, AsyncResult, Handle, Task};
use super::upload::{Upload, UploadEntry};
use crate::View;
use std::any::Any;
use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::io;
use std::ops::{ControlFlow, Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

/// A page, or part of one, whose state lives on the server.
///
/// ```
/// use slotwise::{Tracked, View, h};
/// use slotwise::session::{Event, Live, LiveView};
///
/// struct Counter { count: Tracked<i64> }
///
/// #[derive(Event)]
/// enum CounterEvent { Up, Down }
///
/// impl LiveView for Counter {
///     type Event = CounterEvent;
///     type Info = ();
///
///     fn mount(_: &mut Live<Self>) -> Self {
///         Counter { count: 0.into() }
///     }
///
///     fn handle_event(&mut self, event: CounterEvent, _: &mut Live<Self>) {
///         match event {
///             CounterEvent::Up => *self.count += 1,
///             CounterEvent::Down => *self.count -= 1,
///         }
///     }
///
///     fn render(&self) -> impl View {
///         h! { <button phx-click="down">-</button> {@count} <button phx-click="up">+</button> }
///     }
/// }
/// ```
///
/// A panic in one of these functions ends this session and no other: its client is told, and joins again.
pub trait LiveView: Sized + Send + 'static {
    /// What users do here: an enum with `#[derive(Event)]`, `()` for nothing, or
    /// [`RawEvent`](super::RawEvent) for whatever comes.
    type Event: Event;

    /// What reaches the view from outside: broadcasts and timers. `()` for none.
    type Info: Send + 'static;

    /// Makes the view: once for the first page, where `cx.connected()` is false and the view is
    /// dropped as soon as it is rendered, and again for each connection.
    fn mount(cx: &mut Live<Self>) -> Self;

    /// The address of the page is there, after [`LiveView::mount`], or changed: by a patch, or because the user
    /// went back. `params` are those of the path and of the query, as in `cx.params()`.
    fn handle_params(&mut self, params: &Params, cx: &mut Live<Self>) {
        let _ = (params, cx);
    }

    /// The user did something.
    fn handle_event(&mut self, event: Self::Event, cx: &mut Live<Self>) {
        let _ = (event, cx);
    }

    /// An info came, from a [`Sender`] or a timer.
    fn handle_info(&mut self, info: Self::Info, cx: &mut Live<Self>) {
        let _ = (info, cx);
    }

    /// What the page shows now.
    fn render(&self) -> impl View;

    /// The session ends: the user left, the connection is gone, or the view panicked. Called once for each
    /// connected mount.
    fn terminate(&mut self) {}
}

/// What a view's functions know of their session and can ask of it. All that does not depend on the type of the
/// view is in [`Socket`].
pub struct Live<V: LiveView> {
    pub(crate) socket: Socket,
    pub(crate) sender: Sender<V::Info>,
    pub(crate) timers: Vec<Timer<V::Info>>,
    last_task: u64,
    tasks: HashMap<String, Pending<V>>,
    /// Started, not yet given to the adapter.
    pub(crate) started: Vec<Task>,
    /// For the view, once the function at hand is done with it.
    pub(crate) later: Vec<Later<V>>,
    info_hooks: Hooks<InfoHook<V>>,
    /// By the id of the upload.
    upload_hooks: HashMap<String, UploadHook<V>>,
}

type UploadHook<V> = Arc<dyn Fn(&mut V, &UploadEntry, &mut Live<V>) + Send + Sync>;
type Later<V> = Box<dyn FnOnce(&mut V) + Send>;
type Done<V> = Box<dyn FnOnce(&mut V, Finished, &mut Live<V>) + Send>;
type Finished = Result<Box<dyn Any + Send>, AsyncError>;
type InfoHook<V> = dyn Fn(&<V as LiveView>::Info, &mut Socket) -> ControlFlow<()> + Send + Sync;

/// A task that runs.
struct Pending<V: LiveView> {
    number: u64,
    done: Done<V>,
    _handle: Handle,
}

pub(crate) struct Timer<I> {
    pub(crate) at: Duration,
    pub(crate) info: I,
}

impl<V: LiveView> Live<V> {
    pub(crate) fn new(socket: Socket, sender: Sender<V::Info>) -> Live<V> {
        Live {
            socket,
            sender,
            timers: Vec::new(),
            last_task: 0,
            tasks: HashMap::new(),
            started: Vec::new(),
            later: Vec::new(),
            info_hooks: Hooks::default(),
            upload_hooks: HashMap::new(),
        }
    }

    /// Delivers infos to this session from anywhere. While the first page is made it leads nowhere.
    pub fn sender(&self) -> Sender<V::Info> {
        self.sender.clone()
    }

    /// Sends an info to this session after `delay`. Does nothing while the first page is made.
    pub fn send_after(&mut self, delay: Duration, info: V::Info) {
        if self.connected() {
            let at = self.now().saturating_add(delay);
            self.timers.push(Timer { at, info });
        }
    }

    /// Runs a future beside the session and calls `done` with what it gives. Does nothing while the first page is
    /// made. A panic in the future is an [`AsyncError`]. It is cancelled when the session ends, when another is
    /// started under its name, and by [`Live::cancel_async`]; then `done` is not called.
    ///
    /// ```
    /// # use slotwise::{Tracked, View, h};
    /// # use slotwise::session::{Event, Live, LiveView};
    /// # async fn find(text: String) -> Vec<String> { vec![text] }
    /// # struct Search { hits: Tracked<Vec<String>> }
    /// #[derive(Event)]
    /// enum SearchEvent { Find { text: String } }
    ///
    /// # impl LiveView for Search {
    /// #     type Event = SearchEvent;
    /// #     type Info = ();
    /// #     fn mount(_: &mut Live<Self>) -> Self { Search { hits: vec![].into() } }
    /// fn handle_event(&mut self, SearchEvent::Find { text }: SearchEvent, cx: &mut Live<Self>) {
    ///     cx.start_async("find", find(text), |view, hits, _| *view.hits = hits.unwrap_or_default());
    /// }
    /// #     fn render(&self) -> impl View { h! { <p :for={hit in @hits}>{hit}</p> } }
    /// # }
    /// ```
    pub fn start_async<T: Send + 'static>(
        &mut self,
        name: &str,
        future: impl Future<Output = T> + Send + 'static,
        done: impl FnOnce(&mut V, Result<T, AsyncError>, &mut Live<V>) + Send + 'static,
    ) {
        let task = name.to_owned();
        self.start(name, future, move |view, result, cx| {
            let shown = result.as_ref().map(|value| value as &dyn Any);
            if cx.socket.lets_async(&task, shown) {
                done(view, result, cx);
            }
        });
    }

    /// Likewise, out of sight of hooks.
    fn start<T: Send + 'static>(
        &mut self,
        name: &str,
        future: impl Future<Output = T> + Send + 'static,
        done: impl FnOnce(&mut V, Result<T, AsyncError>, &mut Live<V>) + Send + 'static,
    ) {
        if !self.connected() {
            return;
        }
        self.last_task += 1;
        let (task, handle) = Task::new(self.sender.line(), self.last_task, future);
        self.started.push(task);
        let done = Box::new(move |view: &mut V, finished: Finished, cx: &mut Live<V>| {
            // It is what the future gave: the number says so.
            match finished.map(|value| value.downcast::<T>()) {
                Ok(Ok(value)) => done(view, Ok(*value), cx),
                Ok(Err(_)) => {}
                Err(error) => done(view, Err(error), cx),
            }
        });
        let pending = Pending {
            number: self.last_task,
            done,
            _handle: handle,
        };
        // What ran under this name is cancelled as it is dropped.
        self.tasks.insert(name.to_owned(), pending);
    }

    /// Ends what was started under this name, if it runs; what was to be done with its result is not done.
    pub fn cancel_async(&mut self, name: &str) {
        self.tasks.remove(name);
    }

    /// Runs a future and puts what it gives into a field of the view, which shows in the meantime that it is
    /// loading. On the first page it stays so.
    ///
    /// ```
    /// use slotwise::{Tracked, View, h};
    /// use slotwise::session::{AsyncResult, Live, LiveView, async_result};
    ///
    /// # async fn population(city: &str) -> Result<u32, std::io::Error> { Ok(city.len() as u32) }
    /// struct City { people: Tracked<AsyncResult<u32>> }
    ///
    /// impl LiveView for City {
    ///     type Event = ();
    ///     type Info = ();
    ///
    ///     fn mount(cx: &mut Live<Self>) -> Self {
    ///         cx.assign_async("people", |city| &mut city.people, population("Rome"));
    ///         City { people: AsyncResult::default().into() }
    ///     }
    ///
    ///     fn render(&self) -> impl View {
    ///         h! {
    ///             <.async_result assign={@people} :let={n}>
    ///                 <:loading><p>One moment</p></:loading>
    ///                 <:failed :let={error}><p>{error.to_string()}</p></:failed>
    ///                 <p>{n} people</p>
    ///             </.async_result>
    ///         }
    ///     }
    /// }
    /// ```
    pub fn assign_async<T: Send + 'static, E: fmt::Display + 'static>(
        &mut self,
        name: &str,
        field: impl Fn(&mut V) -> &mut AsyncResult<T> + Send + Sync + 'static,
        future: impl Future<Output = Result<T, E>> + Send + 'static,
    ) {
        let field = Arc::new(field);
        let begin = field.clone();
        self.later.push(Box::new(move |view| begin(view).start()));
        let future = async move { future.await.map_err(|error| error.to_string()) };
        self.start(name, future, move |view, result, _| {
            let result = result.and_then(|result| result.map_err(AsyncError::Failed));
            field(view).finish(result);
        });
    }

    /// Calls `hook` whenever more of a file is stored, or it turns out that it will not come: what a view does that
    /// takes files as soon as they are there.
    ///
    /// ```
    /// # use slotwise::session::{Live, LiveView, Upload, UploadOptions};
    /// # use slotwise::{Tracked, View, h};
    /// # struct Page { photo: Upload, sizes: Tracked<Vec<u64>> }
    /// # impl LiveView for Page {
    /// #     type Event = ();
    /// #     type Info = ();
    /// fn mount(cx: &mut Live<Self>) -> Self {
    ///     let photo = cx.allow_upload("photo", UploadOptions::new().auto(true));
    ///     cx.on_upload(&photo, |page, entry, _| {
    ///         if let Some(photo) = page.photo.consume_entry(&entry.reference) {
    ///             page.sizes.push(photo.entry.size);
    ///         }
    ///     });
    ///     Page { photo, sizes: vec![].into() }
    /// }
    /// #     fn render(&self) -> impl View { h! { <p :for={size in @sizes}>{size}</p> } }
    /// # }
    /// ```
    pub fn on_upload(
        &mut self,
        upload: &Upload,
        hook: impl Fn(&mut V, &UploadEntry, &mut Live<V>) + Send + Sync + 'static,
    ) {
        self.upload_hooks.insert(upload.id(), Arc::new(hook));
    }

    /// Starts to write what has come of uploads.
    pub(crate) fn write_uploads(&mut self) {
        for (upload, chunk) in std::mem::take(&mut self.socket.uploads.writes) {
            let store = self.socket.shared.uploads.store.clone();
            let name = format!("{} {}", upload.id(), chunk.serial);
            let future = async move { store.append(chunk.file, chunk.bytes).await };
            self.start(&name, future, move |view, result, cx| {
                let result = result.unwrap_or_else(|error| Err(io::Error::other(error)));
                let hook = cx.upload_hooks.get(&upload.id()).cloned();
                let shown = upload.stored(chunk.serial, result, cx.now());
                if let Some((hook, shown)) = hook.zip(shown) {
                    hook(view, &shown, cx);
                }
            });
        }
    }

    /// What is to be done with the result of a task, if that is still wanted.
    pub(crate) fn finished(&mut self, number: u64) -> Option<Done<V>> {
        let mut tasks = self.tasks.iter();
        let (name, _) = tasks.find(|(_, pending)| pending.number == number)?;
        let name = name.clone();
        self.tasks.remove(&name).map(|pending| pending.done)
    }

    /// Calls `hook` with each info before the view gets it; it may keep it from the view by `Break`. A hook of the
    /// same name is replaced. See [`Socket::attach_event_hook`] for the others.
    pub fn attach_info_hook(
        &mut self,
        name: &str,
        hook: impl Fn(&V::Info, &mut Socket) -> ControlFlow<()> + Send + Sync + 'static,
    ) {
        self.info_hooks.attach(name, Arc::new(hook));
    }

    /// Takes the hooks of this name off, those of infos and all others.
    pub fn detach_hook(&mut self, name: &str) {
        self.info_hooks.detach(name);
        self.socket.detach_hook(name);
    }

    /// Whether the hooks let an info through.
    pub(crate) fn lets_info(&mut self, info: &V::Info) -> bool {
        let mut hooks = self.info_hooks.all().into_iter();
        hooks.all(|hook| hook(info, &mut self.socket).is_continue())
    }
}

impl<V: LiveView> Deref for Live<V> {
    type Target = Socket;

    fn deref(&self) -> &Socket {
        &self.socket
    }
}

impl<V: LiveView> DerefMut for Live<V> {
    fn deref_mut(&mut self) -> &mut Socket {
        &mut self.socket
    }
}
