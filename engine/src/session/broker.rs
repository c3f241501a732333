//! [`Broker`]: topics, and who hears what is published on them.
//!
//! ```text
//! publish("room:7", m)     Heard::Message(m)     to each subscriber that keeps up
//!                          Heard::Resync         once to one for whom too many wait, in place of all it misses
//! ```
//! Each message waits in the mailbox of a connection until the session takes it, and how many do is counted for each
//! subscriber. So memory is bounded by the number of subscribers, whatever is published and however slow they are.

use super::sender::Sender;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Carries messages from whoever publishes them to all who subscribed to their topic.
///
/// [`LocalBroker`] does so within a process. One that spans processes has a `LocalBroker` inside: `publish` encodes
/// the message and leaves it to a task of its runtime, and what comes from the others is decoded and published in
/// the local one. Neither function waits, so both can be called by a view.
///
/// ```
/// use slotwise::session::{Broker, Heard, LocalBroker, Subscriber};
/// use std::sync::mpsc;
///
/// let broker = LocalBroker::new();
/// let (sender, heard) = mpsc::channel();
/// let subscriber = Subscriber::from_fn(move |message| sender.send(message).is_ok());
/// let subscription = broker.subscribe("rooms/7", subscriber);
/// broker.publish("rooms/7", "Hello");
/// broker.publish("rooms/8", "to nobody");
/// assert_eq!(heard.try_iter().collect::<Vec<_>>(), [Heard::Message("Hello")]);
/// drop(subscription);
/// assert_eq!(broker.count("rooms/7"), 0);
/// ```
///
/// A view subscribes by its [`Sender`], and keeps the subscription as long as it wants to hear:
///
/// ```
/// # use slotwise::{Tracked, View, h};
/// # use slotwise::session::{Live, LiveView};
/// use slotwise::session::{Broker, Heard, LocalBroker, Subscriber, Subscription};
///
/// # struct Room { lines: Tracked<Vec<String>>, _subscription: Option<Subscription> }
/// # fn stored_lines() -> Vec<String> { vec![] }
/// impl LiveView for Room {
///     type Event = ();
///     type Info = Heard<String>;
///
///     fn mount(cx: &mut Live<Self>) -> Self {
///         let broker = cx.state::<LocalBroker<String>>();
///         let subscriber = Subscriber::new(cx.sender(), |heard| heard);
///         // First this, then what is stored: nothing is missed in between.
///         let subscription = broker.map(|broker| broker.subscribe("rooms/7", subscriber));
///         Room { lines: stored_lines().into(), _subscription: subscription }
///     }
///
///     fn handle_info(&mut self, heard: Heard<String>, _: &mut Live<Self>) {
///         match heard {
///             Heard::Message(line) => self.lines.push(line),
///             Heard::Resync => *self.lines = stored_lines(),
///         }
///     }
/// #     fn render(&self) -> impl View { h! { <p :for={line in @lines}>{line}</p> } }
/// }
/// ```
pub trait Broker<M>: Send + Sync + 'static {
    /// Tells a subscriber of what is published on a topic, until the subscription is dropped or the subscriber is
    /// gone.
    #[must_use = "a subscription ends when it is dropped"]
    fn subscribe(&self, topic: &str, subscriber: Subscriber<M>) -> Subscription;

    /// Tells all subscribers of a topic. They hear what is published on one topic in the same order.
    fn publish(&self, topic: &str, message: M);
}

/// What a subscriber hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard<M> {
    /// This was published.
    Message(M),
    /// More was published than may wait: fetch anew what is shown. What is published from now on comes again.
    Resync,
}

/// Who hears: a session, by its [`Sender`].
pub struct Subscriber<M> {
    tell: Box<Tell<M>>,
    waiting: Arc<Waiting>,
}

/// `false`: the subscriber is gone.
type Tell<M> = dyn Fn(Heard<M>, Waits) -> bool + Send + Sync;

/// What a subscriber has not taken yet.
#[derive(Default)]
struct Waiting {
    messages: AtomicUsize,
    /// It is to fetch anew what it shows, and does not know yet.
    resync: AtomicBool,
}

