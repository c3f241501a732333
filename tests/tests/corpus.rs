//! The LiveView corpus: same HTML, never more bytes, patches that the official client merges.

use serde_json::json;
use slotwise_tests::corpus::pushed::{self, PUSHED};
use slotwise_tests::corpus::{NOT_PORTED, Recorded, ported, recorded};
use slotwise_tests::judge::{Judge, Step};
use slotwise_tests::tree::{errors, tree};
use slotwise_tests::{node, phoenix};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One ported case after all its states.
struct Played {
    recorded: Recorded,
    steps: Vec<Step>,
}

fn play() -> Vec<Played> {
    let played = recorded().into_iter().filter_map(|recorded| {
        let case = ported().find(|case| case.name == recorded.name)?;
        let mut judge = Judge::default();
        (case.run)(&recorded, &mut |view, shown, act| {
            act(&mut judge.components);
            let step = match shown {
                Some(shown) => judge.step_to(view, shown),
                None => judge.step(view),
            };
            if let Err(error) = step {
                panic!("{}: {error}", case.name);
            }
        });
        let steps = judge.steps;
        assert_eq!(steps.len(), recorded.html.len(), "{}", case.name);
        Some(Played { recorded, steps })
    });
    played.collect()
}

#[test]
fn every_case_is_ported_or_listed() {
    let names: Vec<String> = recorded().into_iter().map(|case| case.name).collect();
    let listed = NOT_PORTED.iter().map(|(name, _)| *name);
    let known = ported().map(|case| case.name).chain([PUSHED]).chain(listed);
    let known: Vec<&str> = known.collect();
    assert_eq!(names.len(), 96);
    assert_eq!(known.len(), 96);
    let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(names, known.into_iter().collect());
    println!("{} ported, {} not", 96 - NOT_PORTED.len(), NOT_PORTED.len());
}

/// Of a stream the corpus tells what each patch has, not what a client then shows.
fn has_stream(case: &str) -> bool {
    case.starts_with("stream_")
}

/// Where LiveView's HTML is not what was asked for: a parser drops the line feed that comes first in a
/// `<textarea>`, so the value `"\nx\n"` has to be written with one more.
const BETTER: &[(&str, usize, &str)] = &[(
    "html_textarea",
    2,
    "<form><textarea name=\"t\">\n\nx\n</textarea><textarea>\n\nx\n</textarea></form>",
)];

/// Also what [`Judge`] checks: both reference clients show what was rendered.
#[test]
fn html_is_that_of_liveview() {
    let mut wrong = Vec::new();
    for case in play() {
        if has_stream(&case.recorded.name) {
            continue;
        }
        for (state, (step, theirs)) in case.steps.iter().zip(&case.recorded.html).enumerate() {
            let ours = &step.html;
            let name = &case.recorded.name;
            let better = BETTER.iter().find(|(at, of, _)| at == name && *of == state);
            let expected = better.map_or(theirs.as_str(), |(_, _, html)| html);
            if tree(ours) != tree(expected) {
                wrong.push(format!(
                    "{name}, state {state}\nours:   {ours}\ntheirs: {theirs}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What the compiler lets pass a parser leaves as it is.
#[test]
fn parsers_put_nothing_right() {
    for case in play() {
        for (state, step) in case.steps.iter().enumerate() {
            let name = &case.recorded.name;
            let none: [&str; 0] = [];
            assert_eq!(
                errors(&step.html),
                none,
                "{name}, state {state}: {}",
                step.html
            );
        }
    }
}

/// In a session, whose diffs after the first are LiveView's own.
#[test]
fn events_are_pushed_as_liveview_does() {
    let case = recorded().into_iter().find(|case| case.name == PUSHED);
    let case = Arc::new(case.expect("it is recorded"));
    let played = pushed::play(case.clone());
    assert_eq!(played.len(), case.diffs.len());
    for (state, (diff, html)) in played.iter().enumerate() {
        assert_eq!(*html, case.html[state]);
        assert!(diff.to_string().len() <= case.diff_bytes[state], "{diff}");
        if state > 0 {
            assert_eq!(*diff, case.diffs[state]);
        }
    }
}

#[test]
fn never_more_bytes_than_liveview() {
    let (mut ours, mut native, mut theirs) = (0, 0, 0);
    let mut wrong = Vec::new();
    for case in play() {
        for (state, (step, limit)) in case.steps.iter().zip(&case.recorded.diff_bytes).enumerate() {
            ours += step.phoenix.len();
            native += step.native.len();
            theirs += limit;
            if step.phoenix.len() > *limit {
                let (name, bytes) = (&case.recorded.name, step.phoenix.len());
                wrong.push(format!(
                    "{name}, state {state}: {bytes} > {limit}\n{}",
                    step.phoenix
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let documented = include_str!("../../docs/performance.md");
    let said = format!("phoenix {ours}, native {native}, LiveView {theirs}");
    assert!(
        documented.contains(&said),
        "docs/performance.md should say: {said}"
    );
}

#[test]
fn the_official_client_merges_our_patches() {
    let played = play();
    let cases: Vec<_> = played
        .iter()
        .map(|case| {
            let diffs = case.steps.iter().map(Step::diff).collect();
            (case.recorded.name.as_str(), diffs)
        })
        .collect();
    for (case, answer) in played.iter().zip(node::official(&cases)) {
        // Byte for byte; and so does the reference client, which `Judge` compared.
        let name = &case.recorded.name;
        let html: Vec<&str> = match has_stream(name) {
            // Its tree has no more of a stream than the patch.
            true => case.recorded.html.iter().map(String::as_str).collect(),
            false => case.steps.iter().map(|step| &*step.html).collect(),
        };
        assert_eq!(answer, json!({ "name": name, "html": html, "page": html }));
    }
}

/// The reference client reads what LiveView itself sends, and as the official one does.
#[test]
fn the_reference_client_merges_liveviews_diffs() {
    let ours = play();
    let mut cases = recorded();
    // It does not read pushed events.
    let beyond = ["push_event"];
    cases.retain(|case| !beyond.iter().any(|kind| case.name.starts_with(kind)));
    assert_eq!(cases.len(), 95);
    // LiveView sends `r` at the top of a join too, where its client has no use for it.
    for diff in cases.iter_mut().flat_map(|case| &mut case.diffs) {
        let diff = diff.as_object_mut().expect("a diff is an object");
        diff.remove("r");
    }
    let inputs: Vec<_> = cases
        .iter()
        .map(|case| (case.name.as_str(), case.diffs.clone()))
        .collect();
    for (case, official) in cases.iter().zip(node::official(&inputs)) {
        let mut client = phoenix::Client::default();
        for (state, (diff, html)) in case.diffs.iter().zip(&case.html).enumerate() {
            let merged = client.apply(&diff.to_string());
            let shown = merged.and_then(|()| client.to_html());
            let name = &case.name;
            match has_stream(name) {
                true => {
                    let ours = ours.iter().find(|ours| ours.recorded.name == *name);
                    let step = &ours.expect("every stream is ported").steps[state];
                    assert_eq!(
                        shown.as_ref(),
                        Ok(&step.html),
                        "{name}, state {state}: {diff}"
                    );
                }
                false => assert_eq!(shown.as_ref(), Ok(html), "{name}, state {state}: {diff}"),
            }
        }
        assert_eq!(official["html"], json!(case.html), "{}", case.name);
    }
}
