//! [`FileInput`]: files that a user chooses, sent as the client sends them.

use crate::client::Answer;
use crate::dom::{self, Which};
use crate::form;
use crate::page::{Page, expect};
use serde_json::{Value, json};

/// A file that a user has.
///
/// ```
/// use slotwise_live_test::ChosenFile;
/// let file = ChosenFile::new("note.txt", "text/plain", "A few words");
/// ```
#[derive(Clone, Debug)]
pub struct ChosenFile {
    name: String,
    kind: String,
    bytes: Vec<u8>,
}

impl ChosenFile {
    /// A file of this name, type and content.
    pub fn new(name: &str, kind: &str, bytes: impl Into<Vec<u8>>) -> ChosenFile {
        ChosenFile {
            name: name.to_owned(),
            kind: kind.to_owned(),
            bytes: bytes.into(),
        }
    }
}

/// A file that was chosen on a page.
pub(crate) struct Held {
    reference: String,
    /// Of its input.
    input: String,
    file: ChosenFile,
    /// The bytes of a chunk, once it may come.
    chunk: Option<usize>,
    sent: usize,
}

/// A file input of a [`Page`], made by [`live_file_input`](slotwise::session::live_file_input).
pub struct FileInput<'p> {
    page: &'p mut Page,
    id: String,
}

impl<'p> FileInput<'p> {
    pub(crate) fn new(page: &'p mut Page, selector: &str) -> Result<FileInput<'p>, String> {
        page.settle()?;
        let element = dom::one(&page.dom, selector, &Which::Only)?;
        let id = element.attr("data-phx-upload-ref");
        let id = id.ok_or_else(|| format!("`{selector}` is no `<.live_file_input>`"))?;
        let id = id.to_owned();
        Ok(FileInput { page, id })
    }

    /// The user chooses files, beside those that were chosen before if it takes several. The view gets the event of
    /// `phx-change`; files of an upload with `auto` are sent.
    ///
    /// # Panics
    /// If the view does not take the event.
    #[track_caller]
    pub fn choose(self, files: impl IntoIterator<Item = ChosenFile>) -> FileInput<'p> {
        expect(choose(self.page, &self.id, files));
        self
    }

    /// Sends a file up to so many percent of its bytes, if it may come; the page shows why not.
    ///
    /// # Panics
    /// If no file of this name is chosen, or the view panics.
    #[track_caller]
    pub fn upload(self, name: &str, percent: u8) -> FileInput<'p> {
        expect(upload_named(self.page, &self.id, name, percent));
        self
    }
}

fn choose(
    page: &mut Page,
    id: &str,
    files: impl IntoIterator<Item = ChosenFile>,
) -> Result<(), String> {
    forget(page);
    let is_multiple = attribute(page, id, "multiple").is_some();
    if !is_multiple {
        page.files.retain(|held| held.input != id);
    }
    for file in files {
        page.last_file += 1;
        page.files.push(Held {
            reference: page.last_file.to_string(),
            input: id.to_owned(),
            file,
            chunk: None,
            sent: 0,
        });
    }
    let mut uploads = json!({});
    uploads[id] = entries(page.files.iter().filter(|held| held.input == id));
    page.uploads = Some(uploads);
    form::file_chosen(page, id)?;
    forget(page);
    match attribute(page, id, "data-phx-auto-upload") {
        Some(_) => upload(page, |held| held.input == id, 100),
        None => Ok(()),
    }
}

/// What is said of files.
fn entries<'h>(files: impl Iterator<Item = &'h Held>) -> Value {
    let entries = files.map(
        |Held {
             reference, file, ..
         }| {
            json!({
                "ref": reference, "name": file.name, "type": file.kind, "size": file.bytes.len(),
                "last_modified": 0, "relative_path": "",
            })
        },
    );
    entries.collect()
}

/// Forgets what the page shows no longer.
fn forget(page: &mut Page) {
    let mut files = std::mem::take(&mut page.files);
    files.retain(|held| references(page, &held.input, "active").contains(&held.reference));
    page.files = files;
}

fn attribute(page: &Page, id: &str, name: &str) -> Option<String> {
    let mut elements = page.dom.root_element().descendent_elements();
    let input = elements.find(|element| element.value().id() == Some(id))?;
    input.attr(name).map(str::to_owned)
}

fn references(page: &Page, id: &str, which: &str) -> Vec<String> {
    let text = attribute(page, id, &format!("data-phx-{which}-refs")).unwrap_or_default();
    let parts = text.split(',').filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

fn upload_named(page: &mut Page, id: &str, name: &str, percent: u8) -> Result<(), String> {
    forget(page);
    let is_it = |held: &Held| held.input == id && held.file.name == name;
    if !page.files.iter().any(is_it) {
        let names: Vec<&str> = page.files.iter().map(|held| &*held.file.name).collect();
        let names = names.join(", ");
        return Err(format!("no file `{name}` is chosen: there are {names}"));
    }
    upload(page, is_it, percent)
}

/// Sends what is left of the files of a form, as a client does before the form itself.
pub(crate) fn upload_all(page: &mut Page, inputs: &[String]) -> Result<(), String> {
    forget(page);
    upload(page, |held| inputs.contains(&held.input), 100)?;
    let failed = inputs.iter().flat_map(|id| references(page, id, "error"));
    match failed.collect::<Vec<String>>().len() {
        0 => Ok(()),
        count => Err(format!(
            "the form is not sent: {count} of its files have errors"
        )),
    }
}

fn upload(page: &mut Page, which: impl Fn(&Held) -> bool, percent: u8) -> Result<(), String> {
    let mut files = std::mem::take(&mut page.files);
    let mut result = Ok(());
    for held in files.iter_mut().filter(|held| which(held)) {
        result = result.and_then(|()| held.send(page, usize::from(percent)));
    }
    page.files = files;
    result?;
    page.settle()?;
    forget(page);
    Ok(())
}

impl Held {
    fn send(&mut self, page: &mut Page, percent: usize) -> Result<(), String> {
        if self.chunk.is_none() && !self.open(page)? {
            return Ok(());
        }
        let chunk = self.chunk.unwrap_or(usize::MAX);
        let end = self.file.bytes.len() * percent.min(100) / 100;
        while self.sent < end {
            let next = end.min(self.sent.saturating_add(chunk));
            let bytes = &self.file.bytes[self.sent..next];
            match page.joined()?.send_chunk(&self.reference, bytes)? {
                Answer::Done | Answer::Elsewhere => self.sent = next,
                Answer::Refused(_) => return Ok(()),
            }
        }
        Ok(())
    }

    /// Asks whether it may come, and opens its channel if so.
    fn open(&mut self, page: &mut Page) -> Result<bool, String> {
        let wanted = json!({"ref": self.input, "entries": entries(std::iter::once(&*self))});
        let client = page.joined()?;
        client.send("allow_upload", &wanted)?;
        let response = client.last_response();
        let Some(token) = response["entries"].get(&self.reference) else {
            return Ok(false);
        };
        let chunk = response["config"]["chunk_size"].as_u64();
        self.chunk = chunk.and_then(|bytes| usize::try_from(bytes).ok());
        let joined = client.open_file(&self.reference, token)?;
        Ok(matches!(joined, Answer::Done))
    }
}
