//! What change tracking may rely on: forms of expressions that give equal results for equal values, and
//! the names of methods and macros that do. Everything else is evaluated at every visit.
//!
//! The tables are those of `docs/tracking.md`. Of each row a test checks that its example is skipped, or
//! never skipped, while nothing changes.

/// A row of a table: what is tracked, and a template that relies on it.
///
/// The examples are about a state of tracked fields: `text`, a `String`; `int` and `float`; `flag`; `list`, a
/// `Vec<i64>`; `words`, a `Vec<&str>`; `option`, an `Option<String>`; `map`, a `BTreeMap<String, i64>`;
/// `user`, a struct with a `name`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The name of a method or macro, or a form in words.
    pub what: &'static str,
    /// A template with it.
    pub example: &'static str,
}

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
    METHODS.binary_search_by(|rule| rule.what.cmp(name)).is_ok()
}

/// Whether a macro of the standard library does nothing but format its arguments.
///
/// ```
/// assert!(slotwise_syntax::tracking::is_pure_macro("format"));
/// ```
pub fn is_pure_macro(name: &str) -> bool {
    MACROS.iter().any(|rule| rule.what == name)
}

const fn rule(what: &'static str, example: &'static str) -> Rule {
    Rule { what, example }
}

/// Expressions that are tracked if their parts are.
pub const EXPRESSIONS: &[Rule] = &[
    rule(
        "a field of `self`, written `@name` or `self.name`",
        "{self.text.len()}",
    ),
    rule("a field of something tracked", "{@user.name.len()}"),
    rule("literals", "{@text.repeat(2)}"),
    rule("`-a`, `!a`, `*a`", "{!@text.is_empty()}"),
    rule("`&a`", "{&@text.trim()}"),
    rule(
        "arithmetic, comparisons, `&&`, `||`",
        "{@text.len() + 1 > 2 || @int.abs() == 1}",
    ),
    rule("`a as T`", "{@text.len() as f64}"),
    rule("`a[b]`", "{@list[@text.len()]}"),
    rule("tuples and arrays", "{[(@text.len(), 1).0, 2][0]}"),
    rule("ranges", "{#for n in 0..@text.len()}{n}{/for}"),
    rule(
        "`if` and `else`",
        "{if @text.is_empty() { \"none\" } else { @text.trim() }}",
    ),
    rule(
        "`match`, guards included",
        "{match @text.len() { 0 => \"none\", n if n > @list.len() => \"many\", _ => \"some\" }}",
    ),
    rule("a block of one expression", "{{ @text.len() }}"),
    rule(
        "a closure as the argument of a listed method",
        "{@list.iter().any(|n| *n > @int.abs())}",
    ),
];

/// Names that the template binds: they are tracked if what they are bound to is.
pub const BINDINGS: &[Rule] = &[
    rule("`{#let}`", "{#let n = @text.len()}{n + 1}"),
    rule(
        "`if let`",
        "{#if let Some(name) = @option.as_ref()}{name.len()}{/if}",
    ),
    rule(
        "`{#match}`, guards included",
        "{#match @option.as_deref()}{#case Some(name) if name.len() > @list.len()}{name}{#case _}none{/match}",
    ),
    rule(
        "`{#for}`",
        "{#for n in @list.iter(); n}{n.abs()}{#else}none{/for}",
    ),
    rule(
        "`:for`, `:if` and `:key`",
        "<b :for={n in @list.iter()} :if={*n > @int.abs()} :key={n}>{n + 1}</b>",
    ),
    rule(
        "`:if` and `:else-if`",
        "<b :if={@text.is_empty()}>none</b><b :else-if={@int.abs() > 1}>{@int.pow(2)}</b>",
    ),
    rule(
        "`:let`, and props",
        "<.numbers list={@list.as_slice()} :let={n}>{n + 1}</.numbers>",
    ),
];

/// Macros, written by their name alone.
pub const MACROS: &[Rule] = &[
    rule("concat", "{@text.contains(concat!(\"a\", 1))}"),
    rule(
        "format",
        "{format!(\"{:>5}|{n}\", @text.len(), n = @int.abs())}",
    ),
    rule("format_args", "{format_args!(\"{:>5}\", @text.len())}"),
    rule(
        "matches",
        "{matches!(@option.as_deref(), Some(name) if name.len() > @list.len())}",
    ),
    rule("stringify", "{@text.contains(stringify!(a b))}"),
];

