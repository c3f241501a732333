//! Uploads: files that users choose, sent over the socket in chunks, kept by the adapter until the view takes them.
//!
//! ```text
//! client    event {"uploads":{id:[{ref,name,size,type}..]}}   chosen: checked by what is said of them
//! client    allow_upload {"ref":id,"entries":[..]}            may they come?
//! server      {"config":{..},"entries":{ref:token}}           a token each, or {"error":[[ref,reason]..]}
//! client    phx_join on lvu:<ref> {"token":..}                a channel for each file
//! client    chunk, a binary frame                             one at a time: the next one after the answer
//! server      {"offset":stored}                               when it is stored
//! ```
//! What is stored is not sent again after a connection dropped: the answer to a join says how much there is.
//!
//! [`Upload`] is what a view holds and shows, [`Entry`] one file and its states, [`UploadStore`] where the bytes go.

mod components;
mod content;
mod entry;
mod error;
mod message;
mod store;

use super::frame::Address;
use crate::{Stamp, Stamped};
pub use components::{live_file_input, live_img_preview};
use content::is_accepted;
use entry::{Chunk, Entry, Stage};
pub use error::UploadError;
pub(crate) use error::UploadFault;
pub(crate) use message::{Allowed, Chosen, Token, chosen};
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use store::Place;
pub(crate) use store::Shelf;
pub use store::{Appended, MemoryStore, UploadFile, UploadStore};

/// Files are forgotten that were chosen beyond this, or beyond those that are allowed: a client says what it likes.
const MOST_SHOWN: usize = 64;

/// What may be uploaded, see [`Socket::allow_upload`](super::Socket::allow_upload).
///
/// ```
/// use slotwise::session::UploadOptions;
/// let options = UploadOptions::new().accept([".png", ".jpg", ".jpeg"]).max_entries(3).max_file_size(2_000_000);
/// ```
#[derive(Clone, Debug)]
pub struct UploadOptions {
    pub(crate) accept: Vec<String>,
    pub(crate) max_entries: usize,
    pub(crate) max_file_size: u64,
    pub(crate) chunk_size: usize,
    pub(crate) auto: bool,
}

impl Default for UploadOptions {
    fn default() -> UploadOptions {
        UploadOptions {
            accept: Vec::new(),
            max_entries: 1,
            max_file_size: 8_000_000,
            chunk_size: 64_000,
            auto: false,
        }
    }
}

impl UploadOptions {
    /// One file of any type, of 8 MB at most, in chunks of 64 kB, sent with its form.
    pub fn new() -> UploadOptions {
        UploadOptions::default()
    }

    /// What may be chosen: extensions (`.png`), types (`image/png`) and groups of types (`image/*`).
    #[must_use]
    pub fn accept<P: Into<String>>(
        mut self,
        patterns: impl IntoIterator<Item = P>,
    ) -> UploadOptions {
        self.accept = patterns.into_iter().map(Into::into).collect();
        self
    }

    /// How many files there may be. Where it is one, another one takes its place.
    #[must_use]
    pub fn max_entries(mut self, most: usize) -> UploadOptions {
        self.max_entries = most.max(1);
        self
    }

    /// The bytes that each may have; never more than [`Limits::upload_bytes`](super::Limits::upload_bytes).
    #[must_use]
    pub fn max_file_size(mut self, bytes: u64) -> UploadOptions {
        self.max_file_size = bytes;
        self
    }

    /// The bytes of a chunk; never more than a frame may have.
    #[must_use]
    pub fn chunk_size(mut self, bytes: usize) -> UploadOptions {
        self.chunk_size = bytes.max(1);
        self
    }

    /// Whether files are sent as soon as they are chosen, and not with their form.
    #[must_use]
    pub fn auto(mut self, auto: bool) -> UploadOptions {
        self.auto = auto;
        self
    }
}

/// A file that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadEntry {
    /// The name that the client gave it: unique among those of its page.
    pub reference: String,
    /// Its name on the disk of its user, who may call it anything: do not store it under this name.
    pub name: String,
    /// What its browser takes it for, such as `image/png`.
    pub kind: String,
    /// Its bytes, by what is said of it; what comes is not more.
    pub size: u64,
    /// When it was changed last, in milliseconds since the Unix epoch, by what is said of it.
    pub last_modified: u64,
    /// How much of it is stored, in percent.
    pub progress: u8,
    /// Why it does not come.
    pub errors: Vec<UploadError>,
    /// It is stored as a whole, and can be consumed.
    pub is_done: bool,
}

