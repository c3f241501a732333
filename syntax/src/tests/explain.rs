//! The explanations are complete and true, and `docs/errors.md` is what they say.
//!
//! After a change of `explain` run once with `UPDATE=1`, which writes the document.

use crate::{Explanation, RETIRED, compile, explain, explanations};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const DOCUMENT: &str = "../docs/errors.md";

fn first_code(text: &str) -> Option<&'static str> {
    compile(text).diagnostics.first().map(|first| first.code)
}

/// Every code in the sources of `messages`.
fn codes_in_messages() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/messages");
    let files = fs::read_dir(folder).unwrap();
    let mut codes = BTreeSet::new();
    for file in files {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        let strings = source.split("\"SW").skip(1);
        codes.extend(strings.map(|string| format!("SW{}", string.split('"').next().unwrap())));
    }
    codes
}

#[test]
fn every_code_is_explained_once_and_none_twice() {
    let explained: Vec<&str> = explanations().map(|one| one.code).collect();
    assert!(explained.is_sorted_by(|one, next| one < next));
    let mut in_messages = codes_in_messages();
    // The engine's own: rustc finds it by the types.
    in_messages.insert("SW0806".to_owned());
    assert!(in_messages.iter().eq(&explained));
    for code in RETIRED {
        assert_eq!(explain(code), None);
        assert!(!in_messages.contains(*code));
    }
}

#[test]
fn a_code_is_sw_and_four_digits() {
    for code in explanations()
        .map(|one| one.code)
        .chain(RETIRED.iter().copied())
    {
        let digits = code.strip_prefix("SW").unwrap();
        assert!(digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()));
    }
}

/// The macros find what is wrong with Rust; `tests/ui` shows that they do.
fn is_about_rust(one: &Explanation) -> bool {
    one.code.starts_with("SW08")
}

#[test]
fn wrong_examples_are_wrong_and_right_ones_right() {
    for one in explanations() {
        let expected = (!is_about_rust(one)).then_some(one.code);
        assert_eq!(first_code(one.wrong), expected, "{}", one.wrong);
        assert_eq!(first_code(one.right), None, "{}", one.right);
    }
}

#[test]
fn every_mistake_comes_with_one_thing_to_try() {
    for one in explanations().filter(|one| !is_about_rust(one)) {
        let diagnostics = compile(one.wrong).diagnostics;
        assert!(diagnostics[0].help.is_some(), "{}", one.code);
    }
}

/// What rustc shows for every code is in `tests/ui`.
#[test]
fn every_code_has_a_fixture() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/ui");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let outputs: String = files
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "stderr")
        })
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    for one in explanations() {
        assert!(
            outputs.contains(&format!(": {}: ", one.code)),
            "{}",
            one.code
        );
    }
}

#[test]
fn explanations_are_a_few_sentences() {
    for one in explanations() {
        let sentences = one.why.split_inclusive(". ").count();
        assert!((1..=5).contains(&sentences), "{}", one.code);
        assert!(one.why.ends_with('.') && !one.title.ends_with('.'));
    }
}

#[test]
fn the_document_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(DOCUMENT);
    let document = document();
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &document).unwrap();
    }
    let written = fs::read_to_string(path).unwrap_or_default();
    assert!(written == document, "run this test with `UPDATE=1`");
}

/// The text of `docs/errors.md`.
fn document() -> String {
    let mut out = String::from(
        "# Errors\n\n\
         Every mistake that the template compiler finds has a code, which never changes its meaning. This\n\
         page is made from `syntax/src/explain`, where each example is tested.\n",
    );
    for one in explanations() {
        let _ = write!(
            out,
            "\n## {}\n\n**{}**\n\n{}\n",
            one.code,
            one.title,
            wrapped(one.why)
        );
        for (label, example) in [("Wrong", one.wrong), ("Right", one.right)] {
            let _ = write!(out, "\n{label}:\n\n```html\n{}\n```\n", visible(example));
        }
    }
    let _ = write!(out, "\n## No longer in use\n\n{}\n", RETIRED.join(", "));
    out
}

/// Control characters as the signs that stand for them.
fn visible(example: &str) -> String {
    example.replace('\0', "\u{2400}").replace('\r', "\u{240D}")
}

/// In lines of at most 100 characters.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        let width = word.chars().count();
        if column > 0 {
            let fits = column + 1 + width <= 100;
            out.push(if fits { ' ' } else { '\n' });
            column = if fits { column + 1 } else { 0 };
        }
        out.push_str(word);
        column += width;
    }
    out
}
