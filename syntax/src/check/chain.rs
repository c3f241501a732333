//! `:else-if` and `:else`: what stands before them and beside them.

use super::{Checker, SPECIAL};
use crate::chain::{Link, link};
use crate::messages;
use crate::tree::{Element, Name};

impl Checker<'_, '_> {
    /// `before` is the sibling before `element`, blanks aside, if it is an element.
    pub(super) fn link(&mut self, element: &Element, before: Option<&Element>) {
        let Some(name) = given(element, ":else-if").or_else(|| given(element, ":else")) else {
            return;
        };
        let others = [":if", ":for", ":else"];
        let beside = others.into_iter().filter_map(|other| given(element, other));
        for other in beside.filter(|other| other.span != name.span) {
            self.report(messages::else_beside(name, other));
        }
        let Some(before) = before else {
            return self.report(messages::else_without_if(name));
        };
        if let Some(each) = given(before, ":for") {
            return self.report(messages::else_after_for(name, each.span));
        }
        match link(before) {
            Some(Link::First | Link::Middle) => {}
            Some(Link::Last) => {
                let last = given(before, ":else").map_or(before.name.span, |name| name.span);
                self.report(messages::else_after_else(name, last));
            }
            None if has_unknown_special(before) => {}
            None => self.report(messages::else_without_if(name)),
        }
    }
}

fn given<'t>(element: &'t Element, wanted: &str) -> Option<&'t Name> {
    let mut names = element.named().map(|(name, _)| name);
    names.find(|name| name.text == wanted)
}

/// It may be a misspelt `:if`, and is reported.
fn has_unknown_special(element: &Element) -> bool {
    let unknown = |name: &Name| name.text.starts_with(':') && !SPECIAL.contains(&&*name.text);
    element.named().any(|(name, _)| unknown(name))
}
