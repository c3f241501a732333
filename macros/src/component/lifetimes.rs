//! The lifetimes of props: all are one.

use proc_macro2::Span;
use syn::visit_mut::{self, VisitMut};
use syn::{Lifetime, TypeReference};

/// Gives every elided lifetime of a prop's type the name `'a`.
pub(super) struct OneLifetime;

impl VisitMut for OneLifetime {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        reference.lifetime.get_or_insert_with(lifetime);
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, found: &mut Lifetime) {
        if found.ident == "_" {
            *found = lifetime();
        }
    }

    // In `Fn(&T) -> V` and `impl Trait` an elided lifetime has its own meaning.
    fn visit_parenthesized_generic_arguments_mut(
        &mut self,
        _: &mut syn::ParenthesizedGenericArguments,
    ) {
    }

    fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}
}

fn lifetime() -> Lifetime {
    Lifetime::new("'a", Span::call_site())
}
