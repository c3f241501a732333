//! Writes templates as Rust source: a crate for each part of them, and a program that plays them.

use slotwise_soundness::{generate, source};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// Libraries that are compiled side by side.
const PARTS: u64 = 4;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let numbers: Option<Vec<u64>> = arguments
        .iter()
        .skip(1)
        .map(|number| number.parse().ok())
        .collect();
    let (Some(folder), Some(&[seed, first, count, states])) =
        (arguments.first(), numbers.as_deref())
    else {
        eprintln!(
            "usage: slotwise-soundness FOLDER SEED FIRST COUNT STATES; see tests/soundness/run --help"
        );
        return ExitCode::from(2);
    };
    match write(Path::new(folder), seed, first..first + count, states) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(
    folder: &Path,
    seed: u64,
    numbers: std::ops::Range<u64>,
    states: u64,
) -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()?;
    let root = root.display();
    let dependencies = format!(
        "slotwise = {{ path = \"{root}/engine\" }}\nslotwise-soundness = {{ path = \"{root}/tests/soundness\" }}\n"
    );
    let package = |name: &str| {
        format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}"
        )
    };
    let mut main = package("soundness");
    for part in 0..PARTS {
        let name = format!("part-{part}");
        main += &format!("{name} = {{ path = \"{name}\" }}\n");
        let library = folder.join(&name).join("src");
        fs::create_dir_all(&library)?;
        put(&folder.join(&name).join("Cargo.toml"), &package(&name))?;
        let mut modules = String::from("#![allow(warnings)]\n");
        let mut table = String::new();
        for number in numbers.clone().filter(|number| number % PARTS == part) {
            let template = generate::template(seed, number);
            put(
                &library.join(format!("t{number}.rs")),
                &source::module(&template),
            )?;
            modules += &format!("mod t{number};\n");
            table += &format!("    ({number}, t{number}::show),\n");
        }
        modules += &format!(
            "\npub const TEMPLATES: &[(u64, slotwise_soundness::play::Show)] = &[\n{table}];\n"
        );
        put(&library.join("lib.rs"), &modules)?;
    }
    main += "\n[workspace]\nmembers = [\"part-*\"]\n\n[profile.dev]\ndebug = false\n";
    put(&folder.join("Cargo.toml"), &main)?;
    let parts: Vec<String> = (0..PARTS)
        .map(|part| format!("part_{part}::TEMPLATES"))
        .collect();
    let program = format!(
        "fn main() -> std::process::ExitCode {{\n    let templates = [{}].concat();\n    \
         slotwise_soundness::play::main({seed}, {states}, &templates)\n}}\n",
        parts.join(", ")
    );
    fs::create_dir_all(folder.join("src"))?;
    put(&folder.join("src/main.rs"), &program)
}

/// Writes a file unless it is there as it is, so that nothing is compiled without need.
fn put(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    if fs::read_to_string(path).is_ok_and(|before| before == text) {
        return Ok(());
    }
    Ok(fs::write(path, text)?)
}
