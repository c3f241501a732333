//! [`ComponentCx`]: what a component with state knows of its session; and the frames that are about components.

use super::event::Event;
use super::live::{Common, Live};
use crate::binding::Myself;
use crate::stateful::{ComponentId, Stateful};
use serde_json::Value;

/// What the functions of a [`Stateful`] component know of their session and can ask of it.
pub struct ComponentCx<'c> {
    myself: Myself,
    common: &'c mut Common,
}

impl ComponentCx<'_> {
    /// The instance itself, as the target of events.
    pub fn myself(&self) -> Myself {
        self.myself
    }

    /// Sends an event to the client, see [`Live::push_event`].
    pub fn push_event(&mut self, name: &str, payload: &[(&str, &str)]) {
        self.common.push_event(name, payload);
    }

    /// Changes another instance, see [`Live::send_update`].
    pub fn send_update<C: Stateful>(
        &mut self,
        id: impl Into<ComponentId>,
        change: impl FnOnce(&mut C),
    ) -> bool {
        self.common.components.update(id, change)
    }
}

impl<I> Live<I> {
    /// Changes the state of a component; it is shown again with the next patch. `false`: the page does not show
    /// one of this type and `id`.
    pub fn send_update<C: Stateful>(
        &mut self,
        id: impl Into<ComponentId>,
        change: impl FnOnce(&mut C),
    ) -> bool {
        self.common.components.update(id, change)
    }
}

impl Common {
    /// Gives a component an event. One that is gone by now does not miss it.
    pub(crate) fn component_event(&mut self, myself: Myself, event: &Event) {
        if let Some(mut told) = self.components.tell(myself) {
            let common = &mut *self;
            told.handle(event, &mut ComponentCx { myself, common });
            self.components.told(told);
        }
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
/// shows either. `None`: the payload is malformed.
pub(crate) fn destroyed(payload: &Value, common: &Common) -> Option<String> {
    let mut gone = numbers(payload)?;
    gone.retain(|number| !common.components.contains(*number));
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
