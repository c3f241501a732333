//! Events that templates name, and neither views nor components have.

use crate::binding;
use crate::dom;
use crate::near::nearest;
use scraper::{ElementRef, Html};
use slotwise::session::{EventError, Events, RawEvent};
use slotwise_html::attributes::COMMANDS;
use std::fmt;

/// What the client itself sends.
const CLEAR_FLASH: &str = "lv:clear-flash";

/// An event that an element names, and that its view, or the component that it is for, does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownEvent {
    /// The element: its id, or tag and classes.
    pub element: String,
    /// The attribute.
    pub binding: String,
    /// The name.
    pub event: String,
    /// The number of the component that it is for.
    pub component: Option<u64>,
    /// An event with such a name that is there.
    pub near: Option<&'static str>,
}

impl fmt::Display for UnknownEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let UnknownEvent {
            element,
            binding,
            event,
            component,
            near,
        } = self;
        write!(f, "`{event}` in `{binding}` of `{element}` is no event of ")?;
        match component {
            Some(number) => write!(f, "component {number}"),
            None => f.write_str("the view"),
        }?;
        match near {
            Some(near) => write!(f, ": did you mean `{near}`?"),
            None => Ok(()),
        }
    }
}

/// All of them in a page; `events` are those of the view or of a component.
pub(crate) fn unknown_events(
    dom: &Html,
    mut events: impl FnMut(Option<u64>) -> Option<Events>,
) -> Result<Vec<UnknownEvent>, String> {
    let mut unknown = Vec::new();
    for element in dom.root_element().descendent_elements() {
        let mut attributes: Vec<(&str, &str)> = element.value().attrs().collect();
        attributes.sort_unstable();
        let runs = |name: &str| COMMANDS.contains(&name) || name.starts_with("data-cmd-");
        for (binding, text) in attributes.into_iter().filter(|(name, _)| runs(name)) {
            for (event, component) in pushed(&element, text)? {
                let known = events(component);
                if is_known(known, &event) {
                    continue;
                }
                let names = known.map_or(&[][..], |known| known.names());
                unknown.push(UnknownEvent {
                    element: dom::name(&element),
                    binding: binding.to_owned(),
                    near: nearest(&event, names.iter().copied()),
                    event,
                    component,
                });
            }
        }
    }
    Ok(unknown)
}

/// The events that a binding pushes, to the view or to a component.
fn pushed(element: &ElementRef<'_>, text: &str) -> Result<Vec<(String, Option<u64>)>, String> {
    let commands = binding::parsed(text)?.into_iter();
    let pushed = commands.filter(|(name, _)| name == "push");
    let pushed = pushed.filter_map(|(_, args)| {
        let component = binding::component(element, args.get("target"));
        Some((args["event"].as_str()?.to_owned(), component))
    });
    Ok(pushed.collect())
}

fn is_known(events: Option<Events>, event: &str) -> bool {
    let checked = events.map(|events| events.check(RawEvent::click(event, &[])));
    let is_unknown = matches!(checked, None | Some(Err(EventError::UnknownEvent { .. })));
    event == CLEAR_FLASH || !is_unknown
}
