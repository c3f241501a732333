//! The tables in `docs/tracking.md` are those of `tracking`.
//!
//! After a change of a table run once with `UPDATE=1`, which writes them into the document.

use crate::tracking::{ALWAYS, BINDINGS, EXPRESSIONS, MACROS, METHODS, Rule};
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const DOCUMENT: &str = "../docs/tracking.md";

fn table(rules: &[Rule], quote: &str) -> String {
    let mut out = String::from("| | for example |\n|---|---|\n");
    let cell = |text: &str| text.replace('|', "\\|");
    for rule in rules {
        let (what, example) = (cell(rule.what), cell(rule.example));
        let _ = writeln!(out, "| {quote}{what}{quote} | `{example}` |");
    }
    out
}

/// The document with each table between `<!-- name -->` and `<!-- end -->` written anew.
fn with_tables(mut document: String) -> String {
    let tables = [
        ("expressions", table(EXPRESSIONS, "")),
        ("bindings", table(BINDINGS, "")),
        ("macros", table(MACROS, "`")),
        ("methods", table(METHODS, "`")),
        ("always", table(ALWAYS, "")),
    ];
    for (name, table) in tables {
        let begin = format!("<!-- {name} -->\n");
        let start = document.find(&begin).expect("the table begins") + begin.len();
        let end = start + document[start..].find("<!-- end -->").expect("it ends");
        document.replace_range(start..end, &table);
    }
    document
}

#[test]
fn the_document_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(DOCUMENT);
    let written = fs::read_to_string(&path).expect("the document is there");
    let document = with_tables(written.clone());
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &document).expect("the document can be written");
    } else {
        assert!(written == document, "run this test with `UPDATE=1`");
    }
}
