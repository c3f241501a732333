//! [`Delivery`]: the numbers of messages, both ways, so that a connection may drop without a trace.
//!
//! ```text
//! server  {"d":[..],"n":4}            kept until acknowledged
//! client  {"event":..,"m":2,"ack":4}  handled once, however often it comes
//! ```

use super::frame::{Address, write_string};
use serde_json::Value;
use std::collections::VecDeque;

/// The event of a reply.
pub(crate) const REPLY: &str = "phx_reply";

/// What a session and its client know of each other's messages.
pub(crate) struct Delivery {
    /// With the number of the session and the id of its page, what its key is made of.
    pub(crate) seed: u64,
    /// The number of the last message to the client.
    sent: u64,
    /// The number of the last event that was handled.
    pub(crate) handled: u64,
    /// Not acknowledged, oldest first.
    kept: VecDeque<Kept>,
    bytes: usize,
    most_bytes: usize,
    /// The patches of messages up to this one were dropped.
    without_patch: u64,
    /// Messages up to this one were dropped as a whole.
    without_all: u64,
    /// How often there was more than is kept, since somebody asked.
    overflows: usize,
}

/// A message that the client may not have.
pub(crate) struct Kept {
    number: u64,
    event: &'static str,
    /// Of the frame that it answers.
    message_ref: Option<String>,
    is_ok: bool,
    /// An object that begins with the patch, if there is one.
    json: String,
    /// Where its patch ends.
    patch_end: usize,
}

/// What a client that comes back lacks.
#[derive(Debug, PartialEq)]
pub(crate) enum Lacks {
    /// Messages that are kept, if any.
    Messages,
    /// Patches that are not kept any more, and messages.
    Tree,
    /// What nobody has any more.
    TooMuch,
}

impl Delivery {
    pub(crate) fn new(seed: u64, most_bytes: usize) -> Delivery {
        Delivery {
            seed,
            sent: 0,
            handled: 0,
            kept: VecDeque::new(),
            bytes: 0,
            most_bytes,
            without_patch: 0,
            without_all: 0,
            overflows: 0,
        }
    }

    /// Numbers a message, keeps it and writes its frame. `json` is an object.
    pub(crate) fn send(
        &mut self,
        event: &'static str,
        address: &Address,
        is_ok: bool,
        mut json: String,
        patch_end: usize,
    ) -> String {
        self.sent += 1;
        json.pop();
        if !json.ends_with('{') {
            json.push(',');
        }
        json.push_str(&format!("\"n\":{}}}", self.sent));
        let kept = Kept {
            number: self.sent,
            event,
            message_ref: address.message_ref.clone(),
            is_ok,
            json,
            patch_end,
        };
        let frame = kept.frame(address);
        self.keep(kept);
        frame
    }

    fn keep(&mut self, kept: Kept) {
        self.bytes += kept.cost();
        self.kept.push_back(kept);
        if self.bytes > self.most_bytes {
            self.overflows += 1;
            self.drop_patches();
        }
        if self.bytes > self.most_bytes {
            self.kept.clear();
            self.bytes = 0;
            self.without_all = self.sent;
        }
    }

    /// How often patches were dropped since the last call.
    pub(crate) fn take_overflows(&mut self) -> usize {
        std::mem::take(&mut self.overflows)
    }

    /// A tree stands for them, or will.
    pub(crate) fn drop_patches(&mut self) {
        for kept in &mut self.kept {
            kept.drop_patch();
        }
        self.bytes = self.kept.iter().map(Kept::cost).sum();
        self.without_patch = self.sent;
    }

    /// The client has all messages up to this one.
    pub(crate) fn acknowledge(&mut self, number: u64) {
        while self.kept.front().is_some_and(|kept| kept.number <= number) {
            self.bytes -= self.kept.pop_front().map_or(0, |kept| kept.cost());
        }
    }

    /// Takes in the numbers that come with an event. The reply, if it was handled before.
    pub(crate) fn receive(&mut self, payload: &Value, address: &Address) -> Option<String> {
        let number = |name| payload.get(name).and_then(Value::as_u64);
        if let Some(acknowledged) = number("ack") {
            self.acknowledge(acknowledged);
        }
        let event = number("m")?;
        if event > self.handled {
            self.handled = event;
            return None;
        }
        let is_reply = |kept: &&Kept| kept.message_ref == address.message_ref;
        let reply = self.kept.iter().find(is_reply);
        Some(match reply {
            Some(reply) => reply.frame(address),
            None => address.reply(|out| out.push_str("{}")),
        })
    }

    /// What a client lacks that has all messages up to this one.
    pub(crate) fn lacks(&self, number: u64) -> Lacks {
        let first = self.kept.front().map_or(self.sent + 1, |kept| kept.number);
        if number < self.without_all || number > self.sent || number + 1 < first {
            Lacks::TooMuch
        } else if number < self.without_patch {
            Lacks::Tree
        } else {
            Lacks::Messages
        }
    }

