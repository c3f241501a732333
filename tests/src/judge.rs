//! One view, both dialects: patches merged by the reference clients against HTML rendered afresh.

use crate::stream::{self, Held, Showing, Split};
use crate::{native, phoenix, tree::tree};
use serde_json::{Value, json};
use slotwise::{Components, Dialect, HashKey, Mirror, Patcher, View};

/// A client of each dialect, and the engine's mirrors of them.
pub struct Judge {
    patcher: Patcher,
    /// The instances that the view shows.
    pub components: Components,
    phoenix: (Mirror, phoenix::Client),
    native: (Mirror, native::Client),
    /// What the clients hold of streams.
    held: [Held; 2],
    /// The outline of the first state, for a client that was served its HTML.
    pub outline: String,
    /// All that happened.
    pub steps: Vec<Step>,
}

/// One state of the view and what it took to show it.
pub struct Step {
    /// What a client shows: the view, rendered afresh; of streams, what a client of the native dialect holds.
    pub html: String,
    /// Likewise with no rows of streams but those that the phoenix patch sends.
    pub sent: String,
    /// The patch in the phoenix dialect; empty if nothing changed.
    pub phoenix: String,
    /// Likewise in the native dialect.
    pub native: String,
}

impl Step {
    /// The phoenix patch as JSON. Where nothing changed, LiveView would send `{}`; we send nothing.
    pub fn diff(&self) -> Value {
        match self.phoenix.as_str() {
            "" => json!({}),
            patch => serde_json::from_str(patch).expect("a patch is JSON"),
        }
    }
}

impl Default for Judge {
    fn default() -> Self {
        let mirror = |dialect| Mirror::new(dialect, HashKey::new(0x5EED));
        Judge {
            patcher: Patcher::new(),
            components: Components::new(),
            phoenix: (mirror(Dialect::Phoenix), phoenix::Client::default()),
            native: (mirror(Dialect::Native), native::Client::default()),
            held: Default::default(),
            outline: String::new(),
            steps: Vec::new(),
        }
    }
}

impl Judge {
    /// Brings both clients up to date with `view` and checks that they show it; a second patch must
    /// have nothing to say.
    pub fn step<V: View + ?Sized>(&mut self, view: &V) -> Result<&Step, String> {
        let components = &mut self.components;
        let (fresh, showings) = stream::record(|| components.to_html(view));
        self.step_from(view, &fresh, &showings, same)
    }

    /// Likewise of a view that does not record which streams it shows, with rows that are the `same`.
    pub fn step_showing<V: View + ?Sized>(
        &mut self,
        view: &V,
        showings: &[Showing],
        same: Same,
    ) -> Result<&Step, String> {
        let fresh = self.components.to_html(view);
        self.step_from(view, &fresh, showings, same)
    }

    fn step_from<V: View + ?Sized>(
        &mut self,
        view: &V,
        fresh: &str,
        showings: &[Showing],
        same_rows: Same,
    ) -> Result<&Step, String> {
        let fresh = Split::new(fresh);
        let anew = stream::anew(showings);
        let mut rows = fresh.rows.iter().zip(&anew);
        if fresh.rows.len() != anew.len() || !rows.all(|(row, anew)| same_rows(row, anew)) {
            return Err(format!("streams: {:?}\nfresh: {anew:?}", fresh.rows));
        }
        let (phoenix, native) = self.patch(view)?;
        let mut shows = |dialect, shown: &str, same: Same| {
            let client = Split::new(shown);
            if !same(&client.around(), &fresh.around()) {
                return Err(format!("shown: {shown}\nfresh: {}", fresh.around()));
            }
            let held = &mut self.held[dialect as usize];
            held.step(dialect, showings, &client.rows, same_rows)?;
            Ok(fresh.with(&client.rows))
        };
        let shown = self.phoenix.1.to_html()?;
        shows(Dialect::Phoenix, &shown, str::eq)
            .map_err(|error| format!("phoenix: {phoenix}\n{error}"))?;
        let shown = self.native.1.to_html()?;
        let html = shows(Dialect::Native, &shown, same)
            .map_err(|error| format!("native: {native}\n{error}"))?;
        // Of a stream, one may hold what the other was not sent.
        self.note(html, phoenix, native, showings.is_empty())
    }

