//! Views and lists that nobody would write and somebody will: without end, deep, all the same.

use slotwise::{DEEPEST, Dialect, Fault, HashKey, Mirror, Patcher, TooDeep, View, component, h};
use slotwise_tests::judge::Judge;
use std::thread;

/// A component that ends after so many of itself.
#[component]
fn nested(left: u32, text: &str) -> impl View {
    h! { <b>{text}<.nested :if={*left > 0} left={*left - 1} text={text} /></b> }
}

#[component]
fn endless(text: &str) -> impl View {
    h! { <i>{text}</i><.endless text={text} /> }
}

/// On the stack that a thread has by default; unoptimized code takes much more of it.
fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    let stack = if cfg!(debug_assertions) {
        16 << 20
    } else {
        2 << 20
    };
    let thread = thread::Builder::new().stack_size(stack).spawn(run);
    thread.unwrap().join().unwrap();
}

#[test]
fn views_nested_a_thousand_deep() {
    on_a_small_stack(|| {
        let mut patcher = Patcher::new();
        for dialect in [Dialect::Native, Dialect::Phoenix] {
            let mut mirror = Mirror::new(dialect, HashKey::new(1));
            let mut patch = String::new();
            // Each takes two levels: itself, and the slot that it stands in.
            let left = DEEPEST as u32 / 2 - 2;
            for text in ["a", "b"] {
                let view = h! { <.nested left={left} text={text} /> };
                let mut html = String::new();
                assert_eq!(view.render(&mut html), Ok(()));
                assert_eq!(html.matches("<b>").count(), left as usize + 1);
                assert!(patcher.patch(&mut mirror, &view, &mut patch));
                assert_eq!(patcher.fault(), None);
            }
            assert!(!patcher.patch(
                &mut mirror,
                &h! { <.nested left={left} text={"b"} /> },
                &mut patch
            ));
        }
    });
}

#[test]
fn views_without_end() {
    on_a_small_stack(|| {
        let mut patcher = Patcher::new();
        let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
        let mut patch = String::new();
        for text in ["a", "b"] {
            let view = h! { <.endless text={text} /> };
            let fault = TooDeep { deepest: DEEPEST };
            assert_eq!(view.render(&mut String::new()), Err(fault));
            assert!(patcher.patch(&mut mirror, &view, &mut patch));
            assert_eq!(patcher.fault(), Some(Fault::TooDeep(fault)));
        }
        patcher.patch(&mut mirror, &h! { <p>{"c"}</p> }, &mut patch);
        assert_eq!(patcher.fault(), None);
    });
}

/// What is left out is left out alike in HTML and in patches, and comes back when it is less deep.
#[test]
fn what_is_too_deep_is_left_out() {
    let mut patcher = Patcher::new();
    patcher.deepest = 6;
    let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
    let mut client = slotwise_tests::native::Client::default();
    for (left, shown) in [(3, 3), (1, 2), (9, 3), (2, 3)] {
        let mut patch = String::new();
        patcher.patch(
            &mut mirror,
            &h! { <.nested left={left} text={"x"} /> },
            &mut patch,
        );
        if !patch.is_empty() {
            client.apply(&patch).unwrap();
        }
        let html = client.to_html().unwrap();
        assert_eq!(html.matches("<b>").count(), shown, "{left}: {html}");
        assert_eq!(patcher.fault().is_some(), left > 2);
    }
}

fn list(keys: &[u32]) -> impl View {
    h! { <ul><li :for={key in keys} :key={key}>{key}</li></ul> }
}

/// Shuffled by a fixed rule.
fn shuffled(mut keys: Vec<u32>) -> Vec<u32> {
    let mut number = 7_usize;
    for at in (1..keys.len()).rev() {
        number = number
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        keys.swap(at, (number >> 33) % (at + 1));
    }
    keys
}

#[test]
fn orders_that_have_nothing_in_common() {
    on_a_small_stack(play_orders);
}

fn play_orders() {
    let sorted: Vec<u32> = (0..300).collect();
    let reversed: Vec<u32> = sorted.iter().rev().copied().collect();
    let (front, back) = sorted.split_at(150);
    let interleaved: Vec<u32> = front.iter().zip(back).flat_map(|(a, b)| [*a, *b]).collect();
    let mut judge = Judge::default();
    for keys in [
        &sorted,
        &reversed,
        &interleaved,
        &shuffled(sorted.clone()),
        &sorted,
    ] {
        judge.step(&list(keys)).map(drop).unwrap();
    }
}

/// Equal keys are matched in order: linear, and sound. Debug builds tell of them.
#[test]
fn keys_that_are_all_equal() {
    on_a_small_stack(play_equal_keys);
}

fn play_equal_keys() {
    let mut judge = Judge::default();
    for keys in [
        vec![1; 40],
        vec![1; 50],
        [vec![1; 20], vec![2; 20]].concat(),
        vec![2; 30],
    ] {
        judge.step(&list(&keys)).map(drop).unwrap();
    }
    let mut patcher = Patcher::new();
    let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
    let mut patch = String::new();
    let time = std::time::Instant::now();
    for length in [100_000, 99_999, 100_000] {
        patcher.patch(&mut mirror, &list(&vec![7; length]), &mut patch);
    }
    // Were it quadratic, this would take minutes.
    assert!(time.elapsed().as_secs() < 20, "{:?}", time.elapsed());
    let told = cfg!(debug_assertions).then_some(Fault::EqualKeys);
    assert_eq!(patcher.fault(), told);
    patcher.patch(&mut mirror, &list(&[1, 2, 3]), &mut patch);
    assert_eq!(patcher.fault(), None);
    patcher.patch(&mut mirror, &list(&[3, 1, 3]), &mut patch);
    assert_eq!(patcher.fault(), told);
}

/// Rows without keys: what moved is found by what it shows, in linear time.
#[test]
fn rows_without_keys() {
    on_a_small_stack(play_rows_without_keys);
}

fn play_rows_without_keys() {
    let rows = |rows: &[u32]| rows.iter().map(|row| [*row, row / 7]).collect::<Vec<_>>();
    let sorted: Vec<u32> = (0..300).collect();
    let reversed: Vec<u32> = sorted.iter().rev().copied().collect();
    let mut judge = Judge::default();
    for order in [
        &sorted,
        &reversed,
        &shuffled(sorted.clone()),
        &vec![7; 300],
        &sorted,
    ] {
        let rows = rows(order);
        let view = h! { <ul><li :for={row in rows.iter()} id={row[0]}>{row[1]}</li></ul> };
        judge.step(&view).map(drop).unwrap();
    }
    let mut patcher = Patcher::new();
    let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
    let mut patch = String::new();
    let time = std::time::Instant::now();
    let many: Vec<u32> = (0..100_000).collect();
    for order in [
        many.clone(),
        many.iter().rev().copied().collect(),
        vec![7; 100_000],
        shuffled(many),
    ] {
        let rows = rows(&order);
        let view = h! { <ul><li :for={row in rows.iter()} id={row[0]}>{row[1]}</li></ul> };
        patcher.patch(&mut mirror, &view, &mut patch);
    }
    assert!(time.elapsed().as_secs() < 20, "{:?}", time.elapsed());
}