/// A file that came as a whole. It is gone when this is dropped.
pub struct Uploaded {
    /// What is said of it.
    pub entry: UploadEntry,
    /// Its bytes, from the first on. Files of `slotwise-axum` are read from the disk: read long ones where waiting
    /// does no harm.
    pub file: Box<dyn UploadFile>,
    _place: Place,
}

impl fmt::Debug for Uploaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Uploaded")
            .field("entry", &self.entry)
            .finish_non_exhaustive()
    }
}

/// An upload that a view allows: what was chosen for it and how far that has come. Clones are of the same one; a view
/// keeps what [`Socket::allow_upload`](super::Socket::allow_upload) gives, and shows it.
///
/// ```
/// use slotwise::session::{Event, Live, LiveView, Upload, UploadOptions, live_file_input};
/// use slotwise::{Tracked, View, h};
/// use std::io::Read;
///
/// struct Notes { notes: Upload, texts: Tracked<Vec<String>> }
///
/// #[derive(Event)]
/// enum NotesEvent { Change, Cancel { file: String }, Save }
///
/// impl LiveView for Notes {
///     type Event = NotesEvent;
///     type Info = ();
///
///     fn mount(cx: &mut Live<Self>) -> Self {
///         let notes = cx.allow_upload("notes", UploadOptions::new().accept([".txt"]).max_entries(5));
///         Notes { notes, texts: vec![].into() }
///     }
///
///     fn handle_event(&mut self, event: NotesEvent, _: &mut Live<Self>) {
///         match event {
///             NotesEvent::Change => {}
///             NotesEvent::Cancel { file } => { self.notes.cancel(&file); }
///             NotesEvent::Save => {
///                 for mut note in self.notes.consume() {
///                     let mut text = String::new();
///                     if note.file.read_to_string(&mut text).is_ok() { self.texts.push(text); }
///                 }
///             }
///         }
///     }
///
///     fn render(&self) -> impl View {
///         h! {
///             <form id="notes" phx-change="change" phx-submit="save">
///               <.live_file_input upload={@notes} />
///               <p :for={error in @notes.errors()}>{error.to_string()}</p>
///               <div :for={entry in @notes.entries()}>
///                 {&entry.name} <progress max="100" value={entry.progress}></progress>
///                 <button type="button" phx-click="cancel" phx-value-file={&entry.reference}>Cancel</button>
///                 <p :for={error in &entry.errors}>{error.to_string()}</p>
///               </div>
///               <button>Save</button>
///             </form>
///             <pre :for={text in @texts}>{text}</pre>
///         }
///     }
/// }
/// ```
#[derive(Clone)]
pub struct Upload(Arc<Mutex<State>>);

struct State {
    stamp: Stamp,
    id: String,
    name: String,
    options: UploadOptions,
    last_serial: u64,
    entries: Vec<Entry>,
    /// More were chosen than are kept.
    too_many: bool,
    /// For the client.
    answers: Vec<Answer>,
}

/// What a client is to be told on the channel of a file.
#[derive(Debug)]
pub(crate) enum Answer {
    /// How many bytes are stored, or what is wrong.
    Told(Address, Result<u64, UploadFault>),
    /// Nothing more is expected there.
    Close(Address),
}

impl Upload {
    pub(crate) fn new(page: &str, name: &str, options: UploadOptions) -> Upload {
        Upload(Arc::new(Mutex::new(State {
            stamp: Stamp::fresh(),
            id: format!("{page}-upload-{name}"),
            name: name.to_owned(),
            options,
            last_serial: 0,
            entries: Vec::new(),
            too_many: false,
            answers: Vec::new(),
        })))
    }

    /// The id of its file input.
    pub fn id(&self) -> String {
        self.lock().id.clone()
    }

    /// The name under which it was allowed.
    pub fn name(&self) -> String {
        self.lock().name.clone()
    }

