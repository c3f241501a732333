use slotwise::Event;

#[derive(Event)]
enum Twice {
    SendMessage,
    #[event("send_message")]
    Send,
}

#[derive(Event)]
enum Names {
    #[event]
    Bare,
    #[event(send)]
    NotQuoted,
    #[event("")]
    Empty,
    #[event("a")]
    #[event("b")]
    Both,
    Fields {
        #[event("x")]
        a: u32,
        x: u32,
    },
}

fn main() {}
