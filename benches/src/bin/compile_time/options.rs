//! The command line.

use crate::engine::Engine;

pub(crate) const USAGE: &str = "\
What it costs to compile templates: builds a crate of generated pages for each engine and compares user
time, peak memory and size of the program.

usage: compile_time [--templates N] [--only ENGINE,..] [--profile debug|release] [--runs N] [--json]

options:
  --templates N      how many pages, each of 50 elements with 38 slots (default 150)
  --only ENGINE,..   slotwise, slotwise-tracked, maud, hypertext, askama (default: all)
  --profile PROFILE  debug or release (default: both)
  --runs N           how often each crate is built; the least counts (default 3)
  --json             print an array of objects instead of a table
  --help             this text

The crates are written to and built in the folder `compile_time` of the target directory. What they
depend on is built first and not counted; that all engines print the same HTML is checked.
";

#[derive(Debug, PartialEq)]
pub(crate) struct Options {
    pub(crate) templates: u64,
    pub(crate) engines: Vec<Engine>,
    pub(crate) profiles: Vec<Profile>,
    pub(crate) runs: u32,
    pub(crate) json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Profile {
    Debug,
    Release,
}

impl Profile {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Profile::Debug => "debug",
            Profile::Release => "release",
        }
    }

    pub(crate) fn flag(self) -> Option<&'static str> {
        (self == Profile::Release).then_some("--release")
    }
}

/// Reads the command line; `None`: only the usage is wanted.
pub(crate) fn options(
    mut arguments: impl Iterator<Item = String>,
) -> Result<Option<Options>, String> {
    let mut options = Options {
        templates: 150,
        engines: Engine::ALL.to_vec(),
        profiles: vec![Profile::Debug, Profile::Release],
        runs: 3,
        json: false,
    };
    while let Some(argument) = arguments.next() {
        let (name, mut value) = match argument.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (argument, None),
        };
        let mut value = || {
            let value = value.take().or_else(|| arguments.next());
            value.ok_or(format!("`{name}` needs a value"))
        };
        match name.as_str() {
            "--help" | "-h" => return Ok(None),
            "--json" => options.json = true,
            "--templates" => options.templates = count(&value()?)?.into(),
            "--runs" => options.runs = count(&value()?)?,
            "--only" => {
                options.engines = value()?.split(',').map(engine).collect::<Result<_, _>>()?
            }
            "--profile" => options.profiles = vec![profile(&value()?)?],
            _ => return Err(format!("unknown option `{name}`")),
        }
    }
    Ok(Some(options))
}

fn count(text: &str) -> Result<u32, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or(format!("`{text}` is no number: expected 1 or more"))
}

fn engine(name: &str) -> Result<Engine, String> {
    let engine = Engine::ALL.into_iter().find(|engine| engine.name() == name);
    let names = Engine::ALL.map(Engine::name).join("`, `");
    engine.ok_or(format!("unknown engine `{name}`: expected `{names}`"))
}

fn profile(name: &str) -> Result<Profile, String> {
    match name {
        "debug" => Ok(Profile::Debug),
        "release" => Ok(Profile::Release),
        _ => Err(format!(
            "unknown profile `{name}`: expected `debug` or `release`"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Option<Options>, String> {
        options(arguments.iter().map(|argument| argument.to_string()))
    }

    #[test]
    fn the_command_line_is_read() {
        let arguments = ["--templates=3", "--only", "maud,slotwise", "--json"];
        let more = ["--profile", "debug", "--runs", "1"];
        assert_eq!(
            read(&[&arguments[..], &more].concat()),
            Ok(Some(Options {
                templates: 3,
                engines: vec![Engine::Maud, Engine::Slotwise],
                profiles: vec![Profile::Debug],
                runs: 1,
                json: true,
            }))
        );
        assert_eq!(read(&["--json", "--help"]), Ok(None));
    }

    #[test]
    fn mistakes_are_named() {
        let error = |arguments: &[&str]| read(arguments).unwrap_err();
        assert_eq!(error(&["--runs"]), "`--runs` needs a value");
        assert_eq!(
            error(&["--templates", "0"]),
            "`0` is no number: expected 1 or more"
        );
        assert!(
            error(&["--only", "moud"]).starts_with("unknown engine `moud`: expected `slotwise`")
        );
        assert_eq!(error(&["--fast"]), "unknown option `--fast`");
    }
}
