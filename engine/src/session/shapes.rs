//! [`ShapeFiles`]: the shapes of pages, as files that browsers keep.

use crate::Mirror;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The sets of shapes that outlines spoke of lately. A client that asks for an older one joins without an outline.
#[derive(Default)]
pub(crate) struct ShapeFiles(Mutex<Files>);

#[derive(Default)]
struct Files {
    /// Oldest first.
    files: VecDeque<File>,
    /// Which set a view had last, by its name.
    latest: BTreeMap<String, Arc<str>>,
}

struct File {
    fingerprint: u64,
    name: Arc<str>,
    json: Arc<str>,
}

/// A program has about as many sets as it has pages that differ in which of their parts are there.
const MOST_FILES: usize = 256;

impl ShapeFiles {
    /// The name of the file with the shapes of a mirror.
    pub(crate) fn name(&self, view: &str, mirror: &Mirror) -> Arc<str> {
        let fingerprint = mirror.fingerprint();
        let mut files = self.lock();
        let known = files
            .files
            .iter()
            .find(|file| file.fingerprint == fingerprint);
        let name = match known {
            Some(file) => file.name.clone(),
            None => files.add(fingerprint, mirror),
        };
        if files.latest.get(view) != Some(&name) {
            files.latest.insert(view.to_owned(), name.clone());
        }
        name
    }

    /// The file of a name.
    pub(crate) fn get(&self, name: &str) -> Option<Arc<str>> {
        let files = self.lock();
        let file = files.files.iter().find(|file| *file.name == *name)?;
        Some(file.json.clone())
    }

    /// The name of the file that the last page of a view needed.
    pub(crate) fn latest(&self, view: &str) -> Option<Arc<str>> {
        self.lock().latest.get(view).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, Files> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Files {
    fn add(&mut self, fingerprint: u64, mirror: &Mirror) -> Arc<str> {
        let mut json = String::new();
        mirror.shapes(&mut json);
        let name: Arc<str> = BASE64.encode(&Sha256::digest(&json)[..16]).into();
        self.files.push_back(File {
            fingerprint,
            name: name.clone(),
            json: json.into(),
        });
        if self.files.len() > MOST_FILES {
            self.files.pop_front();
        }
        name
    }
}
