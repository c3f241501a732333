//! What is written from the table of contexts: the rules in `docs/escaping.md`, and the client's table.
//!
//! After a change of the table run once with `UPDATE=1`, which writes both.

use slotwise_html::attributes::AttributeContext;
use slotwise_html::rules::{PLACES, Recheck, Rule, contexts, families};
use slotwise_html::url::{BLOCKED, SCHEMES};
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const DOCUMENT: &str = "../docs/escaping.md";
const CLIENT: &str = "../js-client/src/contexts.js";

/// Compares a file with what it should be, or writes it.
fn check(path: &str, content: impl FnOnce(&str) -> String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let written = fs::read_to_string(&path).unwrap_or_default();
    let content = content(&written);
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, content).expect("the file can be written");
    } else {
        let path = path.display();
        assert!(
            written == content,
            "{path} is stale: run this test with `UPDATE=1`"
        );
    }
}

#[test]
fn the_document_is_up_to_date() {
    check(DOCUMENT, with_tables);
}

#[test]
fn the_table_of_the_client_is_up_to_date() {
    check(CLIENT, |_| client());
}

#[test]
fn every_context_has_its_row_in_the_document() {
    let has = |context| AttributeContext::ALL.contains(&context);
    assert!(contexts().all(|(_, _, context)| has(context)));
    assert!(families().all(|(_, context)| has(context)));
}

/// The document with each table between `<!-- name -->` and `<!-- end -->` written anew.
fn with_tables(document: &str) -> String {
    let mut document = document.to_owned();
    let tables = [
        ("places", rules(PLACES.iter().copied())),
        (
            "contexts",
            rules(AttributeContext::ALL.map(AttributeContext::rule)),
        ),
        ("names", names()),
        ("schemes", code(&SCHEMES) + "\n"),
        ("rechecks", rechecks()),
    ];
    for (name, table) in tables {
        let begin = format!("<!-- {name} -->\n");
        let start = document.find(&begin).expect("the table begins") + begin.len();
        let end = start + document[start..].find("<!-- end -->").expect("it ends");
        document.replace_range(start..end, &table);
    }
    document
}

fn rules(rules: impl IntoIterator<Item = Rule>) -> String {
    let mut out = String::from("| place | accepts | does |\n|---|---|---|\n");
    for rule in rules {
        let cells = [rule.place, rule.accepts, rule.does];
        let [place, accepts, does] = cells.map(|text| text.replace('|', "\\|"));
        let _ = writeln!(out, "| {place} | {accepts} | {does} |");
    }
    out
}

fn names() -> String {
    let mut out = String::from("| on | attributes | place |\n|---|---|---|\n");
    for (begin, context) in families() {
        let place = context.rule().place;
        let _ = writeln!(out, "| every element | `{begin}*` | {place} |");
    }
    for (elements, attributes, context) in contexts() {
        let elements = match elements.is_empty() {
            true => "every element".to_owned(),
            false => code(elements),
        };
        let (attributes, place) = (code(attributes), context.rule().place);
        let _ = writeln!(out, "| {elements} | {attributes} | {place} |");
    }
    out
}

fn code(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

fn rechecks() -> String {
    let mut out = String::from("| place | the client writes it |\n|---|---|\n");
    for context in AttributeContext::ALL {
        let (place, when) = (context.rule().place, when(context.recheck()));
        let _ = writeln!(out, "| {place} | {when} |");
    }
    out
}

fn when(recheck: Recheck) -> &'static str {
    match recheck {
        Recheck::Nothing => "always",
        Recheck::Address => "if its scheme is allowed, or there is none; never on `script`",
        Recheck::Addresses => "if that is so of each address in it",
        Recheck::Animation => {
            "if no value between its `;` runs something; `attributeName` if it is static"
        }
        Recheck::Static => "if it is static",
        Recheck::Refused => "never",
    }
}

fn client() -> String {
    let mut rows = String::new();
    let mut row = |recheck, elements: &str, attributes: &str| {
        let _ = writeln!(
            rows,
            r#"  ["{}", /^{elements} {attributes}$/],"#,
            letter(recheck)
        );
    };
    for (index, (elements, attributes, context)) in contexts().enumerate() {
        let recheck = context.recheck();
        let has_effect = recheck != Recheck::Nothing || is_of_family(attributes);
        if has_effect || is_overridden(index, attributes) {
            row(recheck, &any_of(elements), &any_of(attributes));
        }
    }
    for (begin, context) in families() {
        if context.recheck() != Recheck::Nothing {
            row(context.recheck(), r"\S+", &format!("{begin}.+"));
        }
    }
    let schemes = SCHEMES.join(" ");
    format!(
        r#"/**
 * What is checked before an attribute is written.
 *
 * Written from `html/src/attributes.rs` by `UPDATE=1 cargo test -p slotwise-html --test generated`.
 */

/** A check, and the elements and attributes that it is for. The first row that fits counts. @type {{[string, RegExp][]}} */
export const CONTEXTS = [
{rows}];

/** What an address out of data may begin with. */
export const SCHEMES = "{schemes}";

/** What the server puts in place of an address that begins with anything else. */
export const BLOCKED = "{BLOCKED}";
"#
    )
}

/// An expression for one of these names, or any name. They have no characters with a meaning there but `-` and `:`.
fn any_of(names: &[&str]) -> String {
    match names {
        [] => r"\S+".to_owned(),
        [name] => (*name).to_owned(),
        names => format!("({})", names.join("|")),
    }
}

fn letter(recheck: Recheck) -> char {
    match recheck {
        Recheck::Nothing => '-',
        Recheck::Address => 'a',
        Recheck::Addresses => 'l',
        Recheck::Animation => 'v',
        Recheck::Static => 's',
        Recheck::Refused => 'x',
    }
}

/// Whether the beginning of one of these names says something else of it.
fn is_of_family(attributes: &[&str]) -> bool {
    let begins = |name: &&str| families().any(|(begin, _)| name.starts_with(begin));
    attributes.iter().any(begins)
}

/// Whether a later row says something of one of these names: then a row without a check matters too.
fn is_overridden(row: usize, attributes: &[&str]) -> bool {
    contexts().skip(row + 1).any(|(_, later, context)| {
        context.recheck() != Recheck::Nothing && later.iter().any(|name| attributes.contains(name))
    })
}
