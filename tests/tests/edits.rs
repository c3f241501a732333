//! Long texts and markup are changed by edits: they merge to what a fresh render gives, are never longer than
//! the value, and take bounded time.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use slotwise::{Dialect, Group, HashKey, Html, Mirror, Patcher, View, h};
use slotwise_tests::judge::Judge;
use slotwise_tests::tree::tree;
use slotwise_tests::{native, node};
use std::fmt::Write;
use std::time::{Duration, Instant};

fn config(cases: u32) -> Config {
    Config {
        failure_persistence: None,
        ..Config::with_cases(cases)
    }
}

/// Text of some thousand characters, of one unit and of two.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[a-z]{1,9} ",
        1 => "🦀+|é\n|日本語|\u{10FFFF}|\"\\\\\t|&<b>\u{1}",
    ];
    prop::collection::vec(word, 20..400).prop_map(|words| words.concat())
}

/// Characters, counted from the beginning, and what comes in their place.
type Splice = (prop::sample::Index, usize, String);

fn splices() -> impl Strategy<Value = Vec<Splice>> {
    let splice = (
        any::<prop::sample::Index>(),
        0..40_usize,
        "[a-z🦀\\\\ ]{0,30}",
    );
    prop::collection::vec(splice, 1..4)
}

fn spliced(text: &str, splices: &[Splice]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (at, len, new) in splices {
        let at = at.index(chars.len() + 1);
        let end = chars.len().min(at + len);
        chars.splice(at..end, new.chars());
    }
    chars.into_iter().collect()
}

/// The text from about this byte on.
fn behind(text: &str, byte: usize) -> &str {
    let mut starts = byte.min(text.len())..=text.len();
    starts.find_map(|start| text.get(start..)).unwrap_or("")
}

/// The text in every place that takes edits, and in one that takes none; in rows that change places.
fn text_page<'a>(text: &'a str, rows: &'a [usize]) -> impl View + 'a {
    h! {
        <p title={text} class={format!("a {text} b")}>({text}){format_args!("{text}!")}</p>
        <textarea>{text}</textarea>
        <a href={text}>x</a>
        <p :for={n in rows} :key={n}>{n}: {behind(text, n * 10)}</p>
    }
}

fn play_texts(first: &str, changes: &[Vec<Splice>]) -> Result<Judge, String> {
    let mut judge = Judge::default();
    let mut text = first.to_owned();
    let orders: [&[usize]; 4] = [&[1, 2, 3], &[3, 1, 2], &[2, 9, 3], &[1, 2]];
    judge.step(&text_page(&text, orders[0]))?;
    for (changes, order) in changes.iter().zip(orders.iter().cycle()) {
        text = spliced(&text, changes);
        judge.step(&text_page(&text, order))?;
    }
    Ok(judge)
}

/// Elements that may hold each other in any order. `inert`: also those that a browser does not show.
fn markup(inert: bool) -> impl Strategy<Value = String> {
    let special = match inert {
        true => "&amp;|&quot;|\\\\|<br>|<img title=x>|<!--c-->|<script>a()</script>",
        false => "&amp;|&quot;|\\\\|<br>|<img title=x>|<!--c-->",
    };
    let leaf = prop_oneof![4 => "[a-z🦀 ]{1,30}", 1 => special];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        let names = ["div", "section", "span", "i", "template"];
        let names = &names[..names.len() - usize::from(!inert)];
        let name = prop::sample::select(names.to_vec());
        let attributes =
            prop::sample::select(vec!["", " id=a", " class='b c'", " id=a title='\"'"]);
        let children = prop::collection::vec(inner, 0..6);
        (name, attributes, children).prop_map(|(name, attributes, children)| {
            format!("<{name}{attributes}>{}</{name}>", children.concat())
        })
    })
}

/// Markup of many parts, some of which change.
fn markups(inert: bool) -> impl Strategy<Value = Vec<String>> {
    let parts = prop::collection::vec(markup(inert), 1..12);
    let new = prop::option::of(markup(inert));
    let change = (any::<prop::sample::Index>(), 0..3_usize, new);
    (parts, prop::collection::vec(change, 1..5)).prop_map(|(mut parts, changes)| {
        let mut states = vec![parts.concat()];
        for (at, len, new) in changes {
            let at = at.index(parts.len() + 1);
            let end = parts.len().min(at + len);
            parts.splice(at..end, new);
            states.push(parts.concat());
        }
        states
    })
}

