//! *chat*: a room with 50 messages and 12 users.

use crate::workload::{Operation, State, tracked_and_plain};
use slotwise::{View, component, h};
use slotwise_html::{escape_attribute, escape_text};

tracked_and_plain! {
    /// The state of the room as one user sees it.
    #[derive(Clone)]
    pub struct Chat {
        /// Its name.
        pub room: Of<String>,
        /// Who looks at it.
        pub me: Of<String>,
        /// The messages.
        pub messages: Of<Vec<Of<Message>>>,
        /// Who is typing.
        pub typing: Of<Vec<String>>,
        /// Who is there.
        pub users: Of<Vec<Of<User>>>,
        /// What the user wrote so far.
        pub draft: Of<String>,
    }

    impl Chat {
        /// The first state, with messages 1 to `messages`.
        pub fn new(messages: u32) -> Chat {
            Chat {
                room: "general".to_string().into(),
                me: "user1".to_string().into(),
                messages: (1..=messages).map(|id| message(id).into()).collect::<Vec<_>>().into(),
                typing: Vec::new().into(),
                users: (0..12).map(|i| user(i).into()).collect::<Vec<_>>().into(),
                draft: String::new().into(),
            }
        }

        fn type_by(&mut self, users: &[&str]) {
            self.typing = users.iter().map(|user| user.to_string()).collect::<Vec<_>>().into();
        }
    }

    impl State for Chat {
        const WORKLOAD: &'static str = "chat";

        const OPERATIONS: &'static [Operation<Chat>] = &[
            Operation::new("append_1", |chat| chat.messages.push(message(51).into())),
            Operation::new("append_1_drop_oldest", |chat| {
                chat.messages.push(message(51).into());
                chat.messages.remove(0);
            }),
            Operation::new("typing_on", |chat| chat.type_by(&["user3"])),
            Operation::new("typing_off", |chat: &mut Chat| chat.type_by(&[])).after(|chat| chat.type_by(&["user3"])),
            Operation::new("typing_change", |chat: &mut Chat| chat.type_by(&["user3", "user5"]))
                .after(|chat| chat.type_by(&["user3"])),
            Operation::new("user_offline", |chat| chat.users[5].online ^= true),
            Operation::new("draft_change", |chat| chat.draft = "hel".to_string().into()),
            Operation::new("no_change", |_| {}),
        ];

        fn first() -> Chat {
            Chat::new(50)
        }

        fn view(&self) -> impl View {
            h!(r#"
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
"#)
        }

        fn by_hand(&self, out: &mut String) {
            out.push_str("<div class=\"chat\" id=\"chat\">\n  <header><h1>#");
            escape_text(&self.room, out);
            out.push_str("</h1><span class=\"count\">");
            out.push_str(itoa::Buffer::new().format(self.users.len()));
            out.push_str(" online</span></header>\n  <ul class=\"messages\" id=\"messages\">\n    ");
            for message in self.messages.iter() {
                message.by_hand(&self.me, out);
            }
            out.push_str("\n  </ul>\n  ");
            if !self.typing.is_empty() {
                out.push_str("<p class=\"typing\">");
                escape_text(&self.typing.join(", "), out);
                out.push_str(" typing...</p>");
            }
            out.push_str("\n  <aside class=\"users\">\n    <ul>");
            for user in self.users.iter() {
                out.push_str(if user.online { "<li class=\"user online\">" } else { "<li class=\"user \">" });
                escape_text(&user.name, out);
                out.push_str("</li>");
            }
            out.push_str("</ul>\n  </aside>\n  <form phx-submit=\"send\" phx-change=\"typing\"><input name=\"text\" value=\"");
            escape_attribute(&self.draft, out);
            out.push_str("\" autocomplete=\"off\"><button>Send</button></form>\n</div>");
        }
    }

    /// The same, with each message by a component.
    #[derive(Clone)]
    pub struct WithComponent(Chat);

    impl State for WithComponent {
        const WORKLOAD: &'static str = "chat";

        const OPERATIONS: &'static [Operation<WithComponent>] =
            &[Operation::new("append_1, component", |chat| chat.0.messages.push(message(51).into()))];

        fn first() -> WithComponent {
            WithComponent(Chat::first())
        }

        fn view(&self) -> impl View {
            h!(r#"
<div class="chat" id="chat">
  <header><h1>#{self.0.room}</h1><span class="count">{self.0.users.len()} online</span></header>
  <ul class="messages" id="messages">
    <.item :for={m in self.0.messages} :key={m.id} message={m} me={self.0.me.as_str()} />
  </ul>
  <p :if={!self.0.typing.is_empty()} class="typing">{self.0.typing.join(", ")} typing...</p>
  <aside class="users">
    <ul><li :for={u in self.0.users} :key={u.name} class={["user", ("online", u.online)]}>{u.name}</li></ul>
  </aside>
  <form phx-submit="send" phx-change="typing"><input name="text" value={self.0.draft} autocomplete="off" /><button>Send</button></form>
</div>
"#)
        }

        fn by_hand(&self, out: &mut String) {
            self.0.by_hand(out);
        }
    }
}

/// One message.
#[derive(Clone)]
pub struct Message {
    /// Its key.
    pub id: u32,
    /// Who wrote it.
    pub user: String,
    /// When.
    pub time: String,
    /// What.
    pub text: String,
}

/// Somebody in the room.
#[derive(Clone)]
pub struct User {
    /// The key.
    pub name: String,
    /// Whether there.
    pub online: bool,
}

fn message(id: u32) -> Message {
    let lorem = "lorem ipsum ".repeat(id as usize % 5 + 1);
    Message {
        id,
        user: format!("user{}", id % 7),
        time: format!("12:{:02}", id % 60),
        text: format!("Message number {id}: {lorem}"),
    }
}

fn user(i: u32) -> User {
    User {
        name: format!("user{i}"),
        online: !i.is_multiple_of(3),
    }
}

#[component]
fn item(message: &Message, me: &str) -> impl View {
    h!(r#"
<li id={format!("msg-{}", @message.id)} class={["msg", ("mine", @message.user == *@me)]}>
      <span class="avatar">{@message.user.chars().next()}</span>
      <b class="author">{@message.user}</b>
      <time>{@message.time}</time>
      <p class="body">{@message.text}</p>
    </li>
"#)
}

impl Message {
    fn by_hand(&self, me: &str, out: &mut String) {
        out.push_str("<li id=\"msg-");
        out.push_str(itoa::Buffer::new().format(self.id));
        out.push_str(if self.user == me {
            "\" class=\"msg mine\">\n      <span class=\"avatar\">"
        } else {
            "\" class=\"msg \">\n      <span class=\"avatar\">"
        });
        if let Some(first) = self.user.chars().next() {
            escape_text(first.encode_utf8(&mut [0; 4]), out);
        }
        out.push_str("</span>\n      <b class=\"author\">");
        escape_text(&self.user, out);
        out.push_str("</b>\n      <time>");
        escape_text(&self.time, out);
        out.push_str("</time>\n      <p class=\"body\">");
        escape_text(&self.text, out);
        out.push_str("</p>\n    </li>");
    }
}
