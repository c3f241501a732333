//! What is wrong with an upload: for users, [`UploadError`]; with what a client did, [`UploadFault`].

use crate::session::limits::Reason;
use std::fmt;

/// Why an upload, or one file of it, does not come. The text is for users.
///
/// ```
/// use slotwise::session::UploadError;
/// assert_eq!(UploadError::TooLarge { most: 8_000_000 }.to_string(), "is larger than 8 MB");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UploadError {
    /// It has more bytes than it may.
    TooLarge {
        /// Bytes that it may have.
        most: u64,
    },
    /// There are more files than there may be.
    TooMany {
        /// Files that there may be.
        most: usize,
    },
    /// Neither its name nor its type is accepted.
    NotAccepted,
    /// It has no bytes.
    Empty,
    /// It does not begin as its name or its type says.
    WrongContent,
    /// It did not come to its end.
    Interrupted,
    /// It could not be stored.
    NotStored,
    /// The server takes no more files at the moment.
    Busy,
}

impl UploadError {
    /// Its name for a client.
    pub(crate) fn reason(&self) -> &'static str {
        match self {
            UploadError::TooLarge { .. } => "too_large",
            UploadError::TooMany { .. } => "too_many_files",
            UploadError::NotAccepted => "not_accepted",
            UploadError::Empty => "empty",
            UploadError::WrongContent => "wrong_content",
            UploadError::Interrupted => "interrupted",
            UploadError::NotStored => "not_stored",
            UploadError::Busy => "busy",
        }
    }
}

impl fmt::Display for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UploadError::TooLarge { most } => write!(f, "is larger than {}", Bytes(*most)),
            UploadError::TooMany { most: 1 } => f.write_str("only one file may be chosen"),
            UploadError::TooMany { most } => write!(f, "only {most} files may be chosen"),
            UploadError::NotAccepted => f.write_str("is not of a type that is accepted"),
            UploadError::Empty => f.write_str("is empty"),
            UploadError::WrongContent => f.write_str("is not what its name says"),
            UploadError::Interrupted => f.write_str("was interrupted"),
            UploadError::NotStored => f.write_str("could not be stored"),
            UploadError::Busy => f.write_str("has to wait: too much is being uploaded"),
        }
    }
}

impl std::error::Error for UploadError {}

/// A number of bytes as people say it: `8 MB`, `1.5 kB`.
struct Bytes(u64);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
        let fitting = units.iter().find(|(unit, _)| self.0 >= *unit);
        match fitting {
            Some((unit, name)) if self.0 % unit < unit / 10 => {
                write!(f, "{} {name}", self.0 / unit)
            }
            Some((unit, name)) => {
                write!(f, "{}.{} {name}", self.0 / unit, self.0 % unit * 10 / unit)
            }
            None => write!(f, "{} bytes", self.0),
        }
    }
}

/// What a client did that no client of ours does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UploadFault {
    /// No file is expected under this token or on this topic: it is over, was cancelled, or never was.
    Unknown,
    /// A chunk came before the last one was acknowledged.
    OutOfTurn,
    /// More bytes than a chunk may have, or none.
    ChunkSize,
    /// More bytes than the file was said to have.
    TooMuch,
    /// The file ended, for a reason that its user is shown.
    Failed,
}

impl UploadFault {
    pub(crate) fn reason(self) -> Reason {
        match self {
            UploadFault::Unknown => Reason::UnknownUpload,
            UploadFault::OutOfTurn => Reason::ChunkOutOfTurn,
            UploadFault::ChunkSize => Reason::ChunkSize,
            UploadFault::TooMuch => Reason::TooManyBytes,
            UploadFault::Failed => Reason::UploadFailed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_people_do() {
        for (bytes, said) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1 kB"),
            (1_550, "1.5 kB"),
            (8_000_000, "8 MB"),
            (2_500_000_000, "2.5 GB"),
        ] {
            assert_eq!(Bytes(bytes).to_string(), said);
        }
    }
}
