//! [`UploadStore`]: where the bytes of uploads go. An adapter has one; the engine writes no file.

use std::fmt;
use std::future::{Future, ready};
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What an upload is written to and read from: a file, or memory. Dropping it takes it away.
pub trait UploadFile: Read + Write + Seek + Send + 'static {}

impl<F: Read + Write + Seek + Send + 'static> UploadFile for F {}

/// What comes of [`UploadStore::append`].
pub type Appended = Pin<Box<dyn Future<Output = io::Result<Box<dyn UploadFile>>> + Send>>;

/// Keeps uploads until they are consumed. Each write is a [`Task`](super::super::Task) of its session, so a store has
/// nothing to do but write.
pub trait UploadStore: Send + Sync + 'static {
    /// Writes behind what is there, into a new file if there is none. The file is gone when it is dropped, with this
    /// future or later, whatever the reason: that is how it is taken away.
    fn append(&self, file: Option<Box<dyn UploadFile>>, bytes: Vec<u8>) -> Appended;
}

/// Keeps uploads in memory: what an endpoint does that was given no other store.
///
/// ```
/// use slotwise::session::{MemoryStore, UploadStore};
/// let store: Box<dyn UploadStore> = Box::new(MemoryStore);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct MemoryStore;

impl UploadStore for MemoryStore {
    fn append(&self, file: Option<Box<dyn UploadFile>>, bytes: Vec<u8>) -> Appended {
        let mut file = file.unwrap_or_else(|| Box::new(Cursor::new(Vec::new())));
        Box::pin(ready(file.write_all(&bytes).map(|()| file)))
    }
}

/// The store of an endpoint, and how much goes into it.
pub(crate) struct Shelf {
    pub(crate) store: Arc<dyn UploadStore>,
    /// Bytes of one file.
    pub(crate) most_bytes: u64,
    /// Bytes of a chunk.
    pub(crate) most_chunk: usize,
    /// Files at once.
    pub(crate) most_files: usize,
    files: Arc<AtomicUsize>,
}

impl Default for Shelf {
    fn default() -> Shelf {
        Shelf {
            store: Arc::new(MemoryStore),
            most_bytes: 0,
            most_chunk: 0,
            most_files: 0,
            files: Arc::default(),
        }
    }
}

impl Shelf {
    /// A place for one file, if one is free.
    pub(crate) fn place(&self) -> Option<Place> {
        let taken = |files: usize| (files < self.most_files).then_some(files + 1);
        let order = Ordering::Relaxed;
        self.files.fetch_update(order, order, taken).ok()?;
        Some(Place(self.files.clone()))
    }

    /// How many places are taken.
    pub(crate) fn taken(&self) -> usize {
        self.files.load(Ordering::Relaxed)
    }
}

/// A place for one file, as long as it lives.
pub(crate) struct Place(Arc<AtomicUsize>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Place")
    }
}

/// To its beginning, for whoever reads it.
pub(crate) fn rewind(file: &mut dyn UploadFile) -> io::Result<()> {
    file.seek(SeekFrom::Start(0)).map(drop)
}
