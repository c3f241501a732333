//! [`Delivery`]: the numbers of messages, both ways, so that a connection may drop without a trace.
//!
//! ```text
//! server  {"d":[..],"n":4}             kept until acknowledged
//! server  {"d":[..],"n":5,"ack":true}  half of what may be kept is: acknowledge at once
//! client  {"event":..,"m":2,"ack":5}   handled once, however often it comes
//! ```
//! Patches are made only while there is [room](Delivery::has_room): what changes meanwhile is one patch, later.

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
    /// Of these, what was sent when there was no room.
    beyond: usize,
}

/// A message that the client may not have.
pub(crate) struct Kept {
    number: u64,
    event: &'static str,
    /// Of the frame that it answers.
    message_ref: Option<String>,
    is_ok: bool,
    /// An object.
    json: String,
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
            beyond: 0,
        }
    }

    /// Numbers a message, keeps it and writes its frame. `json` is an object.
    pub(crate) fn send(
        &mut self,
        event: &'static str,
        address: &Address,
        is_ok: bool,
        mut json: String,
    ) -> String {
        self.sent += 1;
        json.pop();
        if !json.ends_with('{') {
            json.push(',');
        }
        json.push_str(&format!("\"n\":{}", self.sent));
        if self.bytes + json.len() > self.most_bytes / 2 {
            // Else it would say so only now and then.
            json.push_str(",\"ack\":true");
        }
        json.push('}');
        let kept = Kept {
            number: self.sent,
            event,
            message_ref: address.message_ref.clone(),
            is_ok,
            json,
        };
        let frame = kept.frame(address);
        if !self.has_room() {
            self.beyond += kept.cost();
        }
        self.bytes += kept.cost();
        self.kept.push_back(kept);
        frame
    }

    /// Whether the client has acknowledged enough to be sent another patch.
    pub(crate) fn has_room(&self) -> bool {
        self.bytes <= self.most_bytes
    }

    /// Whether there is too much even of what does not wait for room: replies.
    pub(crate) fn is_overfull(&self) -> bool {
        self.beyond > self.most_bytes
    }

    /// The client has all messages up to this one.
    pub(crate) fn acknowledge(&mut self, number: u64) {
        while self.kept.front().is_some_and(|kept| kept.number <= number) {
            self.bytes -= self.kept.pop_front().map_or(0, |kept| kept.cost());
        }
        if self.has_room() {
            self.beyond = 0;
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

    /// Whether all messages behind this one are there.
    pub(crate) fn has_all_after(&self, number: u64) -> bool {
        let first = self.kept.front().map_or(self.sent + 1, |kept| kept.number);
        number <= self.sent && number + 1 >= first
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

    fn delivery(most_bytes: usize) -> (Delivery, Address) {
        (Delivery::new(1, most_bytes), Address::default())
    }

    fn send(delivery: &mut Delivery) -> String {
        let json = r#"{"d":[0,"x"]}"#.to_owned();
        delivery.send("diff", &Address::default(), true, json)
    }

    #[test]
    fn messages_are_kept_until_they_are_acknowledged() {
        let (mut delivery, address) = delivery(10_000);
        let frames = [
            r#"[null,null,"","diff",{"d":[0,"x"],"n":1}]"#,
            r#"[null,null,"","diff",{"d":[0,"x"],"n":2}]"#,
        ];
        assert_eq!([(); 2].map(|()| send(&mut delivery)), frames);
        assert_eq!(delivery.missed(&address), frames);
        assert!(delivery.has_all_after(0));
        delivery.acknowledge(1);
        assert_eq!(delivery.missed(&address), frames[1..]);
        let known = [0, 1, 2, 3, u64::MAX].map(|number| delivery.has_all_after(number));
        assert_eq!(known, [false, true, true, false, false]);
        delivery.acknowledge(u64::MAX);
        assert_eq!((delivery.bytes, delivery.kept.len()), (0, 0));
    }

    #[test]
    fn an_event_is_new_once() {
        let (mut delivery, mut address) = delivery(10_000);
        address.message_ref = Some("7".to_owned());
        let event = json!({"m": 1});
        assert_eq!(delivery.receive(&event, &address), None);
        let reply = delivery.send(REPLY, &address, false, reason_json("event"));
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
    fn room_for_so_much_and_no_more() {
        let (mut roomy, _) = delivery(usize::MAX);
        send(&mut roomy);
        let one = roomy.bytes;
        for (most, room) in [
            (one, true),
            (one - 1, false),
            (one / 1_000, false),
            (0, false),
        ] {
            let (mut delivery, _) = delivery(most);
            assert!(delivery.has_room());
            send(&mut delivery);
            assert_eq!(delivery.has_room(), room, "{most}");
            assert!(!delivery.is_overfull(), "one message is never too much");
            delivery.acknowledge(1);
            assert!(delivery.has_room());
        }
    }

    #[test]
    fn beyond_it_there_is_as_much_again() {
        let (mut roomy, _) = delivery(0);
        send(&mut roomy);
        let one = roomy.bytes;
        for (more, overfull) in [(2, false), (3, true), (2_000, true)] {
            let (mut delivery, _) = delivery(2 * one);
            while delivery.has_room() {
                send(&mut delivery);
            }
            for _ in 0..more {
                send(&mut delivery);
            }
            assert_eq!(delivery.is_overfull(), overfull, "{more}");
            delivery.acknowledge(u64::MAX);
            assert!(!delivery.is_overfull());
        }
    }

    #[test]
    fn who_has_half_of_it_is_asked_to_acknowledge() {
        let (mut delivery, _) = delivery(1_000);
        let asked: Vec<bool> = (0..8)
            .map(|_| send(&mut delivery).contains("ack"))
            .collect();
        assert!(!asked[0] && asked[7] && asked.is_sorted(), "{asked:?}");
        delivery.acknowledge(8);
        assert!(!send(&mut delivery).contains("ack"));
    }
}
