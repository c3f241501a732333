//! Links between the documents lead somewhere: to a file, and to a heading in it.

use std::fs;
use std::path::{Path, PathBuf};

/// All documents in the root and in `docs`.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = [root.clone(), root.join("docs")];
    let files = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).expect("it is a folder"));
    let paths = files.map(|file| file.expect("it can be read").path());
    paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect()
}

/// The text without its blocks of code.
fn prose(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("it can be read");
    text.split("```").step_by(2).collect()
}

fn links(prose: &str) -> impl Iterator<Item = &str> {
    let targets = prose
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://"))
}

/// The anchor that a heading gets on the web.
fn anchor(heading: &str) -> String {
    let kept = |char: &char| char.is_alphanumeric() || " -_".contains(*char);
    heading
        .trim()
        .to_lowercase()
        .chars()
        .filter(kept)
        .collect::<String>()
        .replace(' ', "-")
}

fn leads_somewhere(from: &Path, link: &str) -> bool {
    let (file, wanted) = link.split_once('#').unwrap_or((link, ""));
    let target = match file {
        "" => from.to_owned(),
        file => from.with_file_name(file),
    };
    if wanted.is_empty() {
        return target.exists();
    }
    let prose = if target.exists() {
        prose(&target)
    } else {
        String::new()
    };
    let headings = prose.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| anchor(line.trim_start_matches('#')))
        .any(|anchor| anchor == wanted)
}

#[test]
fn every_link_leads_somewhere() {
    let mut seen = 0;
    for path in documents() {
        for link in links(&prose(&path)) {
            assert!(leads_somewhere(&path, link), "{}: {link}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen}");
}
