//! [`SharedView`] and [`Group`]: a view that is mounted, rendered and compared once for all sessions at an address.
//!
//! ```text
//! info ──> line of the group ──> bell: each member's connection looks
//!   the first of them     handle_info, render, compare        log: 17 "[0,2]", 18 "[0,3]"
//!   all the others        what they lack of the log
//!   one that lacks 8      leaves, with copies of the view and of the mirror
//! ```
//! Nothing here runs by itself: what the group does, it does while a member's connection is at work.

use super::live::{Live, LiveView};
use super::navigation::Departure;
use super::running::{Mounted, Running};
use super::sender::{Line, MOST_WAITING, Message, Sender, Waiting};
use super::socket::Socket;
use super::tasks::Task;
use crate::{Dialect, Mirror, Patcher};
use std::any::Any;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

/// A view that looks the same to all who are at an address, and is one view for all of them: it is mounted once,
/// hears each info once, and is rendered and compared once for each change, whatever the number of sessions. They
/// share its patches.
///
/// ```
/// use slotwise::session::{Broker, Endpoint, Heard, Live, LiveView, LocalBroker, Secret, SharedView, Subscriber};
/// use slotwise::{Tracked, View, h};
///
/// #[derive(Clone)]
/// struct Load { percent: Tracked<u8> }
///
/// impl Load {
///     fn subscribe(cx: &mut Live<Self>) {
///         if let Some(broker) = cx.state::<LocalBroker<u8>>().filter(|_| cx.connected()) {
///             let subscription = broker.subscribe("load", Subscriber::new(cx.sender(), |heard| heard));
///             cx.assign(subscription); // kept for as long as the session, or the group
///         }
///     }
/// }
///
/// impl LiveView for Load {
///     type Event = ();
///     type Info = Heard<u8>;
///
///     fn mount(cx: &mut Live<Self>) -> Self {
///         Self::subscribe(cx);
///         Load { percent: 0.into() }
///     }
///
///     fn handle_info(&mut self, heard: Heard<u8>, _: &mut Live<Self>) {
///         if let Heard::Message(percent) = heard {
///             *self.percent = percent;
///         }
///     }
///
///     fn render(&self) -> impl View { h! { <p>{@percent} %</p> } }
/// }
///
/// impl SharedView for Load {
///     fn leave(&mut self, cx: &mut Live<Self>) {
///         Self::subscribe(cx);
///     }
/// }
///
/// let endpoint = Endpoint::new(Secret::new(&[7; 32]).unwrap()).with_shared_view::<Load>("/load");
/// # let _ = endpoint;
/// ```
///
/// Sessions at equal addresses, path and query, are a group, which ends with the last of them. A session goes on
/// alone, with a clone of the view, from its first own event on, when it patches to another address, and when it is
/// 8 patches behind. An event that a hook handles ([`Socket::attach_event_hook`] and `Break`) is none of its own.
/// Alone from the start are sessions with messages to show or with hooks of parameters.
///
/// The group belongs to nobody: in `mount` and the other functions called for it, `cx.session()` is empty, nothing
/// is assigned, and messages, navigation and replies go nowhere. Titles and events for the client go to all. The
/// hooks of the mount run for each session, before it is let in; so rights are checked there. The first page is made
/// for each request.
///
/// # Panics
/// In the connection, as a view that panics does, if it shows components with state, streams or temporary values: those
/// who come later could not be given what was forgotten, and those who leave have no clones of the instances.
pub trait SharedView: LiveView + Clone {
    /// This is a clone for one session that has left the group. Infos, timers and tasks of the group are not its
    /// own: let it subscribe to what it has to hear of, and then read what may have changed in the meantime.
    fn leave(&mut self, cx: &mut Live<Self>);
}

/// Patches that a member may lack. More of them say that it is slow, and all are kept for it.
const MOST_BEHIND: usize = 8;

/// The groups of an endpoint, by the name of the view and the address.
#[derive(Default)]
pub(crate) struct Groups(Mutex<HashMap<Key, Weak<dyn Any + Send + Sync>>>);

type Key = (String, String);

