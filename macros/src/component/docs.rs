//! The documentation of a component: its own, and a list of its props and slots.

use super::options::doc_line;
use super::signature::{Component, Param, Prop, Rest, SlotParam};
use quote::ToTokens;

impl Component {
    /// The lines of the struct's documentation.
    pub(super) fn docs(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.attributes.iter().filter_map(doc_line).collect();
        let (mut props, mut slots) = (Vec::new(), Vec::new());
        for param in &self.params {
            match param {
                Param::Prop(prop) => props.extend(prop_lines(prop, "- ")),
                Param::Slot(slot) => slots.extend(slot_lines(slot)),
                Param::Rest(rest) => props.extend(rest_lines(rest)),
            }
        }
        for (title, list) in [(" # Props", props), (" # Slots", slots)] {
            if !list.is_empty() {
                lines.extend([String::new(), title.to_owned()]);
                lines.extend(list);
            }
        }
        lines
    }
}

fn prop_lines(prop: &Prop, bullet: &str) -> Vec<String> {
    let mut head = format!(" {bullet}`{}: {}`", prop.name, tidy(&prop.written));
    match &prop.default {
        None => head += ", required",
        Some(default)
            if default
                .value
                .to_token_stream()
                .to_string()
                .contains("__private") => {}
        Some(default) => head += &format!(" = `{}`", spaced(&default.value)),
    }
    if !prop.values.is_empty() {
        let values: Vec<String> = prop
            .values
            .iter()
            .map(|value| format!("`{value}`"))
            .collect();
        head += &format!(", one of {}", values.join(", "));
    }
    with_docs(head, &prop.docs, bullet)
}

fn slot_lines(slot: &SlotParam) -> Vec<String> {
    let mut head = format!(" - `{}`", slot.name);
    if slot.many {
        head += ", any number of entries";
    }
    if slot.required {
        head += ", required";
    }
    let argument = slot.argument.to_string();
    if argument != "()" {
        head += &format!(", hands over `{}`", tidy(&argument));
    }
    let mut lines = with_docs(head, &slot.docs, "- ");
    let attributes = slot.attributes.iter();
    lines.extend(attributes.flat_map(|prop| prop_lines(prop, "  - ")));
    lines
}

fn rest_lines(rest: &Rest) -> Vec<String> {
    let mut head = format!(
        " - `{}`: global attributes, `phx-*`, `data-*`, `aria-*`",
        rest.name
    );
    for name in &rest.include {
        head += &format!(", `{name}`");
    }
    with_docs(head, &rest.docs, "- ")
}

/// The first line and, indented below it, what the author wrote.
fn with_docs(head: String, docs: &[String], bullet: &str) -> Vec<String> {
    let indent = " ".repeat(bullet.len());
    match docs {
        [only] => vec![format!("{head}:{only}")],
        docs => {
            let below = docs.iter().map(|line| format!("{indent}{line}"));
            std::iter::once(head).chain(below).collect()
        }
    }
}

fn spaced(value: &impl ToTokens) -> String {
    tidy(&value.to_token_stream().to_string())
}

/// Tokens without the blanks between them that nobody writes.
fn tidy(tokens: &str) -> String {
    tokens
        .replace("& 'a ", "&")
        .replace(" (& ", "(&")
        .replace("Fn (", "Fn(")
        .replace("'a , ", "")
        .replace(" < 'a >", "")
        .replace(" :: ", "::")
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace("& ", "&")
        .replace(" ,", ",")
        .replace("[ ", "[")
        .replace(" ]", "]")
}

#[cfg(test)]
mod tests {
    use crate::component::signature::{Arguments, Component};

    #[test]
    fn props_and_slots_are_listed() {
        let function = syn::parse_quote! {
            /// A table.
            fn table<T: Show>(
                /// What it shows.
                rows: &[T],
                #[prop(default = 3)] n: u32,
                #[prop(into, default)] title: Option<&str>,
                #[prop(values("a", "b"))] kind: &str,
                show: impl Fn(&T) -> String,
                #[prop(rest, include("disabled"))] rest: Attrs,
                /// A column.
                #[slot(required, label: &str, width: u32 = 1)] col: Slots<T>,
                inner_block: Slot,
            ) -> impl View {}
        };
        let arguments: Arguments = syn::parse_quote!();
        let component = Component::of(function, arguments).expect("a component");
        assert_eq!(
            component.docs(),
            [
                " A table.",
                "",
                " # Props",
                " - `rows: &[T]`, required: What it shows.",
                " - `n: u32` = `3`",
                " - `title: Option<&str>`",
                " - `kind: &str`, required, one of `a`, `b`",
                " - `show: impl Fn(&T) -> String`, required",
                " - `rest`: global attributes, `phx-*`, `data-*`, `aria-*`, `disabled`",
                "",
                " # Slots",
                " - `col`, any number of entries, required, hands over `T`: A column.",
                "   - `label: &str`, required",
                "   - `width: u32` = `1`",
                " - `inner_block`",
            ]
        );
    }
}