    /// Likewise of a view that does not say all that a client shows: one with a stream.
    pub fn step_to<V: View + ?Sized>(&mut self, view: &V, fresh: String) -> Result<&Step, String> {
        let (phoenix, native) = self.patch(view)?;
        let shown = self.phoenix.1.to_html()?;
        if shown != fresh {
            return Err(format!(
                "phoenix: {phoenix}\nshown: {shown}\nfresh: {fresh}"
            ));
        }
        let shown = self.native.1.to_html()?;
        if !same(&shown, &fresh) {
            return Err(format!("native: {native}\nshown: {shown}\nfresh: {fresh}"));
        }
        self.note(fresh, phoenix, native, true)
    }

    /// Sends both clients their patches, and gives these.
    fn patch<V: View + ?Sized>(&mut self, view: &V) -> Result<(String, String), String> {
        if self.steps.is_empty() {
            self.outline(view)?;
        }
        let mut patch = |mirror| patch(&mut self.patcher, &mut self.components, mirror, view);
        let phoenix = patch(&mut self.phoenix.0).map_err(|error| format!("phoenix: {error}"))?;
        let native = patch(&mut self.native.0).map_err(|error| format!("native: {error}"))?;
        // Also where nothing is said a message ends.
        let message = if phoenix.is_empty() { "{}" } else { &phoenix };
        let merged = self.phoenix.1.apply(message);
        merged.map_err(|error| format!("phoenix: {error}: {phoenix}"))?;
        if !native.is_empty() {
            let merged = self.native.1.apply(&native);
            merged.map_err(|error| format!("native: {error}: {native}"))?;
        }
        Ok((phoenix, native))
    }

    /// Notes what happened, when both clients show what they have to.
    fn note(
        &mut self,
        html: String,
        phoenix: String,
        native: String,
        is_alike: bool,
    ) -> Result<&Step, String> {
        // A row that got another key, and shows what it showed, is new to the phoenix dialect alone.
        let is_same_page = || self.steps.last().is_some_and(|step| step.html == html);
        let is_found_again = native.is_empty() && is_same_page();
        if is_alike && native.is_empty() != phoenix.is_empty() && !is_found_again {
            return Err(format!("one dialect says nothing: {phoenix:?} {native:?}"));
        }
        self.steps.push(Step {
            html,
            sent: self.phoenix.1.to_sent_html()?,
            phoenix,
            native,
        });
        Ok(&self.steps[self.steps.len() - 1])
    }

    /// The outline of a first state; nothing is to be patched after it. Of components by themselves, which are
    /// as those that are shown will be.
    fn outline<V: View + ?Sized>(&mut self, view: &V) -> Result<(), String> {
        let (mut components, key) = (Components::new(), HashKey::new(0x5EED));
        let mut mirror = components.adopt(&mut self.patcher, key, view, &mut self.outline);
        let mut again = String::new();
        match components.patch(&mut self.patcher, &mut mirror, view, &mut again) {
            true => Err(format!(
                "patched after an outline, without a change: {again}"
            )),
            false => Ok(()),
        }
    }
}

/// The patch, and a second one that must have nothing to say.
fn patch<V: View + ?Sized>(
    patcher: &mut Patcher,
    components: &mut Components,
    mirror: &mut Mirror,
    view: &V,
) -> Result<String, String> {
    let mut out = String::new();
    if components.patch(patcher, mirror, view, &mut out) == out.is_empty() {
        return Err(format!("`patch` contradicts what it wrote: {out:?}"));
    }
    let mut again = String::new();
    if components.patch(patcher, mirror, view, &mut again) || !again.is_empty() {
        return Err(format!("patched again without a change: {again}"));
    }
    Ok(out)
}

/// Whether two texts are the same page.
pub type Same = fn(&str, &str) -> bool;

/// Equal text is an equal tree and quicker told; quotes in text are written in two ways.
fn same(shown: &str, fresh: &str) -> bool {
    shown == fresh || tree(shown) == tree(fresh)
}
