//! html5ever as the judge: what it reads from the statics is what the shape says.
//!
//! Slots are filled with text that would show mistakes: one begins with a newline, one would
//! complete a reference. Of a slot with several templates each is filled in once.

use crate::ir::{Context, Slot, Template};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::Value;
use slotwise_html::{escape_attribute, escape_text};

const VALUES: [&str; 3] = ["\nx <&>\"'", "amp;", "#65;"];

#[test]
fn statics_and_shape_say_the_same() {
    let templates = [
        "<p>Hello {name}!</p>",
        "<ul class={[\"list\", k]}><li :for={r in rs} id={format!(\"r-{}\", r.id)}>{r.t}!</li></ul>",
        "<textarea>{x}</textarea><textarea>\n{x}</textarea><textarea>\r\n\r\na</textarea><textarea/>",
        "<pre>{x}</pre><pre>\na</pre><pre>&#10;a</pre><pre>{\"\\nb\"}</pre><pre><b :if={c}>d</b>\ne</pre>",
        "<pre><.c/>\n</pre><pre>{!-- --}\n\n{x}</pre><pre><!-- a -->\nb</pre><pre>{\"\"}\na</pre>",
        "<listing>\n{x}</listing><PRE\n>\na</PRE >",
        "<svg viewBox=\"0 0 1 1\"><linearGradient/><lineargradient></lineargradient><path d={d}/>a</svg>",
        "<svg><foreignObject><DIV>a<br/></DIV></foreignObject><title>b<i>c</i></title><style>d{}</style></svg>",
        "<math><mi>a</mi><mfrac><mn>1</mn><mn>{x}</mn></mfrac></math>",
        "&amp; &lt;&copy;&#128;&#x1F600;&NotEqualTilde; & && &; &# &{x}",
        "a &am{x} &{\"lt;\"}<b>&</b>lt; &#{x}&#x{\"41;\"}&<.c/>",
        "<a href=\"?a=1&copy=2&amp;b&c\" title='say \"hi\" &gt; <b>'>a</a>",
        "<a title={t} class={c} style={s} {!-- --} DOWNLOAD data-x={\"<&>\\\"'\\r\\0\"}>a</a>",
        "<a id={format!(\"<&\\\"{a}'{b}\")} class={[\"<\", \"&lt;\"]}>{format!(\"<{a}&amp;\")}</a>",
        "<script>if (a < b && c) { d(\"&amp;\") }</SCRIPT ><style>a > b { }</style><iframe>&lt;</iframe>",
        "<!-- a & b {x} -->{x}<!----><!-- - -- > -- --!-->",
        "a\r\nb<p title=\"c\r\nd\">{\"e\\r\\n\"}</p><!-- f\r\ng --><script>h\r\ni</script>",
        "<div><div/><br/><input value={v} disabled/><my-el a.b=\"c\" @d=\"e\"></my-el></div>",
        "<.card><b>a</b> {x}</.card><ui::card/>",
        "<title>a &amp; {x}</title>",
        "<p id=\"a&amp;b\" {..a} title={t} {..b} data-x='\"'>{x}</p><br {..a}><svg {..b}/>",
        "<p data={m} class={[\"a\", b]} aria={n} {..a} onclick=\"b\"></p><object data={u} aria={m}></object>",
        "<p style='a:\"b\"' style:color={c} style:--x=\"1\" style:top={\"2px\"}></p><i style:a=\"b\"></i>",
        "<p>{#if a}b &am{#else if c}<i>{d}</i>{#else}p;\n{/if}amp;</p>",
        "<pre>{#if a}\nb{#else}c\n{/if}d</pre><pre>\n{#if a}\nb{/if}</pre>",
        "<pre>{#let a = b}\nc{a}</pre><listing>{!-- --}{#for a in b}\n{#else}{a}{/for}</listing>",
        "<ul>{#for a in b; c}\n<li>{a}</li>{#else}<li/>{/for}</ul>",
        "{#match a}{#case b}<p>{b}</p>{#case c if d} {c} {#case _}<br>{/match}&#{#let x = y}65;{x}",
        "<svg>{#if a}<path d={d}/>{#else}<foreignObject><br/></foreignObject>{/if}</svg>",
        "<.card>{#let a = b}{#match a}{#case c}{#for d in e}{#if f}<b/>g{/if}{/for}{/match}</.card>",
        "<p :if={a}>b</p> {!-- c --}\n<i :else-if={d}>e</i>\n<.f :else>g</.f> h",
        "<pre><b :if={a}>\nb</b> <i :else>c</i>\n</pre>",
    ];
    for text in templates {
        for value in VALUES {
            check(text, value);
        }
    }
}

