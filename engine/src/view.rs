//! [`View`]: something that can be rendered and compared, and how `h!` makes one.

use crate::components::Components;
use crate::context::{Cx, TooDeep, Visited};
use crate::stamp::Stamp;
use crate::template::BARE;
use crate::value::{Dyn, Hole};
use alloc::{boxed::Box, rc::Rc, string::String, sync::Arc, vec::Vec};

/// A template with its values; what `h!` gives.
///
/// A view may be visited many times: once to render, once for each mirror it is compared with. Every
/// view is a [`Hole`], so that `{self.sidebar()}` shows what a function returns as `impl View`:
///
/// ```
/// use slotwise::{Cx, Dyn, Hole, View, h};
///
/// /// Shows the inner view only on weekdays.
/// struct Weekdays<V>(bool, V);
///
/// impl<V: View> View for Weekdays<V> {
///     fn visit(&self, cx: &mut Cx<'_>) {
///         if self.0 { self.1.visit(cx) } else { cx.none() }
///     }
/// }
///
/// impl<V: View> Hole for Weekdays<V> {
///     fn hole(&self) -> Dyn<'_> { Dyn::View(self) }
/// }
///
/// let menu = || Weekdays(true, h! { <b>soup</b> });
/// assert_eq!(h! { <p>{menu()}</p> }.to_html(), "<p><b>soup</b></p>");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a view",
    label = "expected what `h!` or a component gives",
    note = "for a list write `:for={{item in items}}` or `{{#for item in items}}`"
)]
pub trait View: Hole {
    /// The stamp of all it reads. If it equals the one of the last visit, the visit is left out.
    fn stamp(&self) -> Stamp {
        Stamp::ALWAYS
    }

    /// Walks the view: calls exactly one of the context's methods `block`, `value`, `none` and
    /// `list` .. `end_list`, or visits exactly one other view.
    fn visit(&self, cx: &mut Cx<'_>);

    /// Renders the view as HTML. What is nested deeper than [`DEEPEST`](crate::DEEPEST) is left out, as
    /// [`View::render`] tells.
    ///
    /// ```
    /// use slotwise::{View, h};
    /// let name = "Ada & Grace";
    /// assert_eq!(h! { <p>Hello {name}</p> }.to_html(), "<p>Hello Ada &amp; Grace</p>");
    /// ```
    fn to_html(&self) -> String {
        to_html(&self)
    }

    /// Renders the view as HTML at the end of `out`.
    ///
    /// # Errors
    ///
    /// [`TooDeep`] if views are nested deeper than [`DEEPEST`](crate::DEEPEST): a component that calls itself
    /// without end, or data that somebody has nested. All but what is too deep was written.
    fn render(&self, out: &mut String) -> Result<(), TooDeep> {
        render(&self, out)
    }
}

/// A view made of a closure and its stamp. See [`frag`].
pub struct Frag<F> {
    stamp: Stamp,
    visit: F,
}

/// A value that a template may take out of what it captures, each time that it is visited.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "SW0806: a template cannot move a `{Self}`, as it is visited many times: borrow it, or `.clone()` it",
    label = "this would move the value at the first visit"
)]
pub trait VisitedAgain {}

impl<T: Copy> VisitedAgain for T {}

#[doc(hidden)]
#[inline]
pub fn visited_again<T: VisitedAgain>(_: &T) {}

/// What `h!` expands to: a closure that walks the template.
#[doc(hidden)]
#[inline]
pub fn frag<F: Fn(&mut Cx<'_>)>(stamp: Stamp, visit: F) -> Frag<F> {
    Frag { stamp, visit }
}

impl<F: Fn(&mut Cx<'_>)> View for Frag<F> {
    #[inline]
    fn stamp(&self) -> Stamp {
        self.stamp
    }

    #[inline]
    fn visit(&self, cx: &mut Cx<'_>) {
        (self.visit)(cx);
    }
}

/// What a hole that is not a place expands to: a closure and its stamp. One type for all of them, so that
/// no hole brings code of its own but its closure.
#[doc(hidden)]
pub struct Lazy<'a> {
    stamp: Stamp,
    visit: &'a dyn Visit,
}

/// A closure that walks a template. A `dyn Fn` would be the same with two functions more for each closure, as it can be
/// called as a `FnOnce`, too.
#[doc(hidden)]
pub trait Visit {
    #[doc(hidden)]
    fn visit(&self, cx: &mut Cx<'_>);
}

impl<F: Fn(&mut Cx<'_>)> Visit for F {
    #[inline]
    fn visit(&self, cx: &mut Cx<'_>) {
        self(cx);
    }
}

impl<'a> Lazy<'a> {
    #[doc(hidden)]
    #[inline]
    pub fn new(stamp: Stamp, visit: &'a dyn Visit) -> Self {
        Lazy { stamp, visit }
    }
}

impl View for Lazy<'_> {
    #[inline]
    fn stamp(&self) -> Stamp {
        self.stamp
    }

    #[inline]
    fn visit(&self, cx: &mut Cx<'_>) {
        self.visit.visit(cx);
    }
}

macro_rules! view_through {
    ($($pointer:ty),*) => {$(
        impl<V: View + ?Sized> View for $pointer {
            fn stamp(&self) -> Stamp {
                (**self).stamp()
            }

            fn visit(&self, cx: &mut Cx<'_>) {
                (**self).visit(cx);
            }
        }
    )*};
}
view_through!(&V, Box<V>, Rc<V>, Arc<V>);

/// Nothing, or the view.
impl<V: View> View for Option<V> {
    fn visit(&self, cx: &mut Cx<'_>) {
        match self {
            Some(view) => view.visit(cx),
            None => cx.none(),
        }
    }
}

/// The views one after another; their positions are their keys.
impl<V: View> View for Vec<V> {
    fn visit(&self, cx: &mut Cx<'_>) {
        cx.list(&BARE, Stamp::ALWAYS);
        for view in self {
            if cx.row_by_index(view.stamp()) {
                cx.row(&BARE, &[Dyn::View(view)]);
            }
        }
        cx.end_list();
    }
}

/// Apart from the view's type, so that in debug builds a view brings little code; in others it is known all the same.
#[cfg_attr(not(debug_assertions), inline(always))]
fn to_html(view: &dyn Visited) -> String {
    let mut out = String::with_capacity(ROOM);
    // What is written is sound all the same.
    let _ = render(view, &mut out);
    out
}

#[cfg_attr(not(debug_assertions), inline(always))]
fn render(view: &dyn Visited, out: &mut String) -> Result<(), TooDeep> {
    let mut components = Components::new();
    let rendered = Cx::html(out, &mut components, view);
    components.discard();
    rendered
}

/// Where HTML of its own begins: small views take memory once, and large ones grow it three times less.
const ROOM: usize = 1024;
