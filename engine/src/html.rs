//! [`Html`]: markup that goes out as it is.

#[cfg(feature = "sanitize")]
mod sanitize;
mod tree;

pub(crate) use tree::{Data, Tree, parse};

use crate::value::{Dyn, Hole};
use alloc::{boxed::Box, string::String};
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
    /// What the wire makes of it, once asked for.
    nodes: OnceLock<Box<str>>,
}

impl Html {
    /// Markup that somebody has looked at. `reason` says why it can do no harm, for those who search a
    /// program for calls of this function: it came out of a sanitizer, or is part of the program. What
    /// users wrote must never come here as it is.
    pub fn reviewed(markup: impl Into<String>, reason: &'static str) -> Html {
        let _ = reason;
        Html {
            text: markup.into().into_boxed_str(),
            nodes: OnceLock::new(),
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

    /// What `make` gives for the markup, kept for the next mirror.
    pub(crate) fn nodes(&self, make: fn(&Tree) -> String) -> &str {
        self.nodes
            .get_or_init(|| make(&parse(&self.text)).into_boxed_str())
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
            nodes: self.nodes.clone(),
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
