//! No value, however hostile, changes more of a page than its own text or attribute; neither on the first page
//! nor in a patch. No template that compiles has a hole where no value is safe.

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use slotwise_tests::hostile;
use slotwise_tests::judge::Judge;
use slotwise_tests::places::{BENIGN, PLACES, Place};
use slotwise_tests::templates;
use std::cell::Cell;

/// `PROPTEST_CASES` asks for another number of values or templates, `SEED` for others.
fn runner(cases: u32) -> (u64, TestRunner) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let cases = number("PROPTEST_CASES").map_or(cases, |cases: u64| cases as u32);
    let seed: u64 = number("SEED").unwrap_or(0x5EED);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 5_000,
        ..Config::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    (seed, TestRunner::new_with_rng(config, rng))
}

/// Judges the first page, and the patch from the benign value to this one.
fn judge(place: &Place, benign: &str, value: &str) -> Result<(), String> {
    let html = place.html(value);
    let told = |what: String| format!("{}, value {value:?}: {what}\n{html}", place.name);
    place.check(benign, value, &html).map_err(told)?;
    let mut judge = Judge::default();
    for value in [BENIGN, value] {
        let mut step = Ok(());
        (place.view)(value, &mut |view| step = judge.step(view).map(drop));
        step.map_err(told)?;
    }
    Ok(())
}

fn judge_everywhere(benign: &[String], value: &str) -> Result<(), String> {
    let mut places = PLACES.iter().zip(benign);
    places.try_for_each(|(place, benign)| judge(place, benign, value))
}

fn benign_pages() -> Vec<String> {
    PLACES.iter().map(|place| place.html(BENIGN)).collect()
}

#[test]
fn every_known_value_in_every_place() {
    let benign = benign_pages();
    let wrong = hostile::POLYGLOTS.iter().flat_map(|value| {
        let places = PLACES.iter().zip(&benign);
        places.filter_map(|(place, benign)| judge(place, benign, value).err())
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(
        wrong.is_empty(),
        "{} went wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Each value goes to every place.
#[test]
fn a_hundred_thousand_cases() {
    let benign = benign_pages();
    let values = 100_000_u32.div_ceil(PLACES.len() as u32);
    let (seed, mut runner) = runner(values);
    let outcome = runner.run(&hostile::value(), |value| {
        judge_everywhere(&benign, &value).map_err(TestCaseError::fail)
    });
    if let Err(error) = outcome {
        panic!("SEED={seed}: {error}");
    }
}

/// Many are refused; enough are not.
#[test]
fn no_template_has_a_hole_where_no_value_is_safe() {
    let (seed, mut runner) = runner(8_000);
    let (all, accepted) = (Cell::new(0), Cell::new(0));
    let outcome = runner.run(&templates::template(), |template| {
        all.set(all.get() + 1);
        let holes = templates::check(&template).map_err(TestCaseError::fail)?;
        accepted.set(accepted.get() + u32::from(holes > 0));
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("SEED={seed}: {error}");
    }
    let (all, accepted) = (all.get(), accepted.get());
    assert!(accepted * 10 > all, "only {accepted} of {all} have holes");
}