impl Groups {
    /// The group at the place of a session.
    pub(crate) fn find<V: SharedView>(socket: &Socket) -> Arc<Group<V>> {
        let key = (socket.place.route.clone(), socket.place.uri.clone());
        let mut groups = socket.shared.groups.lock();
        let known = groups.get(&key).and_then(Weak::upgrade);
        let known = known.and_then(|group| group.downcast::<Group<V>>().ok());
        if let Some(group) = known.filter(|group| !group.state.is_poisoned()) {
            return group;
        }
        let group = Arc::new(Group {
            bell: Arc::default(),
            state: Mutex::new(None),
            key: key.clone(),
            shared: Arc::downgrade(&socket.shared),
        });
        let weak: Weak<Group<V>> = Arc::downgrade(&group);
        groups.insert(key, weak);
        group
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Weak<dyn Any + Send + Sync>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Drops the entry of a group that is no more.
    fn forget(&self, key: &Key) {
        let mut groups = self.lock();
        if groups
            .get(key)
            .is_some_and(|group| group.strong_count() == 0)
        {
            groups.remove(key);
        }
    }
}

/// A view and its members. Poisoned, as its mutex is, it is of no more use: each member ends when it looks.
pub(crate) struct Group<V: SharedView> {
    bell: Arc<Bell>,
    /// There as long as there are members.
    state: Mutex<Option<State<V>>>,
    key: Key,
    shared: Weak<super::endpoint::Shared>,
}

struct State<V: SharedView> {
    mounted: Mounted<V>,
    /// Where infos and outcomes for the view come in.
    line: Arc<Line>,
    members: BTreeMap<u64, Seat<V>>,
    /// At most one a dialect.
    renderings: Vec<Rendering>,
    html: Option<Arc<str>>,
    /// What the view told the client as it was mounted, which each one is to hear.
    greeting: Vec<String>,
}

/// What a group knows of a member.
struct Seat<V> {
    /// In which dialect, and how many of the patches, the member has. `None`: it has not got its page yet.
    at: Option<(Dialect, u64)>,
    /// It was too slow, and is no member any more.
    left: Option<Copied<V>>,
}

/// What a member leaves with.
pub(crate) struct Copied<V> {
    pub(crate) view: V,
    pub(crate) mirror: Mirror,
    /// What it still has to get before it is compared with the mirror.
    pub(crate) missed: VecDeque<Arc<Said>>,
    /// What it is to be told after that.
    pub(crate) pushed: Vec<String>,
    pub(crate) title: Option<String>,
}

/// What all members of one dialect are told by one message.
pub(crate) struct Said {
    patch: Option<Arc<str>>,
    pushed: Vec<String>,
    title: Option<String>,
}

/// What the members of one dialect have.
struct Rendering {
    group: crate::Group,
    dialect: Dialect,
    /// The view may have changed since.
    changed: bool,
    /// To be told beside the next patch.
    pushed: Vec<String>,
    title: Option<String>,
    /// What was said last; the number of the first.
    log: VecDeque<Arc<Said>>,
    first: u64,
    /// What a new member gets, until something changes.
    page: Option<Arc<str>>,
    outline: Option<Arc<str>>,
}

/// What there is for a member.
pub(crate) enum Next<V> {
    Nothing,
    Said(Arc<Said>),
    Left(Box<Copied<V>>),
}

impl Said {
    /// Tells it to a session. `true`: there is a patch, at the end of `out`.
    pub(crate) fn tell(&self, socket: &mut Socket, out: &mut String) -> bool {
        if let Some(title) = &self.title {
            socket.set_title(title);
        }
        self.tell_late(socket, out)
    }

    /// Likewise, to one that has left: its title is another by now.
    pub(crate) fn tell_late(&self, socket: &mut Socket, out: &mut String) -> bool {
        socket.pushed.extend_from_slice(&self.pushed);
        out.push_str(self.patch.as_deref().unwrap_or_default());
        self.patch.is_some()
    }
}

impl Rendering {
    fn new(mirror: &Mirror) -> Rendering {
        Rendering {
            group: crate::Group::new(mirror.dialect, mirror.key),
            dialect: mirror.dialect,
            changed: false,
            pushed: Vec::new(),
            title: None,
            log: VecDeque::new(),
            first: 0,
            page: None,
            outline: None,
        }
    }

    /// The number of the next message.
    fn next(&self) -> u64 {
        self.first + self.log.len() as u64
    }

    /// What a member leaves with that had so many messages.
    fn copy<V: Clone>(&self, view: &V, seen: u64) -> Copied<V> {
        let had = seen.saturating_sub(self.first) as usize;
        let missed: VecDeque<Arc<Said>> = self.log.iter().skip(had).cloned().collect();
        let mut titles = missed.iter().rev().map(|said| &said.title);
        let title = self.title.clone().or_else(|| titles.find_map(Clone::clone));
        Copied {
            view: view.clone(),
            mirror: self.group.leave(),
            missed,
            pushed: self.pushed.clone(),
            title,
        }
    }
}

impl<V: SharedView> State<V> {
    fn new(live: Live<V>, line: Arc<Line>) -> Result<State<V>, Departure> {
        let mut mounted = Mounted::new(live)?;
        let greeting = std::mem::take(&mut mounted.live.socket.pushed);
        Ok(State {
            mounted,
            line,
            members: BTreeMap::new(),
            renderings: Vec::new(),
            html: None,
            greeting,
        })
    }

