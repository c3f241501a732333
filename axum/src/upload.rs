//! [`TemporaryFiles`]: uploads on the disk.

use slotwise::session::{Appended, UploadFile, UploadStore};
use std::io::{self, Write};
use std::path::PathBuf;
use tokio::task::spawn_blocking;

/// Keeps uploads in temporary files without names: nobody finds them under one, and the operating system takes them
/// away when they are closed, be it because the program was killed.
pub(crate) struct TemporaryFiles {
    folder: PathBuf,
}

impl TemporaryFiles {
    pub(crate) fn new(folder: PathBuf) -> TemporaryFiles {
        TemporaryFiles { folder }
    }
}

impl UploadStore for TemporaryFiles {
    fn append(&self, file: Option<Box<dyn UploadFile>>, bytes: Vec<u8>) -> Appended {
        let folder = self.folder.clone();
        let write = move || -> io::Result<Box<dyn UploadFile>> {
            let mut file = match file {
                Some(file) => file,
                None => Box::new(tempfile::tempfile_in(folder)?),
            };
            file.write_all(&bytes)?;
            Ok(file)
        };
        Box::pin(async { spawn_blocking(write).await.map_err(io::Error::other)? })
    }
}