    /// The frames that the client lacks, with the join reference of its new join.
    pub(crate) fn missed(&self, address: &Address) -> Vec<String> {
        let frame = |kept: &Kept| {
            let message_ref = kept.message_ref.clone();
            let join_ref = address.join_ref.clone();
            let topic = address.topic.clone();
            kept.frame(&Address {
                join_ref,
                message_ref,
                topic,
            })
        };
        self.kept.iter().map(frame).collect()
    }
}

impl Kept {
    fn frame(&self, address: &Address) -> String {
        let write = |out: &mut String| out.push_str(&self.json);
        match (self.event, self.is_ok) {
            (REPLY, true) => address.reply(write),
            (REPLY, false) => address.error(write),
            (event, _) => address.frame(event, write),
        }
    }

    fn drop_patch(&mut self) {
        if self.patch_end > 1 {
            // A number follows at least, and so a comma.
            self.json.replace_range(1..=self.patch_end, "");
            self.json.shrink_to_fit();
            self.patch_end = 1;
        }
    }

    /// The memory that it takes.
    fn cost(&self) -> usize {
        self.json.len() + size_of::<Kept>()
    }
}

/// The body of a refusal.
pub(crate) fn reason_json(reason: &str) -> String {
    let mut json = String::from(r#"{"reason":"#);
    write_string(reason, &mut json);
    json.push('}');
    json
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const PATCH: &str = r#""d":[0,"x"]"#;

    fn delivery(most_bytes: usize) -> (Delivery, Address) {
        (Delivery::new(1, most_bytes), Address::default())
    }

    fn send(delivery: &mut Delivery, more: &str) -> String {
        let json = format!("{{{PATCH}{more}}}");
        delivery.send("diff", &Address::default(), true, json, 1 + PATCH.len())
    }

    #[test]
    fn messages_are_kept_until_they_are_acknowledged() {
        let (mut delivery, address) = delivery(10_000);
        let frames = [
            r#"[null,null,"","diff",{"d":[0,"x"],"n":1}]"#,
            r#"[null,null,"","diff",{"d":[0,"x"],"n":2}]"#,
        ];
        assert_eq!([(); 2].map(|()| send(&mut delivery, "")), frames);
        assert_eq!(delivery.missed(&address), frames);
        delivery.acknowledge(1);
        assert_eq!(delivery.missed(&address), frames[1..]);
        assert_eq!(delivery.lacks(0), Lacks::TooMuch);
        assert_eq!(delivery.lacks(1), Lacks::Messages);
        assert_eq!(delivery.lacks(2), Lacks::Messages);
        assert_eq!(delivery.lacks(3), Lacks::TooMuch);
        delivery.acknowledge(u64::MAX);
        assert_eq!((delivery.bytes, delivery.kept.len()), (0, 0));
    }

    #[test]
    fn an_event_is_new_once() {
        let (mut delivery, mut address) = delivery(10_000);
        address.message_ref = Some("7".to_owned());
        let event = json!({"m": 1});
        assert_eq!(delivery.receive(&event, &address), None);
        let reply = delivery.send(REPLY, &address, false, reason_json("event"), 0);
        assert_eq!(
            reply,
            r#"[null,"7","","phx_reply",{"status":"error","response":{"reason":"event","n":1}}]"#
        );
        assert_eq!(delivery.receive(&event, &address), Some(reply));
        let acknowledged = json!({"m": 1, "ack": 1});
        let empty = address.reply(|out| out.push_str("{}"));
        assert_eq!(delivery.receive(&acknowledged, &address), Some(empty));
        assert_eq!(delivery.receive(&json!({"m": 2}), &address), None);
        assert_eq!(delivery.receive(&json!({}), &address), None);
    }

    #[test]
    fn patches_go_first_and_then_all() {
        let one = r#"{"d":[0,"x"],"e":[],"n":1}"#.len() + size_of::<Kept>();
        let more = r#","e":[]"#;
        let (mut fits, address) = delivery(2 * one);
        for _ in 0..2 {
            send(&mut fits, more);
        }
        assert_eq!(fits.lacks(0), Lacks::Messages);
        let (mut less, _) = delivery(2 * one - 1);
        for _ in 0..2 {
            send(&mut less, more);
        }
        assert_eq!(less.lacks(0), Lacks::Tree);
        assert_eq!(less.lacks(2), Lacks::Messages);
        assert_eq!(
            less.missed(&address)[0],
            r#"[null,null,"","diff",{"e":[],"n":1}]"#
        );
        for _ in 0..1_000 {
            send(&mut less, "");
            assert!(less.bytes <= less.most_bytes);
        }
        assert_eq!(less.lacks(0), Lacks::TooMuch);
        assert_eq!(less.lacks(1_002), Lacks::Messages);
    }
}
