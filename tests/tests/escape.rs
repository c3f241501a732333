//! The corpora of escaping: what Go's `html/template` does to hostile values, and what more is asked here.

use slotwise_tests::escape::{Case, Recorded, beyond, go};
use std::collections::BTreeSet;

/// Every case of a corpus is judged; all that are wrong are told.
fn check((recorded, cases): (Vec<Recorded>, &[Case]), number: usize) {
    assert_eq!((recorded.len(), cases.len()), (number, number));
    let ids: BTreeSet<u64> = recorded.iter().map(|case| case.id).collect();
    let known: BTreeSet<u64> = cases.iter().map(|case| case.id).collect();
    assert_eq!((ids.len(), &ids), (number, &known));
    let mut wrong = Vec::new();
    for recorded in &recorded {
        for case in cases.iter().filter(|case| case.id == recorded.id) {
            if let Err(what) = case.check(recorded) {
                let Recorded {
                    id,
                    name,
                    expect,
                    value,
                    ..
                } = recorded;
                wrong.push(format!("{id} {name}, {expect:?}, {value}: {what}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {number} are wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_case_of_go() {
    check(go(), 39);
}

#[test]
fn every_case_beyond_go() {
    check(beyond(), 12);
}
