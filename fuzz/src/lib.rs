//! What is fuzzed: one function a scenario, each with something it must always keep. The targets
//! call them, and so does a test on stable, with every input that is kept in `corpus`.

extern crate alloc;

mod buffer;
/// The module itself: it is no public part of the engine.
#[path = "../../engine/src/buffer.rs"]
#[allow(unused_imports)]
mod engine_buffer;

pub use buffer::buffer;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use slotwise::session::{
    Connection, Endpoint, Input, Live, LiveView, Message, Output, PageRequest, RawEvent, Secret,
};
use slotwise::{Attrs, Dialect, HashKey, Html, Mirror, Tracked, View, h};
use slotwise_syntax::ir::{Context, Dynamic, Slot, Template};
use slotwise_tests::judge::Judge;
use slotwise_tests::places::{BENIGN, PLACES};
use slotwise_tests::tree::tree;
use slotwise_tests::{generate, native, phoenix};
use std::sync::Arc;
use std::time::Duration;

/// Any text is compiled without a panic; if it is accepted, its statics and its shape are the same
/// page to html5ever.
pub fn parse(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let compiled = slotwise_syntax::compile(&text);
    well_formed(&compiled.template);
    if compiled.diagnostics.is_empty() && is_flat(&compiled.template) {
        let printed = printed(&compiled.template);
        let shaped = shaped(&compiled.template);
        assert_eq!(
            tree(&printed),
            tree(&shaped),
            "{text:?}\n{printed}\n{shaped}"
        );
    }
}

fn well_formed(template: &Template) {
    assert_eq!(template.statics.len(), template.slots.len() + 1);
    let shape: serde_json::Value = serde_json::from_str(&template.shape).expect("a shape is JSON");
    assert!(shape.is_array());
    for slot in &template.slots {
        slot.dynamic.templates().into_iter().for_each(well_formed);
    }
}

/// Every slot takes a plain value.
fn is_flat(template: &Template) -> bool {
    let plain = |dynamic: &Dynamic| {
        !matches!(
            dynamic,
            Dynamic::If(_)
                | Dynamic::Match(_)
                | Dynamic::Let(_)
                | Dynamic::For(_)
                | Dynamic::Component(_)
        )
    };
    template.slots.iter().all(|slot| plain(&slot.dynamic))
}

/// The HTML of a template whose values are all `x`; a spread has an attribute of its own of that value.
fn printed(template: &Template) -> String {
    let mut html = template.statics[0].clone();
    let slots = template.slots.iter().zip(&template.statics[1..]);
    for (number, (slot, text)) in slots.enumerate() {
        match &slot.context {
            Context::Attribute(name)
            | Context::Url(name, _)
            | Context::Style(name, _)
            | Context::Typed(name, _) => html += &format!(" {name}=\"x\""),
            Context::Spread => html += &format!(" spread-{number}=\"x\""),
            Context::Text
            | Context::PlainText
            | Context::Json
            | Context::Value
            | Context::UrlValue(_)
            | Context::StyleValue(_)
            | Context::TypedValue(_) => html.push('x'),
        }
        html += text;
    }
    html
}

/// The same by the template's shape.
fn shaped(template: &Template) -> String {
    let value = |(number, slot): (usize, &Slot)| match slot.context {
        Context::Spread => format!(",[\"spread-{number}\",\"x\"]"),
        _ => ",\"x\"".to_owned(),
    };
    let values: String = template.slots.iter().enumerate().map(value).collect();
    let patch = format!("[{{\"0\":{}}},[0{values}]]", template.shape);
    let mut client = native::Client::default();
    client
        .apply(&patch)
        .expect("the shape is one a client takes");
    client.to_html().expect("the page is whole")
}

/// For any templates and states, patches of both dialects merge to what a fresh render gives, and an
/// unchanged view gives none. The first 32 bytes are the seed of what is generated: strategies that
/// read the data itself ask for ever once it is used up.
pub fn diff(data: &[u8]) {
    let mut seed = [0; 32];
    seed.iter_mut()
        .zip(data)
        .for_each(|(seed, byte)| *seed = *byte);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let Ok(run) = generate::runs(6).new_tree(&mut runner) else {
        return;
    };
    let (first, steps) = run.current();
    if let Err(error) = generate::play(first, &steps) {
        panic!("{error}");
    }
}

/// A value comes back from html5ever as it was, in the place that the first byte chooses, and the rest of the
/// page is as it is with a harmless value; in the first page, and in what clients make of patches.
pub fn escape(data: &[u8]) {
    let Some((chosen, value)) = data.split_first() else {
        return;
    };
    let place = &PLACES[usize::from(*chosen) % PLACES.len()];
    let value = String::from_utf8_lossy(value);
    let (benign, page) = (place.page(BENIGN), place.page(&value));
    if let Err(error) = place.check(&benign, &value, &page) {
        panic!("{}: {value:?}: {error}\n{}", place.name, page.html());
    }
    let mut judge = Judge::default();
    for value in [BENIGN, &value, BENIGN] {
        (place.view)(value, &mut |view| {
            if let Err(error) = judge.step(view) {
                panic!("{}: {value:?}: {error}", place.name);
            }
        });
    }
}

