//! [`ComponentCx`]: what a component with state knows of its session; and the frames that are about components.

use super::event::{EventError, RawEvent};
use super::socket::Socket;
use crate::binding::Myself;
use crate::stateful::{ComponentId, Stateful};
use serde_json::Value;
use std::ops::{Deref, DerefMut};

/// What the functions of a [`Stateful`] component know of their session and can ask of it: all that is in the
/// [`Socket`] of the view.
pub struct ComponentCx<'c> {
    myself: Myself,
    socket: &'c mut Socket,
}

impl ComponentCx<'_> {
    /// The instance itself, as the target of events.
    pub fn myself(&self) -> Myself {
        self.myself
    }
}

impl Deref for ComponentCx<'_> {
    type Target = Socket;

    fn deref(&self) -> &Socket {
        self.socket
    }
}

impl DerefMut for ComponentCx<'_> {
    fn deref_mut(&mut self) -> &mut Socket {
        self.socket
    }
}

impl Socket {
    /// Changes the state of a component; it is shown again with the next patch. `false`: the page does not show
    /// one of this type and `id`.
    pub fn send_update<C: Stateful>(
        &mut self,
        id: impl Into<ComponentId>,
        change: impl FnOnce(&mut C),
    ) -> bool {
        self.components.update(id, change)
    }

    /// Gives a component an event. One that is gone by now does not miss it.
    pub(crate) fn component_event(
        &mut self,
        myself: Myself,
        event: RawEvent,
    ) -> Result<(), EventError> {
        let Some(mut told) = self.components.tell(myself) else {
            return Ok(());
        };
        let socket = &mut *self;
        let result = told.handle(event, &mut ComponentCx { myself, socket });
        self.components.told(told);
        result
    }
}

/// To which component the payload of an event goes. `Some(None)`: to the view; `None`: it is malformed.
pub(crate) fn target(payload: &Value) -> Option<Option<Myself>> {
    match payload.get("cid") {
        None | Some(Value::Null) => Some(None),
        Some(number) => Some(Some(Myself::new(number.as_u64()?.try_into().ok()?))),
    }
}

/// The answer to `cids_destroyed`: which of the components that the client took from its page the view no longer
/// shows either; they are dropped. `None`: the payload is malformed.
pub(crate) fn destroyed(payload: &Value, socket: &mut Socket) -> Option<String> {
    let mut gone = numbers(payload)?;
    gone.retain(|number| socket.components.taken_away(*number));
    let gone: Vec<String> = gone.iter().map(u32::to_string).collect();
    Some(format!(r#"{{"cids":[{}]}}"#, gone.join(",")))
}

/// The components that a frame names.
pub(crate) fn numbers(payload: &Value) -> Option<Vec<u32>> {
    let numbers = payload.get("cids")?.as_array()?.iter();
    numbers
        .map(|number| number.as_u64()?.try_into().ok())
        .collect()
}