/// A message waits as long as this is not dropped.
pub(crate) struct Waits {
    waiting: Arc<Waiting>,
    is_resync: bool,
}

impl Drop for Waits {
    fn drop(&mut self) {
        if self.is_resync {
            self.waiting.resync.store(false, Ordering::Release);
        } else {
            self.waiting.messages.fetch_sub(1, Ordering::AcqRel);
        }
    }
}

impl<M: 'static> Subscriber<M> {
    /// The session of a sender, whose infos are made of what is heard. `info` must not call the broker.
    pub fn new<I: Send + 'static>(
        sender: Sender<I>,
        info: impl Fn(Heard<M>) -> I + Send + Sync + 'static,
    ) -> Subscriber<M> {
        Subscriber {
            tell: Box::new(move |heard, waits| sender.send_waiting(info(heard), waits)),
            waiting: Arc::default(),
        }
    }

    /// A function that is done with each message when it returns, such as one that puts it into a queue; it must
    /// not wait, nor call the broker. `false` ends the subscription.
    pub fn from_fn(tell: impl Fn(Heard<M>) -> bool + Send + Sync + 'static) -> Subscriber<M> {
        Subscriber {
            tell: Box::new(move |heard, _| tell(heard)),
            waiting: Arc::default(),
        }
    }

    fn waits(&self, is_resync: bool) -> Waits {
        Waits {
            waiting: self.waiting.clone(),
            is_resync,
        }
    }

    /// `false`: it is gone.
    fn tell(&self, message: M, most: usize, resyncs: &AtomicU64) -> bool {
        if self.waiting.resync.load(Ordering::Acquire) {
            // It will fetch this one, too.
            return true;
        }
        if self.waiting.messages.load(Ordering::Acquire) >= most {
            self.waiting.resync.store(true, Ordering::Release);
            resyncs.fetch_add(1, Ordering::Relaxed);
            return (self.tell)(Heard::Resync, self.waits(true));
        }
        self.waiting.messages.fetch_add(1, Ordering::AcqRel);
        (self.tell)(Heard::Message(message), self.waits(false))
    }
}

impl<M> fmt::Debug for Subscriber<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subscriber").finish_non_exhaustive()
    }
}

/// A subscriber hears a topic as long as this is not dropped.
pub struct Subscription(Option<Box<dyn FnOnce() + Send + Sync>>);

impl Subscription {
    /// One that is ended by a function; for brokers.
    pub fn new(end: impl FnOnce() + Send + Sync + 'static) -> Subscription {
        Subscription(Some(Box::new(end)))
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(end) = self.0.take() {
            end();
        }
    }
}

impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subscription").finish_non_exhaustive()
    }
}

/// A [`Broker`] within a process. Clones are the same.
pub struct LocalBroker<M>(Arc<Topics<M>>);

struct Topics<M> {
    topics: Mutex<HashMap<String, Arc<Topic<M>>>>,
    most: usize,
    last: AtomicU64,
    resyncs: AtomicU64,
}

/// The subscribers, by their numbers. Locked while they are told, so that all hear the same order.
type Topic<M> = Mutex<BTreeMap<u64, Subscriber<M>>>;

impl<M> LocalBroker<M> {
    /// So many messages of a topic may wait for a subscriber, where nothing else is said.
    pub const MOST_WAITING: usize = 128;

    /// A broker without topics.
    pub fn new() -> LocalBroker<M> {
        LocalBroker::with_most_waiting(Self::MOST_WAITING)
    }

    /// One where so many messages of a topic may wait for a subscriber.
    pub fn with_most_waiting(most: usize) -> LocalBroker<M> {
        LocalBroker(Arc::new(Topics {
            topics: Mutex::default(),
            most,
            last: AtomicU64::new(0),
            resyncs: AtomicU64::new(0),
        }))
    }

    /// How many subscribe to a topic. One who is gone counts until something is published.
    pub fn count(&self, topic: &str) -> usize {
        let topic = lock(&self.0.topics).get(topic).cloned();
        topic.map_or(0, |topic| lock(&topic).len())
    }

