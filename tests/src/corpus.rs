//! The LiveView corpus in slotwise's language: a state and a template for each case that can be told
//! without bending its meaning, and the list of those that need what slotwise does not have.
//!
//! ```text
//! {"name": "text_one", "template_source": "<p>Hello {@name}!</p>", "states": [{"name": "Ann"}, ..]}
//! state! { TextOne { name: String } }     h! { <p>Hello {@name}!</p> }
//! ```

mod attributes;
mod branches;
mod components;
mod lists;
mod live_components;
mod mixed;
pub mod pushed;
mod streams;
mod text;

use serde_json::Value;
use slotwise::{Components, View};

/// A case of the corpus as recorded.
pub struct Recorded {
    /// Its name.
    pub name: String,
    /// All assigns after each step.
    pub states: Vec<Value>,
    /// What each step was.
    pub operations: Vec<Value>,
    /// The HTML of each state.
    pub html: Vec<String>,
    /// LiveView's diff at each state, the first one whole.
    pub diffs: Vec<Value>,
    /// Its bytes.
    pub diff_bytes: Vec<usize>,
}

/// A case that is ported.
pub struct Case {
    /// Its name in the corpus.
    pub name: &'static str,
    /// Hands the view of each state to the function, in order.
    pub run: fn(case: &Recorded, each: &mut Each<'_>),
}

/// What is done with the view of each state, after what is done to the components that it shows; and with what a
/// client shows then, if the view does not say all of it.
pub type Each<'e> = dyn FnMut(&dyn View, Option<String>, &Act<'_>) + 'e;

/// What is done to components.
pub type Act<'a> = dyn Fn(&mut Components) + 'a;

/// The state of a case; made by `state!`.
trait State {
    fn first(state: &Value) -> Self;
    fn assign(&mut self, state: &Value);
}

/// The template of a case.
trait Page: State {
    fn view(&self) -> impl View;

    /// What a client shows after the next patch, if the view does not say it: of a stream also what was sent
    /// before.
    fn shown(&mut self) -> Option<String> {
        None
    }

    /// What a step does to components: an event of theirs, or an update.
    fn act(_operation: &Value, _components: &mut Components) {}
}

const fn case<P: Page>(name: &'static str) -> Case {
    Case {
        name,
        run: run::<P>,
    }
}

fn run<P: Page>(case: &Recorded, each: &mut Each<'_>) {
    let mut page = P::first(&case.states[0]);
    for (at, operation) in case.operations.iter().enumerate() {
        if at > 0 {
            page.assign(&case.states[at]);
        }
        let shown = page.shown();
        each(&page.view(), shown, &|components| {
            P::act(operation, components)
        });
    }
}

/// The whole corpus.
pub fn recorded() -> Vec<Recorded> {
    include_str!("../corpus/liveview.jsonl")
        .lines()
        .map(read)
        .collect()
}

fn read(line: &str) -> Recorded {
    // serde_json keeps no integer beyond 64 bits.
    let big = "123456789012345678901234567890";
    let line = line.replace(&format!("\"v\": {big}}}"), &format!("\"v\": \"{big}\"}}"));
    let mut case: Value = serde_json::from_str(&line).expect("the corpus is JSON");
    let mut array = |name: &str| match case[name].take() {
        Value::Array(values) => values,
        other => panic!("{name} is {other}"),
    };
    Recorded {
        states: array("states"),
        operations: array("ops"),
        diffs: array("diffs"),
        html: array("html")
            .into_iter()
            .map(|html| html.as_str().expect("HTML is text").to_owned())
            .collect(),
        diff_bytes: array("diff_bytes")
            .into_iter()
            .map(|bytes| bytes.as_u64().expect("bytes are a number") as usize)
            .collect(),
        name: case["name"].as_str().expect("a case has a name").to_owned(),
    }
}

/// All cases that are ported.
pub fn ported() -> impl Iterator<Item = &'static Case> {
    [
        text::CASES,
        attributes::CASES,
        branches::CASES,
        lists::CASES,
        components::CASES,
        live_components::CASES,
        mixed::CASES,
        streams::CASES,
    ]
    .into_iter()
    .flatten()
}

/// The other cases and why: what they say is Elixir's own, or escaping refuses it.
pub const NOT_PORTED: &[(&str, &str)] = &[
    ("text_iolist_list", "Elixir's own: a list as text (iodata)"),
    ("attr_js_command", "Elixir's own: a struct as an attribute"),
    ("html_script_eex", "refused: a hole in a script"),
    ("html_style", "refused: a hole in a style sheet"),
    ("fc_dynamic_tag", "refused: a tag named by a value"),
];

/// The name of a field in JSON, where no name is a keyword.
fn key(field: &str) -> &str {
    field.trim_start_matches("r#")
}

/// A struct of `Tracked` fields that is fed from the states of a case.
macro_rules! state {
    ($name:ident { $($field:ident: $type:ty),* $(,)? }) => {
        struct $name {
            $($field: ::slotwise::Tracked<$type>,)*
        }

        impl $crate::corpus::State for $name {
            #[allow(unused_variables)]
            fn first(state: &::serde_json::Value) -> Self {
                $name {
                    $($field: ::slotwise::Tracked::new(
                        $crate::json::FromJson::from_json(&state[$crate::corpus::key(stringify!($field))]),
                    ),)*
                }
            }

            #[allow(unused_variables)]
            fn assign(&mut self, state: &::serde_json::Value) {
                $($crate::json::assign(&mut self.$field, &state[$crate::corpus::key(stringify!($field))]);)*
            }
        }
    };
}
use state;

/// A struct that is read from a JSON object.
macro_rules! record {
    ($name:ident { $($field:ident: $type:ty),* $(,)? }) => {
        #[derive(Clone, PartialEq)]
        struct $name {
            $($field: $type,)*
        }

        impl $crate::json::FromJson for $name {
            fn from_json(json: &::serde_json::Value) -> Self {
                $name {
                    $($field: $crate::json::FromJson::from_json(&json[stringify!($field)]),)*
                }
            }
        }
    };
}
use record;
