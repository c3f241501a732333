//! Events that templates name and views do not have.

use crate::binding;
use crate::dom;
use crate::near::nearest;
use scraper::{ElementRef, Html};
use slotwise::session::{Endpoint, EventError, RawEvent};
use slotwise_html::attributes::COMMANDS;
use std::fmt;

/// What the client itself sends.
const CLEAR_FLASH: &str = "lv:clear-flash";
/// An event that an element names and its view does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownEvent {
    /// The element: its id, or tag and classes.
    pub element: String,
    /// The attribute.
    pub binding: String,
    /// The name.
    pub event: String,
    /// An event of the view with such a name.
    pub near: Option<&'static str>,
}

impl fmt::Display for UnknownEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let UnknownEvent {
            element,
            binding,
            event,
            near,
        } = self;
        write!(
            f,
            "`{event}` in `{binding}` of `{element}` is no event of the view"
        )?;
        match near {
            Some(near) => write!(f, ": did you mean `{near}`?"),
            None => Ok(()),
        }
    }
}

/// All of them in a page of a view.
pub(crate) fn unknown_events(
    dom: &Html,
    endpoint: &Endpoint,
    view: &str,
) -> Result<Vec<UnknownEvent>, String> {
    let mut unknown = Vec::new();
    for element in dom.root_element().descendent_elements() {
        let mut attributes: Vec<(&str, &str)> = element.value().attrs().collect();
        attributes.sort_unstable();
        let runs = |name: &str| COMMANDS.contains(&name) || name.starts_with("data-cmd-");
        for (binding, text) in attributes.into_iter().filter(|(name, _)| runs(name)) {
            for event in events(&element, text)? {
                if !is_known(endpoint, view, &event) {
                    let names = endpoint.event_names(view).iter().copied();
                    unknown.push(UnknownEvent {
                        element: dom::name(&element),
                        binding: binding.to_owned(),
                        near: nearest(&event, names),
                        event,
                    });
                }
            }
        }
    }
    Ok(unknown)
}

/// The events that a binding pushes to the view; those of a component are its own.
fn events(element: &ElementRef<'_>, text: &str) -> Result<Vec<String>, String> {
    let commands = binding::parsed(text)?.into_iter();
    let pushed = commands.filter(|(name, args)| {
        name == "push" && binding::component(element, args.get("target")).is_none()
    });
    let names = pushed.filter_map(|(_, args)| args["event"].as_str().map(str::to_owned));
    Ok(names.collect())
}

fn is_known(endpoint: &Endpoint, view: &str, event: &str) -> bool {
    let checked = endpoint.check_event(view, RawEvent::click(event, &[]));
    event == CLEAR_FLASH || !matches!(checked, Err(EventError::UnknownEvent { .. }))
}
