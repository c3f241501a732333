//! The engines: how each writes a page, and what its crate depends on.

use crate::page::{Attribute, Element, Guard, Node, Value};
use std::fmt::Write;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Engine {
    Slotwise,
    /// The same over `Tracked` data, as pages that live longer than one rendering have it.
    SlotwiseTracked,
    Maud,
    Hypertext,
    Askama,
}

impl Engine {
    pub(crate) const ALL: [Engine; 5] = [
        Engine::Slotwise,
        Engine::SlotwiseTracked,
        Engine::Maud,
        Engine::Hypertext,
        Engine::Askama,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Engine::Slotwise => "slotwise",
            Engine::SlotwiseTracked => "slotwise-tracked",
            Engine::Maud => "maud",
            Engine::Hypertext => "hypertext",
            Engine::Askama => "askama",
        }
    }

    /// A line of `[dependencies]`.
    pub(crate) fn dependency(self) -> String {
        match self {
            Engine::Slotwise | Engine::SlotwiseTracked => {
                let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../engine");
                format!("slotwise = {{ path = {path:?}, default-features = false }}")
            }
            Engine::Maud => "maud = \"0.27\"".to_owned(),
            Engine::Hypertext => "hypertext = \"0.12\"".to_owned(),
            Engine::Askama => "askama = \"0.16\"".to_owned(),
        }
    }

    /// What a field of the data is for a type `T`.
    pub(crate) fn field(self) -> &'static str {
        match self {
            Engine::SlotwiseTracked => "slotwise::Tracked<T>",
            _ => "T",
        }
    }

    /// A module with `pub fn page(data: &Data) -> String`.
    pub(crate) fn module(self, page: &Element, number: u64) -> String {
        let mut out = String::new();
        match self {
            Engine::Slotwise => {
                let markup = Markup {
                    data: "data.",
                    deref: "",
                };
                markup.element(page, 2, &mut out);
                format!(
                    "use crate::data::Data;\nuse slotwise::{{View, h}};\n\n\
                     pub fn page(data: &Data) -> String {{\n    h! {{{out}\n    }}\n    .to_html()\n}}\n"
                )
            }
            Engine::SlotwiseTracked => {
                let markup = Markup {
                    data: "@",
                    deref: "*",
                };
                markup.element(page, 3, &mut out);
                format!(
                    "use crate::data::Data;\nuse slotwise::{{View, h}};\n\n\
                     impl Data {{\n    fn page_{number}(&self) -> String {{\n        h! {{{out}\n        }}\n        .to_html()\n    }}\n}}\n\n\
                     pub fn page(data: &Data) -> String {{\n    data.page_{number}()\n}}\n"
                )
            }
            Engine::Maud => {
                braces(page, 2, &mut out);
                format!(
                    "use crate::data::Data;\nuse maud::html;\n\n\
                     pub fn page(data: &Data) -> String {{\n    html! {{{out}\n    }}\n    .into_string()\n}}\n"
                )
            }
            Engine::Hypertext => {
                braces(page, 2, &mut out);
                format!(
                    "use crate::data::Data;\nuse hypertext::prelude::*;\n\n\
                     pub fn page(data: &Data) -> String {{\n    maud! {{{out}\n    }}\n    .render()\n    .into_inner()\n}}\n"
                )
            }
            Engine::Askama => {
                jinja(page, 0, &mut out);
                format!(
                    "use crate::data::Data;\nuse askama::Template;\n\n\
                     #[derive(Template)]\n#[template(ext = \"html\", source = r#\"{out}\"#)]\n\
                     struct Page<'a> {{\n    data: &'a Data,\n}}\n\n\
                     pub fn page(data: &Data) -> String {{\n    Page {{ data }}.render().expect(\"a page renders\")\n}}\n"
                )
            }
        }
    }
}

/// slotwise: HTML with holes, for plain or tracked data.
struct Markup {
    /// What stands before a field.
    data: &'static str,
    /// What makes a value of a field where one is needed.
    deref: &'static str,
}

impl Markup {
    fn element(&self, element: &Element, depth: usize, out: &mut String) {
        line(depth, out);
        self.inline(element, depth, out);
    }

