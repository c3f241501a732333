//! `slotwise fmt` as it is run.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const PLAIN: &str = "\
use slotwise::h;
// h! { <p  >in a comment</p> }
fn page() -> impl View {
    let text = \"h! { <p  >in a string</p> }\";
    h! { <ul><li>{text}</li></ul> }
}
";

const PLAIN_FORMATTED: &str = "\
use slotwise::h;
// h! { <p  >in a comment</p> }
fn page() -> impl View {
    let text = \"h! { <p  >in a string</p> }\";
    h! {
        <ul>
          <li>{text}</li>
        </ul>
    }
}
";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder is made");
        fs::write(path, text).expect("a file is written");
    }
    folder
}

fn slotwise(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_slotwise"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("slotwise starts");
    let mut stdin = child.stdin.take().expect("its input");
    // It may end before it has read all.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("slotwise ends")
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("a file")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// The formatted text of a file of Rust; a second run changes nothing.
#[track_caller]
fn check_rust(before: &str, after: &str) {
    let arguments = ["fmt", "--stdin", "--stdin-filepath", "x.rs"];
    for text in [before, after] {
        let output = slotwise(Path::new("."), &arguments, text);
        assert_eq!(
            (out(&output), err(&output)),
            (after.to_owned(), String::new())
        );
        assert!(output.status.success());
    }
}

#[test]
fn a_folder() {
    let folder = folder(&[
        ("src/page.rs", PLAIN),
        ("src/other.rs", "fn main() {}\n"),
        ("ignored/page.rs", PLAIN),
        (".gitignore", "/ignored\n"),
    ]);
    let output = slotwise(folder.path(), &["fmt"], "");
    assert_eq!((out(&output), err(&output)), Default::default());
    assert!(output.status.success());
    assert_eq!(read(&folder, "src/page.rs"), PLAIN_FORMATTED);
    assert_eq!(read(&folder, "src/other.rs"), "fn main() {}\n");
    assert_eq!(read(&folder, "ignored/page.rs"), PLAIN);
    let left = fs::read_dir(folder.path().join("src")).expect("a folder");
    assert_eq!(left.count(), 2, "no temporary file is left");
}

#[test]
fn templates_that_rust_names() {
    let html = "<ul><li>a</li></ul>\n";
    let named = "fn a() { h_file!(\"a.html\"); h_file!(\"templates/b.html\") }";
    let folder = folder(&[
        ("Cargo.toml", ""),
        ("src/page.rs", named),
        ("src/a.html", html),
        ("templates/b.html", html),
        ("static/c.html", html),
    ]);
    assert!(slotwise(folder.path(), &["fmt", "."], "").status.success());
    let formatted = "<ul>\n  <li>a</li>\n</ul>\n";
    assert_eq!(read(&folder, "src/a.html"), formatted);
    assert_eq!(read(&folder, "templates/b.html"), formatted);
    assert_eq!(read(&folder, "static/c.html"), html, "it is no template");
    assert!(
        slotwise(folder.path(), &["fmt", "static/c.html"], "")
            .status
            .success()
    );
    assert_eq!(
        read(&folder, "static/c.html"),
        formatted,
        "it was asked for"
    );
}

#[test]
fn check_changes_nothing() {
    let folder = folder(&[("a.rs", PLAIN), ("b.rs", PLAIN_FORMATTED)]);
    let output = slotwise(folder.path(), &["fmt", "--check"], "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        out(&output),
        "\
--- a.rs
+++ a.rs
@@ -2,5 +2,9 @@
 // h! { <p  >in a comment</p> }
 fn page() -> impl View {
     let text = \"h! { <p  >in a string</p> }\";
-    h! { <ul><li>{text}</li></ul> }
+    h! {
+        <ul>
+          <li>{text}</li>
+        </ul>
+    }
 }
"
    );
    assert_eq!(read(&folder, "a.rs"), PLAIN);
    let output = slotwise(folder.path(), &["fmt", "--check", "b.rs"], "");
    assert_eq!(
        (output.status.code(), out(&output)),
        (Some(0), String::new())
    );
}

#[test]
fn a_mistake_leaves_the_file_alone() {
    let faulty = "fn a() { h! { <p  >a</p> } }\nfn b() { h! { <p>ä<b></p> } }\n";
    let folder = folder(&[
        ("a.rs", faulty),
        ("b.rs", PLAIN),
        ("c.rs", "fn c() { ' }"),
        ("d.html", "<p>\n<i>"),
    ]);
    let output = slotwise(
        folder.path(),
        &["fmt", ".", "d.html", "e.html", "f.txt"],
        "",
    );
    assert_eq!(output.status.code(), Some(1));
    let told = err(&output);
    for part in [
        "a.rs:2:19: SW0101: `<b>` is never closed",
        "c.rs:1:10: not Rust: ",
        "d.html:1:1: SW0101",
        "d.html:2:1: SW0101",
        "e.html: ",
        "f.txt: expected a file that ends in .rs or .html",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert_eq!(read(&folder, "a.rs"), faulty);
    assert_eq!(read(&folder, "d.html"), "<p>\n<i>");
    assert_eq!(
        read(&folder, "b.rs"),
        PLAIN_FORMATTED,
        "others are formatted"
    );
}

#[test]
fn standard_input() {
    let text = "<p><i  >a</i></p>";
    for arguments in [
        &["fmt", "-"][..],
        &["fmt", "--stdin"],
        &["fmt", "--stdin", "--width", "40"],
    ] {
        let output = slotwise(Path::new("."), arguments, text);
        assert_eq!(out(&output), "<p><i>a</i></p>\n");
    }
    let output = slotwise(Path::new("."), &["fmt", "-", "--width", "10"], text);
    assert_eq!(out(&output), "<p>\n  <i>a</i>\n</p>\n");
    let output = slotwise(
        Path::new("."),
        &["fmt", "-", "--stdin-filepath", "a.html"],
        "<p>",
    );
    assert_eq!(
        (output.status.code(), out(&output)),
        (Some(1), String::new())
    );
    assert!(err(&output).starts_with("a.html:1:1: SW0101"));
    let output = slotwise(
        Path::new("."),
        &["fmt", "-", "--stdin-filepath", "a.ts"],
        text,
    );
    assert_eq!(
        (output.status.code(), out(&output)),
        (Some(1), String::new())
    );
    let output = slotwise(Path::new("."), &["fmt", "-", "--check"], text);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).starts_with("--- <stdin>"));
}

