//! Merging the patches equals rendering afresh, whatever the templates and whatever happens.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use slotwise_tests::attributes::{self, Change};
use slotwise_tests::chat::{Chat, Operation};
use slotwise_tests::generate::{self, runs};
use slotwise_tests::judge::Judge;
use slotwise_tests::node;
use slotwise_tests::tree::tree;

/// So many cases, or as many as `PROPTEST_CASES` says.
fn config(cases: u32) -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok();
    Config {
        cases: asked.and_then(|cases| cases.parse().ok()).unwrap_or(cases),
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    }
}

/// Plays a chat; an operation that changes nothing must send nothing.
fn play_chat(messages: u32, operations: &[Operation]) -> Result<Judge, String> {
    let mut chat = Chat::new(messages);
    let mut saved = chat.clone();
    let mut judge = Judge::default();
    judge.step(&chat.view())?;
    for operation in operations {
        operation.apply(&mut chat, &mut saved);
        let step = judge.step(&chat.view())?;
        if operation.changes_nothing() && !step.native.is_empty() {
            return Err(format!("{operation:?} sent {}", step.native));
        }
    }
    Ok(judge)
}

/// Plays a tag whose attributes come from many sides; after each change it must show the last of each.
fn play_attributes(template: usize, changes: &[Change]) -> Result<Judge, String> {
    let mut page = attributes::Page::default();
    let mut judge = Judge::default();
    judge.step(&page.view(template))?;
    for change in changes {
        change.apply(&mut page);
        let html = &judge.step(&page.view(template))?.html;
        let wanted = page.html(template);
        if tree(html) != tree(&wanted) {
            return Err(format!("shown:  {html}\nwanted: {wanted}"));
        }
    }
    Ok(judge)
}

fn changes() -> impl Strategy<Value = (usize, Vec<Change>)> {
    let changes = prop::collection::vec(Change::any(), 1..12);
    (0..attributes::Page::VIEWS, changes)
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn the_last_to_name_an_attribute_decides((template, changes) in changes()) {
        play_attributes(template, &changes).map_err(TestCaseError::fail)?;
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn chats_stay_in_step(
        messages in 0..8u32,
        operations in prop::collection::vec(Operation::any(), 1..25),
    ) {
        play_chat(messages, &operations).map_err(TestCaseError::fail)?;
    }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn generated_pages_stay_in_step((first, steps) in runs(10)) {
        generate::play(first, &steps).map_err(TestCaseError::fail)?;
    }
}

fn sample<S: Strategy>(strategy: &S, runner: &mut TestRunner) -> S::Value {
    strategy
        .new_tree(runner)
        .expect("a value can be made")
        .current()
}

/// Some hundred such runs.
fn samples() -> Vec<Judge> {
    let mut runner = TestRunner::deterministic();
    let mut judges = Vec::new();
    for _ in 0..300 {
        let (first, steps) = sample(&runs(10), &mut runner);
        judges.push(generate::play(first, &steps).map(|(judge, _)| judge));
    }
    for _ in 0..50 {
        let operations = prop::collection::vec(Operation::any(), 1..25);
        judges.push(play_chat(5, &sample(&operations, &mut runner)));
    }
    for _ in 0..150 {
        let (template, changes) = sample(&changes(), &mut runner);
        judges.push(play_attributes(template, &changes));
    }
    let judges: Result<Vec<Judge>, String> = judges.into_iter().collect();
    judges.expect("the reference clients stay in step")
}

/// Fails and shows the shortest of the runs that went wrong.
fn check(differs: fn(&[&Judge]) -> Vec<(usize, String)>) {
    let judges = samples();
    let wrong = differs(&judges.iter().collect::<Vec<_>>());
    if let Some((_, shortest)) = wrong.iter().min_by_key(|(_, told)| told.len()) {
        panic!("{} runs went wrong; the shortest:\n{shortest}", wrong.len());
    }
}

#[test]
fn the_browser_client_stays_in_step() {
    check(node::ours_differs);
}

#[test]
fn the_official_client_stays_in_step() {
    check(node::official_differs);
}
