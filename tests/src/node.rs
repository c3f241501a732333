//! Scripts run by node: JSON lines in, lines out.

use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Feeds `input` to `script`, a path in the workspace, and gives the lines it answers.
///
/// Panics with what to install if node or a package of `folder` is missing: a test that was left out
/// has not passed.
pub fn run(folder: &str, script: &str, input: String) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(folder);
    let what = "install node 20 or newer and run `npm ci` in";
    assert!(
        folder.join("node_modules").is_dir(),
        "the packages of {script} are missing: {what} {}",
        folder.display()
    );
    let mut child = Command::new("node")
        .arg(script)
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("node: {error}: {what} {}", folder.display()));
    let mut stdin = child.stdin.take().expect("its input is piped");
    // Written beside, or both sides could wait for each other with full pipes.
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("node runs");
    assert!(
        output.status.success(),
        "{script} failed: {what} {}",
        folder.display()
    );
    let written = writer.join().expect("the writer does not panic");
    written.expect("node reads all its input");
    let output = String::from_utf8(output.stdout).expect("node writes UTF-8");
    output.lines().map(str::to_owned).collect()
}

/// What the official client shows after each of the diffs of each case, by its name: an object with
/// `name`, `html` and `page`, as `js/merge.mjs` says.
pub fn official(cases: &[(&str, Vec<Value>)]) -> Vec<Value> {
    let line = |(name, diffs): &(&str, Vec<Value>)| {
        let case = json!({ "name": name, "diffs": diffs });
        format!("{case}\n")
    };
    let answers = run("tests/js", "merge.mjs", cases.iter().map(line).collect());
    assert_eq!(answers.len(), cases.len());
    let answers = answers.iter().map(|answer| serde_json::from_str(answer));
    answers
        .map(|answer| answer.expect("an answer is JSON"))
        .collect()
}
