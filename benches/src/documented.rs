//! Tables of docs/performance.md that tests keep true.

use std::path::Path;

/// Checks that the document has this table between `<!-- name -->` and `<!-- end -->`; with `UPDATE=1` in the
/// environment it is put there.
///
/// # Panics
///
/// If it has not.
pub fn check(name: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/performance.md");
    let document = std::fs::read_to_string(&path).expect("the document is there");
    let begin = format!("<!-- {name} -->\n");
    let (before, rest) = document
        .split_once(&begin)
        .expect("the document has a place for the table");
    let (found, after) = rest
        .split_once("<!-- end -->")
        .expect("the place has an end");
    if found == table {
        return;
    }
    assert!(
        std::env::var_os("UPDATE").is_some(),
        "docs/performance.md should have this table (UPDATE=1 writes it):\n{table}"
    );
    let updated = format!("{before}{begin}{table}<!-- end -->{after}");
    std::fs::write(&path, updated).expect("the document can be written");
}
