//! Streams: what a client holds, whatever is done to them and whenever it is sent; and that the server holds
//! nothing.

use slotwise::{Dialect, HashKey, Insert, Mirror, Stream, View, component, h};
use slotwise_tests::judge::Judge;
use std::rc::Rc;

fn mirror(dialect: Dialect) -> Mirror {
    Mirror::new(dialect, HashKey::new(1))
}

fn patch(mirror: &mut Mirror, view: &impl View) -> String {
    let mut out = String::new();
    mirror.patch(view, &mut out);
    out
}

/// A list of words, each its own id.
fn list(words: &Stream<&'static str>) -> impl View {
    h! { <ul id="l" phx-update="stream"><li :for={(id, word) in words} id={id}>{word}</li></ul> }
}

fn words(items: &[&'static str]) -> Stream<&'static str> {
    let mut words = Stream::new(|word: &&str| (*word).to_owned());
    words.extend(items.iter().copied());
    words
}

#[test]
fn a_page_that_is_not_connected_takes_nothing() {
    let items = words(&["a", "b"]);
    let page = r#"<ul id="l" phx-update="stream"><li id="a">a</li><li id="b">b</li></ul>"#;
    assert_eq!(list(&items).to_html(), page);
    assert_eq!(list(&items).to_html(), page);
    let first = patch(&mut mirror(Dialect::Native), &list(&items));
    assert!(
        first.ends_with(r#",[0,[null,1,"a","a","b","b"]]]"#),
        "{first}"
    );
}

#[test]
fn neither_stream_nor_mirror_keeps_what_was_sent() {
    let item = Rc::new(());
    let mut items: Stream<Rc<()>> = Stream::new(|item| Rc::strong_count(item).to_string());
    for dialect in [Dialect::Native, Dialect::Phoenix] {
        let mut client = mirror(dialect);
        let send = |client: &mut Mirror, items: &Stream<Rc<()>>| {
            let view = h! {
                <ul id="l" phx-update="stream">
                  <li :for={(id, item) in items} id={id}><b :for={n in [1, Rc::strong_count(item)]}>{n}</b></li>
                </ul>
            };
            patch(client, &view).len()
        };
        items.insert(item.clone());
        assert!(send(&mut client, &items) > 0);
        let size = client.size();
        for _ in 0..1000 {
            items.insert(item.clone());
        }
        assert_eq!(items.held(), 1000);
        assert!(send(&mut client, &items) > 10_000);
        assert_eq!(client.size(), size, "{dialect:?}");
        items.delete_by_id("2");
        assert_eq!((items.held(), Rc::strong_count(&item)), (0, 1));
        assert!(send(&mut client, &items) > 0);
        assert_eq!(send(&mut client, &items), 0);
    }
}

#[test]
fn rows_are_rendered_when_they_are_inserted_and_not_again() {
    let renders = std::cell::Cell::new(0);
    let mut title = "a";
    let mut items = words(&["x", "y"]);
    let mut client = mirror(Dialect::Native);
    let mut send = |title: &str, items: &Stream<&'static str>| {
        let render = |word: &str| {
            renders.set(renders.get() + 1);
            format!("{word} {title}")
        };
        let view = h! {
            <main><h1>{title}</h1><ul id="l" phx-update="stream"><li :for={(id, word) in items} id={id}>{render(word)}</li></ul></main>
        };
        (patch(&mut client, &view), renders.replace(0))
    };
    assert_eq!(send(title, &items).1, 2);
    title = "b";
    assert_eq!(send(title, &items), (r#"[0,"b"]"#.to_owned(), 0));
    items.insert("z");
    assert_eq!(send(title, &items), (r#"[1,[["z","z b"]]]"#.to_owned(), 1));
}

#[test]
fn a_stream_shown_anew_has_what_is_held() {
    let mut items = words(&["a"]);
    let mut client = mirror(Dialect::Native);
    let mut send = |open: bool, items: &Stream<&'static str>| {
        let list = open.then(|| list(items));
        let view = h! { <div>{list}</div> };
        patch(&mut client, &view)
    };
    let first = send(true, &items);
    assert!(first.ends_with(r#",[0,[1,[null,2,"a","a"]]]]"#), "{first}");
    assert_eq!(send(false, &items), r#"[0,""]"#);
    items.insert("b");
    assert_eq!(send(true, &items), r#"[0,[1,[null,2,"b","b"]]]"#);
}

#[component]
fn log(lines: &Stream<&'static str>, title: &str) -> impl View {
    h! {
        <h2>{@title}</h2>
        <div id="log" phx-update="stream">
          <p id="none">{@title}</p>
          <p :for={(id, line) in @lines} id={id}>{line}</p>
        </div>
    }
}

#[test]
fn a_component_shows_a_stream_beside_other_nodes() {
    let mut lines = words(&["a"]);
    let mut judge = Judge::default();
    let view = |title: &str, lines: &Stream<&'static str>, judge: &mut Judge, rows: &str| {
        let view = h! { <.log lines={lines} title={title} /> };
        let shown = format!(
            "<h2>{title}</h2>\n        <div id=\"log\" phx-update=\"stream\">\n          <p id=\"none\">{title}</p>\n          {rows}\n        </div>"
        );
        judge.step_to(&view, shown).unwrap().native.clone()
    };
    view("x", &lines, &mut judge, r#"<p id="a">a</p>"#);
    assert_eq!(
        view("y", &lines, &mut judge, r#"<p id="a">a</p>"#),
        r#"[0,0,"y",1,"y"]"#
    );
    lines.insert_at(0, "b");
    view("y", &lines, &mut judge, r#"<p id="b">b</p><p id="a">a</p>"#);
}

/// Each mirror gets what is held, also one that has missed what came before: a stream is for one.
#[test]
fn two_mirrors_that_are_patched_alike_get_the_same() {
    let mut items = words(&["a"]);
    let (mut one, mut other) = (mirror(Dialect::Native), mirror(Dialect::Native));
    assert_eq!(
        patch(&mut one, &list(&items)),
        patch(&mut other, &list(&items))
    );
    items.insert(Insert::new("b").at(0));
    let change = r#"[0,[0,["b","b"]]]"#;
    assert_eq!(patch(&mut one, &list(&items)), change);
    assert_eq!(patch(&mut other, &list(&items)), change);
    assert_eq!(patch(&mut other, &list(&items)), "");
    items.insert("c");
    patch(&mut one, &list(&items));
    items.insert("d");
    assert_eq!(patch(&mut other, &list(&items)), r#"[0,[["d","d"]]]"#);
}

/// In the worst case ten times as many take ten times as long, and not a hundred times.
#[test]
fn many_operations_in_one_patch_take_linear_time() {
    let mut numbers = Stream::new(|number: &u32| number.to_string());
    let mut client = mirror(Dialect::Phoenix);
    for _ in 0..3 {
        for number in 0..30_000 {
            numbers.insert(number);
            numbers.delete_by_id(&(number / 2).to_string());
        }
        let shown = &numbers;
        let view =
            h! { <ul id="l" phx-update="stream"><li :for={(id, _) in shown} id={id}></li></ul> };
        assert!(patch(&mut client, &view).len() > 100_000);
    }
}
