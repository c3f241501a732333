//! What the mirror keeps of a long value beside the hash of it, so that a change of it can be told by edits.

use crate::chunks::Chunks;
use crate::memo::{Secrets, Word};
use crate::template::Context;
use crate::value::Dyn;
#[cfg(feature = "raw-html")]
use crate::wire::Markup;
#[cfg(feature = "raw-html")]
use alloc::sync::Arc;

/// Of shorter values, in bytes, nothing is kept: they are sent whole.
const SHORT: usize = 256;

/// A long value, as far as it is remembered.
#[derive(Clone, Debug)]
pub(crate) struct Long {
    /// The word of the value, which a short one would be.
    pub(crate) word: Word,
    pub(crate) content: Content,
}

#[derive(Clone, Debug)]
pub(crate) enum Content {
    Text(Chunks),
    /// Shared with the value it came from.
    #[cfg(feature = "raw-html")]
    Markup(Arc<Markup>),
}

impl Long {
    /// Whether something may be kept of a value.
    #[inline]
    pub(crate) fn may_be(value: &Dyn<'_>) -> bool {
        match value {
            Dyn::Str(text) => text.len() > SHORT,
            #[cfg(feature = "raw-html")]
            Dyn::Html(_) => true,
            value => matches!(value, Dyn::Display(_)),
        }
    }

    /// What is kept of a value that is sent as it is, if it is long; and its text, if it is one. `formatted` is that
    /// of a value that had to be.
    pub(crate) fn of<'v>(
        secrets: &Secrets,
        context: Context,
        value: &Dyn<'v>,
        formatted: &'v str,
        word: Word,
    ) -> Option<(Long, &'v str)> {
        let text = match (context, *value) {
            #[cfg(feature = "raw-html")]
            (Context::Text, Dyn::Html(html)) => return Long::of_markup(html.markup(), word),
            (
                Context::Text | Context::PlainText | Context::Value | Context::Attribute(_),
                Dyn::Str(_) | Dyn::Display(_),
            ) => match *value {
                Dyn::Str(text) => text,
                _ => formatted,
            },
            _ => return None,
        };
        let content = || Content::Text(Chunks::of(secrets, text));
        (text.len() > SHORT).then(|| {
            (
                Long {
                    word,
                    content: content(),
                },
                text,
            )
        })
    }

    #[cfg(feature = "raw-html")]
    fn of_markup<'v>(markup: &Arc<Markup>, word: Word) -> Option<(Long, &'v str)> {
        let long = || Long {
            word,
            content: Content::Markup(markup.clone()),
        };
        (markup.json().len() > SHORT).then(|| (long(), ""))
    }

    /// Bytes of memory, itself and what it owns.
    pub(crate) fn size(&self) -> usize {
        size_of::<Self>()
            + match &self.content {
                Content::Text(chunks) => chunks.size(),
                #[cfg(feature = "raw-html")]
                Content::Markup(_) => 0,
            }
    }
}
