//! What the props struct of a `#[component]` is made of.

use crate::context::Cx;
use crate::stamp::{Stamp, Stamped};
use crate::view::View;
use core::ops::Deref;

/// A prop with the stamp of the expression that the caller gave for it.
#[derive(Clone, Copy, Debug)]
pub struct Prop<T> {
    value: T,
    stamp: Stamp,
}

impl<T> Prop<T> {
    /// A prop; `stamp` is that of the caller's expression.
    pub fn new(value: T, stamp: Stamp) -> Self {
        Prop { value, stamp }
    }
}

impl<T> Deref for Prop<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Stamped for Prop<T> {
    #[inline]
    fn stamp(&self) -> Stamp {
        self.stamp
    }
}

// `@n > 3` and `@name == "Ada"` compare the value, from either side.
crate::compare::with_plain_values!(Prop);

/// What stands between the tags of a component call. `{@inner_block}` puts it in place.
///
/// `A` is what the component hands to the content; `()` is nothing.
pub struct Slot<'a, A: ?Sized = ()> {
    stamp: Stamp,
    content: Option<&'a Content<'a, A>>,
}

type Content<'a, A> = dyn Fn(&mut Cx<'_>, &A) + 'a;

impl<'a, A: ?Sized> Slot<'a, A> {
    /// A slot with content; `stamp` is that of all the content reads.
    pub fn new(stamp: Stamp, content: &'a Content<'a, A>) -> Self {
        Slot {
            stamp,
            content: Some(content),
        }
    }

    /// A slot the caller left empty.
    pub fn empty() -> Self {
        Slot {
            stamp: Stamp::mix(0, &[]),
            content: None,
        }
    }

    /// Whether the caller gave no content.
    pub fn is_empty(&self) -> bool {
        self.content.is_none()
    }
}

impl<A: ?Sized> Clone for Slot<'_, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A: ?Sized> Copy for Slot<'_, A> {}

impl<A: ?Sized> Stamped for Slot<'_, A> {
    fn stamp(&self) -> Stamp {
        self.stamp
    }
}

impl View for Slot<'_> {
    fn stamp(&self) -> Stamp {
        self.stamp
    }

    fn visit(&self, cx: &mut Cx<'_>) {
        match self.content {
            Some(content) => content(cx, &()),
            None => cx.none(),
        }
    }
}

/// A prop that was given; the builder of a component asks it of each prop it cannot do without.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a required prop is not given: `{Self}`",
    label = "this component needs one more prop"
)]
pub trait Given<T> {
    fn take(self) -> Prop<T>;
}

impl<T> Given<T> for Prop<T> {
    fn take(self) -> Prop<T> {
        self
    }
}
