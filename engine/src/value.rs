//! [`Dyn`]: the value of a slot, and the traits that say which Rust types have one where.

use crate::attrs::Spread;
use crate::component::Prop;
use crate::context::Cx;
#[cfg(feature = "raw-html")]
use crate::html::Html;
use crate::proven::Proven;
use crate::tracked::Tracked;
use crate::view::{Frag, Lazy, View};
use alloc::{borrow::Cow, boxed::Box, rc::Rc, string::String, sync::Arc, vec::Vec};
use core::fmt;

/// The value of one slot, borrowed for one visit. 24 bytes, nothing to drop.
#[derive(Clone, Copy)]
pub enum Dyn<'a> {
    /// Nothing: an attribute that is not there, text that is empty.
    None,
    /// Text, not escaped yet.
    Str(&'a str),
    /// An integer that needs no escaping.
    Int(i64),
    /// `true` makes an attribute bare, `false` takes it away; as text their names.
    Bool(bool),
    /// A number with a fraction, written as `Display` does.
    Float(f64),
    /// One character.
    Char(char),
    /// Anything that can be formatted; formatted once per visit.
    Display(&'a dyn fmt::Display),
    /// Class names, joined by blanks.
    Classes(&'a [Option<&'a str>]),
    /// Text that goes out as it is where its type belongs: an address of a [`Url`](crate::Url) and the like.
    Proven(Proven<'a>),
    /// Attributes by name: what a slot of [`Context::Spread`](crate::Context::Spread) takes; nothing anywhere else.
    Attrs(&'a Spread<'a>),
    /// Markup; between tags it is shown as it is, in an attribute it is text.
    #[cfg(feature = "raw-html")]
    Html(&'a Html),
    /// A nested template, list or lazy expression.
    View(&'a dyn View),
}

const _: () = assert!(core::mem::size_of::<Dyn<'_>>() == 24);
const _: () = assert!(!core::mem::needs_drop::<Dyn<'_>>());

/// What may stand in `{..}` between tags: text, numbers, options of them, and views.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be shown as text",
    label = "a value of this type cannot stand between tags",
    note = "text, numbers, `Option`s of them and views can; for a type with `Display` write `{{format_args!(\"{{}}\", value)}}`"
)]
pub trait Hole {
    /// The value, borrowed.
    fn hole(&self) -> Dyn<'_>;
}

/// What may stand in `name={..}`: text, numbers, `bool` (bare or absent) and options (absent).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the value of an attribute",
    label = "a value of this type cannot be written into an attribute",
    note = "text, numbers, `bool` and `Option`s of them can; for a type with `Display` write `{{format_args!(\"{{}}\", value)}}`"
)]
pub trait Attribute {
    /// The value, borrowed.
    fn attribute(&self) -> Dyn<'_>;
}

/// One item of `class={[..]}`: a name, an `Option` of one, or a name with its condition.
///
/// ```
/// use slotwise::{View, h};
/// let (mine, tone) = (true, None::<&str>);
/// let view = h! { <p class={["msg", ("mine", mine), tone]}>x</p> };
/// assert_eq!(view.to_html(), "<p class=\"msg mine\">x</p>");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a class name",
    label = "expected a string, an `Option` of one, or `(name, condition)`"
)]
pub trait Class {
    /// The name, if it is to be there.
    fn class(&self) -> Option<&str>;
}

macro_rules! scalar {
    ($($type:ty => |$value:ident| $make:expr;)*) => {$(
        impl Hole for $type {
            #[inline]
            fn hole(&self) -> Dyn<'_> {
                let $value = self;
                $make
            }
        }
        impl Attribute for $type {
            #[inline]
            fn attribute(&self) -> Dyn<'_> {
                let $value = self;
                $make
            }
        }
    )*};
}
scalar! {
    str => |v| Dyn::Str(v);
    String => |v| Dyn::Str(v);
    char => |v| Dyn::Char(*v);
    bool => |v| Dyn::Bool(*v);
    u8 => |v| Dyn::Int(i64::from(*v));
    u16 => |v| Dyn::Int(i64::from(*v));
    u32 => |v| Dyn::Int(i64::from(*v));
    i8 => |v| Dyn::Int(i64::from(*v));
    i16 => |v| Dyn::Int(i64::from(*v));
    i32 => |v| Dyn::Int(i64::from(*v));
    i64 => |v| Dyn::Int(*v);
    isize => |v| Dyn::Int(*v as i64);
    u64 => |v| i64::try_from(*v).map_or(Dyn::Display(v), Dyn::Int);
    usize => |v| i64::try_from(*v).map_or(Dyn::Display(v), Dyn::Int);
    i128 => |v| i64::try_from(*v).map_or(Dyn::Display(v), Dyn::Int);
    u128 => |v| i64::try_from(*v).map_or(Dyn::Display(v), Dyn::Int);
    f64 => |v| Dyn::Float(*v);
    f32 => |v| Dyn::Display(v);
    fmt::Arguments<'_> => |v| v.as_str().map_or(Dyn::Display(v), Dyn::Str);
}