/// Whatever a branch, a row or a slot shows, what stands behind it is where what stands before it is: no
/// context depends on a branch.
#[test]
fn blocks_end_where_they_begin() {
    let templates = [
        "<p :if={a} title={b}>c<i>{d}</i></p><b :else>e</b>",
        "{#if a}<p title='>'>{b}</p><!-- c -->{#else if d}<br>&lt;{#else}<title>{e}</title>{/if}",
        "{#match a}{#case b}<script>if (c < d) {}</script>{#case e}<style>f > g {}</style>{#case h}{/match}",
        "<ul>{#for a in b; a}<li {..c} style:d={e}>{a}</li>{#else}<li/>{/for}</ul>",
        "{#let a = b}<pre>\n{a}</pre><textarea>{a}</textarea>",
        "<.card><:head :let={a}><h1>{a}</h1></:head><p>{b}</p><br><iframe src=\"c\"></iframe></.card>",
        "<script type=\"application/json\" :for={a in b}>{a}</script>",
    ];
    fn inner<'t>(template: &'t Template, all: &mut Vec<&'t Template>) {
        for template in template
            .slots
            .iter()
            .flat_map(|slot| slot.dynamic.templates())
        {
            all.push(template);
            inner(template, all);
        }
    }
    for text in templates {
        let compiled = crate::compile(text);
        assert_eq!(compiled.diagnostics, [], "{text}");
        let mut all = vec![&compiled.template];
        inner(&compiled.template, &mut all);
        assert!(all.len() > 1, "{text}");
        for template in all {
            let mut html = String::from("<x-before></x-before>");
            let filling = Filling {
                value: "x",
                branch: 0,
            };
            render(template, filling, &mut html);
            html += "<x-behind></x-behind>";
            let lines = judged(&html);
            let mut depth = 0;
            let mut outermost = Vec::new();
            for line in lines.lines() {
                match line {
                    "</>" => depth -= 1,
                    line if line.starts_with('<') => {
                        if depth == 0 {
                            outermost.push(line);
                        }
                        depth += 1;
                    }
                    _ => {}
                }
            }
            assert_eq!(outermost.first(), Some(&"<x-before []>"), "{html}");
            assert_eq!(outermost.last(), Some(&"<x-behind []>"), "{html}");
        }
    }
}

/// Parts put together at random; a text with a mistake in it is passed over.
#[test]
fn random_templates_say_the_same() {
    let parts = [
        "a",
        " ",
        "\n",
        "\r\n",
        "&",
        "&am",
        "&#",
        "&amp;",
        "&#10;",
        "p;",
        "lt;",
        "#65;",
        "x41;",
        "=",
        "{x}",
        "{\"\"}",
        "{\"\\n\"}",
        "{\"&\"}",
        "{\"amp;\"}",
        "{!-- a --}",
        "<!-- b -->",
        "{format!(\"\\n{y}&\")}",
        "<.c/>",
        "<.c>",
        "</.c>",
        "<i>",
        "</i>",
        "<i :if={c}>",
        "<br>",
        "<pre>",
        "</pre>",
        "<textarea>",
        "</textarea>",
        "<svg>",
        "</svg>",
        "<title>",
        "</title>",
        "{#if c}",
        "{#else if d}",
        "{#else}",
        "{/if}",
        "{#for e in f}",
        "{/for}",
        "{#match g}",
        "{#case h}",
        "{/match}",
        "{#let i = j}",
        "<i :else>",
        "<.c :else-if={d}/>",
    ];
    let around = [
        ("", ""),
        ("<pre>", "</pre>"),
        ("<textarea>", "</textarea>"),
        ("<pre><.c>", "</.c></pre>"),
        ("<pre><b :if={c}>", "</b>\na</pre>"),
        ("<b>&", "</b>amp;"),
        ("<listing>{!-- a --}", "</listing>"),
        ("{#if a}", "{/if}p;"),
        ("<pre>{#if a}", "{/if}</pre>"),
        ("<pre>{#match a}{#case b}\n{#case c}", "{/match}\na</pre>"),
        ("<listing>{#for a in b}", "{#else}\n{/for}</listing>"),
        ("<b>{#let a = b}&am", "</b>"),
        ("<pre><b :if={c}/>\n", "</pre>"),
    ];
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        seed = seed
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (seed >> 33) as usize % below
    };
    let mut checked = 0;
    for _ in 0..20_000 {
        let inside: String = (0..random(6)).map(|_| parts[random(parts.len())]).collect();
        let (open, close) = around[random(around.len())];
        let text = format!("{open}{inside}{close}");
        if crate::compile(&text).diagnostics.is_empty() {
            check(&text, VALUES[checked % VALUES.len()]);
            checked += 1;
        }
    }
    assert!(checked > 3000, "only {checked} templates without a mistake");
}

