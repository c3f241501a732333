//! The rules of the language, one table each. `compile` is called by the `check` functions only.

mod blocks;
mod content;
mod errors;
mod explain;
mod liveview;
mod oracle;
mod robust;
mod tracking;

use crate::ir::{AttributeValue, Content, Context, Dynamic, Part, Prop, PropValue, Set, Template};
use slotwise_html::content::{Inside, Kind, Place};

/// The template on one line: statics as they are, slots as `⟨context: dynamic⟩`.
fn show(template: &Template) -> String {
    assert_eq!(template.statics.len(), template.slots.len() + 1);
    let mut out = template.statics[0].clone();
    for (slot, after) in template.slots.iter().zip(&template.statics[1..]) {
        let context = match &slot.context {
            Context::Text => "text".to_owned(),
            Context::PlainText => "plain".to_owned(),
            Context::Value => "value".to_owned(),
            Context::Attribute(name) => format!("@{name}"),
            Context::Url(name, part) => format!("@{name} {part:?}"),
            Context::UrlValue(part) => format!("value {part:?}"),
            Context::Style(name, part) => format!("@{name} {part:?}"),
            Context::StyleValue(part) => format!("value {part:?}"),
            Context::TypedValue(kind) => format!("value {kind:?}"),
            Context::Json => "json".to_owned(),
            Context::Typed(name, kind) => format!("@{name} {kind:?}"),
            Context::Spread => "spread".to_owned(),
        };
        out += &format!("⟨{context}: {}⟩{after}", show_dynamic(&slot.dynamic));
    }
    out
}

fn show_dynamic(dynamic: &Dynamic) -> String {
    match dynamic {
        Dynamic::Expr(code) => code.text.clone(),
        Dynamic::Format(code) => format!("format {}", code.text),
        Dynamic::Classes(codes) => {
            let codes: Vec<&str> = codes.iter().map(|code| &*code.text).collect();
            format!("classes {}", codes.join(" | "))
        }
        Dynamic::Declaration(one) => format!("{}: {}", one.property, one.value.text),
        Dynamic::Spread(one) => {
            let without = match one.without.is_empty() {
                true => String::new(),
                false => format!(" without {}", one.without.join(" ")),
            };
            format!("{}{without}{}", show_set(&one.set), show_later(&one.later))
        }
        Dynamic::Replaceable(one) => {
            let value = match &one.value {
                AttributeValue::True => "true".to_owned(),
                AttributeValue::Expr(code) => code.text.clone(),
                AttributeValue::Parts(parts) => {
                    let parts = parts.iter().map(|part| match part {
                        Part::Static(text) => format!("{text:?}"),
                        Part::Slot(_, dynamic) => show_dynamic(dynamic),
                    });
                    parts.collect::<Vec<_>>().join(" + ")
                }
            };
            format!("{value}{}", show_later(&one.later))
        }
        Dynamic::If(one) => {
            let mut out = String::new();
            for branch in &one.branches {
                let (condition, then) = (&branch.condition.text, show(&branch.then));
                let or = if out.is_empty() { "" } else { " or " };
                out += &format!("{or}if {condition} then {then}");
            }
            out + &show_otherwise(&one.otherwise)
        }
        Dynamic::Match(one) => {
            let mut out = format!("match {}", one.scrutinee.text);
            for arm in &one.arms {
                let guard = arm
                    .guard
                    .as_ref()
                    .map_or(String::new(), |code| format!(" if {}", code.text));
                let (pattern, body) = (&arm.pattern.text, show(&arm.body));
                out += &format!(" case {pattern}{guard} then {body}");
            }
            out
        }
        Dynamic::Let(one) => {
            let (pattern, value) = (&one.pattern.text, &one.value.text);
            format!("let {pattern} be {value} in {}", show(&one.body))
        }
        Dynamic::For(each) => {
            let (pattern, iter) = (&each.pattern.text, &each.iter.text);
            let filter = each
                .filter
                .as_ref()
                .map_or(String::new(), |code| format!(" if {}", code.text));
            let key = each
                .key
                .as_ref()
                .map_or(String::new(), |code| format!(" key {}", code.text));
            format!(
                "for {pattern} in {iter}{filter}{key} do {}{}",
                show(&each.body),
                show_otherwise(&each.otherwise)
            )
        }
        Dynamic::Component(component) => {
            let mut out = format!(
                "call {}{}",
                component.path.text,
                show_props(&component.props)
            );
            for entry in &component.entries {
                out += &format!(" entry {}", entry.name.text);
                if let Some((pattern, iter)) = &entry.each {
                    out += &format!(" for {} in {}", pattern.text, iter.text);
                }
                if let Some(condition) = &entry.condition {
                    out += &format!(" if {}", condition.text);
                }
                out += &show_props(&entry.props);
                out += &show_content(&entry.content);
            }
            match &component.inner {
                Some(_) => out + " inner" + &show_content(&component.inner),
                None => out,
            }
        }
    }
}