impl Hole for Cow<'_, str> {
    fn hole(&self) -> Dyn<'_> {
        Dyn::Str(self)
    }
}

impl Attribute for Cow<'_, str> {
    fn attribute(&self) -> Dyn<'_> {
        Dyn::Str(self)
    }
}

impl Class for str {
    fn class(&self) -> Option<&str> {
        Some(self)
    }
}

impl Class for String {
    fn class(&self) -> Option<&str> {
        Some(self)
    }
}

impl Class for Cow<'_, str> {
    fn class(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T: Class, C: Condition> Class for (T, C) {
    fn class(&self) -> Option<&str> {
        if self.1.holds() { self.0.class() } else { None }
    }
}

impl<T: Hole> Hole for Option<T> {
    fn hole(&self) -> Dyn<'_> {
        self.as_ref().map_or(Dyn::None, T::hole)
    }
}

impl<T: Attribute> Attribute for Option<T> {
    fn attribute(&self) -> Dyn<'_> {
        self.as_ref().map_or(Dyn::None, T::attribute)
    }
}

impl<T: Class> Class for Option<T> {
    fn class(&self) -> Option<&str> {
        self.as_ref().and_then(T::class)
    }
}

macro_rules! through {
    ($([$($generics:tt)*] $pointer:ty;)*) => {$(
        impl<$($generics)* Hole> Hole for $pointer {
            #[inline]
            fn hole(&self) -> Dyn<'_> {
                (**self).hole()
            }
        }
        impl<$($generics)* Attribute> Attribute for $pointer {
            #[inline]
            fn attribute(&self) -> Dyn<'_> {
                (**self).attribute()
            }
        }
        impl<$($generics)* Condition> Condition for $pointer {
            #[inline]
            fn holds(&self) -> bool {
                (**self).holds()
            }
        }
        impl<$($generics)* Class> Class for $pointer {
            #[inline]
            fn class(&self) -> Option<&str> {
                (**self).class()
            }
        }
    )*};
}
through! {
    [T: ?Sized +] &T;
    [T: ?Sized +] &mut T;
    [T: ?Sized +] Box<T>;
    [T: ?Sized +] Rc<T>;
    [T: ?Sized +] Arc<T>;
    [T:] Tracked<T>;
    [T:] Prop<T>;
}

impl<F: Fn(&mut Cx<'_>)> Hole for Frag<F> {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

impl Hole for Lazy<'_> {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

impl<V: View> Hole for Vec<V> {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

/// The value of an attribute that is always there, such as `class`: `true` and `false` add nothing.
#[doc(hidden)]
#[inline]
pub fn quoted(value: Dyn<'_>) -> Dyn<'_> {
    match value {
        Dyn::Bool(_) => Dyn::None,
        value => value,
    }
}

/// An argument of a `format!` in an attribute: views have no text there.
#[doc(hidden)]
#[inline]
pub fn flat(value: Dyn<'_>) -> Dyn<'_> {
    match value {
        Dyn::View(_) => Dyn::None,
        value => value,
    }
}

/// What may be the condition of `:if`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a condition",
    label = "expected `bool`",
    note = "compare it or ask it: `@count > 0`, `!@names.is_empty()`, `@user.is_some()`"
)]
pub trait Condition {
    /// Its truth.
    fn holds(&self) -> bool;
}

impl Condition for bool {
    #[inline]
    fn holds(&self) -> bool {
        *self
    }
}

/// Shows an argument of a `format!` that was taken apart: as a [`Hole`] if it is one, which is
/// faster, else by `Display`. Both give the same text.
#[doc(hidden)]
pub struct Piece<'a, T: ?Sized>(pub &'a T);

impl<'a, T: Hole + ?Sized> Piece<'a, T> {
    #[doc(hidden)]
    #[inline]
    pub fn piece(&self) -> Dyn<'a> {
        self.0.hole()
    }
}

/// The fallback of [`Piece`].
#[doc(hidden)]
pub trait Displayed<'a> {
    #[doc(hidden)]
    fn piece(&self) -> Dyn<'a>;
}

impl<'a, T: fmt::Display> Displayed<'a> for Piece<'a, T> {
    #[inline]
    fn piece(&self) -> Dyn<'a> {
        Dyn::Display(self.0)
    }
}