fn check(text: &str, value: &str) {
    let compiled = crate::compile(text);
    assert_eq!(compiled.diagnostics, [], "{text}");
    for branch in 0..branches(&compiled.template).max(1) {
        let filling = Filling { value, branch };
        let mut html = String::new();
        render(&compiled.template, filling, &mut html);
        assert_eq!(
            judged(&html),
            shaped(&compiled.template, filling),
            "{text}\n{html}"
        );
    }
}

/// HTML text of the template with its slots filled.
pub(super) fn render(template: &Template, filling: Filling, out: &mut String) {
    let value = filling.value;
    out.push_str(&template.statics[0]);
    let slots = template.slots.iter().zip(&template.statics[1..]);
    for (number, (slot, after)) in slots.enumerate() {
        match (&slot.context, filling.inner(slot)) {
            (_, Some((inner, filling))) => render(inner, filling, out),
            (Context::Text | Context::PlainText, None) => escape_text(value, out),
            (Context::Json, None) => out.push_str(value),
            (
                Context::Value
                | Context::UrlValue(_)
                | Context::StyleValue(_)
                | Context::TypedValue(_),
                None,
            ) => escape_attribute(value, out),
            (
                Context::Attribute(name)
                | Context::Url(name, _)
                | Context::Style(name, _)
                | Context::Typed(name, _),
                None,
            ) => {
                *out += &format!(" {name}=\"");
                escape_attribute(value, out);
                out.push('"');
            }
            // A set of one attribute that nothing else has.
            (Context::Spread, None) => {
                *out += &format!(" spread-{number}=\"");
                escape_attribute(value, out);
                out.push('"');
            }
        }
        out.push_str(after);
    }
}

/// What is put into the slots.
#[derive(Clone, Copy)]
pub(super) struct Filling<'v> {
    pub(super) value: &'v str,
    /// Which template of a slot that brings several: the last digit here, the others further in.
    pub(super) branch: usize,
}

impl Filling<'_> {
    /// The template for `slot`, if it brings any, and what is put into its slots.
    fn inner(self, slot: &Slot) -> Option<(&Template, Self)> {
        let all = slot.dynamic.templates();
        let template = all.get(self.branch % all.len().max(1))?;
        let branch = self.branch / all.len();
        Some((template, Filling { branch, ..self }))
    }
}

/// In how many ways the templates that slots bring can be chosen from the outside inwards, slots
/// side by side choosing alike.
pub(super) fn branches(template: &Template) -> usize {
    let of_slot = |slot: &Slot| {
        let all = slot.dynamic.templates();
        let deeper = all.iter().map(|inner| branches(inner)).max();
        all.len() * deeper.unwrap_or(1).max(1)
    };
    template.slots.iter().map(of_slot).max().unwrap_or(0)
}

/// Nodes as text, adjacent texts joined.
#[derive(Default)]
struct Dump {
    out: String,
    text: String,
}

impl Dump {
    fn line(&mut self, line: &str) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.out += &format!("{text:?}\n");
        }
        self.out += line;
        self.out.push('\n');
    }

    fn element(&mut self, name: &str, mut attributes: Vec<(String, String)>) {
        attributes.sort();
        self.line(&format!("<{name} {attributes:?}>"));
    }

    fn finish(mut self) -> String {
        self.line("");
        self.out
    }
}

fn judged(html: &str) -> String {
    let (dump, errors) = parsed(html);
    assert_eq!(errors, Vec::<String>::new(), "{html}");
    dump
}