    /// How many topics have subscribers.
    pub fn topics(&self) -> usize {
        lock(&self.0.topics).len()
    }

    /// How often a subscriber was told to fetch anew what it shows.
    pub fn resyncs(&self) -> u64 {
        self.0.resyncs.load(Ordering::Relaxed)
    }
}

impl<M> Topics<M> {
    fn leave(&self, topic: &str, number: u64) {
        let mut topics = lock(&self.topics);
        if let Some(subscribers) = topics.get(topic) {
            let mut subscribers = lock(subscribers);
            let gone = subscribers.remove(&number);
            let is_empty = subscribers.is_empty();
            drop(subscribers);
            if is_empty {
                topics.remove(topic);
            }
            // It may hold anything, even a subscription.
            drop(topics);
            drop(gone);
        }
    }
}

impl<M: Clone + Send + 'static> Broker<M> for LocalBroker<M> {
    fn subscribe(&self, topic: &str, subscriber: Subscriber<M>) -> Subscription {
        let number = self.0.last.fetch_add(1, Ordering::Relaxed);
        let mut topics = lock(&self.0.topics);
        let subscribers = topics.entry(topic.to_owned()).or_default();
        lock(subscribers).insert(number, subscriber);
        drop(topics);
        let (topics, topic) = (Arc::downgrade(&self.0), topic.to_owned());
        Subscription::new(move || {
            if let Some(topics) = topics.upgrade() {
                topics.leave(&topic, number);
            }
        })
    }

    fn publish(&self, topic: &str, message: M) {
        let Some(subscribers) = lock(&self.0.topics).get(topic).cloned() else {
            return;
        };
        let mut gone = Vec::new();
        for (number, subscriber) in lock(&subscribers).iter() {
            if !subscriber.tell(message.clone(), self.0.most, &self.0.resyncs) {
                gone.push(*number);
            }
        }
        for number in gone {
            self.0.leave(topic, number);
        }
    }
}

impl<M> Default for LocalBroker<M> {
    fn default() -> Self {
        LocalBroker::new()
    }
}

impl<M> Clone for LocalBroker<M> {
    fn clone(&self) -> Self {
        LocalBroker(self.0.clone())
    }
}

impl<M> fmt::Debug for LocalBroker<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalBroker")
            .field("topics", &self.topics())
            .finish_non_exhaustive()
    }
}

