//! Values that plain text cannot be, each made by what proves it or by a call that says why it is safe.
//!
//! ```text
//! Url, Srcset    an address as it is     elsewhere text, filtered
//! ResourceUrl    src of a script
//! Nonce          nonce
//! Css            style
//! Constant       sandbox, rel, ..
//! Html           srcdoc
//! JsonScript     all of a script of data
//! ```

mod constant;
mod css;
#[cfg(feature = "json")]
mod json;
mod nonce;
mod url;

pub use constant::Constant;
pub use css::Css;
#[cfg(feature = "json")]
pub use json::{JsonScript, NotJson};
pub use nonce::{Nonce, NotANonce};
pub use url::{BlockedUrl, ResourceUrl, Srcset, Url};

#[cfg(feature = "raw-html")]
use crate::html::Html;
use crate::sealed::{Sealed, through};
use crate::value::Dyn;
use slotwise_html::url::Part;

/// A text that goes out as it is where its type belongs, without the filter of that place. Anywhere else it is
/// text. Only the types of this crate make one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proven<'a> {
    pub(crate) text: &'a str,
    pub(crate) kind: ProvenKind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ProvenKind {
    Url,
    Srcset,
    #[cfg(feature = "json")]
    Json,
}

impl<'a> Proven<'a> {
    fn url(text: &'a str) -> Proven<'a> {
        let kind = ProvenKind::Url;
        Proven { text, kind }
    }

    fn srcset(text: &'a str) -> Proven<'a> {
        let kind = ProvenKind::Srcset;
        Proven { text, kind }
    }
}

impl ProvenKind {
    /// Whether it needs no filter as all of what this part begins.
    pub(crate) fn passes(self, part: Part) -> bool {
        matches!(
            (self, part),
            (ProvenKind::Url, Part::Start) | (ProvenKind::Srcset, Part::List)
        )
    }

    /// Whether it is what a script of data holds.
    pub(crate) fn is_json(self) -> bool {
        !matches!(self, ProvenKind::Url | ProvenKind::Srcset)
    }
}

/// What may stand in `src={..}` of a script and the like: [`ResourceUrl`], references to it and options.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the address of what gets the rights of the page",
    label = "expected `ResourceUrl`",
    note = "write `ResourceUrl::constant(\"/app.js\")`, or `ResourceUrl::reviewed(address, \"why it is safe\")` for one that is made at run time"
)]
pub trait ResourceAttribute: Sealed {
    /// The value, borrowed.
    fn resource(&self) -> Dyn<'_>;
}

/// What may stand in `nonce={..}`: [`Nonce`], references to it and options.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a nonce",
    label = "expected `Nonce`",
    note = "write `Nonce::new(text)?`"
)]
pub trait NonceAttribute: Sealed {
    /// The value, borrowed.
    fn nonce(&self) -> Dyn<'_>;
}

/// What may stand in `style={..}`: [`Css`], references to it and options.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a whole style",
    label = "expected `Css`",
    note = "write `style:width={{value}}` for each declaration, or `style={{format!(\"width: {{}}px\", value)}}` with plain `{{}}`; all of a style is a `Css`"
)]
pub trait StyleAttribute: Sealed {
    /// The value, borrowed.
    fn style(&self) -> Dyn<'_>;
}

/// What may stand in `sandbox={..}`, `rel={..}` and other attributes that decide what an element may do:
/// [`Constant`], references to it and options.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot decide what an element may do",
    label = "expected text, or a `Constant`",
    note = "write the text, or `Constant::new(\"text\")` for one that is chosen at run time"
)]
pub trait ConstantAttribute: Sealed {
    /// The value, borrowed.
    fn constant(&self) -> Dyn<'_>;
}

/// What may stand in `srcdoc={..}`: `Html`, references to it and options.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a whole document",
    label = "expected `Html`",
    note = "write `Html::sanitize(markup)` (feature `sanitize`), or `Html::reviewed(markup, \"why it is safe\")`"
)]
pub trait DocumentAttribute: Sealed {
    /// The value, borrowed.
    fn document(&self) -> Dyn<'_>;
}

/// What may stand between `<script type="application/json">` and its end: `JsonScript`, references to it and
/// options.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be all of a script of data",
    label = "expected `JsonScript`",
    note = "write `JsonScript::new(&value)?`"
)]
pub trait JsonHole: Sealed {
    /// The value, borrowed.
    fn json(&self) -> Dyn<'_>;
}

impl ResourceAttribute for ResourceUrl {
    fn resource(&self) -> Dyn<'_> {
        Dyn::Str(&self.0)
    }
}

impl NonceAttribute for Nonce {
    fn nonce(&self) -> Dyn<'_> {
        Dyn::Str(&self.0)
    }
}

impl StyleAttribute for Css {
    fn style(&self) -> Dyn<'_> {
        Dyn::Str(&self.0)
    }
}

impl ConstantAttribute for Constant {
    fn constant(&self) -> Dyn<'_> {
        Dyn::Str(&self.0)
    }
}

#[cfg(feature = "raw-html")]
impl DocumentAttribute for Html {
    fn document(&self) -> Dyn<'_> {
        Dyn::Str(self.as_str())
    }
}

#[cfg(feature = "json")]
impl JsonHole for JsonScript {
    fn json(&self) -> Dyn<'_> {
        let (text, kind) = (&*self.0, ProvenKind::Json);
        Dyn::Proven(Proven { text, kind })
    }
}

through! {
    ResourceAttribute, resource;
    NonceAttribute, nonce;
    StyleAttribute, style;
    ConstantAttribute, constant;
    DocumentAttribute, document;
    JsonHole, json;
}

/// What a call may give for `style` where a component passes it on: text of the template, or a [`Css`].
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a whole style",
    label = "expected text of the template, or a `Css`"
)]
pub trait PassedStyle<'a> {
    fn passed(self) -> Dyn<'a>;
}

impl<'a> PassedStyle<'a> for &'static str {
    fn passed(self) -> Dyn<'a> {
        Dyn::Str(self)
    }
}

impl<'a, T: StyleAttribute> PassedStyle<'a> for &'a T {
    fn passed(self) -> Dyn<'a> {
        self.style()
    }
}

/// Likewise for `rel`, `form` and others that decide what an element may do: text of the template, or a
/// [`Constant`].
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot decide what an element may do",
    label = "expected text of the template, or a `Constant`"
)]
pub trait PassedConstant<'a> {
    fn passed(self) -> Dyn<'a>;
}

impl<'a> PassedConstant<'a> for &'static str {
    fn passed(self) -> Dyn<'a> {
        Dyn::Str(self)
    }
}

impl<'a, T: ConstantAttribute> PassedConstant<'a> for &'a T {
    fn passed(self) -> Dyn<'a> {
        self.constant()
    }
}
