//! The floors of the workspace: dependencies point down only.

use std::process::Command;

/// The names of all crates that `name` is built on.
fn below(name: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "-p",
            name,
            "-e",
            "normal,no-proc-macro",
        ])
        .args(["--prefix", "none", "--format", "{p}"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    let tree = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    let mut names: Vec<String> = names
        .filter(|below| *below != name)
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Those of them that are of this workspace.
fn ours(name: &str) -> Vec<String> {
    let mut names = below(name);
    names.retain(|name| name.starts_with("slotwise"));
    names
}

#[test]
fn html_stands_on_nothing_of_ours() {
    assert_eq!(ours("slotwise-html"), [""; 0]);
}

#[test]
fn syntax_stands_on_html() {
    assert_eq!(ours("slotwise-syntax"), ["slotwise-html"]);
}

#[test]
fn the_engine_stands_on_html_alone() {
    assert_eq!(ours("slotwise"), ["slotwise-html"]);
    for name in below("slotwise") {
        assert!(
            !name.starts_with("axum") && !name.starts_with("tokio"),
            "{name}"
        );
    }
}

#[test]
fn live_tests_stand_on_the_engine_alone() {
    let below = ["slotwise", "slotwise-html"];
    assert_eq!(ours("slotwise-live-test"), below);
}

#[test]
fn the_checks_of_adapters_stand_on_the_engine_alone() {
    let below = ["slotwise", "slotwise-html"];
    assert_eq!(ours("slotwise-conformance"), below);
}

#[test]
fn the_macros_do_not_stand_on_the_engine() {
    assert_eq!(
        ours("slotwise-macros"),
        ["slotwise-html", "slotwise-syntax"]
    );
}

#[test]
fn the_command_line_stands_on_syntax() {
    assert_eq!(ours("slotwise-cli"), ["slotwise-html", "slotwise-syntax"]);
}
