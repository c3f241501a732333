//! [`Html`]: markup that goes out as it is.

#[cfg(feature = "sanitize")]
mod sanitize;
mod tree;

use tree::parse;
pub(crate) use tree::{Data, Element, Tree};

use crate::value::{Dyn, Hole};
use crate::wire::Markup;
use alloc::{boxed::Box, string::String, sync::Arc};
use core::fmt;
use std::sync::OnceLock;

/// Markup that is shown as it is: the only value that is not escaped. It stands between tags; in a
/// `textarea` or `title`, which hold no tags, it is text, and only its character references are read.
///
/// slotwise's own client never parses markup: it gets the nodes that html5ever makes of it. What is
/// nested more than 256 deep is left out there, and so are scripts, event handlers and URLs that run
/// something.
///
/// ```
/// use slotwise::{Html, View, h};
/// let note = Html::reviewed("<b>new</b>", "a constant");
/// assert_eq!(h! { <p>{note}</p> }.to_html(), "<p><b>new</b></p>");
/// ```
pub struct Html {
    text: Box<str>,
    /// What the wire makes of it, once asked for; shared with the mirrors that sent it.
    markup: OnceLock<Arc<Markup>>,
}

impl Html {
    /// Markup that somebody has looked at. `reason` says why it can do no harm, for those who search a
    /// program for calls of this function: it came out of a sanitizer, or is part of the program. What
    /// users wrote must never come here as it is.
    pub fn reviewed(markup: impl Into<String>, reason: &'static str) -> Html {
        let _ = reason;
        Html {
            text: markup.into().into_boxed_str(),
            markup: OnceLock::new(),
        }
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What shows of it where no tags are read: its character references are.
    pub(crate) fn as_text(&self) -> String {
        tree::parse_text(&self.text)
    }

    /// Its nodes, kept for the next mirror.
    pub(crate) fn markup(&self) -> &Arc<Markup> {
        self.markup
            .get_or_init(|| Arc::new(Markup::of(&parse(&self.text))))
    }
}

impl Hole for Html {
    fn hole(&self) -> Dyn<'_> {
        Dyn::Html(self)
    }
}

impl Clone for Html {
    fn clone(&self) -> Html {
        Html {
            text: self.text.clone(),
            markup: self.markup.clone(),
        }
    }
}

impl PartialEq for Html {
    fn eq(&self, other: &Html) -> bool {
        self.text == other.text
    }
}

impl Eq for Html {}

impl fmt::Debug for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Html").field(&self.text).finish()
    }
}
