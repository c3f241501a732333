//! Phoenix channel frames: `[join_ref, ref, topic, event, payload]`.
//!
//! Takes text from outside, gives a [`Frame`] or a [`FrameError`]; and writes frames, whose payload
//! may be text that is JSON already. Knows no session and no patch.

use super::limits::{CloseReason, Limits};
use serde_json::Value;

/// Brackets within brackets that a frame may have, whatever the limits are: serde_json allows no more than 128.
const MOST_DEPTH: usize = 120;

/// One frame from a client.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Frame {
    pub(crate) address: Address,
    pub(crate) event: String,
    pub(crate) payload: Value,
}

/// One binary frame from a client: `0`, the lengths of four texts in a byte each, the texts, the payload.
#[derive(Debug, PartialEq)]
pub(crate) struct BinaryFrame<'b> {
    pub(crate) address: Address,
    pub(crate) event: &'b str,
    pub(crate) payload: &'b [u8],
}

impl<'b> BinaryFrame<'b> {
    /// `None` if it is none, or longer than allowed.
    pub(crate) fn decode(bytes: &'b [u8], max_bytes: usize) -> Option<BinaryFrame<'b>> {
        if bytes.len() > max_bytes {
            return None;
        }
        let ([0, lengths @ ..], mut rest) = bytes.split_first_chunk::<5>()? else {
            return None;
        };
        let mut texts = [""; 4];
        for (text, length) in texts.iter_mut().zip(lengths) {
            let (first, others) = rest.split_at_checked(usize::from(*length))?;
            *text = str::from_utf8(first).ok()?;
            rest = others;
        }
        let [join_ref, message_ref, topic, event] = texts;
        let address = Address {
            join_ref: Some(join_ref.to_owned()),
            message_ref: Some(message_ref.to_owned()),
            topic: topic.to_owned(),
        };
        Some(BinaryFrame {
            address,
            event,
            payload: rest,
        })
    }
}

/// To whom a frame goes, and which join and which message it answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Address {
    pub(crate) join_ref: Option<String>,
    pub(crate) message_ref: Option<String>,
    pub(crate) topic: String,
}

/// Why a text is no frame.
#[derive(Debug, PartialEq)]
pub(crate) enum FrameError {
    /// Longer than allowed; not parsed.
    TooLong,
    /// Nested too deeply; not parsed.
    TooDeep,
    /// More keys than allowed; not parsed.
    TooManyKeys,
    /// No JSON, or no array.
    NotAnArray,
    /// An array of the wrong form.
    WrongShape,
}

impl FrameError {
    /// What ends the connection; `None` if it can go on.
    pub(crate) fn close_reason(&self) -> Option<CloseReason> {
        Some(match self {
            FrameError::TooLong => CloseReason::FrameTooLong,
            FrameError::TooDeep => CloseReason::FrameTooDeep,
            FrameError::TooManyKeys => CloseReason::TooManyKeys,
            FrameError::NotAnArray => CloseReason::NotAnArray,
            FrameError::WrongShape => return None,
        })
    }
}

impl Frame {
    pub(crate) fn decode(text: &str, limits: &Limits) -> Result<Frame, FrameError> {
        if text.len() > limits.frame_bytes {
            return Err(FrameError::TooLong);
        }
        let Measure { depth, keys } = measure(text);
        if depth > limits.depth.min(MOST_DEPTH) {
            return Err(FrameError::TooDeep);
        }
        if keys > limits.keys {
            return Err(FrameError::TooManyKeys);
        }
        let Ok(Value::Array(items)) = serde_json::from_str(text) else {
            return Err(FrameError::NotAnArray);
        };
        Frame::of_items(items).ok_or(FrameError::WrongShape)
    }

    fn of_items(items: Vec<Value>) -> Option<Frame> {
        let [join_ref, message_ref, topic, event, payload] = <[Value; 5]>::try_from(items).ok()?;
        let (Value::String(topic), Value::String(event)) = (topic, event) else {
            return None;
        };
        Some(Frame {
            address: Address {
                join_ref: reference(join_ref)?,
                message_ref: reference(message_ref)?,
                topic,
            },
            event,
            payload,
        })
    }
}

/// `Some(None)` for null, `None` for what is no reference.
fn reference(value: Value) -> Option<Option<String>> {
    match value {
        Value::Null => Some(None),
        Value::String(text) => Some(Some(text)),
        _ => None,
    }
}

/// What a text holds before it is parsed.
struct Measure {
    /// How deeply brackets are nested; at least as deep as a parser would go.
    depth: usize,
    /// Colons outside of strings; each key has one.
    keys: usize,
}

fn measure(text: &str) -> Measure {
    let (mut now, mut depth, mut keys) = (0_usize, 0, 0);
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'[' | b'{' => {
                now += 1;
                depth = depth.max(now);
            }
            b']' | b'}' => now = now.saturating_sub(1),
            b':' => keys += 1,
            b'"' => skip_string(&mut bytes),
            _ => {}
        }
    }
    Measure { depth, keys }
}

/// Goes on behind the closing quote.
fn skip_string(bytes: &mut std::str::Bytes<'_>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => {
                bytes.next();
            }
            _ => {}
        }
    }
}

impl Address {
    /// Writes a frame: `payload` writes its payload.
    pub(crate) fn frame(&self, event: &str, payload: impl FnOnce(&mut String)) -> String {
        let mut out = String::from("[");
        for reference in [&self.join_ref, &self.message_ref] {
            match reference {
                Some(text) => write_string(text, &mut out),
                None => out.push_str("null"),
            }
            out.push(',');
        }
        write_string(&self.topic, &mut out);
        out.push(',');
        write_string(event, &mut out);
        out.push(',');
        payload(&mut out);
        out.push(']');
        out
    }

