//! Building a generated crate, and what that takes.
//!
//! `wait4` is asked because it tells user time and peak memory of exactly one child with all it
//! waited for. `getrusage` gives the peak of all children so far, and GNU time is not everywhere.

use crate::engine::Engine;
use crate::options::Profile;
use std::env;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};
use wait4::Wait4;

/// A generated crate.
pub(crate) struct Crate {
    pub(crate) engine: Engine,
    pub(crate) folder: PathBuf,
    /// Where all of them are built, so that they share what they depend on.
    pub(crate) target: PathBuf,
}

/// What building a crate took.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// Of cargo, rustc and the linker, over all threads.
    pub(crate) user: Duration,
    /// Bytes of memory of the largest process, which is rustc.
    pub(crate) peak: u64,
}

impl Cost {
    pub(crate) fn least(self, other: Cost) -> Cost {
        Cost {
            user: self.user.min(other.user),
            peak: self.peak.min(other.peak),
        }
    }
}

impl Crate {
    /// Builds the crate and all it depends on.
    pub(crate) fn build(&self, profile: Profile) -> io::Result<Cost> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command
            .args(["build", "--quiet"])
            .args(profile.flag())
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            // Else it would be measured how little is built anew.
            .env("CARGO_INCREMENTAL", "0");
        let used = command.spawn()?.wait4()?;
        if !used.status.success() {
            return Err(self.error("does not build"));
        }
        Ok(Cost {
            user: used.rusage.utime,
            peak: used.rusage.maxrss,
        })
    }

    /// Builds the crate alone, of which everything is built already.
    pub(crate) fn rebuild(&self, profile: Profile) -> io::Result<Cost> {
        let built = |binary: &Path| fs::metadata(binary)?.modified();
        let binary = self.binary(profile);
        let before = built(&binary)?;
        File::options()
            .append(true)
            .open(self.folder.join("src/main.rs"))?
            .set_modified(SystemTime::now())?;
        let cost = self.build(profile)?;
        if built(&binary)? == before {
            return Err(self.error("was not built again"));
        }
        Ok(cost)
    }

    /// What the built program prints, but for blanks behind tags and at the end of attributes: the
    /// engines differ in which they keep.
    pub(crate) fn html(&self, profile: Profile) -> io::Result<String> {
        let output = Command::new(self.binary(profile)).output()?;
        if !output.status.success() {
            return Err(self.error("does not run"));
        }
        let html = String::from_utf8(output.stdout).map_err(io::Error::other)?;
        let pieces: Vec<&str> = html.split('>').map(str::trim_start).collect();
        Ok(pieces.join(">").replace(" \"", "\""))
    }

    /// The size of the built program in bytes.
    pub(crate) fn size(&self, profile: Profile) -> io::Result<u64> {
        Ok(fs::metadata(self.binary(profile))?.len())
    }

    fn binary(&self, profile: Profile) -> PathBuf {
        let name = format!("{}-pages{}", self.engine.name(), env::consts::EXE_SUFFIX);
        self.target.join(profile.name()).join(name)
    }

    fn error(&self, what: &str) -> io::Error {
        io::Error::other(format!("{} {what}", self.folder.display()))
    }
}
