//! One view, both dialects: patches merged by the reference clients against HTML rendered afresh.

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
    /// The outline of the first state, for a client that was served its HTML.
    pub outline: String,
    /// All that happened.
    pub steps: Vec<Step>,
}

/// One state of the view and what it took to show it.
pub struct Step {
    /// What a client shows: the view, rendered afresh.
    pub html: String,
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
            outline: String::new(),
            steps: Vec::new(),
        }
    }
}

impl Judge {
    /// Brings both clients up to date with `view` and checks that they show it; a second patch must
    /// have nothing to say.
    pub fn step<V: View + ?Sized>(&mut self, view: &V) -> Result<&Step, String> {
        let fresh = self.components.to_html(view);
        self.step_to(view, fresh)
    }

    /// Likewise of a view that does not say all that a client shows: one with a stream.
    pub fn step_to<V: View + ?Sized>(&mut self, view: &V, fresh: String) -> Result<&Step, String> {
        if self.steps.is_empty() {
            self.outline(view)?;
        }
        let mut patch = |mirror| patch(&mut self.patcher, &mut self.components, mirror, view);
        let phoenix = patch(&mut self.phoenix.0).map_err(|error| format!("phoenix: {error}"))?;
        if !phoenix.is_empty() {
            let merged = self.phoenix.1.apply(&phoenix);
            merged.map_err(|error| format!("phoenix: {error}: {phoenix}"))?;
        }
        let shown = self.phoenix.1.to_html()?;
        if shown != fresh {
            return Err(format!(
                "phoenix: {phoenix}\nshown: {shown}\nfresh: {fresh}"
            ));
        }
        let native = patch(&mut self.native.0).map_err(|error| format!("native: {error}"))?;
        if !native.is_empty() {
            let merged = self.native.1.apply(&native);
            merged.map_err(|error| format!("native: {error}: {native}"))?;
        }
        let shown = self.native.1.to_html()?;
        if !same(&shown, &fresh) {
            return Err(format!("native: {native}\nshown: {shown}\nfresh: {fresh}"));
        }
        // A row that got another key, and shows what it showed, is new to the phoenix dialect alone.
        let is_same_page = || self.steps.last().is_some_and(|step| step.html == fresh);
        let is_found_again = native.is_empty() && is_same_page();
        if native.is_empty() != phoenix.is_empty() && !is_found_again {
            return Err(format!("one dialect says nothing: {phoenix:?} {native:?}"));
        }
        self.steps.push(Step {
            html: fresh,
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

/// Equal text is an equal tree and quicker told; quotes in text are written in two ways.
fn same(shown: &str, fresh: &str) -> bool {
    shown == fresh || tree(shown) == tree(fresh)
}
