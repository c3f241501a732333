//! A scripted chat, frame by frame, as the official client sees it.

use serde_json::Value;
use slotwise::HashKey;
use slotwise::session::{Connection, Endpoint, Input, Message, Output, PageRequest, Secret};
use slotwise_examples::chat::Chat;
use std::sync::{Arc, mpsc};
use std::time::Duration;

const START: Duration = Duration::from_secs(1_800_000_000);

/// One tab: its connection, all diffs it was sent, and what it should show after each.
struct Tab {
    connection: Connection,
    mail: mpsc::Receiver<Message>,
    topic: String,
    frames: u32,
    diffs: Vec<Value>,
    html: Vec<String>,
}

impl Tab {
    fn join(endpoint: &Arc<Endpoint>, room: &str) -> Tab {
        let request = PageRequest {
            query: format!("room={room}"),
            ..PageRequest::default()
        };
        let page = endpoint
            .first_page("/chat", request, START)
            .expect("the view is registered");
        let (sender, mail) = mpsc::channel();
        let mailbox = move |message| sender.send(message).is_ok();
        let connection =
            Connection::new(endpoint.clone(), HashKey::new(1), Arc::new(mailbox), START);
        let topic = format!("lv:{}", page.id());
        let mut tab = Tab {
            connection,
            mail,
            topic,
            frames: 0,
            diffs: Vec::new(),
            html: Vec::new(),
        };
        let url = format!("http://localhost/chat?room={room}");
        let payload = serde_json::json!({ "session": page.token(), "url": url });
        tab.send("phx_join", &payload, START);
        tab
    }

    fn send(&mut self, event: &str, payload: &Value, now: Duration) {
        self.frames += 1;
        let reference = self.frames.to_string();
        let frame = serde_json::json!(["1", reference, self.topic, event, payload]).to_string();
        self.connection.handle(Input::Frame(&frame), now);
        self.receive();
    }

    fn event(&mut self, name: &str, form: &str, now: Duration) {
        self.send(
            "event",
            &serde_json::json!({ "type": "form", "event": name, "value": form }),
            now,
        );
    }

    /// Takes the mail in, and notes what the client is sent.
    fn read_mail(&mut self, now: Duration) {
        while let Ok(message) = self.mail.try_recv() {
            self.connection.handle(Input::Info(message), now);
        }
        self.receive();
    }

    fn receive(&mut self) {
        while let Some(output) = self.connection.poll() {
            let Output::Send(frame) = output else {
                panic!("the connection is closed")
            };
            let frame: Value = serde_json::from_str(&frame).expect("a frame is JSON");
            let (event, payload) = (&frame[3], &frame[4]);
            let diff = match event.as_str() {
                Some("diff") => payload,
                _ if !payload["response"]["rendered"].is_null() => &payload["response"]["rendered"],
                _ => &payload["response"]["diff"],
            };
            if !diff.is_null() {
                self.diffs.push(diff.clone());
                self.html.push(
                    self.connection
                        .html(&self.topic)
                        .expect("the tab is joined"),
                );
            }
        }
    }
}

#[test]
fn the_official_client_shows_every_state_of_a_chat() {
    let secret = Secret::new(&[7; 32]).expect("long enough");
    let endpoint = Arc::new(Endpoint::new(secret).with_view::<Chat>("/chat"));
    let mut tabs = [
        Tab::join(&endpoint, "scripted"),
        Tab::join(&endpoint, "scripted"),
    ];
    let mut now = START;
    let mut script = vec![
        (0, "arrive", "name="),
        (0, "arrive", "name=Ada"),
        (1, "arrive", "name=Grace+%3Cb%3E"),
    ];
    for _ in 0..60 {
        script.extend([
            (0, "typing", "message=hel"),
            (1, "typing", "message=%26"),
            (0, "send", "message=hello+%22there%22"),
            (1, "send", "message=%3Cscript%3E+%26amp%3B"),
        ]);
    }
    script.extend([
        (0, "typing", "message=hm"),
        (0, "", ""),
        (1, "nonsense", "x=y"),
    ]);
    for (who, name, form) in script {
        match name {
            "" => {
                now += Duration::from_secs(3);
                tabs[who].connection.handle(Input::Timeout, now);
                tabs[who].receive();
            }
            _ => tabs[who].event(name, form, now),
        }
        tabs.iter_mut().for_each(|tab| tab.read_mail(now));
    }
    // The second leaves.
    tabs[1].connection.handle(Input::Closed, now);
    tabs[0].read_mail(now);

    assert!(tabs.iter().all(|tab| tab.diffs.len() > 200));
    let last = tabs[0].html.last().expect("something was shown");
    assert!(
        last.contains("hello \"there\"")
            && last.contains("1 online")
            && !last.contains("typing...")
    );
    assert_eq!(last.matches("class=\"msg").count(), 50);

    let cases = tabs.each_ref().map(|tab| ("chat", tab.diffs.clone()));
    for (tab, answer) in tabs.iter().zip(slotwise_tests::node::official(&cases)) {
        let shown = answer["html"]
            .as_array()
            .unwrap_or_else(|| panic!("{answer}"));
        assert_eq!(shown.len(), tab.html.len());
        for (step, (shown, fresh)) in shown.iter().zip(&tab.html).enumerate() {
            assert_eq!(
                shown.as_str(),
                Some(fresh.as_str()),
                "after diff {step}: {}",
                tab.diffs[step]
            );
        }
    }
}
