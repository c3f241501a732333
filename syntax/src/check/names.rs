//! Names that look like slips of the pen: of elements, attributes and `phx-` bindings.

use super::Checker;
use crate::messages;
use crate::near::slip;
use crate::tree::{Element, Name};
use slotwise_html::{Namespace, names};

/// The bindings of the client; `phx-value-` takes any name.
const BINDINGS: [&str; 37] = [
    "phx-auto-recover",
    "phx-blur",
    "phx-change",
    "phx-click",
    "phx-click-away",
    "phx-connected",
    "phx-debounce",
    "phx-disable-with",
    "phx-disconnected",
    "phx-drop-target",
    "phx-focus",
    "phx-hook",
    "phx-key",
    "phx-keydown",
    "phx-keyup",
    "phx-mounted",
    "phx-no-curly-interpolation",
    "phx-no-format",
    "phx-no-unused-field",
    "phx-patch-focused",
    "phx-progress",
    "phx-remove",
    "phx-submit",
    "phx-target",
    "phx-throttle",
    "phx-track-static",
    "phx-track-uploads",
    "phx-trigger-action",
    "phx-update",
    "phx-value-",
    "phx-viewport-bottom",
    "phx-viewport-overrun-target",
    "phx-viewport-top",
    "phx-window-blur",
    "phx-window-focus",
    "phx-window-keydown",
    "phx-window-keyup",
];

impl Checker<'_, '_> {
    /// A name without a dash that is nearly an element's.
    pub(super) fn element_slip(&mut self, name: &Name, namespace: Namespace) {
        let known_at_all = names::HTML.iter().chain(&names::SVG).chain(&names::MATHML);
        let mut same = known_at_all.filter(|known| known.eq_ignore_ascii_case(&name.text));
        if name.text.contains('-') || same.next().is_some() {
            return;
        }
        let known: &[&str] = match namespace {
            Namespace::Html => &names::HTML,
            Namespace::Svg => &names::SVG,
            Namespace::MathMl => &names::MATHML,
            Namespace::Nodes => return,
        };
        match slip(&name.text, known.iter().copied()) {
            Some(near) => self.report(messages::unknown_element(name, near)),
            None if name
                .text
                .starts_with(|first: char| first.is_ascii_uppercase()) =>
            {
                self.report(messages::component_as_element(name));
            }
            None => {}
        }
    }

    pub(super) fn attribute_slip(&mut self, element: &Element, name: &Name, namespace: Namespace) {
        let lower = name.text.to_ascii_lowercase();
        if lower.starts_with("phx-") {
            return self.binding_slip(name, &lower);
        }
        if let Some(aria) = lower.strip_prefix("aria-") {
            if !names::ARIA.contains(&aria) {
                let near = slip(aria, names::ARIA.iter().copied());
                self.report(messages::unknown_aria(name, near));
            }
            return;
        }
        let element = element.name.text.to_ascii_lowercase();
        let is_html = namespace == Namespace::Html && names::HTML.contains(&&*element);
        // With a dash, a colon or another sign it belongs to some library.
        if is_html && lower.chars().all(|char| char.is_ascii_alphabetic()) && !is_known(&lower) {
            let of_this = names::SPECIFIC
                .iter()
                .filter(|(elements, _)| elements.contains(&&*element))
                .flat_map(|(_, attributes)| attributes.iter());
            if let Some(near) = slip(&lower, names::GLOBAL.iter().chain(of_this).copied()) {
                self.report(messages::unknown_attribute(name, near));
            }
        }
    }

    fn binding_slip(&mut self, name: &Name, lower: &str) {
        let is_value = lower.len() > "phx-value-".len() && lower.starts_with("phx-value-");
        if !is_value && (!BINDINGS.contains(&lower) || lower == "phx-value-") {
            let near = slip(lower, BINDINGS.into_iter());
            self.report(messages::unknown_binding(name, near));
        }
    }
}

/// Whether some element has an attribute of this name.
fn is_known(name: &str) -> bool {
    let mut specific = names::SPECIFIC.iter();
    name.starts_with("on")
        || names::GLOBAL.contains(&name)
        || specific.any(|(_, attributes)| attributes.contains(&name))
}
