//! Templates of any text, with holes where somebody could try to put one, and where the holes of those that
//! compile are to html5ever.

use crate::acts::is_handler;
use crate::style;
use crate::tree::parsed;
use html5ever::{QualName, local_name, ns};
use markup5ever_rcdom::{Handle, NodeData};
use proptest::prelude::*;
use slotwise_syntax::ir::{AttributeValue, Context, Dynamic, Part, Slot, Template};
use slotwise_syntax::{Level, compile};

/// Stands for every value. No name or text of a template has it.
const VALUE: &str = "zqx";

const ELEMENTS: &[&str] = &[
    "p",
    "div",
    "span",
    "b",
    "a",
    "pre",
    "textarea",
    "title",
    "script",
    "style",
    "noscript",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "plaintext",
    "template",
    "select",
    "option",
    "button",
    "form",
    "object",
    "svg",
    "math",
    "mi",
    "desc",
    "foreignObject",
    "animate",
    "set",
    "use",
    "x-a",
    "video",
    "SCRIPT",
    "Style",
    "font",
    "annotation-xml",
];

const VOID: &[&str] = &["img", "input", "base", "link", "meta", "br", "embed"];

const NAMES: &[&str] = &[
    "title",
    "class",
    "id",
    "href",
    "src",
    "srcset",
    "srcdoc",
    "onclick",
    "ONLOAD",
    "onfoo",
    "style",
    "style:color",
    "type",
    "rel",
    "http-equiv",
    "content",
    "action",
    "formaction",
    "xlink:href",
    "attributeName",
    "to",
    "values",
    "data",
    "nonce",
    "sandbox",
    "is",
    "integrity",
    "alt",
    "value",
    "encoding",
    "charset",
    "data-x",
    "phx-click",
    "data-phx-session",
    "shadowrootmode",
];

/// What follows the name of an attribute.
const VALUES: &[&str] = &[
    "={v}",
    "={v}",
    "={Some(v)}",
    "=\"a\"",
    "=\"{v}\"",
    "='{v}'",
    "={format!(\"{v}\")}",
    "={format!(\"a {v}\")}",
    "={format!(\"/a?b={v}\")}",
    "={format!(\"color: {v}\")}",
    "={format!(\"url({v})\")}",
    "={format!(\"javascript:{v}\")}",
    "={format!(\"https://a/{v}\")}",
    "={[\"a\", v]}",
    "=\"href\"",
    "=\"application/json\"",
    "=\"refresh\"",
    "=\"stylesheet\"",
    "=\"icon\"",
    "=a{v}",
    "={v}{v}",
    "",
    "{v}",
];

/// Other things in a tag.
const PARTS: &[&str] = &[
    "{v}",
    "{..v}",
    "{v}=\"a\"",
    "on{v}=\"a\"",
    "data={v}",
    ":if={v}",
    "/",
];

/// Other things between tags.
const TEXTS: &[&str] = &[
    "{v}",
    "{v}",
    "a",
    " ",
    "{format!(\"a {v}\")}",
    "<!-- {v} -->",
    "<!--a-->",
    "<!{v}>",
    "<?{v}?>",
    "<{v}>",
    "</{v}>",
    "<![CDATA[{v}]]>",
    "<x-{v}>",
    "&{v};",
    "{!-- {v} --}",
    "</p>",
    "<",
    "<!doctype html>",
    "{@v}",
];

/// Any template.
pub fn template() -> impl Strategy<Value = String> {
    nodes(node(2))
}

fn nodes(node: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    prop::collection::vec(node, 1..3).prop_map(|nodes| nodes.concat())
}

fn node(depth: u32) -> BoxedStrategy<String> {
    let text = prop_oneof![3 => Just("{v}"), 1 => prop::sample::select(TEXTS)];
    let text = text.prop_map(str::to_owned);
    let void = (prop::sample::select(VOID), tag()).prop_map(|(name, tag)| format!("<{name}{tag}>"));
    if depth == 0 {
        return prop_oneof![4 => text, 1 => void].boxed();
    }
    let inside = || nodes(node(depth - 1));
    let element = (prop::sample::select(ELEMENTS), tag(), inside());
    let element = element.prop_map(|(name, tag, inside)| format!("<{name}{tag}>{inside}</{name}>"));
    let branch = (inside(), inside());
    let branch = branch.prop_map(|(then, other)| format!("{{#if v}}{then}{{#else}}{other}{{/if}}"));
    let row = inside().prop_map(|row| format!("{{#for v in v}}{row}{{/for}}"));
    prop_oneof![2 => text, 1 => void, 7 => element, 1 => branch, 1 => row].boxed()
}

fn tag() -> impl Strategy<Value = String> {
    let named = (prop::sample::select(NAMES), prop::sample::select(VALUES));
    let named = named.prop_map(|(name, value)| format!(" {name}{value}"));
    let part = prop::sample::select(PARTS).prop_map(|part| format!(" {part}"));
    let parts = prop_oneof![12 => named, 1 => part];
    prop::collection::vec(parts, 0..3).prop_map(|parts| parts.concat())
}

