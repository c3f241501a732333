//! [`Entry`]: one file, from being chosen to lying in the store.
//!
//! ```text
//! Chosen ── allowed ──> Receiving ── all bytes are stored ──> Done ── consumed ──> gone
//!    └───────── wrong ──────> Failed <── wrong, late ──┘
//! ```
//! While it is received one chunk at most is under way: it was taken from its frame, is not stored yet, and its
//! client is not told of it. So a client that is told of each chunk before it sends the next one costs one chunk of
//! memory, and one that does not wait is at an end.

use super::content::{HEAD, is_genuine};
use super::error::{UploadError, UploadFault};
use super::store::{Place, UploadFile, rewind};
use super::{Answer, Chosen, UploadEntry};
use crate::session::frame::Address;
use std::io;
use std::time::Duration;

/// So long a client may take for a chunk, or for coming back.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Entry {
    /// Tells it from another under the same reference.
    pub(crate) serial: u64,
    pub(crate) shown: UploadEntry,
    pub(crate) stage: Stage,
    /// Where its chunks come from.
    pub(crate) channel: Option<Address>,
}

pub(crate) enum Stage {
    Chosen,
    Receiving(Receiving),
    Done(Box<dyn UploadFile>, Place),
    Failed,
}

/// What has come so far.
pub(crate) struct Receiving {
    file: Option<Box<dyn UploadFile>>,
    stored: u64,
    /// Bytes on their way to the store.
    writing: u64,
    /// The first bytes, as far as they are of interest.
    head: Vec<u8>,
    /// Who is to be told when what is written is stored.
    waiting: Option<Address>,
    /// When something happened last.
    last: Duration,
    place: Place,
}

/// A chunk for the store.
pub(crate) struct Chunk {
    pub(crate) serial: u64,
    pub(crate) file: Option<Box<dyn UploadFile>>,
    pub(crate) bytes: Vec<u8>,
}

impl Entry {
    pub(crate) fn new(serial: u64, chosen: Chosen, errors: Vec<UploadError>) -> Entry {
        let Chosen {
            reference,
            name,
            kind,
            size,
            last_modified,
        } = chosen;
        Entry {
            serial,
            shown: UploadEntry {
                reference,
                name,
                kind,
                size,
                last_modified,
                progress: 0,
                errors,
                is_done: false,
            },
            stage: Stage::Chosen,
            channel: None,
        }
    }

    pub(crate) fn is_valid(&self) -> bool {
        self.shown.errors.is_empty()
    }

    /// Whether it was allowed, whatever became of it.
    pub(crate) fn is_allowed(&self) -> bool {
        matches!(self.stage, Stage::Receiving(_) | Stage::Done(..))
    }

    /// Its bytes may come.
    pub(crate) fn allow(&mut self, place: Place, now: Duration) {
        self.stage = Stage::Receiving(Receiving {
            file: None,
            stored: 0,
            writing: 0,
            head: Vec::new(),
            waiting: None,
            last: now,
            place,
        });
    }

    /// A client joins, for the first time or after its connection dropped. What it is to be told, if that is known
    /// already.
    pub(crate) fn open(
        &mut self,
        address: &Address,
        now: Duration,
    ) -> Result<Option<u64>, UploadFault> {
        let offset = match &mut self.stage {
            Stage::Receiving(receiving) if receiving.writing > 0 => {
                receiving.waiting = Some(address.clone());
                None
            }
            Stage::Receiving(receiving) => {
                receiving.last = now;
                Some(receiving.stored)
            }
            Stage::Done(..) => Some(self.shown.size),
            Stage::Chosen | Stage::Failed => return Err(UploadFault::Unknown),
        };
        self.channel = Some(address.clone());
        Ok(offset)
    }