fn show_set(set: &Set) -> String {
    match set {
        Set::Attrs(code) => format!("..{}", code.text),
        Set::Prefixed(prefix, code) => format!("{prefix}*{}", code.text),
    }
}

fn show_later(later: &[Set]) -> String {
    let sets = later.iter().map(|set| format!(" unless {}", show_set(set)));
    sets.collect()
}

fn show_props(props: &[Prop]) -> String {
    let mut out = String::new();
    for prop in props {
        let (name, value) = match prop {
            Prop::Named(name, value) => (name.text.clone(), value),
            Prop::Attribute(name, value, _) => (format!("@{}", name.text), value),
            Prop::Spread(code) => {
                out += &format!(" ..{}", code.text);
                continue;
            }
        };
        let value = match value {
            PropValue::Expr(code) => code.text.clone(),
            PropValue::Literal(text) => format!("{text:?}"),
            PropValue::True => "true".to_owned(),
        };
        out += &format!(" {name}={value}");
    }
    out
}

fn show_content(content: &Option<Content>) -> String {
    let Some(content) = content else {
        return String::new();
    };
    let binding = content.binding.as_ref();
    let binding = binding.map_or(String::new(), |code| format!(" let {}", code.text));
    format!("{binding} {}", show(&content.body))
}

fn show_otherwise(otherwise: &Option<Template>) -> String {
    otherwise.as_ref().map_or(String::new(), |template| {
        format!(" else {}", show(template))
    })
}

fn compile(text: &str) -> Template {
    let compiled = crate::compile(text);
    assert_eq!(compiled.diagnostics, [], "{text}");
    for code in &compiled.codes {
        assert_eq!(&text[code.span.start..code.span.end], code.text, "{text}");
    }
    compiled.template
}

fn check(text: &str, expected: &str) {
    assert_eq!(show(&compile(text)), expected, "{text}");
}

fn check_shape(text: &str, expected: &str) {
    assert_eq!(compile(text).shape, expected, "{text}");
}

