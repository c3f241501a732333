//! What a client is sent that comes back to its session and lacks nothing.

use crate::workload::State;
use crate::{chat, dashboard, form, static50k, table, table_slots};
use serde_json::{Value, json};
use slotwise::session::{Connection, Endpoint, Input, Message, Output, PageRequest, Secret};
use slotwise::{HashKey, Live, LiveView, View};
use std::sync::Arc;
use std::time::Duration;

const NOW: Duration = Duration::from_secs(1_800_000_000);

/// A session that shows a workload.
struct Page<S>(S);

impl<S: State + Send> LiveView for Page<S> {
    type Event = ();
    type Info = ();

    fn mount(_: &mut Live<Self>) -> Self {
        Page(S::first())
    }

    fn render(&self) -> impl View {
        self.0.view()
    }
}

/// The payload of the reply to the second join of a workload's session, whose connection dropped.
///
/// # Panics
///
/// If there is no such workload, or the session does not come back.
pub fn reconnect(workload: &str) -> String {
    match workload {
        "chat" => resumed::<chat::tracked::Chat>(),
        "table" => resumed::<table::tracked::Table>(),
        "table_slots" => resumed::<table_slots::tracked::TableSlots>(),
        "form" => resumed::<form::tracked::Form>(),
        "dashboard" => resumed::<dashboard::tracked::Dashboard>(),
        "static50k" => resumed::<static50k::tracked::Static50k>(),
        _ => panic!("no workload {workload}"),
    }
}

fn resumed<S: State + Send>() -> String {
    let secret = Secret::new(&[7; 32]).expect("it is long enough");
    let endpoint = Endpoint::new(secret).with_view::<Page<S>>("page");
    let page = endpoint.first_page("page", PageRequest::default(), NOW);
    let page = page.expect("the view is there");
    let (topic, token) = (format!("lv:{}", page.id()), page.token().to_owned());
    let endpoint = Arc::new(endpoint);
    let join = |resume: Value| {
        let mailbox = Arc::new(|_: Message| true);
        let mut connection = Connection::new(endpoint.clone(), HashKey::new(1), mailbox, NOW);
        let payload = json!({"dialect": "native", "session": token, "resume": resume});
        let frame = json!(["1", "1", topic, "phx_join", payload]).to_string();
        connection.handle(Input::Frame(&frame), NOW);
        let Some(Output::Send(reply)) = connection.poll() else {
            panic!("no reply")
        };
        connection.handle(Input::Closed, NOW);
        let mut reply: Value = serde_json::from_str(&reply).expect("it is JSON");
        reply[4].take()
    };
    let first = join(json!(true));
    let again = join(json!({"key": first["response"]["resume"], "n": 0}));
    assert!(again["response"].get("resumed").is_some(), "{again}");
    again.to_string()
}
