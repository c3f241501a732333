//! The rooms: who is there, what was said, and who is told. In-process, shared by all connections.

use slotwise::session::{Broker, LocalBroker, Subscriber, Subscription};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

/// How many messages a room keeps and a page shows.
pub const KEPT: usize = 50;

/// Something that was said.
#[derive(Clone, Debug)]
pub struct Message {
    pub id: u64,
    pub user: Arc<str>,
    /// Hours and minutes, UTC.
    pub time: String,
    pub text: String,
}

/// What members are told.
#[derive(Clone, Debug)]
pub enum News {
    Said(Arc<Message>),
    /// Everybody who is or was here, and whether they are online.
    People(Arc<[Person]>),
    /// Who is typing.
    Typing(Arc<[Arc<str>]>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub name: Arc<str>,
    pub online: bool,
}

/// Above this many, rooms that nobody is in are forgotten.
const MOST_ROOMS: usize = 1_000;
const LONGEST_NAME: usize = 32;
/// People who left are remembered, but not more than this many in all.
const MOST_NAMES: usize = 100;

/// A room, by reference.
#[derive(Clone)]
pub struct Room(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// The topic of its news.
    topic: String,
    messages: VecDeque<Arc<Message>>,
    next_message: u64,
    members: Vec<Member>,
    next_member: u64,
    /// Names of all who were here, in the order of their first arrival.
    names: Vec<Arc<str>>,
}

struct Member {
    id: u64,
    name: Arc<str>,
    typing: bool,
}

/// A place in a room; it is given up when dropped.
pub struct Membership {
    room: Room,
    id: u64,
    news: Option<Subscription>,
}

static ROOMS: LazyLock<Mutex<HashMap<String, Room>>> = LazyLock::new(Mutex::default);
/// Tells the members of each room its news.
static NEWS: LazyLock<LocalBroker<News>> = LazyLock::new(LocalBroker::new);

impl Room {
    /// The room of this name, if somebody has been there.
    pub fn find(name: &str) -> Option<Room> {
        lock(&ROOMS).get(name).cloned()
    }

    /// The room of this name, made if nobody has been there yet. A name that is too long or has other
    /// characters than letters, digits and dashes leads to the first room.
    pub fn open(name: &str) -> Room {
        let mut rooms = lock(&ROOMS);
        if rooms.len() >= MOST_ROOMS {
            rooms.retain(|_, room| !lock(&room.0).members.is_empty());
        }
        let room = || {
            let topic = name.to_owned();
            Room(Arc::new(Mutex::new(State {
                topic,
                ..State::default()
            })))
        };
        rooms.entry(name.to_owned()).or_insert_with(room).clone()
    }

    /// The name of the room that an address asks for.
    pub fn name(asked: Option<&str>) -> &str {
        let fine = |name: &&str| {
            name.len() <= LONGEST_NAME
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        asked
            .filter(|name| !name.is_empty())
            .filter(fine)
            .unwrap_or("general")
    }

    /// The messages kept, oldest first.
    pub fn messages(&self) -> Vec<Arc<Message>> {
        lock(&self.0).messages.iter().cloned().collect()
    }

    /// Everybody who is or was here.
    pub fn people(&self) -> Arc<[Person]> {
        lock(&self.0).people()
    }

    /// Who is typing.
    pub fn typing(&self) -> Arc<[Arc<str>]> {
        lock(&self.0).typing()
    }

    /// Comes in and hears the news from now on. Everybody, the newcomer too, is told who is there.
    pub fn enter(&self, name: &str, subscriber: Subscriber<News>) -> Membership {
        let mut state = lock(&self.0);
        let news = NEWS.subscribe(&state.topic, subscriber);
        let name: Arc<str> = name.into();
        if !state.names.contains(&name) {
            state.names.push(name.clone());
            state.forget_names();
        }
        let id = state.next_member;
        state.next_member += 1;
        state.members.push(Member {
            id,
            name,
            typing: false,
        });
        state.tell_people();
        Membership {
            room: self.clone(),
            id,
            news: Some(news),
        }
    }
}

impl Membership {
    /// Says something to everybody in the room, oneself included.
    pub fn say(&self, text: String, time: String) {
        let mut state = lock(&self.room.0);
        let Some(user) = state.member(self.id).map(|member| member.name.clone()) else {
            return;
        };
        let message = Arc::new(Message {
            id: state.next_message,
            user,
            time,
            text,
        });
        state.next_message += 1;
        state.messages.push_back(message.clone());
        if state.messages.len() > KEPT {
            state.messages.pop_front();
        }
        state.tell(News::Said(message));
    }

