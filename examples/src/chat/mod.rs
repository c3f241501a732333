//! A chat room: messages, who is online, who is typing. One view a browser tab.

pub mod room;

use room::{KEPT, Membership, Message, News, Person, Room};
use slotwise::session::{Event, Heard, Live, LiveView, Subscriber};
use slotwise::{Tracked, View, h, link};
use std::sync::Arc;
use std::time::Duration;

/// The state behind one tab.
pub struct Chat {
    room: Tracked<String>,
    /// The user's name, once chosen.
    me: Tracked<Option<Arc<str>>>,
    messages: Tracked<Vec<Tracked<Arc<Message>>>>,
    people: Tracked<Vec<Person>>,
    /// Others who are typing.
    typing: Tracked<Vec<Arc<str>>>,
    draft: Tracked<String>,
    problem: Tracked<Option<&'static str>>,
    membership: Option<Membership>,
    /// Counts key strokes, so that only the last one's timer ends the typing.
    strokes: u64,
}

/// What users do.
#[derive(Event)]
pub enum ChatEvent {
    Arrive { name: String },
    Typing { message: String },
    Send { message: String },
}

/// What happens to a chat from outside.
pub enum ChatInfo {
    News(Heard<News>),
    /// Two seconds after that stroke.
    StoppedTyping {
        stroke: u64,
    },
}

const TYPING_ENDS: Duration = Duration::from_secs(2);
/// Those that one is led to; any other is there as well, by its address.
const ROOMS: [&str; 3] = ["general", "help", "random"];
const LONGEST_NAME: usize = 24;
const LONGEST_MESSAGE: usize = 2_000;

impl LiveView for Chat {
    type Event = ChatEvent;
    type Info = ChatInfo;

    fn mount(cx: &mut Live<Chat>) -> Chat {
        let room = Room::name(cx.params().get("room")).to_owned();
        let name = cx.session().get("name").map(Arc::from);
        let mut chat = Chat {
            messages: latest(&room),
            room: room.into(),
            me: Tracked::new(None),
            people: Tracked::default(),
            typing: Tracked::default(),
            draft: Tracked::default(),
            problem: Tracked::new(None),
            membership: None,
            strokes: 0,
        };
        if let Some(name) = name {
            chat.arrive(name, cx);
        }
        chat
    }

    fn handle_event(&mut self, event: ChatEvent, cx: &mut Live<Chat>) {
        match event {
            ChatEvent::Arrive { name } => self.choose_name(&name, cx),
            ChatEvent::Typing { message } => self.type_draft(&message, cx),
            ChatEvent::Send { message } => self.send(&message, cx),
        }
    }

    fn handle_info(&mut self, info: ChatInfo, _: &mut Live<Chat>) {
        match info {
            ChatInfo::News(Heard::Message(news)) => self.take(news),
            ChatInfo::News(Heard::Resync) => self.catch_up(),
            ChatInfo::StoppedTyping { stroke } => {
                if stroke == self.strokes {
                    self.set_typing(false);
                }
            }
        }
    }

    fn render(&self) -> impl View {
        h! {
            <main class="chat" id="chat">
              <header>
                <h1>#{@room}</h1>
                <span class="count" :if={@me.is_some()}>{self.online()} online</span>
                <nav class="rooms" aria-label="Rooms">
                  <.link :for={name in ROOMS} navigate={format!("?room={name}")} aria-current={(*name == @room.as_str()).then_some("page")}>#{name}</.link>
                </nav>
                <a class="back" href="/">Gallery</a>
              </header>
              <form class="arrive" id="arrive" phx-submit="arrive" :if={@me.is_none()}>
                <h2>Who are you?</h2>
                <label for="name">Others see this name beside what you write.</label>
                <input id="name" name="name" autocomplete="nickname" maxlength={LONGEST_NAME} placeholder="Your name" autofocus required>
                <p class="problem" role="alert" :if={@problem.is_some()}>{*@problem}</p>
                <button>Come in</button>
              </form>
              <section class="talk" :if={@me.is_some()}>
                <ul class="messages" id="messages" aria-live="polite" aria-label="Messages" tabindex="0" phx-hook="ScrollToBottom">
                  <li :for={m in @messages} :key={m.id} id={format!("msg-{}", m.id)} class={["msg", ("mine", Some(&m.user) == self.me.as_ref())]}>
                    <span class="avatar" aria-hidden="true">{initial(&m.user)}</span>
                    <b class="author">{m.user}</b>
                    <time>{m.time}</time>
                    <p class="body">{m.text}</p>
                  </li>
                </ul>
                <p class="typing" role="status" :if={!@typing.is_empty()}>{@typing.join(", ")} typing...</p>
                <form class="compose" id="compose" phx-submit="send" phx-change="typing">
                  <input id="message" name="message" value={@draft} aria-label="Message" placeholder="Write a message" autocomplete="off" maxlength={LONGEST_MESSAGE} phx-debounce="300" phx-hook="Focus">
                  <button>Send</button>
                </form>
              </section>
              <aside class="users" aria-label="People" :if={@me.is_some()}>
                <h2>People</h2>
                <ul>
                  <li :for={person in @people} :key={person.name} class={["user", ("online", person.online)]}>{person.name}</li>
                </ul>
              </aside>
              <p class="offline" role="status">{"Connection lost. Trying again…"}</p>
            </main>
        }
    }

