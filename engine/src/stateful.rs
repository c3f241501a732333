//! Stateful components: a type whose instances live between two patches, called like a function.
//!
//! ```text
//! <.Counter id="a" start={3} />     Counter::mount(3), then what its `render` gives
//! ```

use crate::binding::Myself;
use crate::context::Cx;
use crate::stamp::Stamp;
use crate::view::View;
use alloc::string::{String, ToString};
use core::fmt;

/// A component with state of its own; `#[component]` on its `impl` block makes it one.
///
/// ```
/// use slotwise::{Components, Tracked, View, component, h};
///
/// struct Counter { label: Tracked<String>, n: Tracked<u32> }
///
/// #[component]
/// impl Counter {
///     /// Counts from a number on.
///     fn mount(label: &str, #[prop(default = 1)] start: u32) -> Self {
///         Counter { label: label.to_owned().into(), n: start.into() }
///     }
///
///     fn update(&mut self, label: &str) {
///         *self.label = label.to_owned();
///     }
///
///     fn render(&self) -> impl View {
///         h! { <button phx-click="up" phx-target={@myself}>{@label}: {@n}</button> }
///     }
/// }
///
/// let mut components = Components::new();
/// let mut label = "Clicks";
/// let html = components.to_html(&h! { <.Counter id="a" label={label} start={5} /> });
/// assert_eq!(html, r#"<button phx-click="up" phx-target="1">Clicks: 5</button>"#);
///
/// components.update("a", |counter: &mut Counter| *counter.n += 1);
/// label = "Taps";
/// let html = components.to_html(&h! { <.Counter id="a" label={label} start={5} /> });
/// assert_eq!(html, r#"<button phx-click="up" phx-target="1">Taps: 6</button>"#);
/// ```
///
/// | function | |
/// |---|---|
/// | `fn mount(..) -> Self` | makes an instance. Its parameters are the props, as those of a function component are; `id` names the instance and is always given |
/// | `fn render(&self, ..) -> impl View` | what it shows: a template with one element at its root. Its parameters are slots |
/// | `fn update(&mut self, ..)` | follows those props that it names, when one of them changed. A prop that it does not name is where an instance starts from, and nothing later |
/// | `fn update_many(instances: &mut [&mut Self])` | gets all that one pass mounts or updates, before it shows them: to load in one query what each would load alone |
/// | `fn handle_event(&mut self, event: E, cx: &mut ComponentCx)` | an event of an element with `phx-target={@myself}`, of a type as views have: with `#[derive(Event)]`, or `RawEvent` |
///
/// In the template of `render`, `@myself` is the instance as the target of events ([`Myself`]), `@inner_block` a
/// slot, and `@name` any other field. It is shown again only when an event, `update`,
/// [`Components::update`](crate::Components::update) or the content of a slot has changed something: what else it
/// reads, such as a clock, is as it was then.
///
/// Instances live in a [`Components`](crate::Components), one for each type and `id`. The type has named fields, if
/// any, and no parameters.
pub trait Stateful: Sized + Send + 'static {
    /// Gets what was mounted or updated in one pass, before any of it is shown. What `#[component]` makes of the
    /// function of this name.
    const UPDATE_MANY: Option<UpdateMany<Self>> = None;

    /// The events that `handle_event` takes.
    #[cfg(feature = "session")]
    const EVENTS: crate::session::Events = crate::session::Events::of::<()>();

    /// The user did something in it. What `#[component]` makes of the function of this name.
    ///
    /// # Errors
    /// If what came is no event of the component.
    #[cfg(feature = "session")]
    fn handle_event(
        &mut self,
        event: crate::session::RawEvent,
        cx: &mut crate::session::ComponentCx<'_>,
    ) -> Result<(), crate::session::EventError> {
        let _ = cx;
        <() as crate::session::Event>::decode(event)
    }
}

/// What is updated together: see [`Stateful::UPDATE_MANY`].
pub type UpdateMany<C> = fn(&mut [&mut C]);

/// A call of a component with state: what `#[component]` makes for [`Cx::component`].
#[doc(hidden)]
pub struct Call<'c, C> {
    /// The call itself.
    pub view: &'c dyn View,
    pub id: &'c ComponentId,
    /// Of the props that `update` follows.
    pub props: Stamp,
    pub slots: Stamp,
    pub mount: &'c dyn Fn() -> C,
    pub update: Option<&'c dyn Fn(&mut C)>,
    pub show: &'c dyn Fn(&C, Myself, &mut Cx<'_>),
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