/// Every change is one step, so a panic leaves nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::super::sender::{Alive, Line, Message, Waiting as Mail};
    use super::*;
    use std::sync::{Weak, mpsc};

    /// A session whose mail lies there until it is read.
    struct Reader {
        line: Arc<Line>,
        alive: Arc<Alive>,
        sender: Sender<Heard<u32>>,
    }

    impl Reader {
        fn new() -> Reader {
            let line = Arc::new(Line::new(1, Arc::new(|_: Message| true)));
            let alive = Arc::new(Alive {
                line: line.clone(),
                park: Weak::new(),
            });
            let sender = Sender::to(line.clone());
            Reader {
                line,
                alive,
                sender,
            }
        }

        fn subscriber(&self) -> Subscriber<u32> {
            Subscriber::new(self.sender.clone(), |heard| heard)
        }

        fn read(&self) -> Vec<Heard<u32>> {
            std::iter::from_fn(|| self.next()).collect()
        }

        fn next(&self) -> Option<Heard<u32>> {
            match self.line.take()? {
                Mail::Info(info, _) => Some(*info.downcast().unwrap()),
                Mail::Outcome(_) | Mail::Changed => None,
            }
        }
    }

    #[test]
    fn a_slow_subscriber_is_told_once_that_it_missed_something() {
        let broker = LocalBroker::with_most_waiting(3);
        let (slow, fast) = (Reader::new(), Reader::new());
        let _slow = broker.subscribe("t", slow.subscriber());
        let _fast = broker.subscribe("t", fast.subscriber());
        let message = Heard::Message;
        for n in 0..10_000 {
            broker.publish("t", n);
            assert_eq!(fast.read(), [message(n)]);
        }
        assert_eq!(
            slow.read(),
            [message(0), message(1), message(2), Heard::Resync]
        );
        assert_eq!(broker.resyncs(), 1);
        broker.publish("t", 7);
        assert_eq!(slow.read(), [message(7)]);
    }

    #[test]
    fn what_comes_while_one_fetches_anew_is_not_missed() {
        let broker = LocalBroker::with_most_waiting(1);
        let reader = Reader::new();
        let _subscription = broker.subscribe("t", reader.subscriber());
        broker.publish("t", 1);
        broker.publish("t", 2);
        reader.next().unwrap();
        // From here on the session fetches: what is published now may not be in what it gets.
        reader.next().unwrap();
        broker.publish("t", 3);
        assert_eq!(reader.read(), [Heard::Message(3)]);
    }

    #[test]
    fn ten_thousand_subscribers() {
        let broker = LocalBroker::with_most_waiting(2);
        let readers: Vec<Reader> = (0..10_000).map(|_| Reader::new()).collect();
        let mut subscriptions: Vec<Subscription> = readers
            .iter()
            .map(|reader| broker.subscribe("t", reader.subscriber()))
            .collect();
        assert_eq!(broker.count("t"), 10_000);
        for n in 0..3 {
            broker.publish("t", n);
        }
        assert_eq!(broker.resyncs(), 10_000);
        let all = [Heard::Message(0), Heard::Message(1), Heard::Resync];
        assert!(readers.iter().all(|reader| reader.read() == all));
        subscriptions.truncate(10);
        assert_eq!(broker.count("t"), 10);
        drop(subscriptions);
        assert_eq!((broker.count("t"), broker.topics()), (0, 0));
    }

    #[test]
    fn sessions_that_are_gone_are_forgotten() {
        let broker = LocalBroker::new();
        let Reader {
            line,
            alive,
            sender,
        } = Reader::new();
        let _subscription = broker.subscribe("t", Subscriber::new(sender, |heard| heard));
        drop((line, alive));
        broker.publish("t", 1);
        assert_eq!((broker.count("t"), broker.topics()), (0, 0));
    }

    #[test]
    fn threads_publish_subscribe_and_leave() {
        // None is told to fetch anew: each hears its own message.
        let broker: LocalBroker<u32> = LocalBroker::with_most_waiting(usize::MAX);
        std::thread::scope(|scope| {
            for thread in 0..4_u32 {
                let broker = broker.clone();
                scope.spawn(move || {
                    for n in 0..500 {
                        let reader = Reader::new();
                        let topic = if n % 2 == 0 { "even" } else { "odd" };
                        let subscription = broker.subscribe(topic, reader.subscriber());
                        broker.publish(topic, thread * 1000 + n);
                        assert!(reader.read().contains(&Heard::Message(thread * 1000 + n)));
                        drop(subscription);
                    }
                });
            }
        });
        assert_eq!(broker.topics(), 0);
    }

    /// A broker as one over a network is: messages as bytes, local subscribers in a local broker.
    struct Linked {
        local: LocalBroker<u32>,
        wire: Mutex<mpsc::Sender<(String, Vec<u8>)>>,
    }

    impl Broker<u32> for Linked {
        fn subscribe(&self, topic: &str, subscriber: Subscriber<u32>) -> Subscription {
            self.local.subscribe(topic, subscriber)
        }

        fn publish(&self, topic: &str, message: u32) {
            let bytes = message.to_be_bytes().to_vec();
            lock(&self.wire).send((topic.to_owned(), bytes)).unwrap();
        }
    }

    #[test]
    fn one_broker_fits_behind_another() {
        let (wire, arrived) = mpsc::channel();
        let broker = Arc::new(Linked {
            local: LocalBroker::new(),
            wire: Mutex::new(wire),
        });
        let any: Arc<dyn Broker<u32>> = broker.clone();
        let reader = Reader::new();
        let _subscription = any.subscribe("t", reader.subscriber());
        any.publish("t", 258);
        for (topic, bytes) in arrived.try_iter() {
            let message = u32::from_be_bytes(bytes.try_into().unwrap());
            broker.local.publish(&topic, message);
        }
        assert_eq!(reader.read(), [Heard::Message(258)]);
    }
}