    fn terminate(&mut self) {
        self.membership = None;
    }
}

impl Chat {
    fn choose_name(&mut self, name: &str, cx: &mut Live<Chat>) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        *self.problem = match name.chars().count() {
            0 => Some("Please write a name."),
            1..=LONGEST_NAME => None,
            _ => Some("That name is too long."),
        };
        if self.problem.is_none() {
            cx.put_session("name", &name);
            self.arrive(name.into(), cx);
        }
    }

    fn take(&mut self, news: News) {
        match news {
            News::Said(message) => {
                if self.messages.last().is_none_or(|last| last.id < message.id) {
                    self.messages.push(Tracked::new(message));
                    let too_many = self.messages.len().saturating_sub(KEPT);
                    self.messages.drain(..too_many);
                }
            }
            News::People(people) => *self.people = people.to_vec(),
            News::Typing(names) => {
                let others = names.iter().filter(|name| self.me.as_ref() != Some(*name));
                *self.typing = others.cloned().collect();
            }
        }
    }

    /// More happened than was told.
    fn catch_up(&mut self) {
        let room = Room::open(&self.room);
        self.messages = latest(&self.room);
        self.take(News::People(room.people()));
        self.take(News::Typing(room.typing()));
    }

    /// Comes into the room, if this is more than the first page.
    fn arrive(&mut self, name: Arc<str>, cx: &mut Live<Chat>) {
        if cx.connected() {
            let subscriber = Subscriber::new(cx.sender(), ChatInfo::News);
            self.membership = Some(Room::open(&self.room).enter(&name, subscriber));
            self.messages = latest(&self.room);
        }
        *self.me = Some(name);
    }

    fn type_draft(&mut self, text: &str, cx: &mut Live<Chat>) {
        *self.draft = text.to_owned();
        self.strokes += 1;
        self.set_typing(!text.is_empty());
        cx.send_after(
            TYPING_ENDS,
            ChatInfo::StoppedTyping {
                stroke: self.strokes,
            },
        );
    }

    fn send(&mut self, text: &str, cx: &mut Live<Chat>) {
        let text = text.trim();
        self.draft.clear();
        self.strokes += 1;
        self.set_typing(false);
        if let Some(membership) = &self.membership
            && !text.is_empty()
        {
            membership.say(text.chars().take(LONGEST_MESSAGE).collect(), clock(cx));
        }
    }

    fn set_typing(&self, typing: bool) {
        if let Some(membership) = &self.membership {
            membership.set_typing(typing);
        }
    }

    fn online(&self) -> usize {
        self.people.iter().filter(|person| person.online).count()
    }
}

fn latest(room: &str) -> Tracked<Vec<Tracked<Arc<Message>>>> {
    let messages = Room::find(room)
        .map(|room| room.messages())
        .unwrap_or_default();
    messages
        .into_iter()
        .map(Tracked::new)
        .collect::<Vec<_>>()
        .into()
}

fn initial(name: &str) -> Option<char> {
    name.chars().next()
}

/// Hours and minutes of the day, UTC.
fn clock(cx: &Live<Chat>) -> String {
    let minutes = cx.now().as_secs() / 60;
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}