    /// Begins or ends typing.
    pub fn set_typing(&self, typing: bool) {
        let mut state = lock(&self.room.0);
        match state.member(self.id) {
            Some(member) if member.typing != typing => member.typing = typing,
            _ => return,
        }
        state.tell_typing();
    }
}

impl Drop for Membership {
    fn drop(&mut self) {
        self.news = None;
        let mut state = lock(&self.room.0);
        state.members.retain(|member| member.id != self.id);
        state.tell_people();
        state.tell_typing();
    }
}

impl State {
    fn member(&mut self, id: u64) -> Option<&mut Member> {
        self.members.iter_mut().find(|member| member.id == id)
    }

    /// Forgets those who left first, if there are too many.
    fn forget_names(&mut self) {
        let here = |name: &Arc<str>| self.members.iter().any(|member| member.name == *name);
        let Some(newest) = self.names.len().checked_sub(1) else {
            return;
        };
        // The last one is just coming in.
        if newest >= MOST_NAMES
            && let Some(gone) = self.names[..newest].iter().position(|name| !here(name))
        {
            self.names.remove(gone);
        }
    }

    fn tell(&self, news: News) {
        NEWS.publish(&self.topic, news);
    }

    fn tell_people(&self) {
        self.tell(News::People(self.people()));
    }

    fn people(&self) -> Arc<[Person]> {
        let online = |name: &Arc<str>| self.members.iter().any(|member| member.name == *name);
        let people = self.names.iter().map(|name| Person {
            name: name.clone(),
            online: online(name),
        });
        people.collect()
    }

    fn tell_typing(&self) {
        self.tell(News::Typing(self.typing()));
    }

    fn typing(&self) -> Arc<[Arc<str>]> {
        let mut names: Vec<Arc<str>> = Vec::new();
        for member in self.members.iter().filter(|member| member.typing) {
            if !names.contains(&member.name) {
                names.push(member.name.clone());
            }
        }
        names.into()
    }
}

/// A panic while a room was locked leaves nothing half done: every change is one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn only_fine_names_lead_to_other_rooms() {
        assert_eq!(Room::name(None), "general");
        assert_eq!(Room::name(Some("")), "general");
        assert_eq!(Room::name(Some("rust-2")), "rust-2");
        assert_eq!(Room::name(Some("../etc")), "general");
        assert_eq!(Room::name(Some(&"x".repeat(33))), "general");
    }

    #[test]
    fn members_are_told_until_they_leave() {
        let room = Room::open("told");
        let (sender, news) = mpsc::channel();
        let ada = room.enter(
            "Ada",
            Subscriber::from_fn(move |told| sender.send(told).is_ok()),
        );
        ada.say("hello".into(), "12:00".into());
        ada.set_typing(true);
        drop(ada);
        let told: Vec<String> = news.iter().map(|told| format!("{told:?}")).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[1].contains("hello") && told[2].contains("Ada"));
        assert_eq!(room.messages().len(), 1);
    }

    #[test]
    fn those_who_left_first_are_forgotten_first() {
        let room = Room::open("left");
        let nobody = || Subscriber::from_fn(|_| true);
        let _stays = room.enter("stays", nobody());
        for i in 0..2 * MOST_NAMES {
            drop(room.enter(&format!("user {i}"), nobody()));
        }
        let names = &lock(&room.0).names;
        assert_eq!(names.len(), MOST_NAMES);
        assert_eq!(&*names[0], "stays");
        assert_eq!(&*names[1], format!("user {}", MOST_NAMES + 1));
    }
}