    /// Gives the view what waits for it.
    fn listen(&mut self, now: Duration) {
        self.mounted.live.socket.now = now;
        while let Some(waiting) = self.line.take() {
            match waiting {
                Waiting::Info(info, waits) => {
                    // Nobody waits for it any more.
                    drop(waits);
                    self.mounted.info(info);
                }
                Waiting::Outcome(outcome) => self.mounted.finish(outcome),
                Waiting::Changed => {}
            }
            self.touch();
        }
    }

    /// The view may have changed, and may have said something.
    fn touch(&mut self) {
        let socket = &mut self.mounted.live.socket;
        (socket.wish, socket.reply, socket.moved) = (None, None, None);
        let pushed = std::mem::take(&mut socket.pushed);
        let is_new = std::mem::take(&mut socket.title_changed);
        let title = socket.title.as_ref().filter(|_| is_new);
        for rendering in &mut self.renderings {
            rendering.changed = true;
            rendering.pushed.extend_from_slice(&pushed);
            rendering.title = title.cloned().or(rendering.title.take());
        }
        for left in self
            .members
            .values_mut()
            .filter_map(|seat| seat.left.as_mut())
        {
            left.pushed.extend_from_slice(&pushed);
            left.title = title.cloned().or(left.title.take());
        }
        self.html = None;
    }

    /// The rendering in the dialect of a mirror, up to date.
    fn rendering(&mut self, mirror: &Mirror, patcher: &mut Patcher) -> &mut Rendering {
        let at = self.position(mirror.dialect).unwrap_or_else(|| {
            self.renderings.push(Rendering::new(mirror));
            self.renderings.len() - 1
        });
        if std::mem::take(&mut self.renderings[at].changed) {
            self.say(at, patcher);
        }
        &mut self.renderings[at]
    }

    fn position(&self, dialect: Dialect) -> Option<usize> {
        let mut renderings = self.renderings.iter();
        renderings.position(|rendering| rendering.dialect == dialect)
    }

    /// Puts what is new into the log.
    fn say(&mut self, at: usize, patcher: &mut Patcher) {
        if self.renderings[at].log.len() == MOST_BEHIND {
            self.part_with_the_slow(at);
        }
        let rendering = &mut self.renderings[at];
        let components = &mut self.mounted.live.socket.components;
        let view = self.mounted.view.render();
        let patch = rendering.group.patch_with(patcher, &view, components);
        drop(view);
        let (pushed, title) = (
            std::mem::take(&mut rendering.pushed),
            rendering.title.take(),
        );
        if patch.is_some() || !pushed.is_empty() || title.is_some() {
            (rendering.page, rendering.outline) = (None, None);
            let said = Said {
                patch,
                pushed,
                title,
            };
            rendering.log.push_back(Arc::new(said));
        }
        self.check(at);
    }

    /// Those who lack all of a full log leave, before the mirror becomes another one.
    fn part_with_the_slow(&mut self, at: usize) {
        let rendering = &mut self.renderings[at];
        let slow = Some((rendering.dialect, rendering.first));
        for seat in self.members.values_mut() {
            if seat.at == slow && seat.left.is_none() {
                seat.left = Some(rendering.copy(&self.mounted.view, rendering.first));
            }
        }
        rendering.log.pop_front();
        rendering.first += 1;
    }

    fn check(&self, at: usize) {
        let is_forgetful = self.renderings[at].group.is_ahead();
        assert!(
            !is_forgetful && self.mounted.live.socket.components.is_empty(),
            "a shared view has no streams, no temporary values and no components with state: register it by `view`"
        );
    }

    fn html(&mut self) -> Arc<str> {
        let mounted = &mut self.mounted;
        let html = self.html.get_or_insert_with(|| mounted.html().into());
        html.clone()
    }

    /// What a member leaves with that leaves now.
    fn copy(&self, seat: Seat<V>) -> Copied<V> {
        if let Some(left) = seat.left {
            return left;
        }
        let rendering = seat.at.and_then(|(dialect, _)| self.position(dialect));
        let Some((at, (_, seen))) = rendering.zip(seat.at) else {
            unreachable!("a member gets its page as it joins");
        };
        self.renderings[at].copy(&self.mounted.view, seen)
    }