    fn inline(&self, element: &Element, depth: usize, out: &mut String) {
        let Element { tag, children, .. } = element;
        put(out, format_args!("<{tag}"));
        match &element.guard {
            Some(Guard::If(condition)) => {
                put(out, format_args!(" :if={{{}}}", self.value(condition)));
            }
            Some(Guard::For(items)) => {
                let items = self.value(items);
                put(
                    out,
                    format_args!(" :for={{item in {items}}} :key={{item.id}}"),
                );
            }
            None => {}
        }
        for attribute in &element.attributes {
            match attribute {
                Attribute::Static(name, text) => put(out, format_args!(" {name}=\"{text}\"")),
                Attribute::Dynamic(name, value) => {
                    put(out, format_args!(" {name}={{{}}}", self.value(value)));
                }
                Attribute::Classes(first, second, condition) => {
                    let condition = format!("{}{}", self.deref, self.value(condition));
                    let list =
                        format_args!(" class={{[\"{first}\", (\"{second}\", {condition})]}}");
                    put(out, list);
                }
            }
        }
        out.push('>');
        for child in children {
            match child {
                Node::Element(inner) if is_block(element) => self.element(inner, depth + 1, out),
                Node::Element(inner) => self.inline(inner, depth + 1, out),
                Node::Text(text) => out.push_str(text),
                Node::Hole(value) => put(out, format_args!("{{{}}}", self.value(value))),
            }
        }
        if is_block(element) {
            line(depth, out);
        }
        put(out, format_args!("</{tag}>"));
    }

    fn value(&self, value: &Value) -> String {
        match value {
            Value::Field(name) => format!("{}{name}", self.data),
            Value::Sum(name, number) => format!("{}{}{name} + {number}", self.deref, self.data),
            Value::Item(name) => format!("item.{name}"),
        }
    }
}

/// maud, and hypertext in maud's language.
fn braces(element: &Element, depth: usize, out: &mut String) {
    line(depth, out);
    match &element.guard {
        Some(Guard::If(condition)) => put(out, format_args!("@if {} {{ ", dotted(condition))),
        Some(Guard::For(items)) => {
            put(out, format_args!("@for item in &{} {{ ", dotted(items)));
        }
        None => {}
    }
    out.push_str(element.tag);
    for attribute in &element.attributes {
        match attribute {
            Attribute::Static(name, text) => put(out, format_args!(" {name}=\"{text}\"")),
            Attribute::Dynamic(name, value) => {
                put(out, format_args!(" {name}=({})", dotted(value)));
            }
            Attribute::Classes(first, second, condition) => {
                put(
                    out,
                    format_args!(".{first}.{second}[{}]", dotted(condition)),
                );
            }
        }
    }
    out.push_str(" {");
    for child in &element.children {
        match child {
            Node::Element(inner) => braces(inner, depth + 1, out),
            Node::Text(text) => put(out, format_args!(" \"{text}\"")),
            Node::Hole(value) => put(out, format_args!(" ({})", dotted(value))),
        }
    }
    out.push_str(if element.guard.is_some() {
        " } }"
    } else {
        " }"
    });
}

/// askama: Jinja's language.
fn jinja(element: &Element, depth: usize, out: &mut String) {
    let Element { tag, children, .. } = element;
    let end = match &element.guard {
        Some(Guard::If(condition)) => {
            put(out, format_args!("{{% if {} %}}", dotted(condition)));
            "{% endif %}"
        }
        Some(Guard::For(items)) => {
            put(out, format_args!("{{% for item in {} %}}", dotted(items)));
            "{% endfor %}"
        }
        None => "",
    };
    put(out, format_args!("<{tag}"));
    for attribute in &element.attributes {
        match attribute {
            Attribute::Static(name, text) => put(out, format_args!(" {name}=\"{text}\"")),
            Attribute::Dynamic(name, value) => {
                put(out, format_args!(" {name}=\"{{{{ {} }}}}\"", dotted(value)));
            }
            Attribute::Classes(first, second, condition) => {
                let condition = dotted(condition);
                let list =
                    format_args!(" class=\"{first}{{% if {condition} %}} {second}{{% endif %}}\"");
                put(out, list);
            }
        }
    }
    out.push('>');
    for child in children {
        match child {
            Node::Element(inner) => {
                if is_block(element) {
                    line(depth + 1, out);
                }
                jinja(inner, depth + 1, out);
            }
            Node::Text(text) => out.push_str(text),
            Node::Hole(value) => put(out, format_args!("{{{{ {} }}}}", dotted(value))),
        }
    }
    if is_block(element) {
        line(depth, out);
    }
    put(out, format_args!("</{tag}>{end}"));
}

fn dotted(value: &Value) -> String {
    Markup {
        data: "data.",
        deref: "",
    }
    .value(value)
}

/// Whether the children stand on lines of their own.
fn is_block(element: &Element) -> bool {
    ["section", "ul", "dl"].contains(&element.tag)
}

fn line(depth: usize, out: &mut String) {
    out.push('\n');
    out.push_str(&"    ".repeat(depth));
}

fn put(out: &mut String, piece: std::fmt::Arguments<'_>) {
    out.write_fmt(piece)
        .expect("writing to a string cannot fail");
}
