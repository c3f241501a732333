//! Pushed events, which no view has, but a session: the case is played in one.

use super::Recorded;
use crate::json::assign;
use serde_json::{Value, json};
use slotwise::session::{
    Connection, Endpoint, Event, Input, Live, LiveView, Message, Output, PageRequest, Secret,
};
use slotwise::{HashKey, Tracked, View, h};
use std::sync::Arc;
use std::time::Duration;

/// The case.
pub const PUSHED: &str = "push_event";

const NOW: Duration = Duration::from_secs(1_800_000_000);

struct Pushing {
    a: Tracked<i64>,
}

#[derive(Event)]
enum PushingEvent {
    Step { state: usize },
}

impl Pushing {
    fn assign(&mut self, case: &Recorded, state: usize) {
        assign(&mut self.a, &case.states[state]["a"]);
    }
}

fn case(cx: &Live<Pushing>) -> Arc<Recorded> {
    cx.state().expect("the endpoint has the case")
}

impl LiveView for Pushing {
    type Event = PushingEvent;
    type Info = ();

    fn mount(cx: &mut Live<Self>) -> Self {
        let mut page = Pushing { a: 0.into() };
        page.assign(&case(cx), 0);
        page
    }

    fn handle_event(&mut self, PushingEvent::Step { state }: PushingEvent, cx: &mut Live<Self>) {
        let case = case(cx);
        self.assign(&case, state);
        match &case.operations[state]["desc"]["push_event"] {
            Value::Array(event) => {
                let name = event[0].as_str().expect("an event has a name");
                cx.push_event(name, &event[1]);
            }
            // The corpus tells how many; LiveView's diff tells which.
            Value::Number(_) => {
                cx.push_event("a", json!({ "n": 1 }));
                cx.push_event("b", json!({ "n": [1, "<"] }));
            }
            _ => {}
        }
    }

    fn render(&self) -> impl View {
        h! { <p>{@a}</p> }
    }
}

/// What the session sends and what it shows, state by state.
pub fn play(case: Arc<Recorded>) -> Vec<(Value, String)> {
    let states = case.states.len();
    let secret = Secret::new(&[1; 32]).expect("long enough");
    let endpoint = Endpoint::new(secret)
        .with_view::<Pushing>("pushing")
        .with_state(case);
    let page = endpoint
        .first_page("pushing", PageRequest::default(), NOW)
        .expect("a view of this name");
    let (topic, token) = (format!("lv:{}", page.id()), page.token().to_owned());
    let mailbox = Arc::new(|_: Message| false);
    let mut connection = Connection::new(Arc::new(endpoint), HashKey::new(1), mailbox, NOW);
    let mut send = |event: &str, payload: Value| {
        let frame = json!(["1", "1", topic, event, payload]).to_string();
        connection.handle(Input::Frame(&frame), NOW);
        let Some(Output::Send(reply)) = connection.poll() else {
            panic!("no reply to {frame}")
        };
        let reply: Value = serde_json::from_str(&reply).expect("a frame is JSON");
        let html = connection.html(&topic).expect("a session");
        (reply[4]["response"].clone(), html)
    };
    let (join, html) = send("phx_join", json!({ "session": token }));
    let mut played = vec![(join["rendered"].clone(), html)];
    for state in 1..states {
        let value = json!({ "state": state.to_string() });
        let payload = json!({ "type": "click", "event": "step", "value": value });
        let (reply, html) = send("event", payload);
        played.push((reply["diff"].clone(), html));
    }
    played
}