/// Methods. Sorted, for the search.
pub const METHODS: &[Rule] = &[
    rule("abs", "{@int.abs()}"),
    rule("all", "{@list.iter().all(|n| *n > 0)}"),
    rule("any", "{@list.iter().any(|n| *n > 0)}"),
    rule("as_deref", "{@option.as_deref()}"),
    rule("as_ref", "{@option.as_ref()}"),
    rule("as_slice", "{@list.as_slice().len()}"),
    rule("as_str", "{@text.as_str()}"),
    rule("chars", "{@text.chars().count()}"),
    rule("checked_add", "{@int.checked_add(1)}"),
    rule("checked_sub", "{@int.checked_sub(1)}"),
    rule("clone", "{@text.clone()}"),
    rule("cloned", "{@option.as_ref().cloned()}"),
    rule(
        "collect",
        "{@text.clone().max(@words.iter().copied().collect())}",
    ),
    rule("concat", "{@words.concat()}"),
    rule("contains", "{@text.contains(\"a\")}"),
    rule("contains_key", "{@map.contains_key(\"a\")}"),
    rule("copied", "{@list.first().copied()}"),
    rule("count", "{@list.iter().count()}"),
    rule("ends_with", "{@text.ends_with('a')}"),
    rule(
        "enumerate",
        "{#for (i, n) in @list.iter().enumerate()}{i}{n}{/for}",
    ),
    rule("filter", "{@list.iter().filter(|n| **n > 1).count()}"),
    rule("find", "{@list.iter().find(|n| **n > 1)}"),
    rule("first", "{@list.first()}"),
    rule("get", "{@list.get(1)}"),
    rule("is_empty", "{@list.is_empty()}"),
    rule("is_none", "{@option.is_none()}"),
    rule("is_some", "{@option.is_some()}"),
    rule("iter", "{@list.iter().count()}"),
    rule("join", "{@words.join(\", \")}"),
    rule("keys", "{#for key in @map.keys()}{key}{/for}"),
    rule("last", "{@list.last()}"),
    rule("len", "{@list.len()}"),
    rule("map", "{@option.as_ref().map(|name| name.len())}"),
    rule("max", "{@int.max(1)}"),
    rule("min", "{@list.iter().min()}"),
    rule("next", "{@text.chars().next()}"),
    rule("pow", "{@int.pow(2)}"),
    rule("rem_euclid", "{@int.rem_euclid(2)}"),
    rule("repeat", "{@text.repeat(2)}"),
    rule("rev", "{#for n in @list.iter().rev()}{n}{/for}"),
    rule("round", "{@float.round()}"),
    rule("skip", "{@list.iter().skip(1).count()}"),
    rule("split_whitespace", "{@text.split_whitespace().count()}"),
    rule("starts_with", "{@text.starts_with('a')}"),
    rule("sum", "{@int.max(@list.iter().sum())}"),
    rule("take", "{@list.iter().take(1).count()}"),
    rule("then_some", "{@flag.then_some(\"yes\")}"),
    rule("to_lowercase", "{@text.to_lowercase()}"),
    rule("to_owned", "{@text.to_owned()}"),
    rule("to_string", "{@int.to_string()}"),
    rule("to_uppercase", "{@text.to_uppercase()}"),
    rule("trim", "{@text.trim()}"),
    rule("unwrap_or", "{@option.as_deref().unwrap_or(\"none\")}"),
    rule(
        "unwrap_or_default",
        "{@option.as_deref().unwrap_or_default()}",
    ),
    rule("values", "{@map.values().max()}"),
    rule("zip", "{@list.iter().zip(@words.iter()).count()}"),
];

/// What is evaluated at every visit, whatever it reads.
pub const ALWAYS: &[Rule] = &[
    rule("a call of a function", "{double(@text.len())}"),
    rule("a constructor", "{Some(@text.len())}"),
    rule(
        "a method that is not listed",
        "{@text.len().is_power_of_two()}",
    ),
    rule(
        "a listed method with a type argument",
        "{@list.iter().sum::<i64>()}",
    ),
    rule(
        "a path: a constant, a static, a variant without fields",
        "{@text.len() + LIMIT}",
    ),
    rule(
        "a block of several statements",
        "{{ let n = @text.len(); n + 1 }}",
    ),
    rule("any other macro", "{vec![@text.len()].len()}"),
    rule(
        "a chain of `let`",
        "{#if let Some(name) = @option.as_ref() && name.len() > 1}{name}{/if}",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(METHODS.is_sorted_by_key(|rule| rule.what));
    }

    #[test]
    fn an_example_has_what_it_is_an_example_of() {
        let method = |rule: &Rule| rule.example.contains(&format!(".{}(", rule.what));
        let call = |rule: &Rule| rule.example.contains(&format!("{}!(", rule.what));
        assert_eq!(METHODS.iter().find(|rule| !method(rule)), None);
        assert_eq!(MACROS.iter().find(|rule| !call(rule)), None);
    }
}
