//! Stateful components: a type whose instances live between two patches, called like a function.
//!
//! ```text
//! <.Counter id="a" start={3} />     Counter::mount(3), then what its `render` gives
//! ```

use crate::context::Cx;
use crate::value::{Dyn, Hole};
use crate::view::View;
use alloc::string::{String, ToString};
use core::fmt;

/// A component with state of its own; `#[component]` on its `impl` block makes it one.
///
/// ```
/// use slotwise::{Tracked, View, component, h};
///
/// struct Counter { label: String, n: Tracked<u32> }
///
/// #[component]
/// impl Counter {
///     /// Counts from a number on.
///     fn mount(label: &str, #[prop(default = 1)] start: u32) -> Self {
///         Counter { label: label.to_owned(), n: start.into() }
///     }
///
///     fn render(&self) -> impl View {
///         h! { <button>{self.label}: {@n}</button> }
///     }
/// }
///
/// let view = h! { <.Counter id="a" label="Clicks" /><.Counter id={7} label="Other" start={5} /> };
/// assert_eq!(view.to_html(), "<button>Clicks: 1</button><button>Other: 5</button>");
/// ```
///
/// The parameters of `mount` are its props, as those of a function component are; `id` names the instance
/// and is always given. So far an instance is mounted anew each time that a view is visited: state that
/// outlives a patch, and events of its own, need a session that carries them.
pub trait Stateful: Sized {
    /// What the instance shows.
    fn render(&self) -> impl View;
}

/// The name of an instance of a [`Stateful`] component: unique among those of its type on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComponentId(String);

impl fmt::Display for ComponentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for ComponentId {
    fn from(id: &str) -> Self {
        ComponentId(id.to_string())
    }
}

impl From<String> for ComponentId {
    fn from(id: String) -> Self {
        ComponentId(id)
    }
}

macro_rules! from_integers {
    ($($integer:ty)*) => {$(
        impl From<$integer> for ComponentId {
            fn from(id: $integer) -> Self {
                ComponentId(id.to_string())
            }
        }
    )*};
}
from_integers!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

/// An instance, just mounted.
#[doc(hidden)]
pub struct Mounted<C>(pub C);

impl<C: Stateful> View for Mounted<C> {
    fn visit(&self, cx: &mut Cx<'_>) {
        let view = self.0.render();
        cx.note(view.stamp());
        view.visit(cx);
    }
}

impl<C: Stateful> Hole for Mounted<C> {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}