#[test]
fn blanks() {
    check("  \n <p> a \n\t{x} </p> \n", "<p> a \n\t⟨text: x⟩ </p>");
    check("\n{!-- a --}\n<p></p>\n{!-- b --} \n", "<p></p>");
    check("\u{A0}a\u{A0}", "\u{A0}a\u{A0}");
    check("{ \" \" }a{\" \"}", " a ");
    check("<p>a\r\nb</p>", "<p>a\r\nb</p>");
    check_shape("<p>a\r\nb</p>", r#"[["p",[],"a\nb"]]"#);
    check("", "");
    check_shape(" ", "[]");
    check("a {!-- {x} <p> --} b", "a  b");
}

#[test]
fn holes() {
    check("{x}{ a . b }", "⟨text: x⟩⟨text: a . b⟩");
    check(r#"{"Don't {x} <&>"}"#, "Don't {x} &lt;&amp;&gt;");
    check_shape(r#"{"Don't {x} <&>"}!"#, r#"["Don't {x} <&>!"]"#);
    check(r##"{r#"}"#}"##, "}");
    check(r#"{"\r\0"}"#, "&#13;\u{FFFD}");
    check_shape(r#"{"\r\0"}"#, "[\"\\r\u{FFFD}\"]");
    check("{@name}", "⟨text: @name⟩");
    check("{::std::process::id()}", "⟨text: ::std::process::id()⟩");
    check("{/* a */ x}", "⟨text: /* a */ x⟩");
    check(
        "{match x { A => '}', _ => '{' }}",
        "⟨text: match x { A => '}', _ => '{' }⟩",
    );
    check(
        r#"{format!("a<{}>{b}", f())}"#,
        "a&lt;⟨text: format f()⟩&gt;⟨text: format b⟩",
    );
    check(r#"{format!("{:?}", a)}"#, r#"⟨text: format!("{:?}", a)⟩"#);
    check_shape(r#"a{format!("<{}>", f())}b"#, r#"["a<",0,">b"]"#);
}

#[test]
fn references() {
    check("<p>a &amp; b &copy; & c</p>", "<p>a &amp; b &copy; & c</p>");
    check_shape(
        "<p>a &amp; b &copy; & &#x41;</p>",
        r#"[["p",[],"a & b © & A"]]"#,
    );
    check("a &{x}", "a &amp;⟨text: x⟩");
    check("a &am{\"p;\"}", "a &amp;amp;");
    check_shape("a &am{\"p;\"}", r#"["a &amp;"]"#);
    check_shape(
        r#"<a href="?a=1&copy=2&amp;c&lt;"></a>"#,
        r#"[["a",["href","?a=1&copy=2&c<"]]]"#,
    );
}

#[test]
fn elements() {
    check("<br><br/><BR />", "<br><br><br>");
    check_shape("a<br/>b", r#"["a",["br",[]],"b"]"#);
    check("<div/>", "<div></div>");
    check("<DIV>a</div >", "<div>a</div>");
    check("<my-tag a></my-tag>", "<my-tag a></my-tag>");
    check(
        "<svg><linearGradient id=\"a\"/><a></a></svg>",
        "<svg><linearGradient id=\"a\"/><a></a></svg>",
    );
    check_shape(
        "<svg viewBox=\"0\"><path d={d}/><foreignObject><br><DIV/></foreignObject></svg>",
        r#"[["svg",["viewBox","0"],["path",["d",0]],["foreignObject",[],["br",[]],["div",[]]]]]"#,
    );
    check(
        "<!DOCTYPE html><html>{x}</html>",
        "<!DOCTYPE html><html>⟨text: x⟩</html>",
    );
    check_shape(
        "<!doctype html>\n<html>{x}</html>",
        r#"["\n",["html",[],0]]"#,
    );
    check("<!-- {x} <p> & -->", "<!-- {x} <p> & -->");
    check_shape(
        "a<!-- {x} & -->b<!---->",
        r#"["a",["!"," {x} & "],"b",["!",""]]"#,
    );
}

#[test]
fn texts_without_tags() {
    check(
        "<script>if (a < b) { c(\"</p>\") }</SCRIPT >",
        "<script>if (a < b) { c(\"</p>\") }</script>",
    );
    check_shape(
        "<style>a{b:'&amp;'}</style>",
        r#"[["style",[],"a{b:'&amp;'}"]]"#,
    );
    check("<script></scripty></script>", "<script></scripty></script>");
    check(
        "<textarea>{x}</textarea>",
        "<textarea>\n⟨plain: x⟩</textarea>",
    );
    check(
        "<textarea>a{x}</textarea>",
        "<textarea>a⟨plain: x⟩</textarea>",
    );
    check_shape(
        "<textarea>\n\n{x}</textarea>",
        r#"[["textarea",[],"\n",0]]"#,
    );
    check(
        "<textarea>\n\n{x}</textarea>",
        "<textarea>\n\n⟨plain: x⟩</textarea>",
    );
    check("<pre>{\"\\na\"}</pre>", "<pre>\n\na</pre>");
    check_shape("<pre>{\"\\na\"}</pre>", r#"[["pre",[],"\na"]]"#);
    check("<pre><.a/></pre>", "<pre>\n⟨text: call a⟩</pre>");
    check(
        "<pre><b :if={c}></b></pre>",
        "<pre>\n⟨text: if c then <b></b>⟩</pre>",
    );
    check("<pre>{!-- --}<b></b></pre>", "<pre><b></b></pre>");
    check_shape("<pre>{!-- --}\r\na</pre>", r#"[["pre",[],"a"]]"#);
    check("<title>a {x}</title>", "<title>a ⟨plain: x⟩</title>");
}

#[test]
fn attributes() {
    check(
        r#"<p a="x" b='say "hi"' c d={e} ></p>"#,
        r#"<p a="x" b="say &quot;hi&quot;" c⟨@d: e⟩></p>"#,
    );
    check_shape(
        r#"<p a="x" b='say "hi"' c d={e}></p>"#,
        r#"[["p",["a","x","b","say \"hi\"","c","","d",0]]]"#,
    );
    check(
        "<p class = \"x\" id = {y} z = 'w'></p>",
        "<p class=\"x\"⟨@id: y⟩ z=\"w\"></p>",
    );
    check("<p a=\"{x}\"></p>", "<p a=\"{x}\"></p>");
    check("<p a={\"it's {x}\"}></p>", "<p a=\"it&#39;s {x}\"></p>");
    check("<p HREF={x}></p>", "<p⟨@href Start: x⟩></p>");
    check(
        "<p class={x} style={y}></p>",
        "<p class=\"⟨value: x⟩\" style=\"⟨value Css: y⟩\"></p>",
    );
    check_shape(
        "<p class={x} id={y}></p>",
        r#"[["p",["class",["",0,""],"id",1]]]"#,
    );
    check(
        "<input value={v} disabled={d}>",
        "<input⟨@value: v⟩⟨@disabled: d⟩>",
    );
    check(
        "<p onclick=\"a()\" onfocus={\"b\"}></p>",
        "<p onclick=\"a()\" onfocus=\"b\"></p>",
    );
    check("<p {!-- a --} b {!-- c --}></p>", "<p b></p>");
    check(
        "<p @click=\"x\" hx-on:click=\"y\"></p>",
        "<p @click=\"x\" hx-on:click=\"y\"></p>",
    );
}

#[test]
fn formatted_attributes() {
    check(
        r#"<p id={format!("u{}-{x}", a.id)}></p>"#,
        r#"<p id="u⟨value: format a.id⟩-⟨value: format x⟩"></p>"#,
    );
    check_shape(
        r#"<p a={b} id={format!("u{}{x}", a.id)}></p>"#,
        r#"[["p",["a",0,"id",["u",1,"",2,""]]]]"#,
    );
    check(
        r#"<p id={format!("{a:?}")}></p>"#,
        r#"<p id="⟨value: format!("{a:?}")⟩"></p>"#,
    );
    check(
        r#"<p class={format_args!("{{&{a}")}></p>"#,
        r#"<p class="{&amp;⟨value: format a⟩"></p>"#,
    );
    check(r#"<p id={format!("a")}></p>"#, r#"<p id="a"></p>"#);
}

#[test]
fn class_lists() {
    check(
        r#"<p class={["r", x]}></p>"#,
        r#"<p class="r ⟨value: classes x⟩"></p>"#,
    );
    check_shape(
        r#"<p class={["r", x]}></p>"#,
        r#"[["p",["class",["r ",0,""]]]]"#,
    );
    check(
        r#"<p class={["a", "b", f(x, y), "c", z,]}></p>"#,
        r#"<p class="a b ⟨value: classes f(x, y) | "c" | z⟩"></p>"#,
    );
    check(r#"<p class={["a", "b"]}></p>"#, r#"<p class="a b"></p>"#);
    check(r#"<p class={[]}></p>"#, r#"<p class=""></p>"#);
    check(
        r#"<p class={[x; 2]}></p>"#,
        r#"<p class="⟨value: [x; 2]⟩"></p>"#,
    );
    check(
        r#"<p class={[x][0]}></p>"#,
        r#"<p class="⟨value: [x][0]⟩"></p>"#,
    );
    check(r#"<p id={[x, y]}></p>"#, r#"<p⟨@id: [x, y]⟩></p>"#);
}

#[test]
fn spreads() {
    check(
        "<p {..a} {..b.c()}></p>",
        "<p⟨spread: ..a unless ..b.c()⟩⟨spread: ..b.c()⟩></p>",
    );
    check_shape("<p {..a} {..b}></p>", r#"[["p",["..",0,"..",1]]]"#);
    check(
        "<p {..a} id=\"x\" b c={d}></p>",
        "<p⟨spread: ..a without id b c⟩ id=\"x\" b⟨@c: d⟩></p>",
    );
    check(
        r#"<p id="&lt;" b c={d} class={["e", f]} onclick="g" phx-update="ignore" {..a}></p>"#,
        "<p⟨@id: \"<\" unless ..a⟩⟨@b: true unless ..a⟩⟨@c: d unless ..a⟩\
         ⟨@class: \"e \" + classes f unless ..a⟩ onclick=\"g\" phx-update=\"ignore\"\
         ⟨spread: ..a without onclick phx-update⟩></p>",
    );
    check_shape(
        r#"<p a="b" {..c} d="e"></p>"#,
        r#"[["p",["a",0,"..",1,"d","e"]]]"#,
    );
}

#[test]
fn maps() {
    check(
        r#"<p id="a" data-x="b" data={c} data-y="d" id2="e" aria={f}></p>"#,
        "<p id=\"a\"⟨@data-x: \"b\" unless data-*c⟩⟨spread: data-*c without data-y⟩ \
         data-y=\"d\" id2=\"e\"⟨spread: aria-*f⟩></p>",
    );
    check(
        "<p data={a} {..b} aria={c}></p>",
        "<p⟨spread: data-*a unless ..b⟩⟨spread: ..b unless aria-*c⟩⟨spread: aria-*c⟩></p>",
    );
    check(
        "<object data={a}></object>",
        "<object⟨@data ResourceUrl: a⟩></object>",
    );
    check(
        "<p data={\"a\"} aria=\"b\"></p>",
        "<p data=\"a\" aria=\"b\"></p>",
    );
}

#[test]
fn values_of_their_own_types() {
    check("<a rel={b}></a>", "<a⟨@rel Constant: b⟩></a>");
    check(
        "<meta http-equiv=\"refresh\" content={a}><meta name=\"b\" content={c}>",
        "<meta http-equiv=\"refresh\"⟨@content Constant: a⟩><meta name=\"b\"⟨@content: c⟩>",
    );
    check(
        "<iframe srcdoc={a}></iframe>",
        "<iframe⟨@srcdoc Html: a⟩></iframe>",
    );
    check(
        "<svg><path fill={a} stroke={format!(\"url(#{b})\")}/><set attributeName=\"fill\" to={c}/></svg>",
        "<svg><path⟨@fill Paint: a⟩ stroke=\"url(#⟨value Fragment: format b⟩)\"/><set attributeName=\"fill\"⟨@to Paint: c⟩/></svg>",
    );
    check(
        "<p style={format!(\"width: {a}{b}\")}></p>",
        "<p style=\"width: ⟨value Value: format a⟩⟨value Piece: format b⟩\"></p>",
    );
    check(
        "<script type=\"application/ld+json\"> {a} </script>",
        "<script type=\"application/ld+json\">⟨json: a⟩</script>",
    );
    check(
        "<script type=\"application/json\">{ \"a\": {b} }</script>",
        "<script type=\"application/json\">{ \"a\": {b} }</script>",
    );
}

#[test]
fn styles() {
    check(
        "<p style:color={a}></p>",
        "<p style=\"⟨value: color: a⟩\"></p>",
    );
    check_shape("<p style:color={a}></p>", r#"[["p",["style",["",0,""]]]]"#);
    check(
        "<p style:--x=\"1\" style=\" a:b ; \" id=\"c\" style:d={e} style:f={\"g\"}></p>",
        "<p id=\"c\" style=\"--x:1;a:b ;⟨value: d: e⟩f:g;\"></p>",
    );
    check(
        "<p style={a} style:b={c}></p>",
        "<p style=\"⟨value Css: a⟩;⟨value: b: c⟩\"></p>",
    );
    check(
        "<p style:b={c} {..d}></p>",
        "<p⟨@style: b: c unless ..d⟩⟨spread: ..d⟩></p>",
    );
    check(
        "<p {..d} style:b={c}></p>",
        "<p⟨spread: ..d without style⟩ style=\"⟨value: b: c⟩\"></p>",
    );
}

#[test]
fn control() {
    check(
        "a<p :if={x > 1} b>{y}</p>c",
        "a⟨text: if x > 1 then <p b>⟨text: y⟩</p>⟩c",
    );
    check_shape("a<p :if={x}>{y}</p>c", r#"["a",0,"c"]"#);
    check(
        "<li :for={(i, r) in @rows.iter().enumerate()} :key={r.id} :if={r.on}>{i}</li>",
        "⟨text: for (i, r) in @rows.iter().enumerate() if r.on key r.id do <li>⟨text: i⟩</li>⟩",
    );
    check(
        "<.a :for={x in y} b={x}/>",
        "⟨text: for x in y do ⟨text: call a b=x⟩⟩",
    );
    check("<br :if={x}>", "⟨text: if x then <br>⟩");
    let text =
        "<ul class={[\"list\", @kind]}><li :for={r in @rows} :key={r.id}>{r.text}!</li></ul>";
    check(
        text,
        "<ul class=\"list ⟨value: classes @kind⟩\">⟨text: for r in @rows key r.id do <li>⟨text: r.text⟩!</li>⟩</ul>",
    );
    check_shape(text, r#"[["ul",["class",["list ",0,""]],1]]"#);
}

#[test]
fn chains() {
    check(
        "<p :if={a}>b</p> \n{!-- c --}\t<i :else-if={d} e={f}/>\n<.g :else h/> j",
        "⟨text: if a then <p>b</p> or if d then <i⟨@e: f⟩></i> else ⟨text: call g h=true⟩⟩ j",
    );
    check_shape("k<p :if={a}/> <p :else/> j", r#"["k",0," j"]"#);
    check(
        "<p :if={let Some(a) = b}/><p :else-if={c}/>",
        "⟨text: if let Some(a) = b then <p></p> or if c then <p></p>⟩",
    );
    check(
        "<p :if={a}/><p :else/><p :if={b}/><p :else/>",
        "⟨text: if a then <p></p> else <p></p>⟩⟨text: if b then <p></p> else <p></p>⟩",
    );
    check("<p :if={a}/> <p/>", "⟨text: if a then <p></p>⟩ <p></p>");
    check(
        "<.a><b :if={x}/>\n<b :else/></.a>",
        "⟨text: call a inner ⟨text: if x then <b></b> else <b></b>⟩⟩",
    );
    check(
        "<pre><b :if={x}/>\n<b :else/>\n</pre>",
        "<pre>\n⟨text: if x then <b></b> else <b></b>⟩\n</pre>",
    );
}

#[test]
fn verbatim_content() {
    check(
        "<p phx-no-curly-interpolation class={a}>{b} } <i title={c}>{{</i></p>{d}",
        "<p class=\"⟨value: a⟩\">{b} } <i⟨@title: c⟩>{{</i></p>⟨text: d⟩",
    );
    check("<pre phx-no-format> a</pre>", "<pre> a</pre>");
}

#[test]
fn nodes() {
    let check = |text: &str, expected: &str| {
        let compiled = crate::compile_nodes(text);
        assert_eq!(compiled.diagnostics, [], "{text}");
        assert_eq!(show(&compiled.template), expected, "{text}");
    };
    check(
        "<VStack ID={a}><Text>{b}</Text></VStack>",
        "<VStack⟨@ID: a⟩><Text>⟨text: b⟩</Text></VStack>",
    );
    check(
        "<br><script>{a}</script></br><Image src=\"x\" />",
        "<br><script>⟨text: a⟩</script></br><Image src=\"x\"/>",
    );
    check(
        "<pre>{a}</pre><x onclick={b} :if={c}/>",
        "<pre>⟨text: a⟩</pre>⟨text: if c then <x⟨@onclick: b⟩/>⟩",
    );
    check(
        "<svg><.card>{a}</.card></svg>",
        "<svg>⟨text: call card inner ⟨text: a⟩⟩</svg>",
    );
    assert_eq!(
        crate::compile_nodes("<A><B/>x</A>").template.shape,
        r#"[["A",[],["B",[]],"x"]]"#
    );
    assert_eq!(
        crate::compile_nodes("<A></a>").diagnostics[0].code,
        "SW0102"
    );
}

#[test]
fn slots() {
    check(
        "<.a :let={b}> c <:d/> <:e f={g} :let={(h, i)}>{h}</:e>\n j</.a>",
        "⟨text: call a entry d entry e f=g let (h, i) ⟨text: h⟩ inner let b  c \n j⟩",
    );
    check(
        "<.a> <:b :for={(c, d) in e} :if={c}> f </:b> {!-- g --}</.a>",
        "⟨text: call a entry b for (c, d) in e if c  f ⟩",
    );
    check(
        "<.a><:type :if={b}>c</:type><.d><:e>f</:e></.d></.a>",
        "⟨text: call a entry r#type if b c inner ⟨text: call d entry e f⟩⟩",
    );
}

#[test]
fn components() {
    check(
        r#"<.card title="a &amp; b" n={3} open type="x">c {d}</.card>"#,
        r#"⟨text: call card title="a & b" n=3 open=true r#type="x" inner c ⟨text: d⟩⟩"#,
    );
    check("<.card/><.card />", "⟨text: call card⟩⟨text: call card⟩");
    check("<.card> \n {!-- a --} </.card>", "⟨text: call card⟩");
    check("<.card> a </.card>", "⟨text: call card inner  a ⟩");
    check("<ui::card></ui::card>", "⟨text: call ui::card⟩");
    check("<crate::ui::card/>", "⟨text: call crate::ui::card⟩");
    check(
        "<.card class={[\"a\", b]}/>",
        "⟨text: call card class=[\"a\", b]⟩",
    );
    check(
        "<.a phx-click=\"b\" aria-label={c} {..d} data-x/>",
        "⟨text: call a @phx-click=\"b\" @aria-label=c ..d @data-x=true⟩",
    );
    check_shape("<p>a<.card/>b</p>", r#"[["p",[],"a",0,"b"]]"#);
}

#[test]
fn single_roots() {
    let single = [
        "<p></p>",
        "<!-- a --> <p></p>\n",
        "{!-- a --}<p/>",
        "<br>",
        "<!DOCTYPE html>\n<html><head/><body/></html>",
    ];
    let others = [
        "",
        "a",
        "{x}",
        "<p/><p/>",
        "<p/>a",
        "<p/>{x}",
        "<p :if={x}/>",
        "<p :for={x in y}/>",
        "<.card/>",
        "<!-- a -->",
        "{\"a\"}",
        "<p :if={x}/><p :else/>",
        "{#if x}<p/>{/if}",
        "{#for x in y}<p/>{/for}",
        "{#match x}{#case y}<p/>{/match}",
        "{#let x = y}<p/>",
        "<p/>{#let x = y}",
    ];
    for text in single {
        assert!(compile(text).single_root, "{text}");
    }
    for text in others {
        assert!(!compile(text).single_root, "{text}");
    }
}

#[test]
fn content_and_places() {
    let template = compile("<ul>{#if a}<li><.b><td>{c}</td></.b></li>{/if}</ul>");
    let place = |names: &[Kind]| {
        let inside = |place: Place, kind: &Kind| place.inside(*kind);
        names.iter().fold(Place::UNKNOWN, inside)
    };
    let item = Inside::of(Kind::Unknown).within(Kind::Li);
    assert_eq!(template.content, item.within(Kind::List));
    let Dynamic::If(one) = &template.slots[0].dynamic else {
        panic!("{template:?}");
    };
    let then = &one.branches[0].then;
    assert_eq!(then.content, item);
    assert_eq!(template.slots[0].place, place(&[Kind::List]));
    assert_eq!(then.slots[0].place, place(&[Kind::List, Kind::Li]));
    let Dynamic::Component(component) = &then.slots[0].dynamic else {
        panic!("{then:?}");
    };
    let inner = component.inner.as_ref().expect("it has children");
    let cell = Inside::of(Kind::Unknown).within(Kind::Cell);
    assert_eq!(inner.body.content, cell);
    assert_eq!(inner.body.slots[0].place, place(&[Kind::Cell]));
}

#[test]
fn codes_in_order() {
    let check = |text: &str, expected: &[&str]| {
        let codes = crate::compile(text).codes.into_iter();
        let codes: Vec<String> = codes.map(|code| code.text).collect();
        assert_eq!(codes, expected, "{text}");
    };
    check(
        r#"<p :if={a} b={c} class={[d, "e"]}>{f}<.g h={i} :for={j in k}>{l}</.g>{"m"}</p>"#,
        &["a", "c", "[d, \"e\"]", "f", "i", "k", "l", "\"m\""],
    );
    check(
        "{#if let a = b}{c}{#else if d}{e}{#else}{f}{/if}<p :if={g}/><p :else-if={h} i={j}/>",
        &["let a = b", "c", "d", "e", "f", "g", "h", "j"],
    );
    check(
        "{#for a in b; c}{d}{#else}{e}{/for}{#match f}{#case g if h}{i}{/match}{#let j = k}{l}",
        &["b", "c", "d", "e", "f", "h", "i", "k", "l"],
    );
}

#[test]
fn addresses() {
    check("<a href={b}></a>", "<a⟨@href Start: b⟩></a>");
    check("<a HREF=\"b\"></a>", "<a href=\"b\"></a>");
    check("<img srcset={b}>", "<img⟨@srcset List: b⟩>");
    check(
        "<a href={format!(\"/{a}/{b}?c={c}\")}></a>",
        "<a href=\"/⟨value Root: format a⟩/⟨value Path: format b⟩?c=⟨value Component: format c⟩\"></a>",
    );
    check(
        "<a href={format!(\"https://{a}/\")}></a>",
        "<a href=\"https://⟨value Host: format a⟩/\"></a>",
    );
    check(
        "<a href={format!(\"{a:?}\")}></a>",
        "<a href=\"⟨value Start: format!(\"{a:?}\")⟩\"></a>",
    );
    check(
        "<svg><a xlink:href={b}></a></svg>",
        "<svg><a⟨@xlink:href Start: b⟩></a></svg>",
    );
    check(
        "<script src={a}></script><script src={format!(\"/a?{b}\")}></script>",
        "<script⟨@src ResourceUrl: a⟩></script><script src=\"/a?⟨value Component: format b⟩\"></script>",
    );
    check(
        "<link rel=\"icon\" href={a}>",
        "<link rel=\"icon\"⟨@href Start: a⟩>",
    );
    check(
        "<link rel=\"icon stylesheet\" href={a}>",
        "<link rel=\"icon stylesheet\"⟨@href ResourceUrl: a⟩>",
    );
    check(
        "<p phx-click={a} PHX-BLUR={\"b\"} data-cmd-x={c} {..d} phx-hook={e} phx-target={f} phx-value-a={g}></p>",
        "<p⟨@phx-click Command: a unless ..d⟩⟨@phx-blur: \"b\" unless ..d⟩⟨@data-cmd-x Command: c unless ..d⟩\
         ⟨spread: ..d without phx-hook phx-target phx-value-a⟩⟨@phx-hook Hook: e⟩⟨@phx-target Target: f⟩\
         ⟨@phx-value-a: g⟩></p>",
    );
    let nodes = crate::compile_nodes("<Link href={b}/>").template;
    assert_eq!(show(&nodes), "<Link⟨@href: b⟩/>");
}
