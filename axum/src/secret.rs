//! Where the secret comes from.

use crate::clock::{hex, random};
use slotwise::session::{Secret, SecretTooShort};
use std::fmt;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// The environment variable that holds the secret.
const VARIABLE: &str = "SLOTWISE_SECRET";

/// The secret in the environment variable `SLOTWISE_SECRET`, or else the one in a file, which is
/// made if it is not there, readable for its owner alone. So a restart turns no page away.
///
/// Servers that share the load need the same secret: give it to them in the variable.
///
/// # Errors
/// If the secret has fewer than 32 bytes, or the file can be neither read nor made.
///
/// ```no_run
/// let app = slotwise_axum::App::new(slotwise_axum::secret_from_env_or_file(".slotwise-secret")?);
/// # Ok::<(), slotwise_axum::SecretError>(())
/// ```
pub fn secret_from_env_or_file(path: impl AsRef<Path>) -> Result<Secret, SecretError> {
    if let Some(value) = std::env::var_os(VARIABLE) {
        let too_short = |error| SecretError::TooShort(format!("in `{VARIABLE}`"), error);
        return Secret::new(value.as_encoded_bytes()).map_err(too_short);
    }
    let path = path.as_ref();
    let place = path.display().to_string();
    let bytes = read_or_make(path).map_err(|error| SecretError::File(place.clone(), error))?;
    Secret::new(bytes.trim_ascii())
        .map_err(|error| SecretError::TooShort(format!("in `{place}`"), error))
}

/// Why there is no secret.
#[derive(Debug)]
#[non_exhaustive]
pub enum SecretError {
    /// The secret in this place is too short.
    TooShort(String, SecretTooShort),
    /// This file can be neither read nor made.
    File(String, io::Error),
}

impl fmt::Display for SecretError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SecretError::TooShort(place, error) => {
                write!(f, "{error}, {place}; `openssl rand -hex 32` makes one")
            }
            SecretError::File(path, error) => write!(f, "cannot read or make `{path}`: {error}"),
        }
    }
}

impl std::error::Error for SecretError {}

fn read_or_make(path: &Path) -> io::Result<Vec<u8>> {
    match fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => make(path),
        read => read,
    }
}

/// Written under another name and linked into place: a process that starts at the same time sees the
/// whole file or none, and both end up with the same secret.
fn make(path: &Path) -> io::Result<Vec<u8>> {
    let secret = hex(&random::<32>().map_err(io::Error::other)?);
    let mut draft = path.as_os_str().to_owned();
    draft.push(format!(
        ".{}",
        hex(&random::<8>().map_err(io::Error::other)?)
    ));
    let draft = Path::new(&draft);
    let written = owner_only()
        .open(draft)
        .and_then(|mut file| file.write_all(secret.as_bytes()))
        .and_then(|()| fs::hard_link(draft, path));
    let _ = fs::remove_file(draft);
    match written {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => fs::read(path),
        Err(error) => Err(error),
        Ok(()) => Ok(secret.into_bytes()),
    }
}

fn owner_only() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_once_and_read_again() {
        let name = format!("slotwise-{}", hex(&random::<8>().unwrap()));
        let path = std::env::temp_dir().join(name);
        let made = read_or_make(&path).unwrap();
        assert_eq!(made.len(), 64);
        assert_eq!(read_or_make(&path).unwrap(), made);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::remove_file(&path).unwrap();
    }
}
