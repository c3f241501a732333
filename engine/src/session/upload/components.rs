//! What shows an upload: the file input, and previews of pictures.

use super::{Entry, Upload, UploadEntry};
use crate::{Attrs, View, component, h};

/// The `<input type="file">` of an [`Upload`]. It stands in a form with a `phx-change`, which is told whenever
/// something is chosen. Its id is [`Upload::id`], for a `<label for>` and for `phx-drop-target`: files may be dropped
/// on an element with that, which has the class `phx-drop-target-active` while they are held over it.
///
/// ```
/// use slotwise::session::{Upload, UploadOptions, live_file_input};
/// use slotwise::{View, h};
///
/// fn picker(photo: &Upload) -> impl View {
///     h! {
///         <label phx-drop-target={photo.id()}>Photo <.live_file_input upload={photo} class="photo" /></label>
///     }
/// }
/// ```
#[component]
pub fn live_file_input(
    upload: &Upload,
    #[prop(rest, include("disabled", "capture"))] rest: Attrs,
) -> impl View {
    h! {
        <input
            type="file"
            id={@upload.id()}
            name={@upload.name()}
            accept={accept(upload)}
            multiple={is_multiple(upload)}
            data-phx-hook="Phoenix.LiveFileUpload"
            data-phx-update="ignore"
            data-phx-upload-ref={@upload.id()}
            data-phx-active-refs={references(upload, |_| true)}
            data-phx-done-refs={references(upload, |entry| entry.shown.is_done)}
            data-phx-preflighted-refs={references(upload, Entry::is_allowed)}
            data-phx-error-refs={references(upload, |entry| !entry.is_valid())}
            data-phx-auto-upload={is_auto(upload)}
            {..@rest}
        >
    }
}

/// A picture that was chosen, as the browser has it: it is shown before a byte of it was sent.
///
/// ```
/// use slotwise::session::{Upload, live_img_preview};
/// use slotwise::{View, h};
///
/// fn previews(photos: &Upload) -> impl View {
///     h! { <.live_img_preview :for={entry in photos.entries()} :key={entry.reference.clone()} upload={photos} entry={entry} alt="" /> }
/// }
/// ```
///
/// The policy of the page has to allow `img-src blob:`, as that of `slotwise-axum` does.
#[component]
pub fn live_img_preview(
    upload: &Upload,
    entry: &UploadEntry,
    #[prop(rest, include("alt", "width", "height"))] rest: Attrs,
) -> impl View {
    h! {
        <img
            id={format!("{}-preview-{}", @upload.id(), @entry.reference)}
            data-phx-hook="Phoenix.LiveImgPreview"
            data-phx-update="ignore"
            data-phx-upload-ref={@upload.id()}
            data-phx-entry-ref={&@entry.reference}
            {..@rest}
        >
    }
}

fn accept(upload: &Upload) -> Option<String> {
    let accept = &upload.lock().options.accept;
    (!accept.is_empty()).then(|| accept.join(","))
}

fn is_multiple(upload: &Upload) -> bool {
    upload.lock().options.max_entries > 1
}

fn is_auto(upload: &Upload) -> bool {
    upload.lock().options.auto
}

fn references(upload: &Upload, which: impl Fn(&Entry) -> bool) -> String {
    upload.lock().references(which)
}
