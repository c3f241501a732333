//! Each row of the tables in `docs/tracking.md`: what is listed is skipped as long as nothing changed,
//! and what is always evaluated is.
//!
//! Each field of the state counts how often it is read through to its value.

use slotwise::{Dialect, HashKey, Mirror, Slot, Tracked, View, component, h};
use slotwise_syntax::tracking::{ALWAYS, BINDINGS, EXPRESSIONS, MACROS, METHODS, Rule};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Deref;

thread_local! {
    static READ: Cell<u32> = const { Cell::new(0) };
}

/// A value that counts.
struct Counted<T>(T);

impl<T> Deref for Counted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        READ.set(READ.get() + 1);
        &self.0
    }
}

struct State {
    text: Tracked<Counted<String>>,
    int: Tracked<Counted<i64>>,
    float: Tracked<Counted<f64>>,
    flag: Tracked<Counted<bool>>,
    list: Tracked<Counted<Vec<i64>>>,
    words: Tracked<Counted<Vec<&'static str>>>,
    option: Tracked<Counted<Option<String>>>,
    map: Tracked<Counted<BTreeMap<String, i64>>>,
    user: Tracked<Counted<User>>,
}

struct User {
    name: String,
}

const LIMIT: usize = 3;

fn double(n: usize) -> usize {
    n * 2
}

