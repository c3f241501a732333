//! Every input that was kept, on stable and without instrumentation.

use serde_json::{Value, json};
use slotwise::Dialect;
use slotwise_fuzz::{decoded, first_patch};
use slotwise_tests::node;
use std::fs;
use std::path::PathBuf;

/// The inputs of a target, with their paths.
fn kept(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = format!("{}/corpus/{target}", env!("CARGO_MANIFEST_DIR"));
    let entries = fs::read_dir(&folder).expect("the corpus is kept");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    let read = |path: &PathBuf| {
        fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let inputs: Vec<_> = paths.map(|path| (path.clone(), read(&path))).collect();
    assert!(!inputs.is_empty(), "{folder} is empty");
    inputs
}

fn replay(target: &str, scenario: fn(&[u8])) {
    kept(target).iter().for_each(|(_, input)| scenario(input));
}

#[test]
fn parse() {
    replay("parse", slotwise_fuzz::parse);
}

#[test]
fn diff() {
    replay("diff", slotwise_fuzz::diff);
}

#[test]
fn edits() {
    replay("edits", slotwise_fuzz::edits);
}

#[test]
fn frame() {
    replay("frame", slotwise_fuzz::frame);
}

#[test]
fn escape() {
    replay("escape", slotwise_fuzz::escape);
}

#[test]
fn buffer() {
    replay("buffer", slotwise_fuzz::buffer);
}

#[test]
fn wire_decode() {
    replay("wire_decode", slotwise_fuzz::wire_decode);
}

#[test]
fn edits_that_fit_are_taken() {
    let inputs = kept("wire_decode");
    let taken = |name: &str| {
        let input = inputs.iter().find(|(path, _)| path.ends_with(name));
        decoded(&input.expect("it is kept").1).is_some()
    };
    assert!(taken("edits") && taken("edits-of-a-number"));
    assert!(!taken("edits-of-a-spread") && !taken("edits-slot"));
}

/// Our client in node takes what the reference client takes and shows the same, and refuses what it refuses.
#[test]
fn wire_decode_in_node() {
    let first = serde_json::from_str(&first_patch(Dialect::Native)).expect("a patch is JSON");
    // Text that is no JSON does not get as far as a patch.
    let patches = |input: &[u8]| -> Option<Vec<Value>> {
        let text = String::from_utf8_lossy(input);
        let patches = text.lines().map(serde_json::from_str);
        Some(
            [
                vec![Value::clone(&first)],
                patches.collect::<Result<_, _>>().ok()?,
            ]
            .concat(),
        )
    };
    let inputs = kept("wire_decode");
    let cases = inputs
        .iter()
        .filter_map(|(path, input)| Some((path, patches(input)?, decoded(input))));
    let cases: Vec<_> = cases.collect();
    assert!(
        cases.iter().any(|(.., html)| html.is_some()),
        "all are refused"
    );
    let line = |(_, patches, html): &(_, Vec<Value>, Option<String>)| {
        format!(
            "{}\n",
            json!({ "patches": patches, "html": html.as_deref().unwrap_or_default() })
        )
    };
    let answers = node::run(
        "js-client",
        "scripts/replay.mjs",
        cases.iter().map(line).collect(),
    );
    let mut wrong = Vec::new();
    for ((path, _, html), answer) in cases.iter().zip(&answers) {
        let refused = answer.contains("\"refused\"");
        if refused != html.is_none() || html.is_some() && answer != "ok" {
            wrong.push(format!("{}: {html:?}\n  {answer}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
