//! [`Hooks`]: what is called at one stage of a session, by the names it was attached under.

use std::sync::Arc;

pub(crate) struct Hooks<H: ?Sized>(Vec<(String, Arc<H>)>);

impl<H: ?Sized> Default for Hooks<H> {
    fn default() -> Self {
        Hooks(Vec::new())
    }
}

impl<H: ?Sized> Hooks<H> {
    /// Puts a hook behind the others; one of its name is taken off.
    pub(crate) fn attach(&mut self, name: &str, hook: Arc<H>) {
        self.detach(name);
        self.0.push((name.to_owned(), hook));
    }

    pub(crate) fn detach(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those that are there now, whatever one of them attaches or detaches while they are called.
    pub(crate) fn all(&self) -> Vec<Arc<H>> {
        self.0.iter().map(|(_, hook)| hook.clone()).collect()
    }
}