/// How many holes take text, if the template compiles.
///
/// # Errors
///
/// If a value is anywhere but in a text or in an attribute that takes text.
pub fn check(text: &str) -> Result<usize, String> {
    let compiled = compile(text);
    if compiled
        .diagnostics
        .iter()
        .any(|one| one.level == Level::Error)
    {
        return Ok(0);
    }
    let html = shown(&compiled.template);
    let told = |what: String| format!("{what}\n{text}\n{html}");
    let body = QualName::new(None, ns!(html), local_name!("body"));
    walk(&parsed(&html).document, &body).map_err(told)?;
    Ok(html.matches(VALUE).count())
}

/// The page with [`VALUE`] in every hole for text, and all branches.
fn shown(template: &Template) -> String {
    let slots = template.slots.iter().zip(&template.statics[1..]);
    let shown = slots.map(|(slot, text)| value(slot) + text);
    template.statics[0].clone() + &shown.collect::<String>()
}

fn value(slot: &Slot) -> String {
    let templates = slot.dynamic.templates();
    if !templates.is_empty() {
        return templates.into_iter().map(shown).collect();
    }
    if let Dynamic::Declaration(one) = &slot.dynamic {
        return format!("{}:{VALUE};", one.property);
    }
    if let Dynamic::Replaceable(one) = &slot.dynamic
        && let AttributeValue::Parts(parts) = &one.value
    {
        return replaceable(&slot.context, parts);
    }
    match &slot.context {
        Context::Attribute(name) | Context::Url(name, _) | Context::Style(name, _) => {
            format!(" {name}=\"{VALUE}\"")
        }
        Context::Spread => format!(" title=\"{VALUE}\""),
        Context::Typed(..) | Context::TypedValue(_) | Context::Json => String::new(),
        Context::Text
        | Context::PlainText
        | Context::Value
        | Context::UrlValue(_)
        | Context::StyleValue(_) => VALUE.to_owned(),
    }
}

/// An attribute of which a set may decide, without the set.
fn replaceable(context: &Context, parts: &[Part]) -> String {
    let Context::Attribute(name) = context else {
        return String::new();
    };
    let text = parts.iter().map(|part| match part {
        Part::Static(text) => text.replace('&', "&amp;").replace('"', "&quot;"),
        Part::Slot(..) => VALUE.to_owned(),
    });
    format!(" {name}=\"{}\"", text.collect::<String>())
}

fn walk(node: &Handle, parent: &QualName) -> Result<(), String> {
    let mut inside = parent;
    match &node.data {
        NodeData::Text { contents } if is_raw(parent) && contents.borrow().contains(VALUE) => {
            return Err(format!("a hole in the text of <{}>", parent.local));
        }
        NodeData::Comment { contents } if contents.contains(VALUE) => {
            return Err("a hole in a comment".to_owned());
        }
        NodeData::Doctype { name, .. } if name.contains(VALUE) => {
            return Err("a hole in a doctype".to_owned());
        }
        NodeData::Element {
            name,
            attrs,
            template_contents,
            ..
        } => {
            inside = name;
            let element = &*name.local.to_ascii_lowercase();
            if element.contains(VALUE) {
                return Err(format!("a hole in the name of <{element}>"));
            }
            for attribute in attrs.borrow().iter() {
                let name = attribute.name.local.to_ascii_lowercase();
                let is_taken = takes(element, &name, &attribute.value);
                if name.contains(VALUE) || attribute.value.contains(VALUE) && !is_taken {
                    return Err(format!(
                        "a hole in {name}={:?} of <{element}>",
                        &*attribute.value
                    ));
                }
            }
            if let Some(contents) = &*template_contents.borrow() {
                walk(contents, inside)?;
            }
        }
        _ => {}
    }
    let children = node.children.borrow();
    children.iter().try_for_each(|child| walk(child, inside))
}

/// Whether what stands in an element runs, or is no text that has escapes. Most of these are ordinary elements
/// outside of HTML.
fn is_raw(element: &QualName) -> bool {
    const RAW: [&str; 6] = [
        "xmp",
        "iframe",
        "noembed",
        "noframes",
        "noscript",
        "plaintext",
    ];
    let name = &*element.local;
    matches!(name, "script" | "style") || element.ns == ns!(html) && RAW.contains(&name)
}

/// Whether an attribute may hold a value that is text.
fn takes(element: &str, name: &str, value: &str) -> bool {
    const NEVER: [&str; 7] = [
        "srcdoc",
        "nonce",
        "sandbox",
        "is",
        "integrity",
        "http-equiv",
        "shadowrootmode",
    ];
    let is_resource = match name {
        "src" => ["script", "iframe", "frame", "embed"].contains(&element),
        "href" => ["script", "base", "use"].contains(&element),
        "data" => element == "object",
        _ => false,
    };
    let kinds = ["script", "link", "style", "object", "embed"];
    match name {
        "style" => is_style(value),
        "type" => !kinds.contains(&element),
        "rel" => element != "link",
        "charset" => !["meta", "script"].contains(&element),
        _ if is_resource => value
            .split_once(VALUE)
            .is_some_and(|(before, _)| before.contains(['?', '#'])),
        "attributename" => !["animate", "set"].contains(&element),
        "phx-click" => false,
        _ => !NEVER.contains(&name) && !is_handler(name) && !name.starts_with("data-phx-"),
    }
}

/// Whether values are those of properties only, and what is loaded is not theirs to say.
fn is_style(style: &str) -> bool {
    let named = style::declarations(style)
        .into_iter()
        .all(|(name, _)| !name.is_empty() && !name.contains(VALUE));
    named && !style::loads(style).iter().any(|what| what.contains(VALUE))
}