/// The nodes of `html` put into a `body`, and what is wrong with it.
fn parsed(html: &str) -> (String, Vec<String>) {
    let context = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), options(), context, Vec::new(), false).one(html);
    (dump_dom_tree(&dom), errors(&dom))
}

/// The nodes of a page, or of what was put into a `body`.
pub(super) fn dump_dom_tree(dom: &RcDom) -> String {
    let mut dump = Dump::default();
    let nodes = dom.document.children.borrow();
    match &nodes[..] {
        [root] => {
            let children = root.children.borrow();
            children.iter().for_each(|node| dump_dom(node, &mut dump));
        }
        nodes => nodes.iter().for_each(|node| dump_dom(node, &mut dump)),
    }
    dump.finish()
}

pub(super) fn options() -> ParseOpts {
    let mut options = ParseOpts::default();
    options.tokenizer.exact_errors = true;
    options.tree_builder.exact_errors = true;
    options
}

/// What the parser had to put right. How a reference is spelt is for the trees to judge: a parser
/// complains of `&#` too, which is text.
pub(super) fn errors(dom: &RcDom) -> Vec<String> {
    let errors = dom.errors.borrow();
    let errors = errors.iter().map(|error| error.to_string());
    errors
        .filter(|error| !error.to_ascii_lowercase().contains("character reference"))
        .collect()
}

fn dump_dom(node: &Handle, dump: &mut Dump) {
    match &node.data {
        NodeData::Text { contents } => dump.text.push_str(&contents.borrow()),
        NodeData::Comment { contents } => dump.line(&format!("!{:?}", &**contents)),
        NodeData::Element {
            name,
            attrs,
            template_contents,
            ..
        } => {
            let pair = |attribute: &html5ever::Attribute| {
                (
                    attribute.name.local.to_string(),
                    attribute.value.to_string(),
                )
            };
            dump.element(&name.local, attrs.borrow().iter().map(pair).collect());
            let contents = template_contents.borrow();
            let children = contents.as_ref().unwrap_or(node).children.borrow();
            children.iter().for_each(|child| dump_dom(child, dump));
            dump.line("</>");
        }
        NodeData::Doctype { .. } => {}
        other => panic!("unexpected {other:?}"),
    }
}

pub(super) fn shaped(template: &Template, filling: Filling) -> String {
    let mut dump = Dump::default();
    dump_shape(template, filling, &mut dump);
    dump.finish()
}

fn dump_shape(template: &Template, filling: Filling, dump: &mut Dump) {
    let shape: Value = serde_json::from_str(&template.shape).expect("the shape is JSON");
    let nodes = shape.as_array().expect("a shape is an array");
    nodes
        .iter()
        .for_each(|node| dump_node(node, template, filling, dump));
}

fn dump_node(node: &Value, template: &Template, filling: Filling, dump: &mut Dump) {
    match node {
        Value::String(text) => dump.text.push_str(text),
        Value::Number(slot) => {
            let slot = slot.as_u64().expect("a slot is an integer") as usize;
            match filling.inner(&template.slots[slot]) {
                Some((inner, filling)) => dump_shape(inner, filling, dump),
                None => dump.text.push_str(filling.value),
            }
        }
        Value::Array(node) if node[0] == "!" => dump.line(&format!("!{:?}", string(&node[1]))),
        Value::Array(node) => {
            let attributes = node[1].as_array().expect("attributes are an array");
            let pair = |pair: &[Value]| {
                let name = match (&pair[0], &pair[1]) {
                    (Value::String(name), slot) if name == ".." => format!("spread-{slot}"),
                    (name, _) => string(name),
                };
                (name, attribute_value(&pair[1], filling.value))
            };
            dump.element(&string(&node[0]), attributes.chunks(2).map(pair).collect());
            node[2..]
                .iter()
                .for_each(|child| dump_node(child, template, filling, dump));
            dump.line("</>");
        }
        other => panic!("unexpected {other}"),
    }
}

fn string(value: &Value) -> String {
    value.as_str().expect("a string").to_owned()
}

fn attribute_value(shape: &Value, value: &str) -> String {
    match shape {
        Value::String(text) => text.clone(),
        Value::Array(pieces) => pieces
            .iter()
            .map(|piece| attribute_value(piece, value))
            .collect(),
        _ => value.to_owned(),
    }
}
