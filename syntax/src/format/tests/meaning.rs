//! What a browser shows of a template, as text: the judge of the formatter.
//!
//! Written from the IR, so that it shares nothing with the layout tree. Control flow is decided by a
//! seed; blanks are collapsed as CSS does it, going along what is shown.

use super::random::Random;
use crate::ir::{
    AttributeValue, Code, Component, Content, Context, Dynamic, Part, Prop, PropValue, Set,
    Template,
};
use crate::scan;
use serde_json::Value;
use slotwise_html::Namespace;
use slotwise_html::display::{Display, display, keeps_blanks};
use slotwise_html::elements;

/// What is shown if control flow goes as `seed` has it.
pub(super) fn meaning(template: &Template, seed: u64) -> String {
    let mut page = Page {
        random: Random::new(seed),
        ..Page::default()
    };
    page.template(template, Namespace::Html);
    page.out + if page.blank { " " } else { "" }
}

/// Code without what the formatter may change in it.
pub(super) fn tokens(code: &str) -> String {
    let tokens = scan::tokens(code).map(|token| &code[token.start..token.end]);
    tokens
        .filter(|token| !token.trim().is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[derive(Default)]
struct Page {
    out: String,
    /// A blank was read and not written yet.
    blank: bool,
    /// A line has just begun, so that blanks do not show.
    at_start: bool,
    /// How many elements whose blanks count are open.
    kept: usize,
    random: Random,
}

impl Page {
    fn template(&mut self, template: &Template, around: Namespace) {
        let shape: Value = serde_json::from_str(&template.shape).expect("the shape is JSON");
        for node in shape.as_array().expect("a shape is an array") {
            self.node(node, template, around);
        }
    }

    fn node(&mut self, node: &Value, template: &Template, around: Namespace) {
        match node {
            Value::String(text) => self.text(text),
            Value::Number(slot) => {
                let slot = &template.slots[slot.as_u64().expect("an integer") as usize];
                self.slot(&slot.dynamic, around);
            }
            Value::Array(node) if node[0] == "!" => self.unseen(&format!("<!--{}-->", node[1])),
            Value::Array(node) => self.element(node, template, around),
            other => panic!("unexpected {other}"),
        }
    }

    fn text(&mut self, text: &str) {
        for char in text.chars() {
            if char.is_ascii_whitespace() && self.kept == 0 {
                self.blank |= !self.at_start;
            } else {
                self.solid(char.encode_utf8(&mut [0; 4]));
            }
        }
    }

    /// Something in a line.
    fn solid(&mut self, text: &str) {
        if std::mem::take(&mut self.blank) {
            self.out.push(' ');
        }
        self.at_start = false;
        self.out.push_str(text);
    }

    /// Something between lines.
    fn hard(&mut self, text: &str) {
        self.blank = false;
        self.at_start = true;
        self.out.push_str(text);
    }

    /// Something that does not show.
    fn unseen(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn element(&mut self, node: &[Value], template: &Template, around: Namespace) {
        let name = node[0].as_str().expect("a name");
        let lower = name.to_ascii_lowercase();
        let own = elements::namespace(&lower, around);
        let attributes = attributes(&node[1], template);
        let (open, close) = (format!("<{name}{attributes}>"), format!("</{name}>"));
        let kept =
            own == Namespace::Html && keeps_blanks(&lower) || matches!(&*lower, "script" | "style");
        let inside = elements::content_namespace(&elements::parsed_name(&lower, own), own);
        let display = display(&lower, own);
        if display == Display::Nothing {
            let around = (self.blank, self.at_start, self.kept);
            (self.blank, self.at_start) = (false, false);
            self.unseen(&open);
            self.children(node, template, inside, kept);
            self.solid(&close);
            (self.blank, self.at_start, self.kept) = around;
            return;
        }
        match display {
            Display::Block => self.hard(&open),
            _ => self.solid(&open),
        }
        self.at_start = display.trims_content() && !kept;
        self.children(node, template, inside, kept);
        match display {
            Display::Block => return self.hard(&close),
            Display::InlineBlock => self.blank = false,
            _ => {}
        }
        self.solid(&close);
    }

    fn children(&mut self, node: &[Value], template: &Template, inside: Namespace, kept: bool) {
        self.kept += usize::from(kept);
        for child in &node[2..] {
            self.node(child, template, inside);
        }
        self.kept -= usize::from(kept);
    }

    fn slot(&mut self, dynamic: &Dynamic, around: Namespace) {
        match dynamic {
            Dynamic::Expr(_)
            | Dynamic::Format(_)
            | Dynamic::Classes(_)
            | Dynamic::Declaration(_)
            | Dynamic::Spread(_)
            | Dynamic::Replaceable(_) => self.solid(&value(dynamic)),
            Dynamic::If(one) => {
                let chosen = self.random.below(one.branches.len() + 1);
                for branch in &one.branches {
                    self.unseen(&format!("?{}?", tokens(&branch.condition.text)));
                }
                match (one.branches.get(chosen), &one.otherwise) {
                    (Some(branch), _) => self.template(&branch.then, around),
                    (None, Some(otherwise)) => self.template(otherwise, around),
                    (None, None) => {}
                }
            }
            Dynamic::Match(one) => {
                self.unseen(&format!("?{}", tokens(&one.scrutinee.text)));
                for arm in &one.arms {
                    let guard = arm
                        .guard
                        .as_ref()
                        .map_or(String::new(), |code| tokens(&code.text));
                    self.unseen(&format!("|{} if {guard}?", tokens(&arm.pattern.text)));
                }
                let chosen = self.random.below(one.arms.len());
                self.template(&one.arms[chosen].body, around);
            }
            Dynamic::Let(one) => {
                let [pattern, value] = [&one.pattern, &one.value].map(|code| tokens(&code.text));
                self.unseen(&format!("?{pattern} = {value}?"));
                self.template(&one.body, around);
            }
            Dynamic::For(each) => {
                let optional = |code: &Option<Code>| {
                    code.as_ref()
                        .map_or(String::new(), |code| tokens(&code.text))
                };
                let [pattern, iter] = [&each.pattern, &each.iter].map(|code| tokens(&code.text));
                let (filter, key) = (optional(&each.filter), optional(&each.key));
                self.unseen(&format!("?{pattern} in {iter} if {filter} by {key}?"));
                let rows = self.random.below(3);
                for _ in 0..rows {
                    self.template(&each.body, around);
                }
                if let (0, Some(otherwise)) = (rows, &each.otherwise) {
                    self.template(otherwise, around);
                }
            }
            Dynamic::Component(component) => self.component(component, around),
        }
    }

    fn component(&mut self, component: &Component, around: Namespace) {
        self.solid(&format!("<.{}", component.path.text));
        self.props(&component.props);
        for entry in &component.entries {
            let condition = entry.condition.as_ref().map(|code| tokens(&code.text));
            let each = entry.each.as_ref();
            let each =
                each.map(|(pattern, iter)| tokens(&pattern.text) + " in " + &tokens(&iter.text));
            self.solid(&format!(" :{} {condition:?} {each:?}", entry.name.text));
            self.props(&entry.props);
            self.content(entry.content.as_ref(), around);
        }
        self.content(component.inner.as_ref(), around);
    }

    fn props(&mut self, props: &[Prop]) {
        for prop in props {
            let (name, value) = match prop {
                Prop::Named(name, value) | Prop::Attribute(name, value, _) => (&*name.text, value),
                Prop::Spread(code) => ("..", &PropValue::Expr(code.clone())),
            };
            let value = match value {
                PropValue::Expr(code) => tokens(&code.text),
                PropValue::Literal(text) => format!("{text:?}"),
                PropValue::True => "true".to_owned(),
            };
            self.solid(&format!(" {name}={value}"));
        }
    }

    fn content(&mut self, content: Option<&Content>, around: Namespace) {
        match content {
            None => self.solid("/>"),
            Some(content) => {
                let binding = content.binding.as_ref().map(|code| tokens(&code.text));
                self.solid(&format!(" {binding:?}>"));
                self.template(&content.body, around);
                self.solid("</>");
            }
        }
    }
}

fn attributes(shape: &Value, template: &Template) -> String {
    let attributes = shape.as_array().expect("attributes are an array");
    let part = |part: &Value| match part {
        Value::Number(slot) => {
            let slot = &template.slots[slot.as_u64().expect("an integer") as usize];
            assert_ne!(slot.context, Context::Text);
            value(&slot.dynamic)
        }
        text => text.to_string(),
    };
    let value_of = |value: &Value| match value {
        Value::Array(parts) => parts.iter().map(part).collect(),
        value => part(value),
    };
    let pair = |pair: &[Value]| {
        format!(
            " {}={}",
            pair[0].as_str().expect("a name"),
            value_of(&pair[1])
        )
    };
    attributes.chunks(2).map(pair).collect()
}

fn value(dynamic: &Dynamic) -> String {
    match dynamic {
        Dynamic::Expr(code) | Dynamic::Format(code) => format!("{{{}}}", tokens(&code.text)),
        Dynamic::Classes(codes) => {
            let codes: Vec<String> = codes.iter().map(|code| tokens(&code.text)).collect();
            format!("[{}]", codes.join(" | "))
        }
        Dynamic::Declaration(one) => format!("{}:{}", one.property, tokens(&one.value.text)),
        Dynamic::Spread(one) => format!("{}{:?}{}", set(&one.set), one.without, sets(&one.later)),
        Dynamic::Replaceable(one) => {
            let own = match &one.value {
                AttributeValue::True => "true".to_owned(),
                AttributeValue::Expr(code) => tokens(&code.text),
                AttributeValue::Parts(parts) => parts.iter().map(part).collect(),
            };
            own + &sets(&one.later)
        }
        other => panic!("unexpected {other:?}"),
    }
}

fn part(part: &Part) -> String {
    match part {
        Part::Static(text) => text.clone(),
        Part::Slot(_, dynamic) => value(dynamic),
    }
}

fn sets(later: &[Set]) -> String {
    later.iter().map(set).collect()
}

fn set(set: &Set) -> String {
    match set {
        Set::Attrs(code) => format!("..{}", tokens(&code.text)),
        Set::Prefixed(prefix, code) => format!("{prefix}..{}", tokens(&code.text)),
    }
}
