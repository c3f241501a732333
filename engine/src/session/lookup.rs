//! What an endpoint knows of its views without mounting one: where they are, which events they take.

use super::endpoint::Endpoint;
use super::event::{Event, EventError, RawEvent};
use super::params::Params;

/// The events that a type of views takes, or of components with state.
///
/// ```
/// use slotwise::session::{Event, Events, RawEvent};
///
/// #[derive(Event)]
/// enum CounterEvent { Up, Down }
///
/// let events = Events::of::<CounterEvent>();
/// assert_eq!(events.names(), ["up", "down"]);
/// assert!(events.check(RawEvent::click("up", &[])).is_ok());
/// assert!(events.check(RawEvent::click("left", &[])).is_err());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Events {
    names: &'static [&'static str],
    check: fn(RawEvent) -> Result<(), EventError>,
}

impl Events {
    /// Those of a type.
    pub const fn of<E: Event>() -> Events {
        Events {
            names: E::NAMES,
            check: |event| E::decode(event).map(drop),
        }
    }

    /// Their names; none where any is taken.
    pub fn names(&self) -> &'static [&'static str] {
        self.names
    }

    /// Whether an event is one of them.
    ///
    /// # Errors
    /// If it is not, or has other values.
    pub fn check(&self, event: RawEvent) -> Result<(), EventError> {
        (self.check)(event)
    }
}

impl Endpoint {
    /// The name of the view that shows a path, with the parameters in that.
    ///
    /// ```
    /// # use slotwise::{View, h};
    /// # use slotwise::session::{Endpoint, Live, LiveView, Secret};
    /// # struct Room;
    /// # impl LiveView for Room {
    /// #     type Event = ();
    /// #     type Info = ();
    /// #     fn mount(_: &mut Live<Self>) -> Self { Room }
    /// #     fn render(&self) -> impl View { h! { <p></p> } }
    /// # }
    /// let endpoint = Endpoint::new(Secret::new(&[7; 32]).unwrap()).with_view::<Room>("/rooms/{id}");
    /// let (view, params) = endpoint.route("/rooms/7").unwrap();
    /// assert_eq!((view.as_str(), params.get("id")), ("/rooms/{id}", Some("7")));
    /// assert!(endpoint.route("/elsewhere").is_none());
    /// ```
    pub fn route(&self, path: &str) -> Option<(String, Params)> {
        let place = self.shared().place_of(path.to_owned())?;
        Some((place.route, place.path))
    }

    /// The names of all views.
    pub fn views(&self) -> impl Iterator<Item = &str> {
        self.shared().view_names()
    }

    /// The names of the events of a view: [`Event::NAMES`]. None are there for a view that takes any.
    pub fn event_names(&self, view: &str) -> &'static [&'static str] {
        self.events(view).map_or(&[], |events| events.names())
    }

    /// The events of a view, if there is one of this name. Where templates give names to events, tests find by this
    /// those that their view does not have.
    pub fn events(&self, view: &str) -> Option<Events> {
        self.shared().events(view)
    }
}
