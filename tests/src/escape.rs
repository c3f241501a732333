//! The corpus of escaping in slotwise's language: a template for each case, by its id.
//!
//! ```text
//! {"id": 4, "html_before": "<a b=1 c=", "value": "<Hello>", "html_after": ">", "expect": "same_dom", ..}
//! shown(4, |value, each| each(&h! { <a b="1" c={text(value)}></a> }))
//! ```

mod beyond;
mod go;

use crate::difference::Page;
use crate::places::{BENIGN, Each};
use crate::refused::{Verdict, errors, verdict};
use crate::tree::tree;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

/// A case as recorded.
pub struct Recorded {
    /// Its number in its corpus.
    pub id: u64,
    /// Its name there.
    pub name: String,
    /// What goes into the hole.
    pub value: Value,
    /// What Go shows.
    pub go: String,
    /// What counts.
    pub expect: Expect,
}

/// What counts in a case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expect {
    /// The tree is that of Go's text.
    SameDom,
    /// The tree is that of Go's text, where a line feed more stands behind `<pre>`.
    SameDomWithNewline,
    /// The value does not act.
    Neutralise,
    /// The template does not compile, or the value does not act.
    RefuseOrSafe,
    /// The template does not compile.
    Refuse,
}

/// A case in slotwise's language.
pub struct Case {
    /// Its number.
    pub id: u64,
    here: Here,
}

enum Here {
    Shown(fn(&Value, &mut Each<'_>)),
    Decoded(fn(&Value, &mut Each<'_>)),
    Refused(&'static str, &'static str),
}

/// The view with the value.
const fn shown(id: u64, view: fn(&Value, &mut Each<'_>)) -> Case {
    Case {
        id,
        here: Here::Shown(view),
    }
}

/// The view with the value, an address: what Go percent-encodes and need not be may stand as it is.
const fn decoded(id: u64, view: fn(&Value, &mut Each<'_>)) -> Case {
    Case {
        id,
        here: Here::Decoded(view),
    }
}

/// A template whose holes are `{v}` that does not compile, and the same with text in their place, which does: so
/// it is the hole that is refused.
const fn refused(id: u64, template: &'static str, without: &'static str) -> Case {
    Case {
        id,
        here: Here::Refused(template, without),
    }
}

/// The value of a case that is text, or nothing.
fn text(value: &Value) -> Option<&str> {
    assert!(value.is_string() || value.is_null(), "{value} is no text");
    value.as_str()
}

/// The cases out of Go's tests, and what becomes of them here.
pub fn go() -> (Vec<Recorded>, &'static [Case]) {
    let recorded = include_str!("../corpus/escape.jsonl");
    (
        recorded.lines().map(|line| read(line, "expect")).collect(),
        go::CASES,
    )
}

/// The cases where more is asked than Go gives.
pub fn beyond() -> (Vec<Recorded>, &'static [Case]) {
    let recorded = include_str!("../corpus/escape_beyond.jsonl");
    (
        recorded
            .lines()
            .map(|line| read(line, "required"))
            .collect(),
        beyond::CASES,
    )
}

fn read(line: &str, expect: &str) -> Recorded {
    let mut case: Value = serde_json::from_str(line).expect("the corpus is JSON");
    let text = |name: &str| case[name].as_str().expect("it is text").to_owned();
    Recorded {
        id: case["id"].as_u64().expect("a case has a number"),
        name: text("name"),
        go: text("go_output"),
        expect: match &*text(expect) {
            "same_dom" => Expect::SameDom,
            "same_dom-needs-extra-newline" => Expect::SameDomWithNewline,
            "neutralise" => Expect::Neutralise,
            "refuse_or_safe" => Expect::RefuseOrSafe,
            "refuse" => Expect::Refuse,
            other => panic!("{other} is not known"),
        },
        value: case["value"].take(),
    }
}

impl Case {
    /// Judges the case.
    pub fn check(&self, recorded: &Recorded) -> Result<(), String> {
        match (&self.here, recorded.expect) {
            (Here::Refused(template, without), expect) => {
                let asks_for_a_page = [Expect::SameDom, Expect::SameDomWithNewline];
                match asks_for_a_page.contains(&expect) {
                    true => Err("is to be shown".to_owned()),
                    false => refusal(template, without),
                }
            }
            (Here::Decoded(view), Expect::SameDom) => {
                let (ours, theirs) = (html(*view, &recorded.value), &recorded.go);
                let decoded = |html| {
                    let tree = tree(html);
                    percent_decode_str(&tree).decode_utf8_lossy().into_owned()
                };
                match decoded(&ours) == decoded(theirs) {
                    true => Ok(()),
                    false => Err(told(&ours, theirs)),
                }
            }
            (Here::Decoded(_), expect) => Err(format!("is no {expect:?}")),
            (Here::Shown(_), Expect::Refuse) => Err("is to be refused".to_owned()),
            (Here::Shown(view), Expect::SameDom) => {
                same(&html(*view, &recorded.value), &recorded.go)
            }
            (Here::Shown(view), Expect::SameDomWithNewline) => {
                let better = recorded.go.replace("<pre>", "<pre>\n");
                same(&html(*view, &recorded.value), &better)
            }
            (Here::Shown(view), Expect::Neutralise | Expect::RefuseOrSafe) => {
                harmless(html(*view, &json!(BENIGN)), html(*view, &recorded.value))
            }
        }
    }
}

fn html(view: fn(&Value, &mut Each<'_>), value: &Value) -> String {
    let mut html = String::new();
    view(value, &mut |view| html = view.to_html());
    html
}

fn same(ours: &str, expected: &str) -> Result<(), String> {
    match tree(ours) == tree(expected) {
        true => Ok(()),
        false => Err(told(ours, expected)),
    }
}

fn told(ours: &str, expected: &str) -> String {
    format!("shown:  {ours}\nwanted: {expected}")
}

/// The value must not act: nothing in the page does, and it differs from the page of a benign value in one text
/// or one attribute at most.
fn harmless(benign: String, html: String) -> Result<(), String> {
    let (benign, page) = (Page::read(benign), Page::read(html));
    if !page.acts.is_empty() {
        return Err(format!("{:?} acts in {}", page.acts, page.html()));
    }
    let found = benign.differences(&page)?;
    match found.len() {
        0 | 1 => Ok(()),
        _ => Err(format!("{found:?} in {}", page.html())),
    }
}

/// No value gets in: the template with the hole does not compile, or the braces are no hole but characters.
fn refusal(template: &str, without: &str) -> Result<(), String> {
    let codes = errors(without);
    if !codes.is_empty() {
        return Err(format!("{without} does not compile either: {codes:?}"));
    }
    match verdict(template) {
        Verdict::Refused(_) | Verdict::NoHole(_) => Ok(()),
        Verdict::Accepted => Err(format!("compiles, and takes text: {template}")),
    }
}