fn markup_page(html: &Html) -> impl View + '_ {
    h! { <div>a{html}b</div><section :for={n in 0..2}>{n}{html}</section><textarea>{html}</textarea> }
}

fn play_markups(states: &[String]) -> Result<Judge, String> {
    let mut judge = Judge::default();
    for state in states {
        let html = Html::reviewed(format!("<p>{}</p>{state}", "x".repeat(300)), "of this test");
        judge.step(&markup_page(&html))?;
    }
    Ok(judge)
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn texts_stay_in_step(text in text(), changes in prop::collection::vec(splices(), 1..6)) {
        play_texts(&text, &changes).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn markup_stays_in_step(states in markups(true)) {
        play_markups(&states).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn the_browser_client_applies_edits() {
    let mut runner = TestRunner::deterministic();
    let mut judges = Vec::new();
    for _ in 0..60 {
        let (texts, markups) = (
            (text(), prop::collection::vec(splices(), 1..6)),
            markups(false),
        );
        let (text, changes) = texts.new_tree(&mut runner).unwrap().current();
        judges.push(play_texts(&text, &changes).unwrap());
        let states = markups.new_tree(&mut runner).unwrap().current();
        judges.push(play_markups(&states).unwrap());
    }
    let edits = |judge: &Judge| {
        judge
            .steps
            .iter()
            .any(|step| step.native.contains("[\"\","))
    };
    assert!(judges.iter().filter(|judge| edits(judge)).count() > judges.len() / 2);
    let wrong = node::ours_differs(&judges.iter().collect::<Vec<_>>());
    assert!(wrong.is_empty(), "{wrong:?}");
}

const WORDS: [&str; 16] = [
    "the", "clocks", "were", "striking", "thirteen", "bright", "cold", "day", "in", "April",
    "while", "a", "wind", "blew", "through", "doors",
];

/// Fifty thousand bytes of prose; as markup, of paragraphs.
fn prose(open: &str, close: &str) -> String {
    let (mut text, mut seed) = (String::new(), 1_u32);
    for n in 0..500 {
        let _ = write!(text, "{open}{n}. It");
        for _ in 0..16 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let _ = write!(text, " {}", WORDS[(seed >> 28) as usize]);
        }
        let _ = write!(text, ".{close}");
    }
    text
}

/// The patches of one page that shows these values.
fn patches<T, V: View>(values: &[T], view: impl Fn(&T) -> V) -> Vec<String> {
    let (mut patcher, mut judge) = (Patcher::new(), Judge::default());
    let mut mirror = Mirror::new(Dialect::Native, HashKey::new(3));
    let patch = |value| {
        let (view, mut patch) = (view(value), String::new());
        judge.step(&view).unwrap();
        patcher.patch(&mut mirror, &view, &mut patch);
        patch
    };
    values.iter().map(patch).collect()
}

#[test]
fn a_changed_word_of_a_long_text_takes_few_bytes() {
    let old = prose("", " ");
    let new = old.replace("250. It", "250. That");
    let text = |text: &String| {
        let text = text.clone();
        h! { <p>{text}</p> }
    };
    let patch = &patches(&[old.clone(), new.clone(), old], text)[1..];
    assert!(patch.iter().all(|patch| patch.len() < 250), "{patch:?}");
    assert!(patch[0].starts_with("[0,[\"\","), "{}", patch[0]);
}

#[test]
fn a_changed_word_of_long_markup_takes_few_bytes() {
    let html = |text: String| Html::reviewed(text, "of this test");
    let old = prose("<p>", "</p>");
    let new = old.replace("250. It", "250. That");
    let view = |html: &Html| {
        let html = html.clone();
        h! { <div>{html}</div> }
    };
    let patches = patches(&[html(old.clone()), html(new), html(old)], view);
    assert_eq!(patches[1], r#"[0,["",250,["",["",5,"Tha",-1]]]]"#);
    assert_eq!(patches[2], r#"[0,["",250,["",["",5,"I",-3]]]]"#);
}

#[test]
fn markup_is_changed_where_it_differs() {
    let html =
        |text: &str| Html::reviewed(format!("<p>{}</p>{text}", "x".repeat(300)), "of this test");
    let rows = [
        // Equal nodes in other words.
        ("<b class=a>x</b>", "<b class='a'>x</b>", r#"[""]"#),
        (
            "<b class=a>x</b>",
            "<b id=b>x</b>",
            r#"["",1,["",[["id","b"]]]]"#,
        ),
        ("<b class=a>x</b>", "<b>x</b>", r#"["",1,["",[[]]]]"#),
        ("<b>x</b>", "<b>x</b><i></i>y", r#"["",2,["i",[]],"y"]"#),
        ("<b>x</b>y", "<i>x</i>y", r#"["",1,["i",[],"x"],-1]"#),
        ("<b>x<br></b>", "<b>x</b>", r#"["",1,["",1,-1]]"#),
        ("<i>a</i>", "<i>bcd</i>", r#"["",1,["","bcd",-1]]"#),
        // No shorter.
        (
            "<i id=a>a</i>",
            "<i id=b></i>",
            r#"["",1,["i",["id","b"]],-1]"#,
        ),
        ("<!--a-->", "<!--b-->", r#"["",1,["!","b"],-1]"#),
        (
            "<script>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</script>",
            "<script>baaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</script>",
            r#"["",1,["script",[],"baaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],-1]"#,
        ),
    ];
    for (old, new, expected) in rows {
        let view = |html: &Html| {
            let html = html.clone();
            h! { <div>{html}</div> }
        };
        let patch = &patches(&[html(old), html(new)], view)[1];
        assert_eq!(*patch, format!("[0,{expected}]"), "{old} {new}");
    }
}

#[test]
fn a_value_that_comes_back_is_compared_anew() {
    let (a, b) = (prose("", " "), prose("", " ").to_uppercase());
    let view = |text: &Option<String>| {
        let text = text.clone();
        h! { <p>{text}</p> }
    };
    let states = [
        Some(a.clone()),
        None,
        Some(a.clone()),
        Some("x".to_owned()),
        Some(b),
        Some(a),
    ];
    let patches = patches(&states, view);
    assert_eq!(patches[1], r#"[0,""]"#);
    assert!(patches[2..].iter().all(|patch| !patch.contains("[\"\",")));
}

#[test]
fn rows_that_move_keep_what_is_known_of_them() {
    let text = |n: u32| prose(&n.to_string(), " ");
    let view = |rows: &Vec<(u32, String)>| {
        let rows = rows.clone();
        h! { <p :for={row in &rows} :key={row.0}>{&row.1}</p> }
    };
    let before: Vec<_> = (0..4).map(|n| (n, text(n))).collect();
    let mut after: Vec<_> = before.iter().rev().cloned().collect();
    after[1].1 = after[1].1.replace("250. It", "250. That");
    after.remove(2);
    let patch = &patches(&[before, after], view)[1];
    assert!(patch.len() < 250, "{patch}");
}

#[test]
fn members_of_a_group_are_sent_edits_of_what_they_have() {
    let old = prose("", " ");
    let new = old.replace("250. It", "250. That");
    let last = old.replace("100. It", "100. That");
    let html = |text: &str| Html::reviewed(format!("<p>{text}</p>"), "of this test");
    let pages = [&old, &new, &last].map(|text| (text.clone(), html(text)));
    let (mut patcher, mut group) = (Patcher::new(), Group::new(Dialect::Native, HashKey::new(3)));
    let (mut early, mut late) = (native::Client::default(), native::Client::default());
    let [first, second, third] = pages
        .each_ref()
        .map(|(text, html)| h! { <p>{text}</p>{html} });

    early.apply(&group.join(&mut patcher, &first).page).unwrap();
    let joined = group.join(&mut patcher, &second);
    early.apply(&joined.patch.unwrap()).unwrap();
    late.apply(&joined.page).unwrap();
    let patch = group.patch(&mut patcher, &first).unwrap();
    assert!(patch.len() < 500, "{patch}");
    early.apply(&patch).unwrap();
    late.apply(&patch).unwrap();
    assert_eq!(early.to_html(), late.to_html());
    let (mut alone, mut patch) = (group.leave(), String::new());
    patcher.patch(&mut alone, &third, &mut patch);
    assert!(patch.len() < 500, "{patch}");
    late.apply(&patch).unwrap();
    assert_eq!(tree(&late.to_html().unwrap()), tree(&third.to_html()));
}

/// The time of the second patch.
fn time(old: String, new: String) -> (Duration, usize) {
    let mut mirror = Mirror::new(Dialect::Native, HashKey::new(3));
    let (mut patcher, mut patch) = (Patcher::new(), String::new());
    patcher.patch(&mut mirror, &h! { <p>{&old}</p> }, &mut patch);
    patch.clear();
    let start = Instant::now();
    patcher.patch(&mut mirror, &h! { <p>{&new}</p> }, &mut patch);
    (start.elapsed(), patch.len())
}

/// Words in an order of their own.
fn words(count: usize, step: usize) -> String {
    (0..count)
        .map(|n| format!("word number {:07} of a text. ", n * step % count))
        .collect()
}

#[test]
fn hard_texts_take_no_quadratic_time() {
    let count = 30_000;
    let texts = [
        (words(count, 1), words(count, 1).to_uppercase()),
        (words(count, 1), words(count, 7919)),
        (words(count, 7919), words(count, 7907)),
        ("a".repeat(1 << 20), "a".repeat((1 << 20) + 100)),
        ("ab".repeat(1 << 19), "ba".repeat(1 << 19)),
        (words(100, 1).repeat(400), words(100, 3).repeat(400)),
    ];
    for (old, new) in texts {
        let whole = new.len();
        let (took, bytes) = time(old, new);
        eprintln!("{whole} {bytes} {took:?}");
        assert!(took < Duration::from_secs(20), "{took:?}");
        assert!(bytes <= whole + 10);
    }
}

#[test]
fn hard_markup_takes_no_quadratic_time() {
    let html = |text: String| Html::reviewed(text, "of this test");
    let deep = |text: &str| "<i><b>x</b>".repeat(250) + &text.repeat(20_000) + &"</i>".repeat(250);
    let rows = |step: usize| -> String {
        (0..20_000_usize)
            .map(|n| format!("<i>{}</i><b></b>", n * step % 20_000))
            .collect()
    };
    let markups = [
        (deep("a"), deep("b")),
        (rows(1), rows(7919)),
        (rows(7), rows(7907)),
        ("<i></i>".repeat(20_000), "<b></b>".repeat(20_000)),
        ("<i>a</i>".repeat(20_000), "<i>b</i>".repeat(20_000)),
    ];
    for (old, new) in markups {
        let (old, new) = (html(old), html(new));
        let mut mirror = Mirror::new(Dialect::Native, HashKey::new(3));
        let (mut patcher, mut patch) = (Patcher::new(), String::new());
        patcher.patch(&mut mirror, &h! { <p>{&old}</p> }, &mut patch);
        let whole = patch.len();
        patch.clear();
        let start = Instant::now();
        patcher.patch(&mut mirror, &h! { <p>{&new}</p> }, &mut patch);
        let took = start.elapsed();
        eprintln!("{whole} {} {took:?}", patch.len());
        assert!(took < Duration::from_secs(20), "{took:?}");
    }
}

#[test]
fn pages_without_long_values_have_no_memory_for_them() {
    let size = |text: &str| {
        let mut mirror = Mirror::new(Dialect::Native, HashKey::new(3));
        mirror.patch(&h! { <p>{text}</p> }, &mut String::new());
        mirror.size()
    };
    let long = prose("", " ");
    assert_eq!(size(&long[..256]), size("a"));
    let kept = size(&long) - size("a");
    assert!(kept * 4 < long.len(), "{kept} of {}", long.len());
}