    /// What was chosen, and how far it has come.
    pub fn entries(&self) -> Vec<UploadEntry> {
        let state = self.lock();
        state
            .entries
            .iter()
            .map(|entry| entry.shown.clone())
            .collect()
    }

    /// What is wrong with the choice as a whole.
    pub fn errors(&self) -> Vec<UploadError> {
        self.lock().errors()
    }

    /// Whether something was chosen, nothing is wrong with it, and all of it is stored.
    pub fn is_done(&self) -> bool {
        let state = self.lock();
        let mut entries = state.entries.iter();
        !state.entries.is_empty() && entries.all(|entry| entry.shown.is_done)
    }

    /// Forgets a file, wherever it is on its way; `false` if there is none of this reference.
    pub fn cancel(&self, reference: &str) -> bool {
        self.change(|state| {
            let is_it = |entry: &Entry| entry.shown.reference == reference;
            let at = state.entries.iter().position(is_it)?;
            state.remove(at);
            Some(())
        })
        .is_some()
    }

    /// Takes all files that have come as a whole.
    pub fn consume(&self) -> Vec<Uploaded> {
        self.change(|state| {
            let mut taken = Vec::new();
            while let Some(at) = state.entries.iter().position(|entry| entry.shown.is_done) {
                taken.extend(state.remove(at));
            }
            taken
        })
    }

    /// Takes one file that has come as a whole.
    pub fn consume_entry(&self, reference: &str) -> Option<Uploaded> {
        self.change(|state| {
            let is_it = |entry: &Entry| entry.shown.reference == reference && entry.shown.is_done;
            let at = state.entries.iter().position(is_it)?;
            state.remove(at)
        })
    }

    /// Forgets all files: the session ends.
    pub(crate) fn clear(&self) {
        self.lock().entries.clear();
    }

    pub(crate) fn set_options(&self, options: UploadOptions) {
        self.change(|state| state.options = options);
    }

    /// A client says what is chosen now. What it has said before is known. Gives how many files may not come.
    pub(crate) fn choose(&self, all: Vec<Chosen>) -> usize {
        let is_known = |state: &State, chosen: &Chosen| {
            let mut entries = state.entries.iter();
            entries.any(|entry| entry.shown.reference == chosen.reference)
        };
        let state = &mut *self.lock();
        let new: Vec<Chosen> = all
            .into_iter()
            .filter(|one| !is_known(state, one))
            .collect();
        if new.is_empty() {
            return 0;
        }
        state.stamp = Stamp::fresh();
        state.too_many = false;
        if state.options.max_entries == 1 {
            while !state.entries.is_empty() {
                state.remove(0);
            }
        }
        let added = new.into_iter().map(|chosen| state.add(chosen));
        added.filter(|may_come| !may_come).count()
    }

    /// Whether these may come: tokens, or what is wrong.
    pub(crate) fn allow(
        &self,
        wanted: &[Chosen],
        session: u64,
        shelf: &Shelf,
        now: Duration,
    ) -> Allowed {
        self.change(|state| state.allow(wanted, session, shelf, now))
    }

    /// The client opens the channel of a file.
    pub(crate) fn open(
        &self,
        serial: u64,
        address: &Address,
        now: Duration,
    ) -> Result<Option<u64>, UploadFault> {
        let mut state = self.lock();
        let entry = state.entry(serial).ok_or(UploadFault::Unknown)?;
        entry.open(address, now)
    }

    /// The client has left the channel of a file.
    pub(crate) fn leave(&self, serial: u64) {
        self.fail(serial, UploadError::Interrupted);
    }

    /// The client says that a file will not come.
    pub(crate) fn fail_named(&self, reference: &str) {
        let is_it = |entry: &&Entry| entry.shown.reference == reference;
        let serial = self
            .lock()
            .entries
            .iter()
            .find(is_it)
            .map(|entry| entry.serial);
        if let Some(serial) = serial {
            self.fail(serial, UploadError::Interrupted);
        }
    }

    fn fail(&self, serial: u64, error: UploadError) {
        self.change(|state| {
            if let Some(entry) = state.entry(serial) {
                entry.fail(error);
                entry.channel = None;
            }
        });
    }

