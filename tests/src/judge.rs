//! One view, both dialects: patches merged by the reference clients against HTML rendered afresh.

use crate::{native, phoenix, tree::tree};
use serde_json::{Value, json};
use slotwise::{Dialect, HashKey, Mirror, Patcher, View};

/// A client of each dialect, and the engine's mirrors of them.
pub struct Judge {
    patcher: Patcher,
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
        self.step_to(view, view.to_html())
    }

    /// Likewise of a view that does not say all that a client shows: one with a stream.
    pub fn step_to<V: View + ?Sized>(&mut self, view: &V, fresh: String) -> Result<&Step, String> {
        if self.steps.is_empty() {
            let key = HashKey::new(0x5EED);
            let mut mirror = self.patcher.adopt(key, view, &mut self.outline);
            let mut again = String::new();
            if self.patcher.patch(&mut mirror, view, &mut again) {
                return Err(format!(
                    "patched after an outline, without a change: {again}"
                ));
            }
        }
        let phoenix = patch(&mut self.patcher, &mut self.phoenix.0, view)
            .map_err(|error| format!("phoenix: {error}"))?;
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
        let native = patch(&mut self.patcher, &mut self.native.0, view)
            .map_err(|error| format!("native: {error}"))?;
        if !native.is_empty() {
            let merged = self.native.1.apply(&native);
            merged.map_err(|error| format!("native: {error}: {native}"))?;
        }
        let shown = self.native.1.to_html()?;
        if !same(&shown, &fresh) {
            return Err(format!("native: {native}\nshown: {shown}\nfresh: {fresh}"));
        }
        // Of rows that lose their keys and nothing else the native dialect has nothing to say.
        if phoenix.is_empty() && !native.is_empty() {
            return Err(format!("one dialect says nothing: {phoenix:?} {native:?}"));
        }
        self.steps.push(Step {
            html: fresh,
            phoenix,
            native,
        });
        Ok(&self.steps[self.steps.len() - 1])
    }
}

/// The patch, and a second one that must have nothing to say.
fn patch<V: View + ?Sized>(
    patcher: &mut Patcher,
    mirror: &mut Mirror,
    view: &V,
) -> Result<String, String> {
    let mut out = String::new();
    if patcher.patch(mirror, view, &mut out) == out.is_empty() {
        return Err(format!("`patch` contradicts what it wrote: {out:?}"));
    }
    let mut again = String::new();
    if patcher.patch(mirror, view, &mut again) || !again.is_empty() {
        return Err(format!("patched again without a change: {again}"));
    }
    Ok(out)
}

/// Equal text is an equal tree and quicker told; quotes in text are written in two ways.
fn same(shown: &str, fresh: &str) -> bool {
    shown == fresh || tree(shown) == tree(fresh)
}
