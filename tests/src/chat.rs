//! The chat view as a state with `Tracked` fields, and the random life of one.

use proptest::prelude::*;
use slotwise::{Tracked, View, h};

/// A chat room as one user sees it.
#[derive(Clone)]
pub struct Chat {
    room: Tracked<String>,
    me: Tracked<String>,
    draft: Tracked<String>,
    typing: Tracked<Vec<String>>,
    /// Each message has its own stamp.
    messages: Tracked<Vec<Tracked<Message>>>,
    /// A user has the stamp of the list with the user's position in it.
    users: Tracked<Vec<User>>,
    next_id: u32,
}

#[derive(Clone)]
struct Message {
    id: u32,
    user: String,
    time: String,
    text: String,
}

#[derive(Clone)]
struct User {
    name: String,
    online: bool,
}

impl Chat {
    /// A room with a few messages.
    pub fn new(messages: u32) -> Chat {
        let user = |i: u32| User {
            name: format!("user{i}"),
            online: !i.is_multiple_of(3),
        };
        Chat {
            room: Tracked::new("general".to_owned()),
            me: Tracked::new("user1".to_owned()),
            draft: Tracked::default(),
            typing: Tracked::default(),
            messages: Tracked::new((1..=messages).map(message).map(Tracked::new).collect()),
            users: Tracked::new((0..12).map(user).collect()),
            next_id: messages + 1,
        }
    }

    /// The page.
    pub fn view(&self) -> impl View {
        h! {
            <div class="chat" id="chat">
              <header><h1>#{@room}</h1><span class="count">{@users.len()} online</span></header>
              <ul class="messages" id="messages">
                <li :for={m in @messages} :key={m.id} id={format!("msg-{}", m.id)} class={["msg", ("mine", m.user == *@me)]}>
                  <span class="avatar">{m.user.chars().next()}</span>
                  <b class="author">{m.user}</b>
                  <time>{m.time}</time>
                  <p class="body">{m.text}</p>
                </li>
              </ul>
              <p :if={!@typing.is_empty()} class="typing">{@typing.join(", ")} typing...</p>
              <aside class="users">
                <ul><li :for={u in @users} :key={u.name} class={["user", ("online", u.online)]}>{u.name}</li></ul>
              </aside>
              <form phx-submit="send" phx-change="typing"><input name="text" value={@draft} autocomplete="off" /><button>Send</button></form>
            </div>
        }
    }
}

fn message(id: u32) -> Message {
    Message {
        id,
        user: format!("user{}", id % 7),
        time: format!("12:{:02}", id % 60),
        text: format!(
            "Message number {id}: {}",
            "lorem ipsum ".repeat(id as usize % 5 + 1)
        ),
    }
}

/// What may happen to a chat. Positions are taken modulo what is there.
#[derive(Clone, Debug)]
pub enum Operation {
    Nothing,
    Append,
    Prepend,
    DropOldest,
    Remove(usize),
    Edit(usize),
    /// Gives a message the text it has.
    EditEqual(usize),
    Swap(usize, usize),
    Reverse,
    Clear,
    /// A message comes twice, under one key.
    Duplicate(usize, usize),
    KeepEven,
    Typing(Vec<u8>),
    Flip(usize),
    SwapUsers(usize, usize),
    Draft(u8),
    /// Exchanges two fields with their stamps.
    SwapFields,
    Me(u8),
    Save,
    /// Back to what was saved, with its stamps.
    Restore,
}

impl Operation {
    /// Any of them.
    pub fn any() -> impl Strategy<Value = Operation> {
        let at = || any::<u8>().prop_map(usize::from);
        prop_oneof![
            1 => Just(Operation::Nothing),
            4 => Just(Operation::Append),
            1 => Just(Operation::Prepend),
            2 => Just(Operation::DropOldest),
            1 => at().prop_map(Operation::Remove),
            3 => at().prop_map(Operation::Edit),
            1 => at().prop_map(Operation::EditEqual),
            2 => (at(), at()).prop_map(|(a, b)| Operation::Swap(a, b)),
            1 => Just(Operation::Reverse),
            1 => Just(Operation::Clear),
            2 => (at(), at()).prop_map(|(a, b)| Operation::Duplicate(a, b)),
            1 => Just(Operation::KeepEven),
            2 => prop::collection::vec(0..12u8, 0..3).prop_map(Operation::Typing),
            2 => at().prop_map(Operation::Flip),
            1 => (at(), at()).prop_map(|(a, b)| Operation::SwapUsers(a, b)),
            1 => (0..4u8).prop_map(Operation::Draft),
            1 => Just(Operation::SwapFields),
            1 => (0..7u8).prop_map(Operation::Me),
            2 => Just(Operation::Save),
            2 => Just(Operation::Restore),
        ]
    }

    /// Does it.
    pub fn apply(&self, chat: &mut Chat, saved: &mut Chat) {
        let len = chat.messages.len();
        match *self {
            Operation::Nothing => {}
            Operation::Append => {
                chat.messages.push(Tracked::new(message(chat.next_id)));
                chat.next_id += 1;
            }
            Operation::Prepend => {
                chat.messages.insert(0, Tracked::new(message(chat.next_id)));
                chat.next_id += 1;
            }
            Operation::Clear => chat.messages.clear(),
            Operation::Reverse => chat.messages.reverse(),
            Operation::KeepEven => chat.messages.retain(|message| message.id.is_multiple_of(2)),
            Operation::Typing(ref users) => {
                *chat.typing = users.iter().map(|user| format!("user{user}")).collect();
            }
            Operation::Flip(user) => {
                let user = user % chat.users.len();
                chat.users[user].online ^= true;
            }
            Operation::SwapUsers(a, b) => {
                let len = chat.users.len();
                chat.users.swap(a % len, b % len);
            }
            Operation::Draft(n) => *chat.draft = "hel".repeat(n.into()),
            Operation::SwapFields => std::mem::swap(&mut chat.room, &mut chat.draft),
            Operation::Me(user) => *chat.me = format!("user{user}"),
            Operation::Save => *saved = chat.clone(),
            Operation::Restore => *chat = saved.clone(),
            _ if len == 0 => {}
            Operation::DropOldest => drop(chat.messages.remove(0)),
            Operation::Remove(at) => drop(chat.messages.remove(at % len)),
            Operation::Edit(at) => chat.messages[at % len].text.push('!'),
            Operation::EditEqual(at) => {
                let text = chat.messages[at % len].text.clone();
                chat.messages[at % len].text = text;
            }
            Operation::Swap(a, b) => chat.messages.swap(a % len, b % len),
            Operation::Duplicate(from, to) => {
                let again = chat.messages[from % len].clone();
                chat.messages.insert(to % len, again);
            }
        }
    }

    /// Whether the page is sure to stay as it is.
    pub fn changes_nothing(&self) -> bool {
        matches!(
            self,
            Operation::Nothing | Operation::Save | Operation::EditEqual(_)
        )
    }
}
