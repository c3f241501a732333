//! What it costs to compile templates, beside other engines.
//!
//! ```text
//! page::page(n) ── engine::module ──> the page in the language of each engine
//! generate::generate ──> a crate ── crates::Crate ──> its costs ── report ──> a table
//! ```

mod crates;
mod engine;
mod generate;
mod options;
mod page;
mod report;

use crate::crates::{Cost, Crate};
use crate::options::{Options, Profile, USAGE, options};
use crate::report::Row;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let options = match options(std::env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(problem) => {
            eprintln!("{problem}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match measure(&options) {
        Ok(rows) if options.json => println!("{}", report::json(&rows)),
        Ok(rows) => print!("{}", report::table(&rows)),
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn measure(options: &Options) -> io::Result<Vec<Row>> {
    let crates = generated(options)?;
    let mut rows = Vec::new();
    for profile in &options.profiles {
        prepare(&crates, *profile)?;
        let costs = costs(&crates, *profile, options.runs)?;
        for (generated, cost) in crates.iter().zip(costs) {
            rows.push(Row {
                engine: generated.engine,
                profile: *profile,
                cost,
                size: generated.size(*profile)?,
            });
        }
    }
    Ok(rows)
}

/// The least of some runs for each crate. They take turns, so that a busy while hits all alike.
fn costs(crates: &[Crate], profile: Profile, runs: u32) -> io::Result<Vec<Cost>> {
    let mut least: Vec<Cost> = Vec::new();
    for run in 1..=runs {
        for (i, generated) in crates.iter().enumerate() {
            let name = generated.engine.name();
            eprintln!("{name}, {}: run {run} of {runs}", profile.name());
            let cost = generated.rebuild(profile)?;
            match least.get_mut(i) {
                Some(least) => *least = least.least(cost),
                None => least.push(cost),
            }
        }
    }
    Ok(least)
}

fn generated(options: &Options) -> io::Result<Vec<Crate>> {
    let root = folder()?;
    let mut crates = Vec::new();
    for engine in &options.engines {
        let folder = root.join(engine.name());
        eprintln!("{}: writing {}", engine.name(), folder.display());
        generate::generate(*engine, options.templates, &folder)?;
        crates.push(Crate {
            engine: *engine,
            folder,
            target: root.join("target"),
        });
    }
    Ok(crates)
}

/// Builds everything once and checks that all print the same HTML.
fn prepare(crates: &[Crate], profile: Profile) -> io::Result<()> {
    let mut first: Option<(&Crate, String)> = None;
    for generated in crates {
        let name = generated.engine.name();
        eprintln!("{name}, {}: building all it needs", profile.name());
        generated.build(profile)?;
        let html = generated.html(profile)?;
        let (other, expected) = first.get_or_insert_with(|| (generated, html.clone()));
        if html != *expected {
            let other = other.engine.name();
            let problem = format!("{name} and {other} do not print the same HTML");
            return Err(io::Error::other(problem));
        }
    }
    Ok(())
}

/// `compile_time` in the target directory, where cargo put this program: `target/release/compile_time`.
fn folder() -> io::Result<PathBuf> {
    let program = std::env::current_exe()?;
    let target = program.ancestors().nth(2);
    let target = target.ok_or(io::Error::other("this program is in no target directory"))?;
    Ok(target.join("compile_time"))
}
