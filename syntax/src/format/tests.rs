//! Before and after, and what holds for every template.

mod meaning;
mod pairs;
mod random;

use super::{Options, format};
use crate::ir::Code;
use crate::scan::{self, Kind};
use crate::{compile, literal};
use meaning::{meaning, tokens};
use random::Random;
use std::fs;
use std::path::{Path, PathBuf};

fn formatted(text: &str, width: usize) -> String {
    let options = Options {
        width,
        ..Options::default()
    };
    format(text, &options).unwrap_or_else(|found| panic!("{text}\n{found:?}"))
}

#[track_caller]
fn check(before: &str, after: &str) {
    check_width(before, 60, after);
}

#[track_caller]
fn check_width(before: &str, width: usize, after: &str) {
    assert_eq!(
        formatted(before, width),
        after,
        "\n{}",
        formatted(before, width)
    );
    keeps_its_meaning(before, width);
}

#[track_caller]
fn keeps_its_meaning(text: &str, width: usize) {
    if let Some(fault) = fault(text, width) {
        panic!("{fault}");
    }
}

/// What is wrong with how `text`, which may have no mistakes, is formatted: it must keep what it
/// shows, all codes and comments, and a second run must change nothing.
fn fault(text: &str, width: usize) -> Option<String> {
    let after = formatted(text, width);
    let again = formatted(&after, width);
    let fault = |what: &str| {
        let after = format!("--- before\n{text}\n--- after, width {width}\n{after}\n");
        Some(format!("{what}\n{after}--- again\n{again}\n---"))
    };
    let [old, new] = [text, &after].map(compile);
    if new.diagnostics.len() != old.diagnostics.len() {
        return fault(&format!("{:?}", new.diagnostics));
    }
    for seed in 0..4 {
        let [old, new] = [&old, &new].map(|compiled| meaning(&compiled.template, seed));
        if old != new {
            return fault(&format!("{old}\nhas become\n{new}"));
        }
    }
    let codes =
        |codes: &[Code]| -> Vec<String> { codes.iter().map(|code| tokens(&code.text)).collect() };
    if codes(&new.codes) != codes(&old.codes) {
        return fault("another expression");
    }
    if new.template.single_root != old.template.single_root {
        return fault("another root");
    }
    let count = |text: &str| ["{!--", "<!"].map(|start| text.matches(start).count());
    if count(&after) != count(text) {
        return fault("comments are lost");
    }
    (after != again).then(|| fault("not idempotent"))?
}

#[test]
fn random_templates() {
    let (mut sound, mut faults) = (0, Vec::new());
    for seed in 0..2_000 {
        let text = Random::new(seed).template();
        if compile(&text).diagnostics.is_empty() {
            sound += 1;
            faults.extend(
                [1, 24, 60]
                    .into_iter()
                    .find_map(|width| fault(&text, width)),
            );
        }
    }
    assert!(sound > 1_000, "only {sound} templates without a mistake");
    let count = faults.len();
    if let Some(shortest) = faults.into_iter().min_by_key(String::len) {
        panic!("{count} of {sound} went wrong; the shortest: {shortest}");
    }
}

/// The files of Rust below `folder` of the repository.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() && !path.ends_with("target") && !path.ends_with("node_modules") {
                collect(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    collect(&root.join(folder), &mut files);
    files
}

/// What may be a template in a file of Rust: string literals, and the tokens of `h!`.
fn candidates(source: &str) -> Vec<String> {
    let all: Vec<scan::Token> = scan::tokens(source)
        .filter(|token| token.kind != Kind::Blank)
        .collect();
    let text = |token: &scan::Token| &source[token.start..token.end];
    let mut found = Vec::new();
    for (index, token) in all.iter().enumerate() {
        if token.kind == Kind::Literal {
            found.extend(literal::value(text(token)));
        }
        let is_call =
            text(token) == "h" && all.get(index + 1).is_some_and(|next| text(next) == "!");
        if is_call
            && let Some(open) = all.get(index + 2).filter(|open| text(open) == "{")
            && let scan::HoleEnd::At(end) = scan::hole_end(source, open.end)
        {
            found.push(source[open.end..end].to_owned());
        }
    }
    found
}

/// One character less makes other templates and many mistakes; none may panic.
#[test]
fn random_templates_with_a_character_left_out() {
    for seed in 0..1_000 {
        let mut text = Random::new(seed).template();
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        if !places.is_empty() {
            text.remove(places[Random::new(seed).below(places.len())]);
        }
        match format(&text, &Options::default()) {
            Ok(_) => keeps_its_meaning(&text, 30),
            Err(mistakes) => assert_eq!(mistakes, compile(&text).diagnostics),
        }
    }
}

#[test]
fn templates_of_the_repository() {
    let mut sound = 0;
    for folder in [
        "syntax/src",
        "engine",
        "examples",
        "tests",
        "benches",
        "axum",
    ] {
        for file in rust_files(folder) {
            let source = fs::read_to_string(&file).expect("a file of UTF-8");
            for text in candidates(&source) {
                if compile(&text).diagnostics.is_empty() {
                    sound += 1;
                    for width in [1, 40, 98] {
                        keeps_its_meaning(&text, width);
                    }
                }
            }
        }
    }
    assert!(sound > 800, "only {sound} templates");
}