#[test]
fn the_command_line() {
    let help = out(&slotwise(Path::new("."), &["fmt", "--help"], ""));
    for part in [
        "--check",
        "--stdin-filepath",
        "--width",
        "Examples:",
        "Exit code:",
    ] {
        assert!(help.contains(part), "{part}\n{help}");
    }
    for wrong in [
        &["fmt", "--bogus"][..],
        &["fmt", "--width", "x"],
        &["fmt", "--stdin", "x.rs"],
        &[],
    ] {
        assert_eq!(slotwise(Path::new("."), wrong, "").status.code(), Some(2));
    }
}

#[test]
fn all_forms_of_a_call() {
    check_rust(
        "fn a() { (h!(<b >a</b >), h![<b >a</b>], slotwise::h!{<b >a</b>}, vec![h! { <b >a</b> }]) }",
        "fn a() { (h!(<b>a</b>), h![<b>a</b>], slotwise::h!{ <b>a</b> }, vec![h! { <b>a</b> }]) }",
    );
    check_rust("fn a() { h! {} }", "fn a() { h! {} }");
    check_rust(
        "fn a() {\n\th! {\n<p>{a}</p> <p>b</p>}\n}",
        "fn a() {\n\th! {\n\t    <p>{a}</p>\n\t    <p>b</p>\n\t}\n}",
    );
    check_rust(
        "fn a() {\r\n    h! { <p>b</p><p>c</p> }\r\n}",
        "fn a() {\r\n    h! {\r\n        <p>b</p>\r\n        <p>c</p>\r\n    }\r\n}",
    );
    check_rust(
        "\u{FEFF}fn a() { h!(<b >a</b>) }",
        "\u{FEFF}fn a() { h!(<b>a</b>) }",
    );
    // One that is short but has a line of its own keeps it.
    let own_line = "fn a() {\n    h! {\n        <b>a</b>\n    }\n}";
    check_rust(own_line, own_line);
}

#[test]
fn strings() {
    check_rust(
        "fn a() {\n    h!(r\"<p  title='it'>don't</p>\")\n}",
        "fn a() {\n    h!(r#\"<p title=\"it\">don't</p>\"#)\n}",
    );
    check_rust(
        "fn a() {\n    h!(r##\"\n<p>\"#</p><p>b</p>\n\"##)\n}",
        "fn a() {\n    h!(r##\"\n        <p>\"#</p>\n        <p>b</p>\n    \"##)\n}",
    );
    // Where rustfmt will put the literal, its lines stand already.
    check_rust(
        "fn a() {\n    h!(\n        r\"<p>a</p><p>b</p>\"\n    )\n}",
        "fn a() {\n    h!(\n        r\"\n        <p>a</p>\n        <p>b</p>\n    \"\n    )\n}",
    );
    // What is written in it is not its value.
    let escaped = "fn a() { h!(\"<p  >\\\"a\\\"</p>\") }";
    check_rust(escaped, escaped);
}

#[test]
fn what_is_left_alone() {
    for text in [
        "fn a() { h!(nodes; <Text  >a</Text>) }",
        "macro_rules! b { ($($c:tt)*) => { h! { <p  >$($c)*</p><i >d</i> } } }",
        "/// h! { <p  >a</p> }\nfn a() {}",
        "fn a() { h(<p  >) }",
        "fn a() { other! { <p  >a</p> } }",
        "fn a() { h! { <p>{b.map(|c| h! { <i  >{c}</i> })}</p> } }",
    ] {
        check_rust(text, text);
    }
}

#[test]
fn text_that_rust_takes_for_a_comment() {
    // On one line, the comment would take the closing tag along.
    let text = "fn a() {\n    h! {\n        <p>\n          see //b\n        </p>\n    }\n}\n";
    let arguments = ["fmt", "--stdin", "--stdin-filepath", "x.rs"];
    let output = slotwise(Path::new("."), &arguments, text);
    assert_eq!(out(&output), text);
    assert!(err(&output).starts_with("x.rs:2:8: note: left as it is"));
    assert!(output.status.success());
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("real.rs", PLAIN)]);
    let (real, link) = (folder.path().join("real.rs"), folder.path().join("link.rs"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o750)).expect("permissions are set");
    symlink(&real, &link).expect("a link is made");
    assert!(
        slotwise(folder.path(), &["fmt", "link.rs"], "")
            .status
            .success()
    );
    assert_eq!(read(&folder, "real.rs"), PLAIN_FORMATTED);
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    let mode = fs::metadata(&real).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o750);
}

/// What docs/format.md shows.
#[test]
fn the_documented_example() {
    let document = include_str!("../../docs/format.md");
    let mut blocks = document.split("```rust,ignore\n").skip(1);
    let mut block = || {
        let (code, _) = blocks.next()?.split_once("```")?;
        Some(code)
    };
    let (before, after) = (
        block().expect("a call"),
        block().expect("the same, formatted"),
    );
    check_rust(before, after);
}
