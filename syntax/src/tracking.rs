//! What change tracking may rely on: names of methods and macros that give equal results for equal
//! values. Everything else is evaluated at every visit.

/// Whether a method of this name is pure on the types of the standard library.
///
/// Names, not types: a macro does not know types. A type of the user's whose method of such a name
/// reads anything but its receiver and arguments must not be used on tracked values.
///
/// ```
/// assert!(slotwise_syntax::tracking::is_pure_method("len"));
/// assert!(!slotwise_syntax::tracking::is_pure_method("elapsed"));
/// ```
pub fn is_pure_method(name: &str) -> bool {
    PURE_METHODS.binary_search(&name).is_ok()
}

/// Whether a macro of the standard library does nothing but format its arguments.
///
/// ```
/// assert!(slotwise_syntax::tracking::is_pure_macro("format"));
/// ```
pub fn is_pure_macro(name: &str) -> bool {
    matches!(name, "format" | "format_args" | "concat" | "stringify")
}

/// Sorted, for the search.
const PURE_METHODS: &[&str] = &[
    "abs",
    "all",
    "any",
    "as_deref",
    "as_ref",
    "as_slice",
    "as_str",
    "chars",
    "checked_add",
    "checked_sub",
    "clone",
    "cloned",
    "collect",
    "concat",
    "contains",
    "contains_key",
    "copied",
    "count",
    "ends_with",
    "enumerate",
    "filter",
    "find",
    "first",
    "get",
    "is_empty",
    "is_none",
    "is_some",
    "iter",
    "join",
    "keys",
    "last",
    "len",
    "map",
    "max",
    "min",
    "pow",
    "rem_euclid",
    "repeat",
    "rev",
    "round",
    "skip",
    "split_whitespace",
    "starts_with",
    "sum",
    "take",
    "then_some",
    "to_lowercase",
    "to_owned",
    "to_string",
    "to_uppercase",
    "trim",
    "unwrap_or",
    "unwrap_or_default",
    "values",
    "zip",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(PURE_METHODS.is_sorted());
    }
}
