//! What the client checks again is what the server's table says, row by row.
//!
//! `js-client/test/attribute.test.js` reads the same rows and writes them with the client.

use serde_json::Value;
use slotwise_html::attributes::attribute_context;
use slotwise_html::rules::Recheck;
use slotwise_html::url::{self, Part};

const ROWS: &str = include_str!("../corpus/rechecked.jsonl");

/// Whether the server lets this text pass unchanged when it comes from data; `None` where a type, or what is
/// static beside it, decides.
fn server_passes(element: &str, attribute: &str, value: &str) -> Option<bool> {
    let context = attribute_context(element, attribute);
    let has_type = context != attribute_context("", attribute);
    match context.recheck() {
        Recheck::Nothing => Some(true),
        Recheck::Address if has_type => None,
        Recheck::Address => Some(url::filter(Part::Start, value) == value),
        Recheck::Addresses => Some(url::filter(Part::List, value) == value),
        Recheck::Animation => None,
        Recheck::Static | Recheck::Refused => Some(false),
    }
}

#[test]
fn the_client_writes_what_the_server_lets_pass() {
    for line in ROWS.lines() {
        let row: Value = serde_json::from_str(line).expect("a row is JSON");
        let text = |key: &str| row[key].as_str().expect("a text");
        let passes = server_passes(text("element"), text("attribute"), text("value"));
        let allowed = row["allowed"].as_bool().expect("a yes or no");
        match passes {
            // `from` says what makes such a value on the server, where no text out of data can.
            Some(false) | None if row["from"].is_string() => assert!(allowed, "{line}"),
            None => assert!(!allowed, "what would make it? {line}"),
            Some(passes) => assert_eq!(passes, allowed, "{line}"),
        }
    }
}
