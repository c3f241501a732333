//! What is fuzzed: one function a scenario, each with something it must always keep. The targets
//! call them, and so does a test on stable, with every input that is kept in `corpus`.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use slotwise::session::{
    Connection, Endpoint, Event, Input, Live, LiveView, Message, Output, PageRequest, Secret,
};
use slotwise::{HashKey, Tracked, View, h};
use slotwise_syntax::ir::{Context, Dynamic, Slot, Template};
use slotwise_tests::judge::Judge;
use slotwise_tests::tree::tree;
use slotwise_tests::{generate, native};
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
            Context::Attribute(name) | Context::Url(name, _) | Context::Style(name, _) | Context::Typed(name, _) => html += &format!(" {name}=\"x\""),
            Context::Spread => html += &format!(" spread-{number}=\"x\""),
            Context::Text | Context::PlainText | Context::Json | Context::Value | Context::UrlValue(_) | Context::StyleValue(_) | Context::TypedValue(_) => html.push('x'),
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
    let mut judge = Judge::default();
    for page in generate::pages(&first, &steps) {
        if let Err(error) = judge.step(&page) {
            panic!("{error}");
        }
    }
}

struct Counter {
    count: Tracked<i64>,
    text: Tracked<String>,
}

impl LiveView for Counter {
    type Info = u8;

    fn mount(cx: &mut Live<u8>) -> Self {
        let text = cx.params().get("q").unwrap_or_default().to_owned();
        Counter {
            count: 0.into(),
            text: text.into(),
        }
    }

    fn handle_event(&mut self, event: &Event, cx: &mut Live<u8>) {
        *self.count += 1;
        *self.text = event.value("text").unwrap_or_default().to_owned();
        cx.put_session("text", &self.text);
        cx.send_after(Duration::from_millis(self.text.len() as u64), 1);
    }

    fn handle_info(&mut self, _: u8, cx: &mut Live<u8>) {
        cx.push_event("info", &[("text", &self.text)]);
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
