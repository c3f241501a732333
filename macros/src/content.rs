//! Places and contents of the content model as constants of the expansion, and what of a component's
//! template its callers need to know.

use crate::source::Source;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use slotwise_html::content::{Inside, Place};
use slotwise_syntax::ir::{Dynamic, Template};

/// A place as an expression.
pub(crate) fn place(place: Place) -> TokenStream {
    let (parent, open) = place.parts();
    let parent = Ident::new(&format!("{parent:?}"), Span::call_site());
    quote!(::slotwise::__private::content::Place::from_parts(
        ::slotwise::__private::content::Kind::#parent,
        #open,
    ))
}

/// A content as an expression.
pub(crate) fn inside(inside: Inside) -> TokenStream {
    let (roots, deep) = inside.bits();
    quote!(::slotwise::__private::content::Inside::from_bits(#roots, #deep))
}

/// Where a component's template puts the content of slots.
pub(crate) fn slots(source: &Source, template: &Template) -> Vec<(String, Place)> {
    let mut search = Search {
        source,
        entries: Vec::new(),
        found: Vec::new(),
    };
    search.template(template);
    search.found
}

struct Search<'s> {
    source: &'s Source,
    /// Names bound to the entries of a slot, and the slot's name.
    entries: Vec<(String, String)>,
    found: Vec<(String, Place)>,
}

impl Search<'_> {
    fn template(&mut self, template: &Template) {
        for slot in &template.slots {
            match &slot.dynamic {
                Dynamic::Expr(code) => {
                    let shown = self.slot(&self.source.tokens(code));
                    self.found
                        .extend(shown.map(|slot_name| (slot_name, slot.place)));
                }
                Dynamic::If(one) => {
                    let branches = one.branches.iter().map(|branch| &branch.then);
                    branches
                        .chain(&one.otherwise)
                        .for_each(|then| self.template(then));
                }
                Dynamic::Match(one) => one.arms.iter().for_each(|arm| self.template(&arm.body)),
                Dynamic::Let(one) => self.template(&one.body),
                Dynamic::For(each) => {
                    let slot = self.slot(&self.source.tokens(&each.iter));
                    let bound = slot.map(|slot| (each.pattern.text.clone(), slot));
                    let count = self.entries.len();
                    self.entries.extend(bound);
                    self.template(&each.body);
                    self.entries.truncate(count);
                    each.otherwise.iter().for_each(|other| self.template(other));
                }
                // What another component makes of it is not known.
                _ => {}
            }
        }
    }

    /// The slot that an expression shows: `@slot`, `slot`, `@slot(..)`, `entry` or `entry(..)`.
    fn slot(&self, code: &TokenStream) -> Option<String> {
        let text = code.to_string().replace(' ', "");
        let text = text.split_once(")(").map_or(&*text, |(called, _)| called);
        let text = text.trim_start_matches('(').trim_end_matches(')');
        let name = text.split('(').next()?;
        let name = name.strip_prefix("self.").unwrap_or(name);
        let entry = self.entries.iter().rev().find(|(bound, _)| bound == name);
        Some(entry.map_or_else(|| name.to_owned(), |(_, slot)| slot.clone()))
    }
}
