//! No value, however hostile, changes more of a page than its own text or attribute; neither on the first page
//! nor in a patch. No template that compiles has a hole where no value is safe.

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use slotwise_tests::difference::Page;
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

/// Judges the page with this value.
fn judge(place: &Place, benign: &Page, value: &str) -> Result<(), String> {
    let page = place.page(value);
    let checked = place.check(benign, value, &page);
    checked.map_err(|what| format!("{}, {value:?}: {what}\n{}", place.name, page.html()))
}

/// Judges the patches that put this value in place of the benign one, in both dialects: what they make of the
/// page has to be the page with this value.
fn judge_patches(place: &Place, value: &str) -> Result<(), String> {
    let mut judge = Judge::default();
    for value in [BENIGN, value] {
        let mut step = Ok(());
        (place.view)(value, &mut |view| step = judge.step(view).map(drop));
        step.map_err(|what| format!("{}, {value:?}: {what}", place.name))?;
    }
    Ok(())
}

fn benign_pages() -> Vec<Page> {
    PLACES.iter().map(|place| place.page(BENIGN)).collect()
}

#[test]
fn every_known_value_in_every_place() {
    let benign = benign_pages();
    let wrong = hostile::POLYGLOTS.iter().flat_map(|value| {
        let places = PLACES.iter().zip(&benign);
        let outcomes = places
            .flat_map(|(place, benign)| [judge(place, benign, value), judge_patches(place, value)]);
        outcomes.filter_map(Result::err)
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(
        wrong.is_empty(),
        "{} went wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Each value goes to every place, and every tenth by patches too.
#[test]
fn a_hundred_thousand_cases() {
    let benign = benign_pages();
    let values = 100_000_u32.div_ceil(PLACES.len() as u32);
    let (seed, mut runner) = runner(values);
    let patched = (0..10_u8).prop_map(|one| one == 0);
    let outcome = runner.run(&(hostile::value(), patched), |(value, patched)| {
        for (place, benign) in PLACES.iter().zip(&benign) {
            judge(place, benign, &value).map_err(TestCaseError::fail)?;
            if patched {
                judge_patches(place, &value).map_err(TestCaseError::fail)?;
            }
        }
        Ok(())
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
