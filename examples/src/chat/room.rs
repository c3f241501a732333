//! The rooms: who is there, what was said, and who is told. In-process, shared by all connections.

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

/// A room, by reference.
#[derive(Clone)]
pub struct Room(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
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
    tell: Box<dyn Fn(News) + Send>,
}

/// A place in a room; it is given up when dropped.
pub struct Membership {
    room: Room,
    id: u64,
}

impl Room {
    /// The room of this name; it is made when first asked for.
    pub fn named(name: &str) -> Room {
        static ROOMS: LazyLock<Mutex<HashMap<String, Room>>> = LazyLock::new(Mutex::default);
        let mut rooms = lock(&ROOMS);
        rooms
            .entry(name.to_owned())
            .or_insert_with(|| Room(Arc::default()))
            .clone()
    }

    /// The messages kept, oldest first.
    pub fn messages(&self) -> Vec<Arc<Message>> {
        lock(&self.0).messages.iter().cloned().collect()
    }

    /// Comes in; from now on `tell` is called with the news, and must not wait. Everybody, the
    /// newcomer too, is told who is there.
    pub fn enter(&self, name: &str, tell: impl Fn(News) + Send + 'static) -> Membership {
        let mut state = lock(&self.0);
        let name: Arc<str> = name.into();
        if !state.names.contains(&name) {
            state.names.push(name.clone());
        }
        let id = state.next_member;
        state.next_member += 1;
        state.members.push(Member {
            id,
            name,
            typing: false,
            tell: Box::new(tell),
        });
        state.tell_people();
        Membership {
            room: self.clone(),
            id,
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

    fn tell(&self, news: News) {
        for member in &self.members {
            (member.tell)(news.clone());
        }
    }

    fn tell_people(&self) {
        let online = |name: &Arc<str>| self.members.iter().any(|member| member.name == *name);
        let people = self.names.iter().map(|name| Person {
            name: name.clone(),
            online: online(name),
        });
        let news = News::People(people.collect());
        self.tell(news);
    }

    fn tell_typing(&self) {
        let mut names: Vec<Arc<str>> = Vec::new();
        for member in self.members.iter().filter(|member| member.typing) {
            if !names.contains(&member.name) {
                names.push(member.name.clone());
            }
        }
        self.tell(News::Typing(names.into()));
    }
}

/// A panic while a room was locked leaves nothing half done: every change is one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
