//! Random pages, what happens to them, and what has to be shown: plays for clients in other languages.
//!
//! ```text
//! cargo run -p slotwise-tests --bin plays -- SEED COUNT STEPS
//! ```
//! Writes a line of JSON for each play, the same ones for the same numbers:
//!
//! - `html` and `tree`: each state rendered afresh, and what html5ever makes of that;
//! - `sent` and `sent_tree`: likewise, but of streams with no rows but those that the phoenix patch sends;
//! - `native` and `phoenix`: the patch to it, the first ones whole; `null` and `{}` where nothing changed;
//! - `outline`: the first state for a client that was served its HTML;
//! - `whole`: the last state, as a new connection says it; `joined`: the tree of that, which of streams has the rows
//!   that are still held.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use slotwise::{Dialect, HashKey, Mirror, Patcher, View};
use slotwise_tests::attributes::{self, Change};
use slotwise_tests::chat::{Chat, Operation};
use slotwise_tests::generate::{self, runs};
use slotwise_tests::judge::{Judge, Step};
use slotwise_tests::tree;
use std::io::{BufWriter, Write, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let numbers: Vec<u64> = std::env::args()
        .skip(1)
        .filter_map(|number| number.parse().ok())
        .collect();
    let &[seed, count, steps] = numbers.as_slice() else {
        eprintln!("usage: plays SEED COUNT STEPS");
        return ExitCode::from(2);
    };
    match write(seed, count, steps.max(1) as usize) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(seed: u64, count: u64, steps: usize) -> Result<(), String> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut out = BufWriter::new(stdout());
    for number in 0..count {
        let play = match number % 8 {
            0 => chat(&mut runner, steps)?,
            1 => tag(&mut runner, steps)?,
            _ => page(&mut runner, steps)?,
        };
        writeln!(out, "{play}").map_err(|error| error.to_string())?;
    }
    out.flush().map_err(|error| error.to_string())
}

fn page(runner: &mut TestRunner, steps: usize) -> Result<Value, String> {
    let (first, steps) = sample(&runs(steps), runner);
    let (judge, last) = generate::play(first, &steps)?;
    play(judge, &last)
}

fn chat(runner: &mut TestRunner, steps: usize) -> Result<Value, String> {
    let operations = prop::collection::vec(Operation::any(), steps - 1);
    let mut chat = Chat::new(5);
    let mut saved = chat.clone();
    let mut judge = Judge::default();
    judge.step(&chat.view())?;
    for operation in sample(&operations, runner) {
        operation.apply(&mut chat, &mut saved);
        judge.step(&chat.view())?;
    }
    play(judge, &chat.view())
}

fn tag(runner: &mut TestRunner, steps: usize) -> Result<Value, String> {
    let changes = prop::collection::vec(Change::any(), steps - 1);
    let (template, changes) = sample(&(0..attributes::Page::VIEWS, changes), runner);
    let mut page = attributes::Page::default();
    let mut judge = Judge::default();
    judge.step(&page.view(template))?;
    for change in changes {
        change.apply(&mut page);
        judge.step(&page.view(template))?;
    }
    play(judge, &page.view(template))
}

fn sample<S: Strategy>(strategy: &S, runner: &mut TestRunner) -> S::Value {
    let tree = strategy.new_tree(runner);
    tree.expect("nothing generated here is rejected").current()
}

fn play<V: View + ?Sized>(mut judge: Judge, last: &V) -> Result<Value, String> {
    let mut whole = String::new();
    let mut mirror = Mirror::new(Dialect::Native, HashKey::new(0x5EED));
    let components = &mut judge.components;
    let joined = components.to_html(last);
    components.patch(&mut Patcher::new(), &mut mirror, last, &mut whole);
    let steps = &judge.steps;
    let native: Result<Vec<Value>, String> = steps.iter().map(|step| parse(&step.native)).collect();
    Ok(json!({
        "html": steps.iter().map(|step| &*step.html).collect::<Vec<_>>(),
        "tree": steps.iter().map(|step| tree::json(&step.html)).collect::<Vec<_>>(),
        "sent": steps.iter().map(|step| &*step.sent).collect::<Vec<_>>(),
        "sent_tree": steps.iter().map(|step| tree::json(&step.sent)).collect::<Vec<_>>(),
        "joined": tree::json(&joined),
        "native": native?,
        "phoenix": steps.iter().map(Step::diff).collect::<Vec<_>>(),
        "outline": parse(&judge.outline)?,
        "whole": parse(&whole)?,
    }))
}

fn parse(json: &str) -> Result<Value, String> {
    match json {
        "" => Ok(Value::Null),
        json => serde_json::from_str(json).map_err(|error| error.to_string()),
    }
}