/// Long texts and markup: a client that was sent what changed shows what one shows that was sent the whole. The
/// states are lines; what they have before and behind makes them long.
pub fn edits(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (mut mirror, mut client) = (
        Mirror::new(Dialect::Native, HashKey::new(1)),
        native::Client::default(),
    );
    // The reference client reads JSON nested a hundred deep.
    let lines = text.lines().filter(|line| line.matches('<').count() < 40);
    for line in lines.take(20) {
        let text = format!("{}{line}{}", "a b ".repeat(100), "🦀".repeat(100));
        let html = Html::reviewed(
            text.replace("a b", "a<b>x</b>"),
            "nothing is shown to anybody",
        );
        let page = h! { <p title={&text}>{&text}</p><div>{html}</div> };
        let mut patch = String::new();
        if mirror.patch(&page, &mut patch) {
            let applied = client.apply(&patch);
            applied.unwrap_or_else(|error| panic!("{error}: {patch}"));
        }
        let (mut fresh, mut whole) = (native::Client::default(), String::new());
        Mirror::new(Dialect::Native, HashKey::new(2)).patch(&page, &mut whole);
        let applied = fresh.apply(&whole);
        applied.unwrap_or_else(|error| panic!("{error}: {whole}"));
        assert_eq!(client.to_html(), fresh.to_html(), "{patch}");
        assert!(patch.len() <= whole.len(), "{patch}");
    }
}

/// The page that [`wire_decode`] patches.
fn patched_page() -> impl View {
    let rows = [(1, "a"), (2, "b"), (3, "c")];
    let attrs = Attrs::new().set("title", "t");
    let some = Some("some");
    let html = Html::reviewed("<b>x</b>", "a constant");
    h! {
        <p class="c" id={rows.len()} {..attrs}>{some}</p>{html}
        {#if let Some(text) = some}<i>{text}</i>{/if}
        <ul><li :for={(id, name) in rows} :key={id} data-x={id}>{name}<b :for={n in 0..*id}>x</b></li></ul>
    }
}

/// The first patch of that page.
pub fn first_patch(dialect: Dialect) -> String {
    let mut patch = String::new();
    Mirror::new(dialect, HashKey::new(1)).patch(&patched_page(), &mut patch);
    patch
}

/// Whatever patches come, one a line, for a page that is there or as the first ones, the reference clients
/// refuse them or hold a page that can be shown; and the session answers them as frames.
pub fn wire_decode(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for first in [true, false] {
        let (mut phoenix, mut native) = (phoenix::Client::default(), native::Client::default());
        if first {
            let applied = phoenix.apply(&first_patch(Dialect::Phoenix));
            applied.expect("the page's own patch");
            let applied = native.apply(&first_patch(Dialect::Native));
            applied.expect("the page's own patch");
        }
        // What was refused may be there in part; that page is gone. Of what was taken only a component may be missing:
        // a later message could have brought it.
        let all_taken = text.lines().all(|line| phoenix.apply(line).is_ok());
        if all_taken
            && !text.is_empty()
            && let Err(error) = phoenix.to_html()
        {
            assert!(error.starts_with("no component"), "{error}");
        }
        // This one finds out what does not fit in its place when it shows it.
        let shown = |native: &native::Client| native.to_html().map(|html| tree(&html));
        for line in text.lines() {
            let before = shown(&native);
            if native.apply(line).is_err() || shown(&native).is_err() {
                break;
            }
            if line == "[]" {
                assert_eq!(shown(&native), before, "an empty patch changes nothing");
            }
        }
    }
    frame(data);
}

/// What the reference client of the native dialect shows after patches, one a line, of the page that
/// [`wire_decode`] patches; nothing if it refuses one.
pub fn decoded(data: &[u8]) -> Option<String> {
    let mut client = native::Client::default();
    client.apply(&first_patch(Dialect::Native)).ok()?;
    let text = String::from_utf8_lossy(data);
    text.lines().try_for_each(|line| client.apply(line)).ok()?;
    client.to_html().ok()
}

struct Counter {
    count: Tracked<i64>,
    text: Tracked<String>,
}

impl LiveView for Counter {
    type Event = RawEvent;
    type Info = u8;

    fn mount(cx: &mut Live<Self>) -> Self {
        let text = cx.params().get("q").unwrap_or_default().to_owned();
        Counter {
            count: 0.into(),
            text: text.into(),
        }
    }

    fn handle_event(&mut self, event: RawEvent, cx: &mut Live<Self>) {
        *self.count += 1;
        *self.text = event.value("text").unwrap_or_default().to_owned();
        cx.put_session("text", &self.text);
        cx.send_after(Duration::from_millis(self.text.len() as u64), 1);
    }

    fn handle_info(&mut self, _: u8, cx: &mut Live<Self>) {
        cx.push_event("info", serde_json::json!({ "text": *self.text }));
    }

    fn render(&self) -> impl View {
        h! { <p title={@text}>{@count}</p> }
    }
}

/// Whatever frames come, nothing panics and every answer is a frame. Each line is a frame; `TOKEN`
/// and `TOPIC` in it stand for those of a page that was served.
pub fn frame(data: &[u8]) {
    let mut now = Duration::from_secs(1_800_000_000);
    let secret = Secret::new(&[7; 32]).expect("long enough");
    let endpoint = Arc::new(Endpoint::new(secret).with_view::<Counter>("counter"));
    let page = endpoint
        .first_page("counter", PageRequest::default(), now)
        .expect("it is registered");
    let topic = format!("lv:{}", page.id());
    let mailbox = Arc::new(|_: Message| true);
    let mut connection = Connection::new(endpoint.clone(), HashKey::new(1), mailbox, now);
    for line in String::from_utf8_lossy(data).split('\n') {
        let line = line.replace("TOKEN", page.token()).replace("TOPIC", &topic);
        connection.handle(Input::Frame(&line), now);
        now += Duration::from_millis(3);
        connection.handle(Input::Timeout, now);
        while let Some(output) = connection.poll() {
            let Output::Send(frame) = output else {
                continue;
            };
            let frame: serde_json::Value = serde_json::from_str(&frame).expect("an answer is JSON");
            assert_eq!(frame.as_array().map(Vec::len), Some(5), "{frame}");
        }
    }
}
