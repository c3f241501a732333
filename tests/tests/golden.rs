//! Frames of the native dialect as files, read by this engine and by the client.
//!
//! `tests/golden/native.json` holds, for each form of `docs/wire-native.md`, what a server sends and the page
//! that comes of it: `[{"name", "patches": [..], "html": [..]}]`. `js-client/test/golden.test.js` plays the same
//! file. After a change of the dialect run once with `UPDATE=1`, and read the difference.

use serde_json::{Value as Json, json};
use slotwise::{Attrs, Dialect, HashKey, Html, Insert, Mirror, Stream, View, component, h};
use slotwise_tests::native::Client;
use std::{env, fs, path::Path};

/// The patches of one client that is shown these states.
fn record<S, V: View>(
    name: &str,
    states: impl IntoIterator<Item = S>,
    view: impl Fn(S) -> V,
) -> Json {
    let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
    let mut client = Client::default();
    let (mut patches, mut pages) = (Vec::new(), Vec::new());
    for state in states {
        let view = view(state);
        let mut patch = String::new();
        assert!(mirror.patch(&view, &mut patch), "{name}: nothing changed");
        client.apply(&patch).unwrap();
        let page = client.to_html().unwrap();
        let parsed: Json = serde_json::from_str(&patch).unwrap();
        assert_eq!(parsed.to_string(), patch, "{name}: not the shortest JSON");
        patches.push(parsed);
        pages.push(page);
    }
    json!({ "name": name, "patches": patches, "html": pages })
}

/// A list of these keys after another.
fn rows(name: &str, orders: &[&[u32]]) -> Json {
    let view = |order: &'static [u32]| {
        h! { <ul><li :for={n in order} :key={n} id={format!("row-{n}")}>{n}</li></ul> }
    };
    let orders = orders.iter().map(|order| Vec::leak(order.to_vec()) as &_);
    record(name, orders, view)
}

