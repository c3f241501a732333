//! The command line of slotwise.
//!
//! ```text
//! paths ── files ──> sources ── rust, or slotwise_syntax::format ──> formatted ── main ──> files, diffs
//! ```

mod files;
mod rust;
mod source;

use clap::{Parser, Subcommand};
use similar::TextDiff;
use source::{Formatted, Language};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  slotwise fmt                     every template below this folder
  slotwise fmt src/page.rs x.html  these files
  slotwise fmt --check             for CI: shows what would change and exits with 1
  slotwise fmt --stdin --stdin-filepath src/page.rs < src/page.rs

Below a folder, these are formatted: the calls of `h!` in its files of Rust, and the .html files that
those files name by `h_file!(\"..\")`. What .gitignore names is passed over. A file with a mistake in a
template is left as it is.

Exit code: 0 all is well; 1 a template has a mistake, a file cannot be read or written, or --check
found a file that is not formatted; 2 the command line is wrong.";

/// Tools for templates of slotwise.
#[derive(Parser)]
#[command(name = "slotwise", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Formats templates: `h!` in files of Rust, and template files.
    #[command(after_help = EXAMPLES)]
    Fmt(Fmt),
}

#[derive(clap::Args)]
struct Fmt {
    /// Files and folders; `-` is the standard input.
    #[arg(default_value = ".", conflicts_with = "stdin")]
    paths: Vec<PathBuf>,
    /// Changes nothing; shows what would change as a diff, and exits with 1 if there is any.
    #[arg(long)]
    check: bool,
    /// Formats the standard input to the standard output.
    #[arg(long)]
    stdin: bool,
    /// The file that the standard input is from: .rs or .html. Without it, it is taken for a template.
    #[arg(long, value_name = "PATH")]
    stdin_filepath: Option<PathBuf>,
    /// The column that lines should end before.
    #[arg(long, value_name = "COLUMNS", default_value_t = 98)]
    width: usize,
}

fn main() -> ExitCode {
    let Command::Fmt(fmt) = Arguments::parse().command;
    let well = match fmt.stdin || fmt.paths == [Path::new("-")] {
        true => format_stdin(&fmt),
        false => format_files(&fmt),
    };
    match well {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("slotwise: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all is well.
fn format_stdin(fmt: &Fmt) -> io::Result<bool> {
    let path = fmt.stdin_filepath.as_deref();
    let Some(language) = path.map_or(Some(Language::Template), Language::of) else {
        let path = path.unwrap_or(Path::new("-")).to_owned();
        eprintln!("{}", files::Problem::Language(path));
        return Ok(false);
    };
    let path = path.unwrap_or(Path::new("<stdin>"));
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let formatted = source::format(&text, language, fmt.width);
    if !report(path, &text, &formatted) {
        return Ok(false);
    }
    if fmt.check {
        return show_change(path, &text, &formatted.text);
    }
    io::stdout().write_all(formatted.text.as_bytes())?;
    Ok(true)
}

/// Likewise.
fn format_files(fmt: &Fmt) -> io::Result<bool> {
    let mut well = true;
    for file in files::find(&fmt.paths) {
        let result = file.and_then(|(path, language)| {
            let text = files::read(&path)?;
            let formatted = source::format(&text, language, fmt.width);
            if !report(&path, &text, &formatted) {
                return Ok(false);
            }
            if fmt.check {
                return show_change(&path, &text, &formatted.text).map_err(Into::into);
            }
            if formatted.text != text {
                files::write(&path, &formatted.text)?;
            }
            Ok(true)
        });
        match result {
            Ok(formatted) => well &= formatted,
            Err(files::Problem::Output(error)) => return Err(error),
            Err(problem) => {
                eprintln!("{problem}");
                well = false;
            }
        }
    }
    Ok(well)
}

/// Tells what is wrong with a source, and what was passed over; gives whether nothing is wrong.
fn report(path: &Path, text: &str, formatted: &Formatted) -> bool {
    let place = |offset| {
        let (line, column) = source::place(text, offset);
        format!("{}:{line}:{column}", path.display())
    };
    for (offset, note) in &formatted.notes {
        eprintln!("{}: note: {note}", place(*offset));
    }
    for mistake in &formatted.mistakes {
        let excerpt = slotwise_syntax::excerpt(text, mistake);
        eprintln!("{}: {excerpt}", place(mistake.span.start));
    }
    if let Some((offset, problem)) = &formatted.not_rust {
        eprintln!("{}: not Rust: {problem}", place(*offset));
    }
    formatted.mistakes.is_empty() && formatted.not_rust.is_none()
}

/// Shows the difference as a diff; gives whether there is none.
fn show_change(path: &Path, old: &str, new: &str) -> io::Result<bool> {
    if old == new {
        return Ok(true);
    }
    let path = path.display().to_string();
    let diff = TextDiff::from_lines(old, new);
    let mut diff = diff.unified_diff();
    write!(io::stdout(), "{}", diff.header(&path, &path))?;
    Ok(false)
}
