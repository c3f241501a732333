//! Scripts run by node: JSON lines in, lines out.

use crate::judge::{Judge, Step};
use crate::stream::Split;
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

/// The runs after which our client shows something else than was rendered, by their place, and what: with the
/// first patch built, and with the page served as HTML and read from its outline.
pub fn ours_differs(judges: &[&Judge]) -> Vec<(usize, String)> {
    let lines = |judge: &&Judge| {
        let patches = judge.steps.iter().filter(|step| !step.native.is_empty());
        let patches: Vec<Value> = patches
            .map(|step| serde_json::from_str(&step.native).expect("a patch is JSON"))
            .collect();
        let html = judge.steps.last().map(|step| &step.html);
        let served = judge.steps.first().map(|step| &step.html);
        let outline: Value = serde_json::from_str(&judge.outline).expect("an outline is JSON");
        let built = json!({ "patches": patches, "html": html });
        let read =
            json!({ "patches": patches, "html": html, "initial": served, "outline": outline });
        format!("{built}\n{read}\n")
    };
    let input = judges.iter().map(lines).collect();
    let answers = run("js-client", "scripts/replay.mjs", input);
    assert_eq!(answers.len(), 2 * judges.len());
    let answers = answers.into_iter().enumerate();
    let wrong = answers.filter(|(_, answer)| answer != "ok");
    wrong
        .map(|(at, answer)| {
            let judge = judges[at / 2];
            let outline = format!("{answer}\noutline: {}", judge.outline);
            (at / 2, told(&outline, judge, |step| &step.native))
        })
        .collect()
}

/// Likewise of the official client, after any patch: the text of its tree, and the page it makes of that.
pub fn official_differs(judges: &[&Judge]) -> Vec<(usize, String)> {
    let diffs = |judge: &&Judge| ("run", judge.steps.iter().map(Step::diff).collect());
    let cases: Vec<_> = judges.iter().map(diffs).collect();
    let answers = official(&cases).into_iter().enumerate();
    let wrong = answers.filter(|(at, answer)| {
        let steps = &judges[*at].steps;
        let sent = |step: &Step| Value::from(&*step.sent);
        // Of streams it writes rows once, and its page keeps them by their ids: not a matter of text.
        let around = |html: &str| Split::new(html).around();
        let page = answer["page"].as_array().into_iter().flatten();
        let page: Vec<String> = page.filter_map(Value::as_str).map(around).collect();
        answer["html"] != steps.iter().map(sent).collect::<Value>()
            || page
                != steps
                    .iter()
                    .map(|step| around(&step.html))
                    .collect::<Vec<_>>()
    });
    wrong
        .map(|(at, answer)| {
            let answer = answer.to_string();
            (at, told(&answer, judges[at], |step| &step.phoenix))
        })
        .collect()
}

/// An answer and the run that led to it.
fn told(answer: &str, judge: &Judge, patch: fn(&Step) -> &str) -> String {
    let steps = judge.steps.iter();
    let steps = steps.map(|step| format!("\n{}\n  {}", patch(step), step.html));
    answer.to_owned() + &steps.collect::<String>()
}
