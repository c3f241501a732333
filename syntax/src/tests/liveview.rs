//! The mistakes recorded from Phoenix LiveView, and what becomes of the same ones here.

use crate::compile;
use std::collections::BTreeMap;
use std::path::Path;

const RECORDED: &str = include_str!("../../../tests/corpus/liveview_errors.jsonl");

/// What becomes of one of LiveView's mistakes.
enum Here {
    /// The recorded template has these codes.
    Mistake(&'static [&'static str]),
    /// This template, which makes the same mistake in our language, has these codes.
    Translated(&'static str, &'static [&'static str]),
    /// The recorded template is right, for this reason.
    Right(&'static str),
    /// It is for rustc to find, as this fixture shows.
    Rustc(&'static str),
}

use Here::{Mistake, Right, Rustc, Translated};

const MISTAKES: [(&str, Here); 29] = [
    ("unclosed_root", Mistake(&["SW0101"])),
    ("stray_close", Mistake(&["SW0103"])),
    ("void_with_close", Mistake(&["SW0104"])),
    ("uppercase_tag", Right("case is nothing to names in HTML")),
    ("missing_component", Rustc("unknown_component.rs")),
    ("unclosed_curly", Mistake(&["SW0003"])),
    ("unquoted_attr", Mistake(&["SW0201"])),
    ("attr_no_value", Mistake(&["SW0202"])),
    ("duplicate_attr", Mistake(&["SW0204"])),
    ("eex_in_tag", Mistake(&["SW0105", "SW0008"])),
    ("unclosed_comment", Mistake(&["SW0101", "SW0010"])),
    ("unclosed_eex", Mistake(&["SW0008"])),
    (
        "do_without_end",
        Translated("{#if @a}<p>x</p>\n", &["SW0501"]),
    ),
    (
        "tag_across_block",
        Translated("{#if @a}<p>{/if}</p>\n", &["SW0101"]),
    ),
    ("inner_block_slot", Mistake(&["SW0704"])),
    ("for_bad_expr", Mistake(&["SW0304"])),
    ("if_twice", Mistake(&["SW0204"])),
    ("key_without_for", Mistake(&["SW0303"])),
    ("unknown_special", Mistake(&["SW0301"])),
    ("let_string", Mistake(&["SW0302"])),
    ("empty_curly", Mistake(&["SW0005"])),
    ("script_unclosed", Mistake(&["SW0101"])),
    ("nested_void_content", Mistake(&["SW0104"])),
    ("attr_name_missing", Mistake(&["SW0106"])),
    ("undefined_var", Rustc("name_not_declared.rs")),
    (
        "dup_for",
        Translated("<p :for={a in @x} :for={b in @y}>z</p>\n", &["SW0204"]),
    ),
    ("gt_in_text", Right("the HTML standard allows it")),
    ("amp_in_text", Mistake(&["SW0013"])),
    (
        "block_in_curly",
        Translated("<p>{if @a {}x{end}</p>\n", &["SW0003"]),
    ),
];

/// The recorded templates by their names.
fn recorded() -> BTreeMap<String, String> {
    let field = |line: &serde_json::Value, name: &str| line[name].as_str().unwrap().to_owned();
    RECORDED
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .map(|line| (field(&line, "name"), field(&line, "template_source")))
        .collect()
}

#[test]
fn every_recorded_mistake_is_here() {
    let mut here = MISTAKES.map(|(name, _)| name);
    here.sort_unstable();
    assert!(recorded().keys().eq(&here));
}

#[test]
fn mistakes_have_these_codes() {
    let recorded = recorded();
    for (name, here) in MISTAKES {
        match here {
            Mistake(expected) => check(name, &recorded[name], expected),
            Translated(text, expected) => check(name, text, expected),
            Right(reason) => check(&format!("{name}: {reason}"), &recorded[name], &[]),
            Rustc(fixture) => assert!(fixtures().join(fixture).exists(), "{name}"),
        }
    }
}

fn check(name: &str, text: &str, expected: &[&str]) {
    let diagnostics = compile(text).diagnostics;
    let codes: Vec<&str> = diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(codes, expected, "{name}");
}

fn fixtures() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/ui"))
}