    fn end(mut self) {
        self.mounted.terminate();
    }
}

impl<V: SharedView> Drop for State<V> {
    fn drop(&mut self) {
        self.line.close();
    }
}

impl<V: SharedView> Group<V> {
    /// Lets a session in; the first one mounts the view.
    pub(crate) fn join(&self, socket: &mut Socket, line: Arc<Line>) -> Result<(), Departure> {
        let mut guard = self.lock();
        let state = match &mut *guard {
            Some(state) => state,
            none => none.insert(self.mount(socket)?),
        };
        let (member, seat) = (
            line.number,
            Seat {
                at: None,
                left: None,
            },
        );
        self.bell.wait(line);
        state.listen(socket.now);
        state.members.insert(member, seat);
        socket.pushed.extend_from_slice(&state.greeting);
        if let Some(title) = &state.mounted.live.socket.title {
            socket.set_title(title);
        }
        Ok(())
    }

    fn mount(&self, socket: &Socket) -> Result<State<V>, Departure> {
        let bell = self.bell.clone();
        let mailbox = move |_: Message| bell.ring();
        let line = Arc::new(Line::new(OF_GROUPS, Arc::new(mailbox)));
        let (shared, place) = (socket.shared.clone(), socket.place.clone());
        let socket = Socket::new(shared, place, socket.now);
        let live = Live::new(socket, Sender::to(line.clone()));
        State::new(live, line)
    }

    /// A session has heard the bell.
    pub(crate) fn listen(&self, line: Arc<Line>, now: Duration) {
        let mut guard = self.lock();
        // From here on it is told again.
        self.bell.wait(line);
        self.state(&mut guard).listen(now);
    }

    pub(crate) fn timeout(&self, now: Duration) -> bool {
        let mut guard = self.lock();
        let state = self.state(&mut guard);
        state.mounted.live.socket.now = now;
        let any = state.mounted.timeout();
        if any {
            state.touch();
            self.bell.ring();
        }
        any
    }

    /// When the next timer is due.
    pub(crate) fn deadline(&self) -> Option<Duration> {
        // Of one that has panicked, none is.
        let guard = self.state.lock().ok()?;
        guard.as_ref()?.mounted.deadline()
    }

    pub(crate) fn take_started(&self) -> Vec<Task> {
        let guard = self.state.lock();
        let mut state = guard.ok();
        let state = state.as_mut().and_then(|guard| guard.as_mut());
        state.map_or_else(Vec::new, |state| state.mounted.take_started())
    }

    pub(crate) fn html(&self) -> String {
        let mut guard = self.lock();
        self.state(&mut guard).html().to_string()
    }

    /// The page of a member; gives what stands for its mirror.
    pub(crate) fn page(
        &self,
        member: u64,
        mirror: &Mirror,
        patcher: &mut Patcher,
        out: &mut String,
    ) -> Mirror {
        self.first(member, mirror, patcher, out, false)
    }

    /// Likewise, for a member that shows what [`Group::html`] gave just now: its outline.
    pub(crate) fn outline(
        &self,
        member: u64,
        mirror: &Mirror,
        patcher: &mut Patcher,
        out: &mut String,
    ) -> Mirror {
        self.first(member, mirror, patcher, out, true)
    }

    fn first(
        &self,
        member: u64,
        mirror: &Mirror,
        patcher: &mut Patcher,
        out: &mut String,
        is_outline: bool,
    ) -> Mirror {
        let mut guard = self.lock();
        let state = self.state(&mut guard);
        state.rendering(mirror, patcher);
        let at = state.position(mirror.dialect);
        let at = at.unwrap_or_else(|| unreachable!("it was made just now"));
        let Rendering {
            group,
            page,
            outline,
            ..
        } = &mut state.renderings[at];
        let mounted = &mut state.mounted;
        let (view, components) = (&mounted.view, &mut mounted.live.socket.components);
        out.push_str(match is_outline {
            true => outline.get_or_insert_with(|| {
                group
                    .outline_with(patcher, &view.render(), components)
                    .into()
            }),
            false => page
                .get_or_insert_with(|| group.page_with(patcher, &view.render(), components).into()),
        });
        state.check(at);
        let rendering = &state.renderings[at];
        if let Some(seat) = state.members.get_mut(&member) {
            seat.at = Some((mirror.dialect, rendering.next()));
        }
        rendering.group.mirror_of_member()
    }

