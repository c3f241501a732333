//! What an endpoint knows of its views without mounting one: where they are, which events they take.

use super::endpoint::Endpoint;
use super::event::{Event, EventError, RawEvent};
use super::live::LiveView;
use super::params::Params;

/// The events of a type of views.
#[derive(Clone, Copy)]
pub(crate) struct Events {
    names: &'static [&'static str],
    check: fn(RawEvent) -> Result<(), EventError>,
}

impl Events {
    pub(crate) fn of<V: LiveView>() -> Events {
        Events {
            names: V::Event::NAMES,
            check: |event| V::Event::decode(event).map(drop),
        }
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
        self.shared()
            .events(view)
            .map_or(&[], |events| events.names)
    }

    /// Whether a view would be told of an event, were it there and no hook to keep it. Where templates give names
    /// to events, tests find by this those that their view does not have.
    ///
    /// # Errors
    /// If the view has no event of this name, or not with such values; or if there is no such view.
    pub fn check_event(&self, view: &str, event: RawEvent) -> Result<(), EventError> {
        match self.shared().events(view) {
            Some(events) => (events.check)(event),
            None => Err(EventError::UnknownEvent { event: event.name }),
        }
    }
}