    /// Bytes came.
    pub(crate) fn take(
        &self,
        serial: u64,
        bytes: &[u8],
        most: usize,
        address: &Address,
    ) -> Result<Chunk, UploadFault> {
        let state = &mut *self.lock();
        let most = most.min(state.options.chunk_size);
        let entry = state.entry(serial).ok_or(UploadFault::Unknown)?;
        let taken = entry.take(bytes, most, address);
        if taken.is_err() {
            state.stamp = Stamp::fresh();
        }
        taken
    }

    /// A chunk is stored, or is not. What is shown now, if that is something else than before.
    pub(crate) fn stored(
        &self,
        serial: u64,
        result: io::Result<Box<dyn UploadFile>>,
        now: Duration,
    ) -> Option<UploadEntry> {
        let state = &mut *self.lock();
        let entry = state.entry(serial)?;
        let before = entry.shown.clone();
        let answer = entry.stored(result, now);
        let shown = entry.shown.clone();
        state.answers.extend(answer);
        if shown == before {
            return None;
        }
        state.stamp = Stamp::fresh();
        Some(shown)
    }

    /// The file whose channel is this.
    pub(crate) fn serial_of(&self, address: &Address) -> Option<u64> {
        let state = self.lock();
        let mut entries = state.entries.iter();
        let entry = entries.find(|entry| {
            let channel = entry.channel.as_ref();
            channel.is_some_and(|c| c.topic == address.topic && c.join_ref == address.join_ref)
        });
        entry.map(|entry| entry.serial)
    }

    pub(crate) fn take_answers(&self) -> Vec<Answer> {
        std::mem::take(&mut self.lock().answers)
    }

    /// When the next client has been waited for long enough.
    pub(crate) fn deadline(&self) -> Option<Duration> {
        self.lock().entries.iter().filter_map(Entry::deadline).min()
    }

    pub(crate) fn touch(&self, now: Duration) {
        for entry in &mut self.lock().entries {
            entry.touch(now);
        }
    }

    /// Whether a file fails now because nothing came of it for too long.
    pub(crate) fn expire(&self, now: Duration) -> bool {
        let state = &mut *self.lock();
        let mut any = false;
        for entry in &mut state.entries {
            if entry.deadline().is_some_and(|deadline| deadline <= now) {
                entry.fail(UploadError::Interrupted);
                state
                    .answers
                    .extend(entry.channel.take().map(Answer::Close));
                any = true;
            }
        }
        if any {
            state.stamp = Stamp::fresh();
        }
        any
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.lock();
        state.stamp = Stamp::fresh();
        change(&mut state)
    }