    /// What a member is to be told next.
    pub(crate) fn next(&self, member: u64, mirror: &Mirror, patcher: &mut Patcher) -> Next<V> {
        let mut guard = self.lock();
        let state = self.state(&mut guard);
        state.rendering(mirror, patcher);
        let Some(seat) = state.members.get_mut(&member) else {
            return Next::Nothing;
        };
        if let Some(left) = seat.left.take() {
            return Next::Left(Box::new(left));
        }
        let Some((dialect, seen)) = &mut seat.at else {
            return Next::Nothing;
        };
        let rendering = state
            .renderings
            .iter()
            .find(|known| known.dialect == *dialect);
        let said = rendering.and_then(|known| known.log.get((*seen - known.first) as usize));
        match said {
            Some(said) => {
                *seen += 1;
                Next::Said(said.clone())
            }
            None => Next::Nothing,
        }
    }

    /// Whether there is something already that a member was not told.
    pub(crate) fn is_behind(&self, member: u64) -> bool {
        let guard = self.lock();
        let Some(state) = guard.as_ref() else {
            return false;
        };
        state.members.get(&member).is_some_and(|seat| {
            let rendering = seat.at.and_then(|(dialect, _)| state.position(dialect));
            let said = rendering.map(|at| state.renderings[at].next());
            seat.left.is_some() || said > seat.at.map(|(_, seen)| seen)
        })
    }

    /// What a member leaves with, if it was too slow.
    pub(crate) fn left(&self, member: u64) -> Option<Copied<V>> {
        let mut guard = self.lock();
        let seat = self.state(&mut guard).members.get_mut(&member)?;
        seat.left.take()
    }

    /// A member goes on alone.
    pub(crate) fn leave(&self, member: u64) -> Copied<V> {
        let mut guard = self.lock();
        let state = self.state(&mut guard);
        let seat = state.members.remove(&member);
        let seat =
            seat.unwrap_or_else(|| unreachable!("it is a member as long as it has its seat"));
        let copied = state.copy(seat);
        self.after(member, guard);
        copied
    }

    /// A member is gone, or has left before.
    pub(crate) fn part(&self, member: u64) {
        let mut guard = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(state) = &mut *guard {
            state.members.remove(&member);
        }
        self.after(member, guard);
    }

    /// Ends the view if that was the last one.
    fn after(&self, member: u64, mut guard: MutexGuard<'_, Option<State<V>>>) {
        self.bell.forget(member);
        let is_last = guard.as_ref().is_some_and(|state| state.members.is_empty());
        let ended = guard.take_if(|_| is_last);
        drop(guard);
        if let Some(ended) = ended {
            ended.end();
        }
    }

    /// Ends the session at work, as a panic of its own would, if one has panicked here before.
    fn lock(&self) -> MutexGuard<'_, Option<State<V>>> {
        match self.state.lock() {
            Ok(guard) if guard.as_ref().is_none_or(|state| state.line.is_open()) => guard,
            _ => resume_unwind(Box::new("the view that is shared has ended")),
        }
    }

    fn state<'g>(&self, guard: &'g mut MutexGuard<'_, Option<State<V>>>) -> &'g mut State<V> {
        match &mut **guard {
            Some(state) => state,
            None => unreachable!("it is there as long as there are members"),
        }
    }
}

impl<V: SharedView> Drop for Group<V> {
    fn drop(&mut self) {
        if let Some(shared) = self.shared.upgrade() {
            shared.groups.forget(&self.key);
        }
    }
}

/// The number of the lines of groups; sessions have higher ones.
const OF_GROUPS: u64 = 0;

/// Wakes the members of a group. It knows nothing of the view, so that whatever the view does may ring it.
#[derive(Default)]
struct Bell(Mutex<Ears>);

#[derive(Default)]
struct Ears {
    /// The members that were not told since they listened last.
    waiting: BTreeMap<u64, Arc<Line>>,
    /// How often it rang since any of them listened.
    rings: usize,
}

impl Bell {
    /// `false`: nobody listens.
    fn ring(&self) -> bool {
        let mut ears = self.lock();
        ears.rings += 1;
        let heard = ears.rings <= MOST_WAITING;
        let waiting = std::mem::take(&mut ears.waiting);
        // A mailbox is the adapter's.
        drop(ears);
        for line in waiting.into_values() {
            line.put(Waiting::Changed);
        }
        heard
    }

    /// A member listens.
    fn wait(&self, line: Arc<Line>) {
        let mut ears = self.lock();
        ears.rings = 0;
        ears.waiting.insert(line.number, line);
    }

    fn forget(&self, member: u64) {
        self.lock().waiting.remove(&member);
    }

    fn lock(&self) -> MutexGuard<'_, Ears> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