    /// Takes the next bytes. Whatever is wrong with them, it is the end of this file.
    pub(crate) fn take(
        &mut self,
        bytes: &[u8],
        most: usize,
        address: &Address,
    ) -> Result<Chunk, UploadFault> {
        let Stage::Receiving(receiving) = &mut self.stage else {
            return Err(UploadFault::Unknown);
        };
        let fault = receiving.fault(bytes.len(), most, self.shown.size);
        if let Some(fault) = fault {
            self.fail(UploadError::Interrupted);
            return Err(fault);
        }
        if !receiving.looks_genuine(bytes, &self.shown) {
            self.fail(UploadError::WrongContent);
            return Err(UploadFault::Failed);
        }
        receiving.writing = bytes.len() as u64;
        receiving.waiting = Some(address.clone());
        Ok(Chunk {
            serial: self.serial,
            file: receiving.file.take(),
            bytes: bytes.to_owned(),
        })
    }

    /// A chunk is stored, or is not.
    pub(crate) fn stored(
        &mut self,
        result: io::Result<Box<dyn UploadFile>>,
        now: Duration,
    ) -> Option<Answer> {
        let stage = std::mem::replace(&mut self.stage, Stage::Failed);
        let Stage::Receiving(mut receiving) = stage else {
            self.stage = stage;
            return None;
        };
        let stored = receiving.stored + std::mem::take(&mut receiving.writing);
        let waiting = receiving.waiting.take();
        let is_done = stored == self.shown.size;
        let file = result.and_then(|mut file| {
            if is_done {
                rewind(&mut *file)?;
            }
            Ok(file)
        });
        let told = match file {
            Ok(file) if is_done => {
                self.shown.is_done = true;
                self.stage = Stage::Done(file, receiving.place);
                Ok(stored)
            }
            Ok(file) => {
                (receiving.file, receiving.stored, receiving.last) = (Some(file), stored, now);
                self.stage = Stage::Receiving(receiving);
                Ok(stored)
            }
            Err(_) => {
                self.shown.errors.push(UploadError::NotStored);
                Err(UploadFault::Failed)
            }
        };
        if told.is_ok() {
            self.shown.progress = (stored * 100 / self.shown.size.max(1)) as u8;
        }
        waiting.map(|address| Answer::Told(address, told))
    }

    /// It will not come. What is done, or has failed already, stays as it is.
    pub(crate) fn fail(&mut self, error: UploadError) {
        if matches!(self.stage, Stage::Chosen | Stage::Receiving(_)) {
            self.stage = Stage::Failed;
            self.shown.errors.push(error);
        }
    }

    /// Its client is back, and has its time anew.
    pub(crate) fn touch(&mut self, now: Duration) {
        if let Stage::Receiving(receiving) = &mut self.stage {
            receiving.last = now;
        }
    }

    /// When it has waited for long enough.
    pub(crate) fn deadline(&self) -> Option<Duration> {
        match &self.stage {
            Stage::Receiving(receiving) if receiving.writing == 0 => {
                Some(receiving.last.saturating_add(PATIENCE))
            }
            _ => None,
        }
    }
}

impl Receiving {
    fn fault(&self, bytes: usize, most: usize, size: u64) -> Option<UploadFault> {
        if self.writing > 0 {
            Some(UploadFault::OutOfTurn)
        } else if bytes == 0 || bytes > most {
            Some(UploadFault::ChunkSize)
        } else if self.stored + bytes as u64 > size {
            Some(UploadFault::TooMuch)
        } else {
            None
        }
    }

    /// Whether the file may be what it is called, as far as can be told by now.
    fn looks_genuine(&mut self, bytes: &[u8], shown: &UploadEntry) -> bool {
        let wanted = HEAD.min(usize::try_from(shown.size).unwrap_or(HEAD));
        if self.head.len() == wanted {
            return true;
        }
        let more = bytes.len().min(wanted - self.head.len());
        self.head.extend_from_slice(&bytes[..more]);
        self.head.len() < wanted || is_genuine(&shown.name, &shown.kind, &self.head)
    }
}