    /// Writes the reply to the frame of this address: `response` writes its response.
    pub(crate) fn reply(&self, response: impl FnOnce(&mut String)) -> String {
        self.frame("phx_reply", |out| {
            out.push_str(r#"{"status":"ok","response":"#);
            response(out);
            out.push('}');
        })
    }

    /// Writes the refusal of the frame of this address.
    pub(crate) fn refusal(&self, reason: &str) -> String {
        self.error(|out| {
            out.push_str(r#"{"reason":"#);
            write_string(reason, out);
            out.push('}');
        })
    }

    /// Writes an error as the reply to the frame of this address: `response` writes its response.
    pub(crate) fn error(&self, response: impl FnOnce(&mut String)) -> String {
        self.frame("phx_reply", |out| {
            out.push_str(r#"{"status":"error","response":"#);
            response(out);
            out.push('}');
        })
    }
}

/// Writes a JSON string.
pub(crate) fn write_string(text: &str, out: &mut String) {
    out.push_str(&Value::from(text).to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(text: &str) -> Result<Frame, FrameError> {
        let limits = Limits {
            frame_bytes: 1000,
            depth: 32,
            keys: 10,
            ..Limits::default()
        };
        Frame::decode(text, &limits)
    }

    fn check(text: &str, expected: FrameError) {
        assert_eq!(decode(text), Err(expected), "{text}");
    }

    #[test]
    fn a_frame() {
        let frame = decode(r#"["1",null,"t","e",{"a":["]"]}]"#).unwrap();
        assert_eq!(frame.address.join_ref.as_deref(), Some("1"));
        assert_eq!(frame.address.message_ref, None);
        assert_eq!(frame.address.topic, "t");
        assert_eq!(frame.event, "e");
        assert_eq!(
            frame.address.frame("\"", |out| out.push_str("{}")),
            r#"["1",null,"t","\"",{}]"#
        );
    }

    #[test]
    fn a_binary_frame() {
        let bytes: &[u8] = b"\0\x01\x02\x05\x05312lvu:0chunk\xff\0";
        let frame = BinaryFrame::decode(bytes, 100).unwrap();
        assert_eq!(frame.address.join_ref.as_deref(), Some("3"));
        assert_eq!(frame.address.message_ref.as_deref(), Some("12"));
        assert_eq!((&*frame.address.topic, frame.event), ("lvu:0", "chunk"));
        assert_eq!(frame.payload, b"\xff\0");
        assert_eq!(BinaryFrame::decode(bytes, bytes.len() - 1), None);
        // Every text may be cut anywhere.
        for length in 0..bytes.len() - 2 {
            assert_eq!(BinaryFrame::decode(&bytes[..length], 100), None);
        }
        for wrong in [&b"\x01\0\0\0\0"[..], b"\0\x01\0\0\0\xff", b"\0\xff\0\0\0a"] {
            assert_eq!(BinaryFrame::decode(wrong, 100), None);
        }
    }

    #[test]
    fn what_is_no_frame() {
        for text in [
            "",
            "{}",
            "7",
            "[",
            "[1,2",
            "nul",
            "[]]",
            "\u{0}",
            r#"["\ud800",null,"","",{}]"#,
        ] {
            check(text, FrameError::NotAnArray);
        }
        for text in [
            "[]",
            r#"[null,null,"t","e"]"#,
            r#"[null,null,"t","e",{},1]"#,
            r#"[1,null,"t","e",{}]"#,
            r#"[null,{},"t","e",{}]"#,
            r#"[null,null,7,"e",{}]"#,
            r#"[null,null,"t",null,{}]"#,
        ] {
            check(text, FrameError::WrongShape);
        }
        check(&" ".repeat(1001), FrameError::TooLong);
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |depth: usize| {
            format!(
                r#"[null,null,"t","e",{}{}]"#,
                "[".repeat(depth - 1),
                "]".repeat(depth - 1)
            )
        };
        assert!(decode(&nested(32)).is_ok());
        check(&nested(33), FrameError::TooDeep);
        check(&"[".repeat(1000), FrameError::TooDeep);
        // Brackets in strings do not count, and quotes behind a backslash end none.
        let text = format!(r#"[null,null,"\"{}\\","e",{{}}]"#, "[".repeat(100));
        assert!(decode(&text).is_ok());
    }
    #[test]
    fn keys_are_bounded() {
        let with = |keys: usize| {
            let members: Vec<String> = (0..keys).map(|key| format!("\"{key}\":\"a:b\"")).collect();
            format!(r#"[null,null,"t","e",{{{}}}]"#, members.join(","))
        };
        assert!(decode(&with(10)).is_ok());
        check(&with(11), FrameError::TooManyKeys);
    }

    #[test]
    fn no_limit_lets_the_parser_go_deeper_than_it_can() {
        let limits = Limits {
            depth: usize::MAX,
            ..Limits::default()
        };
        let deep = |depth: usize| {
            let (open, close) = ("[".repeat(depth - 1), "]".repeat(depth - 1));
            format!(r#"[null,null,"t","e",{open}{close}]"#)
        };
        assert!(Frame::decode(&deep(MOST_DEPTH), &limits).is_ok());
        let beyond = Frame::decode(&deep(MOST_DEPTH + 1), &limits);
        assert_eq!(beyond, Err(FrameError::TooDeep));
    }
}
