//! What client and server say of uploads, as JSON.

use super::{UploadError, UploadOptions};
use serde_json::{Map, Value, json};
use std::fmt;

/// No file system has longer names.
const LONGEST_NAME: usize = 1024;
/// Milliseconds that a client waits for the answer to a chunk.
const CHUNK_TIMEOUT: u32 = 30_000;

/// What a client says of a file that was chosen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chosen {
    pub(crate) reference: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) size: u64,
    pub(crate) last_modified: u64,
}

/// `[{"ref":"0","name":"a.png","size":7,"type":"image/png"}..]`
pub(crate) fn chosen(entries: &Value) -> Option<Vec<Chosen>> {
    entries.as_array()?.iter().map(Chosen::of_json).collect()
}

impl Chosen {
    fn of_json(entry: &Value) -> Option<Chosen> {
        let text = |name: &str| match entry.get(name) {
            None | Some(Value::Null) => Some(String::new()),
            Some(text) => text
                .as_str()
                .filter(|t| t.len() <= LONGEST_NAME)
                .map(str::to_owned),
        };
        let number = |name: &str| entry.get(name).and_then(Value::as_u64);
        let reference = text("ref")?;
        // References are listed with commas between them, and are part of a topic.
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if reference.is_empty() || !reference.chars().all(is_plain) {
            return None;
        }
        Some(Chosen {
            reference,
            name: text("name")?,
            kind: text("type")?,
            size: number("size")?,
            last_modified: number("last_modified").unwrap_or(0),
        })
    }
}

/// Which file a channel is for. A connection looks for it among its own sessions, so a token that somebody made up
/// leads to nothing that is not theirs.
#[derive(Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) session: u64,
    pub(crate) serial: u64,
    pub(crate) upload: String,
}

impl Token {
    pub(crate) fn of_text(text: &str) -> Option<Token> {
        let mut parts = text.splitn(3, '.');
        Some(Token {
            session: parts.next()?.parse().ok()?,
            serial: parts.next()?.parse().ok()?,
            upload: parts.next()?.to_owned(),
        })
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.session, self.serial, self.upload)
    }
}

/// Which files may come.
#[derive(Debug)]
pub(crate) struct Allowed {
    upload: String,
    config: Value,
    /// References and tokens.
    pub(crate) entries: Vec<(String, String)>,
    /// References and reasons.
    errors: Vec<(String, &'static str)>,
    /// How many files are refused because there are too many in all.
    pub(crate) busy: usize,
}

impl Allowed {
    pub(crate) fn new(upload: &str, options: &UploadOptions) -> Allowed {
        let config = json!({
            "chunk_size": options.chunk_size,
            "chunk_timeout": CHUNK_TIMEOUT,
            "max_entries": options.max_entries,
            "max_file_size": options.max_file_size,
        });
        Allowed {
            upload: upload.to_owned(),
            config,
            entries: Vec::new(),
            errors: Vec::new(),
            busy: 0,
        }
    }

    pub(crate) fn refuse_all(&mut self, reference: &str, errors: &[UploadError]) {
        let errors = errors
            .iter()
            .map(|error| (reference.to_owned(), error.reason()));
        self.errors.extend(errors);
    }

    pub(crate) fn is_refused(&self) -> bool {
        !self.errors.is_empty()
    }

    /// The members of the answer, with their JSON.
    pub(crate) fn members(&self) -> Vec<(&'static str, String)> {
        let mut members = vec![("ref", Value::from(&*self.upload).to_string())];
        if self.is_refused() && self.entries.is_empty() {
            members.push(("error", json!(self.errors).to_string()));
        } else {
            let entries = self
                .entries
                .iter()
                .map(|(reference, token)| (reference.clone(), token.as_str().into()));
            let entries: Map<String, Value> = entries.collect();
            members.push(("config", self.config.to_string()));
            members.push(("entries", Value::from(entries).to_string()));
        }
        members
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_file_is_checked() {
        let good = json!([{"ref": "0", "name": "a.png", "size": 7, "type": "image/png", "relative_path": ""}]);
        let all = chosen(&good).unwrap();
        assert_eq!(
            (&*all[0].reference, &*all[0].name, all[0].size),
            ("0", "a.png", 7)
        );
        let no_type = json!([{"ref": "a-1", "name": "a", "size": 0}]);
        assert_eq!(chosen(&no_type).unwrap()[0].kind, "");
        for wrong in [
            json!({}),
            json!([1]),
            json!([{"name": "a", "size": 1}]),
            json!([{"ref": "", "name": "a", "size": 1}]),
            json!([{"ref": "1,2", "name": "a", "size": 1}]),
            json!([{"ref": "1", "name": "a", "size": -1}]),
            json!([{"ref": "1", "name": "a", "size": 1.5}]),
            json!([{"ref": "1", "name": 7, "size": 1}]),
            json!([{"ref": "1", "name": "a".repeat(1025), "size": 1}]),
        ] {
            assert_eq!(chosen(&wrong), None, "{wrong}");
        }
    }

    #[test]
    fn tokens() {
        let token = Token {
            session: 7,
            serial: 1,
            upload: "phx-a.b-upload-c".to_owned(),
        };
        assert_eq!(Token::of_text(&token.to_string()), Some(token));
        for wrong in ["", "1.2", "x.1.y", "1.-1.y", "99999999999999999999.1.y"] {
            assert_eq!(Token::of_text(wrong), None, "{wrong}");
        }
    }
}
