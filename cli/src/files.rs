//! Which files are formatted, and how they are read and written.

use crate::rust;
use crate::source::Language;
use ignore::WalkBuilder;
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Why a file is not formatted.
#[derive(Debug)]
pub(crate) enum Problem {
    /// It, or a folder, cannot be read or written.
    File(PathBuf, io::Error),
    Walk(ignore::Error),
    /// A file that was asked for is neither Rust nor a template.
    Language(PathBuf),
    /// What was to be shown cannot be.
    Output(io::Error),
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::File(path, error) => write!(out, "{}: {error}", path.display()),
            Problem::Walk(error) => write!(out, "{error}"),
            Problem::Language(path) => {
                write!(
                    out,
                    "{}: expected a file that ends in .rs or .html",
                    path.display()
                )
            }
            Problem::Output(error) => write!(out, "{error}"),
        }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Problem {
        Problem::Output(error)
    }
}

type Found = Result<(PathBuf, Language), Problem>;

/// The files to format: those given, and those of the folders given.
pub(crate) fn find(paths: &[PathBuf]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut named = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut found, &mut named);
        } else {
            let language = Language::of(path).ok_or_else(|| Problem::Language(path.clone()));
            found.push(language.map(|language| (path.clone(), language)));
        }
    }
    found.extend(named.into_iter().map(|path| Ok((path, Language::Template))));
    let mut seen = BTreeSet::new();
    found.retain(|file| match file {
        Ok((path, _)) => seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())),
        Err(_) => true,
    });
    found
}

/// The files of Rust in a folder, and the templates that they name.
fn walk(folder: &Path, found: &mut Vec<Found>, named: &mut BTreeSet<PathBuf>) {
    let mut walk = WalkBuilder::new(folder);
    walk.require_git(false).sort_by_file_path(Path::cmp);
    for entry in walk.build() {
        let path = match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => entry.into_path(),
            Ok(_) => continue,
            Err(error) => {
                found.push(Err(Problem::Walk(error)));
                continue;
            }
        };
        if Language::of(&path) == Some(Language::Rust) {
            // One that cannot be read is told of when it is formatted.
            let text = fs::read_to_string(&path).unwrap_or_default();
            if text.contains("h_file!") {
                let names = rust::named_files(&text);
                named.extend(names.iter().filter_map(|name| named_by(&path, name)));
            }
            let path = path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
            found.push(Ok((path, Language::Rust)));
        }
    }
}

/// The template that a file of Rust names: beside the file, or from the folder of its package.
fn named_by(file: &Path, name: &str) -> Option<PathBuf> {
    let package = file
        .ancestors()
        .find(|folder| folder.join("Cargo.toml").is_file());
    let folders = [file.parent(), package];
    let paths = folders
        .into_iter()
        .flatten()
        .map(|folder| folder.join(name));
    let mut paths = paths.filter(|path| Language::of(path) == Some(Language::Template));
    let path = paths.find(|path| path.is_file())?;
    Some(path.strip_prefix("./").map(Path::to_owned).unwrap_or(path))
}

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, Problem> {
    fs::read_to_string(path).map_err(|error| Problem::File(path.to_owned(), error))
}

/// Puts `text` in the place of a file's: all of it, or the file stays as it is.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Problem> {
    let write = || {
        // A link stays a link.
        let path = fs::canonicalize(path)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file()
            .set_permissions(fs::metadata(&path)?.permissions())?;
        file.as_file().sync_all()?;
        file.persist(&path)?;
        Ok(())
    };
    write().map_err(|error: io::Error| Problem::File(path.to_owned(), error))
}