#[component]
fn numbers(list: &[i64], inner_block: Slot<i64>) -> impl View {
    h! { {#for n in @list}{@inner_block(n)}{/for} }
}

fn state() -> State {
    fn tracked<T>(value: T) -> Tracked<Counted<T>> {
        Counted(value).into()
    }
    State {
        text: tracked("a".to_owned()),
        int: tracked(2),
        float: tracked(1.5),
        flag: tracked(true),
        list: tracked(vec![1, 2, 3]),
        words: tracked(vec!["x", "y"]),
        option: tracked(Some("Ada".to_owned())),
        map: tracked(BTreeMap::from([("a".to_owned(), 1)])),
        user: tracked(User {
            name: "Ada".to_owned(),
        }),
    }
}

impl State {
    /// Says that every field changed.
    fn touch(&mut self) {
        self.text.touch();
        self.int.touch();
        self.float.touch();
        self.flag.touch();
        self.list.touch();
        self.words.touch();
        self.option.touch();
        self.map.touch();
        self.user.touch();
    }
}

type Patch = fn(&State, &mut Mirror, &mut String) -> bool;

/// A function that patches a view of each template.
macro_rules! templates {
    ($self:ident: $($name:ident $template:literal)*) => {
        impl State {
            $(fn $name(&$self) -> impl View {
                h!($template)
            })*
        }

        const TEMPLATES: &[(&str, Patch)] = &[
            $(($template, |state, mirror, out| mirror.patch(&state.$name(), out)),)*
        ];
    };
}

templates! {
    self:
    expression_0 "{self.text.len()}"
    expression_1 "{@user.name.len()}"
    expression_2 "{@text.repeat(2)}"
    expression_3 "{!@text.is_empty()}"
    expression_4 "{&@text.trim()}"
    expression_5 "{@text.len() + 1 > 2 || @int.abs() == 1}"
    expression_6 "{@text.len() as f64}"
    expression_7 "{@list[@text.len()]}"
    expression_8 "{[(@text.len(), 1).0, 2][0]}"
    expression_9 "{#for n in 0..@text.len()}{n}{/for}"
    expression_10 "{if @text.is_empty() { \"none\" } else { @text.trim() }}"
    expression_11 "{match @text.len() { 0 => \"none\", n if n > @list.len() => \"many\", _ => \"some\" }}"
    expression_12 "{{ @text.len() }}"
    expression_13 "{@list.iter().any(|n| *n > @int.abs())}"
    binding_0 "{#let n = @text.len()}{n + 1}"
    binding_1 "{#if let Some(name) = @option.as_ref()}{name.len()}{/if}"
    binding_2 "{#match @option.as_deref()}{#case Some(name) if name.len() > @list.len()}{name}{#case _}none{/match}"
    binding_3 "{#for n in @list.iter(); n}{n.abs()}{#else}none{/for}"
    binding_4 "<b :for={n in @list.iter()} :if={*n > @int.abs()} :key={n}>{n + 1}</b>"
    binding_5 "<b :if={@text.is_empty()}>none</b><b :else-if={@int.abs() > 1}>{@int.pow(2)}</b>"
    binding_6 "<.numbers list={@list.as_slice()} :let={n}>{n + 1}</.numbers>"
    macro_concat "{@text.contains(concat!(\"a\", 1))}"
    macro_format "{format!(\"{:>5}|{n}\", @text.len(), n = @int.abs())}"
    macro_format_args "{format_args!(\"{:>5}\", @text.len())}"
    macro_matches "{matches!(@option.as_deref(), Some(name) if name.len() > @list.len())}"
    macro_stringify "{@text.contains(stringify!(a b))}"
    method_abs "{@int.abs()}"
    method_all "{@list.iter().all(|n| *n > 0)}"
    method_any "{@list.iter().any(|n| *n > 0)}"
    method_as_deref "{@option.as_deref()}"
    method_as_ref "{@option.as_ref()}"
    method_as_slice "{@list.as_slice().len()}"
    method_as_str "{@text.as_str()}"
    method_chars "{@text.chars().count()}"
    method_checked_add "{@int.checked_add(1)}"
    method_checked_sub "{@int.checked_sub(1)}"
    method_clone "{@text.clone()}"
    method_cloned "{@option.as_ref().cloned()}"
    method_collect "{@text.clone().max(@words.iter().copied().collect())}"
    method_concat "{@words.concat()}"
    method_contains "{@text.contains(\"a\")}"
    method_contains_key "{@map.contains_key(\"a\")}"
    method_copied "{@list.first().copied()}"
    method_count "{@list.iter().count()}"
    method_ends_with "{@text.ends_with('a')}"
    method_enumerate "{#for (i, n) in @list.iter().enumerate()}{i}{n}{/for}"
    method_filter "{@list.iter().filter(|n| **n > 1).count()}"
    method_find "{@list.iter().find(|n| **n > 1)}"
    method_first "{@list.first()}"
    method_get "{@list.get(1)}"
    method_is_empty "{@list.is_empty()}"
    method_is_none "{@option.is_none()}"
    method_is_some "{@option.is_some()}"
    method_join "{@words.join(\", \")}"
    method_keys "{#for key in @map.keys()}{key}{/for}"
    method_last "{@list.last()}"
    method_len "{@list.len()}"
    method_map "{@option.as_ref().map(|name| name.len())}"
    method_max "{@int.max(1)}"
    method_min "{@list.iter().min()}"
    method_next "{@text.chars().next()}"
    method_pow "{@int.pow(2)}"
    method_rem_euclid "{@int.rem_euclid(2)}"
    method_rev "{#for n in @list.iter().rev()}{n}{/for}"
    method_round "{@float.round()}"
    method_skip "{@list.iter().skip(1).count()}"
    method_split_whitespace "{@text.split_whitespace().count()}"
    method_starts_with "{@text.starts_with('a')}"
    method_sum "{@int.max(@list.iter().sum())}"
    method_take "{@list.iter().take(1).count()}"
    method_then_some "{@flag.then_some(\"yes\")}"
    method_to_lowercase "{@text.to_lowercase()}"
    method_to_owned "{@text.to_owned()}"
    method_to_string "{@int.to_string()}"
    method_to_uppercase "{@text.to_uppercase()}"
    method_trim "{@text.trim()}"
    method_unwrap_or "{@option.as_deref().unwrap_or(\"none\")}"
    method_unwrap_or_default "{@option.as_deref().unwrap_or_default()}"
    method_values "{@map.values().max()}"
    method_zip "{@list.iter().zip(@words.iter()).count()}"
    alway_0 "{double(@text.len())}"
    alway_1 "{Some(@text.len())}"
    alway_2 "{@text.len().is_power_of_two()}"
    alway_3 "{@list.iter().sum::<i64>()}"
    alway_4 "{@text.len() + LIMIT}"
    alway_5 "{{ let n = @text.len(); n + 1 }}"
    alway_6 "{vec![@text.len()].len()}"
    alway_7 "{#if let Some(name) = @option.as_ref() && name.len() > 1}{name}{/if}"
}

fn patch_of(rule: &Rule) -> Patch {
    let found = TEMPLATES
        .iter()
        .find(|(template, _)| *template == rule.example);
    found
        .unwrap_or_else(|| panic!("`{}` is not tried here", rule.example))
        .1
}

/// How often fields are read by a first patch, by one without a change, and by one after a change.
fn reads(patch: Patch) -> [u32; 3] {
    let mut state = state();
    let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
    let mut reads = |state: &State, sent: bool| {
        READ.set(0);
        assert_eq!(patch(state, &mut mirror, &mut String::new()), sent);
        READ.get()
    };
    let (first, same) = (reads(&state, true), reads(&state, false));
    state.touch();
    [first, same, reads(&state, false)]
}

#[test]
fn what_is_listed_is_skipped() {
    for rule in [EXPRESSIONS, BINDINGS, MACROS, METHODS].concat() {
        let [first, same, changed] = reads(patch_of(&rule));
        assert!(first > 0 && changed > 0, "not evaluated: {rule:?}");
        assert_eq!(same, 0, "not skipped: {rule:?}");
    }
}

#[test]
fn what_is_not_is_evaluated_always() {
    for rule in ALWAYS {
        let [first, same, _] = reads(patch_of(rule));
        assert!(first > 0 && same > 0, "skipped: {rule:?}");
    }
}

#[test]
fn nothing_else_is_tried() {
    let listed = [EXPRESSIONS, BINDINGS, MACROS, METHODS, ALWAYS].concat();
    for (template, _) in TEMPLATES {
        assert!(
            listed.iter().any(|rule| rule.example == *template),
            "`{template}`"
        );
    }
}