    /// Every change is one step, so a panic leaves nothing half done.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn entry(&mut self, serial: u64) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.serial == serial)
    }

    /// Whether it may come, as far as one can tell.
    fn add(&mut self, chosen: Chosen) -> bool {
        if self.entries.len() >= self.options.max_entries.max(MOST_SHOWN) {
            self.too_many = true;
            return false;
        }
        self.last_serial += 1;
        let errors = self.wrong_with(&chosen);
        let may_come = errors.is_empty();
        self.entries
            .push(Entry::new(self.last_serial, chosen, errors));
        may_come
    }

    fn wrong_with(&self, chosen: &Chosen) -> Vec<UploadError> {
        let most = self.options.max_file_size;
        let too_large = (chosen.size > most).then_some(UploadError::TooLarge { most });
        let empty = (chosen.size == 0).then_some(UploadError::Empty);
        let accepted = is_accepted(&self.options.accept, &chosen.name, &chosen.kind);
        let not_accepted = (!accepted).then_some(UploadError::NotAccepted);
        [too_large, empty, not_accepted]
            .into_iter()
            .flatten()
            .collect()
    }

    fn errors(&self) -> Vec<UploadError> {
        let most = self.options.max_entries;
        let valid = self.entries.iter().filter(|entry| entry.is_valid()).count();
        let too_many = self.too_many || valid > most;
        too_many
            .then_some(UploadError::TooMany { most })
            .into_iter()
            .collect()
    }

    /// Takes a file out, with its bytes if they are all there.
    fn remove(&mut self, at: usize) -> Option<Uploaded> {
        let entry = self.entries.remove(at);
        self.too_many = false;
        self.answers.extend(entry.channel.map(Answer::Close));
        match entry.stage {
            Stage::Done(file, place) => Some(Uploaded {
                entry: entry.shown,
                file,
                _place: place,
            }),
            Stage::Chosen | Stage::Receiving(_) | Stage::Failed => None,
        }
    }

    fn allow(&mut self, wanted: &[Chosen], session: u64, shelf: &Shelf, now: Duration) -> Allowed {
        let mut allowed = Allowed::new(&self.id, &self.options);
        let most = self.options.max_entries;
        if !self.options.auto {
            let errors = self.errors();
            allowed.refuse_all(&self.id, &errors);
            for entry in &self.entries {
                allowed.refuse_all(&entry.shown.reference, &entry.shown.errors);
            }
            if allowed.is_refused() {
                return allowed;
            }
        }
        let id = self.id.clone();
        let mut room = most;
        for entry in self.entries.iter_mut().filter(|entry| entry.is_valid()) {
            let Some(left) = room.checked_sub(1) else {
                break;
            };
            room = left;
            if !wanted
                .iter()
                .any(|one| one.reference == entry.shown.reference)
            {
                continue;
            }
            if !entry.is_allowed() {
                match shelf.place() {
                    Some(place) => entry.allow(place, now),
                    None => {
                        entry.fail(UploadError::Busy);
                        allowed.busy += 1;
                        allowed.refuse_all(&entry.shown.reference, &entry.shown.errors);
                        continue;
                    }
                }
            }
            let token = Token {
                session,
                serial: entry.serial,
                upload: id.clone(),
            };
            allowed
                .entries
                .push((entry.shown.reference.clone(), token.to_string()));
        }
        allowed
    }

    /// The references of those entries of which something holds, as the file input says them.
    fn references(&self, which: impl Fn(&Entry) -> bool) -> String {
        let entries = self.entries.iter().filter(|entry| which(entry));
        let references: Vec<&str> = entries.map(|entry| &*entry.shown.reference).collect();
        references.join(",")
    }
}

impl Stamped for Upload {
    fn stamp(&self) -> Stamp {
        self.lock().stamp
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("Upload")
            .field("name", &state.name)
            .field("options", &state.options)
            .finish_non_exhaustive()
    }
}

/// The uploads of a session, and what of them is to be done.
#[derive(Default)]
pub(crate) struct Uploads {
    all: Vec<Upload>,
    /// For the store.
    pub(crate) writes: Vec<(Upload, Chunk)>,
}

impl Uploads {
    /// The upload of a name, with these options.
    pub(crate) fn allow(&mut self, page: &str, name: &str, options: UploadOptions) -> Upload {
        let known = self.all.iter().find(|upload| upload.lock().name == name);
        if let Some(known) = known {
            known.set_options(options);
            return known.clone();
        }
        let upload = Upload::new(page, name, options);
        self.all.push(upload.clone());
        upload
    }

    pub(crate) fn find(&self, id: &str) -> Option<&Upload> {
        self.all.iter().find(|upload| upload.lock().id == id)
    }

    /// The file whose channel is this.
    pub(crate) fn at(&self, address: &Address) -> Option<(Upload, u64)> {
        let mut all = self.all.iter();
        all.find_map(|upload| Some((upload.clone(), upload.serial_of(address)?)))
    }

    pub(crate) fn take_answers(&mut self) -> Vec<Answer> {
        self.all.iter().flat_map(Upload::take_answers).collect()
    }

    pub(crate) fn deadline(&self) -> Option<Duration> {
        self.all.iter().filter_map(Upload::deadline).min()
    }

    /// The client is back.
    pub(crate) fn touch(&self, now: Duration) {
        self.all.iter().for_each(|upload| upload.touch(now));
    }

    pub(crate) fn expire(&mut self, now: Duration) -> bool {
        self.all.iter().filter(|upload| upload.expire(now)).count() > 0
    }
}

impl Drop for Uploads {
    fn drop(&mut self) {
        // A view may have given its upload to somebody who lives longer.
        for upload in &self.all {
            upload.clear();
        }
    }
}
