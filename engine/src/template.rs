//! The static half of a template: the table that `h!` puts into the program.
//!
//! `<li id={format!("m{}", m.id)}>{m.text}</li>` becomes
//! ```text
//! Template {
//!   statics: ["<li id=\"m", "\">", "</li>"],
//!   slots:   [ SlotKind { Value, eager }, SlotKind { Text, eager } ],
//!   shape:   [["li",["id",["m",0,""]],1]],
//!   words:   2,
//! }
//! ```

use crate::part::PartStart;
use slotwise_html::{style, url};

/// The static half of a template; `h!` makes it, one a template, at compile time.
#[derive(Debug)]
pub struct Template {
    /// HTML between the slots; one more than `slots`.
    pub statics: &'static [&'static str],
    /// What each slot is.
    pub slots: &'static [SlotKind],
    /// The statics as nodes: JSON as in `docs/wire-native.md`, section 1.
    pub shape: &'static str,
    /// Depends on the content alone: equal templates are one template to a client.
    pub fingerprint: u64,
    /// Words of the mirror that one instance takes.
    pub words: usize,
    /// The template of an `h!` that is exactly one element (`r: 1` on the phoenix wire).
    pub single_root: bool,
    /// Where its parts begin, if it has so many slots that it is compared in parts.
    pub(crate) parts: &'static [PartStart],
}

/// One slot of a [`Template`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotKind {
    /// Where the value goes.
    pub context: Context,
    /// The slot has a stamp of its own beside its value: it is a closure that is called only if
    /// its stamp changed.
    pub lazy: bool,
}

/// The kinds of most slots by their names, as `h!` writes one for each slot there is.
#[doc(hidden)]
pub mod kinds {
    use super::{Context, SlotKind};

    pub const TEXT: SlotKind = eager(Context::Text);
    pub const LAZY_TEXT: SlotKind = lazy(Context::Text);
    pub const VALUE: SlotKind = eager(Context::Value);
    pub const LAZY_VALUE: SlotKind = lazy(Context::Value);

    const fn eager(context: Context) -> SlotKind {
        SlotKind {
            context,
            lazy: false,
        }
    }

    const fn lazy(context: Context) -> SlotKind {
        SlotKind {
            context,
            lazy: true,
        }
    }
}

/// Where a value goes; decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// Between tags.
    Text,
    /// Between the tags of a `textarea` or `title`: markup is text here, also in what stands in the slot.
    PlainText,
    /// A whole attribute of this name: ` name="value"`, ` name` or nothing.
    Attribute(&'static str),
    /// Likewise of an attribute that holds an address or a list of them: a value that could run something
    /// becomes [`about:invalid#blocked`](slotwise_html::url::BLOCKED).
    Url(&'static str, url::Part),
    /// Likewise of an attribute that holds one value of a style: one that could do more becomes
    /// [`blocked`](slotwise_html::style::BLOCKED).
    Style(&'static str, style::Part),
    /// Inside the quotes of an attribute.
    Value,
    /// Likewise in this part of an address, which the value cannot leave.
    UrlValue(url::Part),
    /// Likewise in this part of a style.
    StyleValue(style::Part),
    /// All that stands between the tags of a script of data: a `JsonScript`, and nothing else.
    Json,
    /// Attributes with their names: ` name="value" name2`, or nothing.
    Spread,
}

impl Context {
    /// Whether what stands in such a slot, however far in, is plain text.
    #[inline]
    pub(crate) fn is_plain(&self) -> bool {
        matches!(self, Context::PlainText)
    }
}

impl Template {
    /// A table out of its parts; `words` follows from them.
    pub const fn new(
        statics: &'static [&'static str],
        slots: &'static [SlotKind],
        shape: &'static str,
        fingerprint: u64,
        single_root: bool,
    ) -> Template {
        assert!(statics.len() == slots.len() + 1);
        let mut words = slots.len();
        let mut i = 0;
        while i < slots.len() {
            if slots[i].lazy {
                words += 1;
            }
            i += 1;
        }
        Template {
            statics,
            slots,
            shape,
            fingerprint,
            words,
            single_root,
            parts: &[],
        }
    }

    /// The same, compared in parts: the stamp of each takes a word.
    #[doc(hidden)]
    pub const fn in_parts(mut self, parts: &'static [PartStart]) -> Template {
        self.words += parts.len() - self.parts.len();
        self.parts = parts;
        self
    }
}

/// One text slot and nothing else: what a row of a `Vec` of views is, and the root of a view that
/// is not a template itself.
pub(crate) static BARE: Template = Template::new(
    &["", ""],
    &[kinds::LAZY_TEXT],
    "[0]",
    0x5107_0000_0000_0001,
    false,
);

/// A list, and what stands in its place if it has no rows.
#[doc(hidden)]
pub static LIST_OR_ELSE: Template = Template::new(
    &["", "", ""],
    &[kinds::LAZY_TEXT, kinds::LAZY_TEXT],
    "[0,1]",
    0x5107_0000_0000_0002,
    false,
);
