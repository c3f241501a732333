//! Image analysis: pictures that are uploaded, looked into beside the session, and shown with what was found.

pub mod analysis;

use analysis::{Analysis, COLUMNS, analyse};
use slotwise::session::{
    Event, Live, LiveView, Upload, UploadOptions, Uploaded, live_file_input, live_img_preview,
};
use slotwise::{Tracked, View, component, h};
use std::sync::Arc;

/// Results that are kept.
const MOST_RESULTS: usize = 6;

/// The state behind one tab.
pub struct Images {
    pictures: Upload,
    results: Tracked<Vec<Looked>>,
    last: u32,
}

/// A picture that is or was looked into.
struct Looked {
    number: u32,
    name: String,
    found: Found,
}

#[derive(Clone)]
enum Found {
    NotYet,
    Nothing(String),
    All(Arc<Analysis>),
}

/// What users do.
#[derive(Event)]
pub enum ImagesEvent {
    Choose,
    Cancel { picture: String },
    Analyse,
    Clear,
}

impl LiveView for Images {
    type Event = ImagesEvent;
    type Info = ();

    fn mount(cx: &mut Live<Self>) -> Self {
        cx.set_title("Image analysis");
        let pictures = UploadOptions::new()
            .accept([".png", ".jpg", ".jpeg"])
            .max_entries(3)
            .max_file_size(5_000_000);
        Images {
            pictures: cx.allow_upload("pictures", pictures),
            results: Tracked::default(),
            last: 0,
        }
    }

    fn handle_event(&mut self, event: ImagesEvent, cx: &mut Live<Self>) {
        match event {
            // What was chosen is in the upload already.
            ImagesEvent::Choose => {}
            ImagesEvent::Cancel { picture } => {
                self.pictures.cancel(&picture);
            }
            ImagesEvent::Analyse => {
                for picture in self.pictures.consume() {
                    self.look_into(picture, cx);
                }
            }
            ImagesEvent::Clear => self.results.clear(),
        }
    }

    fn render(&self) -> impl View {
        h! {
            <main class="app images">
              <header>
                <h1>Image analysis</h1>
                <a class="back" href="/">Gallery</a>
              </header>
              <form class="panel" id="pictures" phx-change="choose" phx-submit="analyse">
                <label class="drop" phx-drop-target={@pictures.id()}>
                  <b>Drop pictures here, or choose some</b>
                  <span class="soft">PNG or JPEG, three at a time, 5 MB each</span>
                  <.live_file_input upload={@pictures} class="visually-hidden" />
                </label>
                <ul class="chosen" aria-label="Chosen">
                  <li :for={entry in @pictures.entries()} :key={entry.reference.clone()} class={[("wrong", !entry.errors.is_empty())]}>
                    <.live_img_preview :if={entry.errors.is_empty()} upload={@pictures} entry={entry} alt="" />
                    <span class="name">{&entry.name}</span>
                    <span class="soft">{entry.size / 1_000} kB</span>
                    <progress max="100" value={entry.progress} aria-label={format!("{} uploaded", entry.name)}></progress>
                    <button type="button" class="quiet" phx-click="cancel" phx-value-picture={&entry.reference} aria-label={format!("Cancel {}", entry.name)}>&times;</button>
                    <p role="alert" :for={error in &entry.errors}>{&entry.name} {error.to_string()}</p>
                  </li>
                </ul>
                <p class="problem" role="alert" :for={error in @pictures.errors()}>{error.to_string()}</p>
                <div class="bar">
                  <button disabled={@pictures.entries().is_empty()}>Analyse</button>
                  <button type="button" class="quiet" phx-click="clear" :if={!@results.is_empty()}>Clear</button>
                </div>
              </form>
              <ul class="results" aria-label="Results" aria-live="polite">
                <li class="panel" :for={looked in @results} :key={looked.number}>
                  <h2>{&looked.name}</h2>
                  {#match &looked.found}
                    {#case Found::NotYet}<p class="soft">{"Looking into it…"}</p>
                    {#case Found::Nothing(problem)}<p class="problem" role="alert">{problem}</p>
                    {#case Found::All(analysis)}<.findings analysis={&**analysis} />
                  {/match}
                </li>
              </ul>
              <p class="offline" role="status">{"Connection lost. Trying again…"}</p>
            </main>
        }
    }
}

impl Images {
    /// Starts to look into a picture, where that keeps nobody waiting.
    fn look_into(&mut self, picture: Uploaded, cx: &mut Live<Images>) {
        self.last += 1;
        let number = self.last;
        let name = picture.entry.name;
        self.results.insert(
            0,
            Looked {
                number,
                name,
                found: Found::NotYet,
            },
        );
        self.results.truncate(MOST_RESULTS);
        let look = tokio::task::spawn_blocking(move || analyse(picture.file));
        cx.start_async(
            &format!("picture {number}"),
            look,
            move |images, ended, _| {
                let found = match ended {
                    Ok(Ok(Ok(analysis))) => Found::All(Arc::new(analysis)),
                    Ok(Ok(Err(problem))) => Found::Nothing(problem),
                    Ok(Err(_)) | Err(_) => {
                        Found::Nothing("It could not be looked into.".to_owned())
                    }
                };
                let mut results = images.results.iter_mut();
                if let Some(looked) = results.find(|looked| looked.number == number) {
                    looked.found = found;
                }
            },
        );
    }
}

/// What was found in one picture.
#[component]
fn findings(analysis: &Analysis) -> impl View {
    h! {
        <div class="findings">
          <figure><img src={&@analysis.picture} alt="The picture"><figcaption>{@analysis.width} by {@analysis.height} pixels</figcaption></figure>
          <figure><img src={&@analysis.outline} alt="Its edges"><figcaption>{@analysis.edges}% edges</figcaption></figure>
          <figure>
            <svg viewBox="0 0 48 24" preserveAspectRatio="none" role="img" aria-label="How often each intensity of red, green and blue occurs">
              <path :for={(channel, color) in ["red", "green", "blue"].iter().enumerate()} class={color} d={area(&@analysis.histogram[channel])} />
            </svg>
            <figcaption><svg class="swatch" viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill={&@analysis.mean} /></svg> {@analysis.mean} in the mean</figcaption>
          </figure>
        </div>
    }
}

/// The area below a histogram, in a picture of 24 lines; by its root, so that what is rare is seen too.
fn area(histogram: &[f64; COLUMNS]) -> String {
    let mut path = "M0 24".to_owned();
    for (column, height) in histogram.iter().enumerate() {
        path.push_str(&format!(
            "V{:.1}H{}",
            24.0 * (1.0 - height.sqrt()),
            column + 1
        ));
    }
    path + "V24Z"
}