/// A stream to which something is done before each of five states. The id of a line is its first letter.
fn stream(name: &str, change: impl Fn(&mut Stream<&'static str>, u32)) -> Json {
    let empty = Stream::new(|line: &&str| format!("row-{}", &line[..1]));
    let states = (0..5).map(|state| {
        // It has forgotten all that was sent before.
        let mut lines = empty.clone();
        change(&mut lines, state);
        lines
    });
    record(name, states, |lines| {
        h! { <ul id="s" phx-update="stream"><li :for={(id, line) in lines} id={id}>{line}</li></ul> }
    })
}

#[component]
fn field(name: &str, value: &str) -> impl View {
    h! { <label for={name}>{name}<input id={name} name={name} value={value}></label> }
}

fn frames() -> Vec<Json> {
    let long: Vec<u32> = (0..20).collect();
    let mut exchanged = long.clone();
    exchanged.swap(3, 15);
    let turned: Vec<u32> = exchanged.iter().rev().copied().collect();
    vec![
        record(
            "text",
            ["Ada", "", "<b>&\n\u{2028}é🦀"],
            |name| h! { <p>Hello {name}!</p> },
        ),
        record(
            "numbers",
            [0, -1, (1 << 53) - 1, 1 << 53, i64::MIN],
            |n: i64| h! { <p>{n}</p> },
        ),
        record(
            "no value",
            [None, Some("a"), None],
            |text| h! { <p>{text}</p> },
        ),
        record(
            "a whole attribute",
            [Some("a"), None, Some("")],
            |id| h! { <p id={id}></p> },
        ),
        record(
            "a bare attribute",
            [false, true, false],
            |on| h! { <input disabled={on}> },
        ),
        record("pieces of an attribute", [1, 2], |n: u32| {
            h! { <p id={format!("row-{n}-{}", n + 1)} class={["a", if n > 1 { "b" } else { "c" }]}></p> }
        }),
        record("a spread", [&["a"][..], &["b", "c"], &[]], |names| {
            let mut attrs = Attrs::new();
            for name in names {
                attrs.try_set(&format!("data-{name}"), *name).unwrap();
            }
            h! { <p {..attrs}></p> }
        }),
        record("a block that comes and goes", [true, false, true], |open| {
            h! { <div>a{#if open}<b>{"x"}</b>{/if}c</div> }
        }),
        record("a block that is entered", ["a", "b"], |text| {
            h! { <div>{#if true}<b>{text}</b>{/if}</div> }
        }),
        record("one block for another", [1, 2, 3], |n: u32| {
            h! { <div>{#match n}{#case 1}<b>{n}</b>{#case 2}<i>{n}</i>{#case _}{n}{/match}</div> }
        }),
        record(
            "a run of slots",
            [1, 2],
            |n: u32| h! { <p>{n}, {n + 1}, {n + 2}, {n + 3}</p> },
        ),
        record(
            "a run behind the slot that enters a block",
            ["a", "b"],
            |text| {
                h! { <form><.field name={text} value={text} /></form> }
            },
        ),
        record("a case with a list", [0, 1, 2], |n: u32| {
            h! { <div>{#match n}{#case 0}<p :for={x in 0..2}>{x}</p>{#case 1}<b>{n}</b>{#case _}{"-"}{/match}</div> }
        }),
        record(
            "a list that comes late",
            [0, 2, 0],
            |n: u32| h! { <ul><li :for={x in 0..n}>{x}</li></ul> },
        ),
        record(
            "rows without slots",
            [1, 3, 0, 2],
            |n: u32| h! { <p><br :for={_x in 0..n}></p> },
        ),
        record("a list in a list", [&[2][..], &[2, 3], &[1, 3]], |groups| {
            h! { <ul :for={(at, n) in groups.iter().enumerate()} :key={at}><li :for={x in 0..*n} :key={x}>{x}</li></ul> }
        }),
        rows("append", &[&[1, 2], &[1, 2, 3]]),
        rows("prepend", &[&[1, 2], &[0, 1, 2]]),
        rows("insert two", &[&[1, 2], &[1, 8, 9, 2]]),
        rows("remove", &[&[1, 2, 3, 4], &[1, 3, 4], &[1, 3], &[]]),
        rows("move", &[&[1, 2, 3, 4], &[3, 1, 2, 4], &[3, 2, 4, 1]]),
        rows("turn round", &[&[1, 2, 3], &[3, 2, 1], &[3, 1, 2]]),
        rows(
            "exchange",
            &[
                &[1, 2, 3, 4, 5],
                &[1, 5, 3, 4, 2],
                &[3, 5, 1, 4, 2],
                &[3, 2, 1, 4, 5],
            ],
        ),
        rows(
            "exchange and turn round many",
            &[&long, &exchanged, &turned],
        ),
        rows("all new", &[&[1, 2], &[3, 4]]),
        record(
            "markup",
            ["<b>a</b> &amp; c", "", "<svg><path d=\"M0\"/></svg>"],
            |text| {
                let html = Html::reviewed(text, "a literal of this test");
                h! { <div>{html}</div> }
            },
        ),
        stream(
            "a stream: insert, in place, in front, delete",
            |lines, state| match state {
                0 => lines.extend(["a", "b"]),
                1 => lines.insert("c"),
                2 => lines.insert_at(0, "z"),
                3 => lines.insert_at(0, "b!"),
                _ => {
                    lines.delete_by_id("row-a");
                    lines.insert("d");
                }
            },
        ),
        stream(
            "a stream: limits and updates alone",
            |lines, state| match state {
                0 => lines.extend(["a", "b", "c"]),
                1 => lines.insert(Insert::new("z").at(0).limit(3)),
                2 => lines.insert(Insert::new("d").limit(-2)),
                3 => lines.insert(Insert::new("b!").update_only()),
                _ => lines.insert(Insert::new("x").at(1).limit(0)),
            },
        ),
        stream("a stream: reset", |lines, state| match state {
            0 => {}
            1 => lines.extend(["a", "b"]),
            2 => lines.reset(["b!", "c"]),
            3 => lines.reset([""; 0]),
            _ => lines.insert("e"),
        }),
        record(
            "edits of a text",
            [
                "a".repeat(300) + " Ada 🦀\n" + &"b".repeat(300),
                "a".repeat(300) + " Grace 🦀🦀\\" + &"b".repeat(300),
            ],
            |text| h! { <p title={text.clone()} class={format!("c {text}")}>({text})</p> },
        ),
        record(
            "edits of a text in a run of slots",
            [["a", "b", "c"], ["A", "B", "C"]],
            |ends: [&'static str; 3]| {
                let texts = ends.map(|end| "x".repeat(300) + end);
                let [a, b, c] = texts;
                h! { <p>{a}, {b}, {c}</p> }
            },
        ),
        record(
            "edits of markup",
            [
                "<p id=\"a\">one two</p><ul><li>b</li><li>c</li></ul>!",
                "<p class=\"d\">one 2</p><ul><li>b</li><li>e</li><li>c</li></ul>",
                "<i>new</i><p class=\"d\">one 2</p><!--f--><ul><li>c</li></ul>?",
            ],
            |text| {
                let text = format!("<b>{}</b>{text}", "x".repeat(300));
                let html = Html::reviewed(text, "a literal of this test");
                h! { <div>{html}</div> }
            },
        ),
        record("another root", [1, 2], |n: u32| {
            h! { {#if n == 1}<p>{n}</p>{#else}<b>{n}</b>{/if} }
        }),
    ]
}

#[test]
fn golden_frames() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/native.json");
    let lines: Vec<String> = frames().iter().map(Json::to_string).collect();
    let written = format!("[\n{}\n]\n", lines.join(",\n"));
    if env::var_os("UPDATE").is_some() {
        fs::write(path, written).unwrap();
        return;
    }
    let known = fs::read_to_string(path).unwrap();
    for (known, written) in known.lines().zip(written.lines()) {
        assert_eq!(known, written, "run this test with `UPDATE=1`");
    }
    assert_eq!(known, written, "run this test with `UPDATE=1`");
}
