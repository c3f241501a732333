//! Bindings: what `phx-click` and the like tell the client to do, of which a test does what reaches the server.
//!
//! ```text
//! save                                                       push the event `save`
//! [["hide",{"to":"#menu"}],["push",{"event":"save"}]]        the same
//! ```

use crate::dom;
use scraper::{ElementRef, Html};
use serde_json::{Map, Value};

/// One thing that a binding does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    Push {
        event: String,
        value: Map<String, Value>,
        /// In place of the element's own.
        target: Option<Value>,
    },
    Patch(String),
    Navigate(String),
}

/// `exec` within `exec` may go so deep.
const DEEPEST: usize = 8;

/// What the value of a binding of an element does.
pub(crate) fn commands(
    dom: &Html,
    source: ElementRef<'_>,
    text: &str,
) -> Result<Vec<Command>, String> {
    let mut out = Vec::new();
    read(dom, source, text, 0, &mut out)?;
    Ok(out)
}

fn read(
    dom: &Html,
    source: ElementRef<'_>,
    text: &str,
    depth: usize,
    out: &mut Vec<Command>,
) -> Result<(), String> {
    for (name, args) in parsed(text)? {
        let text = |name: &str| args[name].as_str().unwrap_or_default().to_owned();
        match name.as_str() {
            "push" => out.push(push_of(&args)),
            "patch" => out.push(Command::Patch(text("href"))),
            "navigate" => out.push(Command::Navigate(text("href"))),
            "exec" if depth < DEEPEST => {
                for element in targets(dom, source, &args["to"])? {
                    let inner = element.attr(&text("attr")).unwrap_or_default();
                    read(dom, element, inner, depth + 1, out)?;
                }
            }
            // What happens in the browser alone.
            _ => {}
        }
    }
    Ok(())
}

/// The commands in the value of a binding, by their names.
pub(crate) fn parsed(text: &str) -> Result<Vec<(String, Value)>, String> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    if !text.starts_with('[') {
        let push = serde_json::json!({ "event": text });
        return Ok(vec![("push".to_owned(), push)]);
    }
    serde_json::from_str(text).map_err(|error| format!("`{text}` is no list of commands: {error}"))
}

fn push_of(args: &Value) -> Command {
    Command::Push {
        event: args["event"].as_str().unwrap_or_default().to_owned(),
        value: args["value"].as_object().cloned().unwrap_or_default(),
        target: args.get("target").cloned(),
    }
}

fn targets<'d>(
    dom: &'d Html,
    source: ElementRef<'d>,
    to: &Value,
) -> Result<Vec<ElementRef<'d>>, String> {
    if let Some(selector) = to.as_str() {
        return dom::all(dom, selector);
    }
    if let Some(inner) = to["inner"].as_str() {
        let selector = dom::selector(inner)?;
        return Ok(source.select(&selector).collect());
    }
    if let Some(closest) = to["closest"].as_str() {
        let selector = dom::selector(closest)?;
        let closest = dom::around(source).find(|element| selector.matches(element));
        return Ok(closest.into_iter().collect());
    }
    Ok(vec![source])
}

/// The component that gets the events of an element, if it is one: its number.
pub(crate) fn component(element: &ElementRef<'_>, target: Option<&Value>) -> Option<u64> {
    match target {
        Some(Value::Number(number)) => number.as_u64(),
        Some(Value::String(text)) => text.parse().ok(),
        _ => element.attr("phx-target")?.parse().ok(),
    }
}

/// `phx-value-*` of an element.
pub(crate) fn named_values(element: &ElementRef<'_>) -> Map<String, Value> {
    let named = element.value().attrs().filter_map(|(name, value)| {
        let name = name.strip_prefix("phx-value-")?;
        Some((name.to_owned(), Value::from(value)))
    });
    named.collect()
}
