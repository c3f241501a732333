//! Files that are chosen and sent in a test.

use slotwise::session::{Endpoint, Secret, Upload, UploadOptions, live_file_input};
use slotwise::{Event, Live, LiveView, Tracked, View, h};
use slotwise_live_test::{ChosenFile, LiveTest, Page};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};

struct Notes {
    notes: Upload,
    photo: Upload,
    taken: Tracked<Vec<String>>,
}

#[derive(Event)]
enum NotesEvent {
    Change { title: String },
    Save { title: String },
    Cancel { file: String },
}

impl LiveView for Notes {
    type Event = NotesEvent;
    type Info = ();

    fn mount(cx: &mut Live<Self>) -> Self {
        let notes = UploadOptions::new()
            .accept([".txt"])
            .max_entries(2)
            .chunk_size(10);
        let notes = cx.allow_upload("notes", notes);
        let photo = cx.allow_upload(
            "photo",
            UploadOptions::new().accept(["image/png"]).auto(true),
        );
        cx.on_upload(&photo, |view, entry, _| {
            if let Some(photo) = view.photo.consume_entry(&entry.reference) {
                view.taken
                    .push(format!("photo of {} bytes", photo.entry.size));
            }
        });
        Notes {
            notes,
            photo,
            taken: vec![].into(),
        }
    }

    fn handle_event(&mut self, event: NotesEvent, _: &mut Live<Self>) {
        match event {
            NotesEvent::Change { title } => self.taken.push(format!("change of {title}")),
            NotesEvent::Save { title } => {
                for mut note in self.notes.consume() {
                    let mut text = String::new();
                    note.file.read_to_string(&mut text).unwrap();
                    self.taken.push(format!("{title}: {text}"));
                }
            }
            NotesEvent::Cancel { file } => assert!(self.notes.cancel(&file)),
        }
    }

    fn render(&self) -> impl View {
        h! {
            <form id="notes" phx-change="change" phx-submit="save">
              <input name="title" value="Diary">
              <.live_file_input upload={@notes} />
              <.live_file_input upload={@photo} />
              <ul><li :for={entry in @notes.entries()}>
                {&entry.name} {entry.progress}%
                <b :for={error in &entry.errors}>{error.to_string()}</b>
                <button type="button" phx-click="cancel" phx-value-file={&entry.reference}>x</button>
              </li></ul>
              <em :for={error in @notes.errors()}>{error.to_string()}</em>
              {#for entry in @photo.entries()}<em :for={error in &entry.errors}>{error.to_string()}</em>{/for}
            </form>
            <p :for={taken in @taken}>{taken}</p>
        }
    }
}

const NOTES: &str = "[name=notes]";
const PHOTO: &str = "[name=photo]";

fn page() -> Page {
    let endpoint = Endpoint::new(Secret::new(&[7; 32]).unwrap()).with_view::<Notes>("/");
    LiveTest::new(endpoint).get("/").connect()
}

fn text(name: &str, content: &str) -> ChosenFile {
    ChosenFile::new(name, "text/plain", content)
}

#[test]
fn files_are_sent_with_their_form() {
    let mut page = page();
    let first = "Today I have seen a heron.";
    page.file_input(NOTES)
        .choose([text("a.txt", first)])
        .choose([text("b.txt", "x")]);
    assert_eq!(page.texts("li"), ["a.txt 0% x", "b.txt 0% x"]);
    page.file_input(NOTES).upload("a.txt", 50);
    assert_eq!(page.texts("li"), ["a.txt 50% x", "b.txt 0% x"]);
    page.form("#notes").submit();
    assert_eq!(page.count("li"), 0);
    let taken = page.texts("p");
    assert_eq!(taken[..2], ["change of Diary", "change of Diary"]);
    assert_eq!(
        taken[2..],
        [format!("Diary: {first}"), "Diary: x".to_owned()]
    );
    page.file_input(NOTES).choose([text("c.txt", "y")]);
    page.form("#notes").submit();
    assert_eq!(page.texts("p").last().unwrap(), "Diary: y");
}

#[test]
fn what_is_wrong_with_files_is_shown() {
    let mut page = page();
    let wrong = [text("a.png", "x"), text("empty.txt", "")];
    page.file_input(NOTES).choose(wrong);
    assert_eq!(
        page.texts("b"),
        ["is not of a type that is accepted", "is empty"]
    );
    let refused = catch_unwind(AssertUnwindSafe(|| page.form("#notes").submit()));
    let problem = *refused.unwrap_err().downcast::<String>().unwrap();
    assert_eq!(problem, "the form is not sent: 2 of its files have errors");
    for _ in 0..2 {
        page.nth_element("li button", 0).click();
    }
    page.file_input(NOTES)
        .choose([text("1.txt", "1"), text("2.txt", "2"), text("3.txt", "3")]);
    assert_eq!(page.texts("em"), ["only 2 files may be chosen"]);
    let program = text("innocent.txt", "\u{7f}ELF and so on, at some length");
    for _ in 0..3 {
        page.nth_element("li button", 0).click();
    }
    page.file_input(NOTES)
        .choose([program])
        .upload("innocent.txt", 100);
    assert_eq!(page.texts("b"), ["is not what its name says"]);
}

#[test]
fn an_automatic_one_is_there_at_once() {
    let mut page = page();
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    page.file_input(PHOTO)
        .choose([ChosenFile::new("a.png", "image/png", *png)]);
    assert_eq!(page.texts("p"), ["change of Diary", "photo of 16 bytes"]);
    page.file_input(PHOTO)
        .choose([ChosenFile::new("b.png", "image/png", "no picture at all")]);
    assert_eq!(page.texts("em"), ["is not what its name says"]);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let mut page = page();
    page.file_input(NOTES).choose([text("a.txt", "x")]);
    let missing = catch_unwind(AssertUnwindSafe(|| {
        page.file_input(NOTES).upload("b.txt", 1);
    }));
    let problem = *missing.err().unwrap().downcast::<String>().unwrap();
    assert_eq!(problem, "no file `b.txt` is chosen: there are a.txt");
}
