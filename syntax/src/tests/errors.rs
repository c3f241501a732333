//! Mistakes: code, the text that is marked, and the message.

mod blocks;
mod content;

use crate::{compile, excerpt};

/// Each of `expected` is code, marked text and message of one diagnostic.
fn check(text: &str, expected: &[(&str, &str, &str)]) {
    let compiled = compile(text);
    let found: Vec<(&str, &str, &str)> = compiled
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let span = diagnostic.span;
            (
                diagnostic.code,
                &text[span.start..span.end],
                &*diagnostic.message,
            )
        })
        .collect();
    assert_eq!(found, expected, "{text}");
    let template = compiled.template;
    assert_eq!(template.statics.len(), template.slots.len() + 1, "{text}");
}

/// What the first diagnostic says beside its message: marked text and label, help.
fn check_more(text: &str, second: Option<(&str, &str)>, help: Option<&str>) {
    let diagnostic = &compile(text).diagnostics[0];
    let found = diagnostic
        .second
        .as_ref()
        .map(|(span, label)| (&text[span.start..span.end], &**label));
    assert_eq!(found, second, "{text}");
    assert_eq!(diagnostic.help.as_deref(), help, "{text}");
}

#[test]
fn closing_tags() {
    check("<p><b>x</p>", &[("SW0101", "<b>", "`<b>` is never closed")]);
    check_more(
        "<p><b>x</p>",
        Some(("</p>", "`</p>` comes first")),
        Some("add `</b>`"),
    );
    check(
        "<p a={b}>x",
        &[("SW0101", "<p a={b}>", "`<p>` is never closed")],
    );
    check(
        "<p>x</q>",
        &[("SW0102", "</q>", "found `</q>`, expected `</p>`")],
    );
    check_more(
        "<p>x</q>",
        Some(("<p>", "opened here")),
        Some("write `</p>`"),
    );
    check(
        "<p><b>x</i></p>",
        &[("SW0102", "</i>", "found `</i>`, expected `</b>`")],
    );
    check(
        "<p>x</b></p>",
        &[("SW0103", "</b>", "`</b>` closes nothing")],
    );
    check("x</p>", &[("SW0103", "</p>", "`</p>` closes nothing")]);
    check(
        "<b><i>x</b></i>",
        &[("SW0101", "<i>", "`<i>` is never closed")],
    );
    check(
        "<br></br>",
        &[(
            "SW0104",
            "</br>",
            "`<br>` has no content and no closing tag",
        )],
    );
    check(
        "<.card></.cart>",
        &[(
            "SW0102",
            "</.cart>",
            "found `</.cart>`, expected `</.card>`",
        )],
    );
    check(
        "<a::b></a::c>",
        &[("SW0102", "</a::c>", "found `</a::c>`, expected `</a::b>`")],
    );
    check(
        "<svg><clipPath></clippath></svg>",
        &[(
            "SW0102",
            "</clippath>",
            "found `</clippath>`, expected `</clipPath>`",
        )],
    );
    check(
        "<p></p a>",
        &[(
            "SW0107",
            "</p a>",
            "a closing tag holds only a name, expected `>`",
        )],
    );
    check(
        "<p></p",
        &[("SW0105", "</p", "this tag is not ended, expected `>`")],
    );
    check(
        "<script>a",
        &[("SW0101", "<script>", "`<script>` is never closed")],
    );
}

#[test]
fn tags() {
    check(
        "<p a <b></b></p>",
        &[("SW0105", "<p a", "this tag is not ended, expected `>`")],
    );
    check(
        "<br ",
        &[("SW0105", "<br", "this tag is not ended, expected `>`")],
    );
    check(
        "<p \"></p>",
        &[(
            "SW0106",
            "\"",
            "found `\"` in a tag, expected an attribute or `>`",
        )],
    );
    check(
        "<p =\"a\" ='b'></p>",
        &[
            (
                "SW0106",
                "=",
                "found `=` in a tag, expected an attribute or `>`",
            ),
            (
                "SW0106",
                "=",
                "found `=` in a tag, expected an attribute or `>`",
            ),
        ],
    );
    check("a < b", &[("SW0008", "<", "`<` begins no tag here")]);
    check("< p>", &[("SW0008", "<", "`<` begins no tag here")]);
    check("</ p>", &[("SW0008", "<", "`<` begins no tag here")]);
    check(
        "<_a/>",
        &[("SW0112", "_a", "`<_a>` cannot be an element's name")],
    );
    check(
        "<textarea><b></textarea>",
        &[("SW0108", "<", "`<textarea>` holds only text, found `<`")],
    );
    check(
        "<script>a(\"<!-- \")</script>",
        &[(
            "SW0110",
            "<",
            "`<!--` changes where browsers end a `<script>`",
        )],
    );
    check(
        "<svg><style>a &amp; b</style></svg>",
        &[(
            "SW0111",
            "&",
            "inside `<svg>` browsers read markup in a `<style>`",
        )],
    );
    let deep = "<b>".repeat(300);
    check(
        &deep,
        &[(
            "SW0109",
            "<b>",
            "tags and blocks are nested more than 100 deep",
        )],
    );
}

#[test]
fn text() {
    check(
        "a\0b",
        &[("SW0001", "\0", "a NUL character cannot stand in HTML")],
    );
    check(
        "a\rb",
        &[("SW0002", "\r", "a carriage return without a line feed")],
    );
    check("a } b", &[("SW0006", "}", "`}` without `{`")]);
    check_more("a } b", None, Some("for a brace in text write `{\"}\"}`"));
    check(
        "&nosuch;",
        &[(
            "SW0013",
            "&nosuch;",
            "HTML has no character named `&nosuch;`",
        )],
    );
    check(
        "<p a=\"&copy\">&copy 1</p>",
        &[
            (
                "SW0014",
                "&copy",
                "browsers read `&copy` as a character, even without `;`",
            ),
            (
                "SW0014",
                "&copy",
                "browsers read `&copy` as a character, even without `;`",
            ),
        ],
    );
    check_more(
        "&copy 1",
        None,
        Some("write `&copy;` for it, `&amp;copy` for the text"),
    );
    check(
        "&#0;",
        &[("SW0015", "&#0;", "`&#0;` is not the number of a character")],
    );
    check(
        "<!-- a",
        &[("SW0010", "<!--", "this comment is never closed")],
    );
    for (text, end) in [("<!-->", ">"), ("<!--->", "->"), ("<!-- a --!>", "--!>")] {
        let message = "browsers end the comment here, though it does not look so";
        check(text, &[("SW0011", end, message)]);
    }
    let message = "expected a comment, a tag or, outside of tags, `<!DOCTYPE html>`";
    check("<?xml a?>", &[("SW0012", "<?", message)]);
    check("<p><!doctype html></p>", &[("SW0012", "<!", message)]);
    check("<![CDATA[a]]>", &[("SW0012", "<!", message)]);
}

#[test]
fn holes() {
    check(
        "a {} b",
        &[("SW0005", "{}", "empty hole, expected an expression")],
    );
    check(
        "{ /* a */ }",
        &[(
            "SW0005",
            "{ /* a */ }",
            "empty hole, expected an expression",
        )],
    );
    check("<p>{a</p>", &[("SW0003", "{", "this hole is never closed")]);
    check(
        "<p a={b></p>",
        &[("SW0003", "{", "this hole is never closed")],
    );
    check(
        "{f(a}",
        &[(
            "SW0004",
            "(",
            "`(` is not closed before the end of the hole",
        )],
    );
    check_more("{f(a}", Some(("{", "in this hole")), Some("add `)`"));
    check(
        "{!-- a",
        &[("SW0009", "{!--", "this comment is never closed")],
    );
}

#[test]
fn attributes() {
    check(
        "<p a=b></p>",
        &[("SW0201", "b", "the value of an attribute without quotes")],
    );
    check_more(
        "<p a=b></p>",
        None,
        Some("quote it: `\"b\"`, or `{b}` for an expression"),
    );
    check(
        "<a href=/b/></a>",
        &[("SW0201", "/b", "the value of an attribute without quotes")],
    );
    check(
        "<div><div class=a/>b</div></div><.c d=e/>",
        &[
            ("SW0201", "a", "the value of an attribute without quotes"),
            ("SW0201", "e", "the value of an attribute without quotes"),
        ],
    );
    check("<p a=></p>", &[("SW0202", "a=", "`a=` has no value")]);
    check(
        "<p a=\"b></p>",
        &[("SW0203", "\"", "this value is never closed")],
    );
    check(
        "<p a={}></p>",
        &[("SW0005", "{}", "empty hole, expected an expression")],
    );
    check(
        "<p id=\"a\" ID={b}></p>",
        &[("SW0204", "ID", "`ID` is given twice")],
    );
    check_more(
        "<p id=\"a\" ID={b}></p>",
        Some(("id", "first given here")),
        Some("remove one of them"),
    );
    check(
        "<p onClick={f}></p>",
        &[(
            "SW0205",
            "onClick",
            "`onClick` is a script, a hole in it cannot be escaped",
        )],
    );
    check_more(
        "<p onClick={f}></p>",
        None,
        Some("write `phx-click={..}` and handle the event in the view"),
    );
    check(
        "<iframe srcdoc={f}></iframe><iframe srcdoc={format!(\"a{f}\")}></iframe>",
        &[(
            "SW0206",
            "srcdoc",
            "`srcdoc` is a whole document, expected markup of the type `Html` and no text made of parts",
        )],
    );
    check(
        "<a href={format!(\"https://a.b{c}/\")}></a><a href={format!(\"https://{c}.a.b:{c}\")}></a>",
        &[(
            "SW0217",
            "format!(\"https://a.b{c}/\")",
            "a hole at the end of the host in `href` could make it another host",
        )],
    );
    check(
        "<p style={format!(\"{a}: b\")}></p><p style={format!(\"a: url({b})\")} style:c={d}></p><svg fill={format!(\"url(#{a})\")} stroke={format!(\"'{a}'\")}/>",
        &[
            (
                "SW0216",
                "format!(\"{a}: b\")",
                "a hole in `style` outside of the value of a declaration",
            ),
            (
                "SW0216",
                "format!(\"a: url({b})\")",
                "a hole in `style` in a function that fetches something",
            ),
            (
                "SW0216",
                "format!(\"'{a}'\")",
                "a hole between quotes in `stroke`",
            ),
        ],
    );
    check(
        "<style>{@css}</style><script>{go()}</script><script type=\"application/json\">{@data}</script>",
        &[(
            "SW0016",
            "{@css}",
            "braces in `<style>` are text, a value there cannot be escaped",
        )],
    );
    check(
        "<style>{}@layer a{@media b{}}p{top:{@top}}</style><script>{};{a;}go({ @b, c: {@d} })</script><noscript>a {b} c</noscript>",
        &[
            (
                "SW0016",
                "{@top}",
                "braces in `<style>` are text, a value there cannot be escaped",
            ),
            (
                "SW0016",
                "{@d}",
                "braces in `<script>` are text, a value there cannot be escaped",
            ),
            (
                "SW0016",
                "{b}",
                "braces in `<noscript>` are text, a value there cannot be escaped",
            ),
        ],
    );
    check(
        "<a href={format!(\"a{b}\")}></a><a href={format!(\"{b}{c}\")}></a>",
        &[
            (
                "SW0209",
                "format!(\"a{b}\")",
                "the text before a hole in `href` could be the beginning of a scheme",
            ),
            (
                "SW0210",
                "format!(\"{b}{c}\")",
                "what follows the hole at the start of `href` could become its scheme or its host",
            ),
        ],
    );
    check(
        "<link rel={format!(\"a{b}\")} href=\"/b\"><meta http-equiv={c}><svg><set attributeName=\"width\" to={d}/><set attributeName=\"HREF\" to={e}/></svg>",
        &[
            (
                "SW0213",
                "format!(\"a{b}\")",
                "`rel` decides what `<link>` may do, expected no text made of parts",
            ),
            (
                "SW0213",
                "c",
                "`http-equiv` decides what `<meta>` is or may do, expected text without holes",
            ),
            (
                "SW0214",
                "e",
                "`to` could make an animation write into an address or a script",
            ),
        ],
    );
    check(
        "<form action={format!(\" JavaScript:{b}\")}></form>",
        &[(
            "SW0211",
            "format!(\" JavaScript:{b}\")",
            "the scheme in `action` runs what follows it, a hole there cannot be escaped",
        )],
    );
    check(
        "<p {..}></p>",
        &[(
            "SW0240",
            "",
            "a spread of nothing, expected a set of attributes",
        )],
    );
    check(
        "<script {..a}></script>",
        &[(
            "SW0241",
            "a",
            "a spread on `<script>` could decide what runs",
        )],
    );
    check(
        "<p style:a_b={c} style:={d}></p>",
        &[
            (
                "SW0242",
                "style:a_b",
                "`a_b` is not the name of a style property",
            ),
            ("SW0242", "style:", "`` is not the name of a style property"),
        ],
    );
    check(
        "<p style:color></p>",
        &[("SW0243", "style:color", "`style:color` has no value")],
    );
    let value = "the value of `style:a` is not one that loads nothing and ends where it ends";
    for text in [
        "<p style:a=\"b;c\"></p>",
        "<p style:a={\"url(b)\"}></p>",
        "<p style:a=\"\"></p>",
    ] {
        check(text, &[("SW0244", "style:a", value)]);
    }
    check(
        "<p style:a={b} style:a={c} style=\"d\"></p>",
        &[("SW0204", "style:a", "`style:a` is given twice")],
    );
    check(
        "<p {a}></p>",
        &[(
            "SW0208",
            "a",
            "a hole in a tag needs a name, expected `name={..}`",
        )],
    );
}

#[test]
fn special_attributes() {
    check(
        "<p :fro={x in y}/>",
        &[("SW0301", ":fro", "unknown special attribute `:fro`")],
    );
    check_more("<p :fro={x in y}/>", None, Some("did you mean `:for`?"));
    check_more(
        "<p :class={x}/>",
        None,
        Some("special attributes are `:if`, `:else-if`, `:else`, `:for`, `:key` and `:let`"),
    );
    check(
        "<p :if=\"x\"/>",
        &[("SW0302", ":if", "`:if` takes an expression in braces")],
    );
    check(
        "<p :if/>",
        &[("SW0302", ":if", "`:if` takes an expression in braces")],
    );
    check(
        "<p :key={x}/>",
        &[("SW0303", ":key", "`:key` without `:for`")],
    );
    check(
        "<p :for={xs}/>",
        &[("SW0304", "xs", "expected `pattern in items`")],
    );
    check(
        "<p :if={x} :if={y}/>",
        &[("SW0204", ":if", "`:if` is given twice")],
    );
    check(
        "<p :if={}/>",
        &[("SW0005", "{}", "empty hole, expected an expression")],
    );
}

#[test]
fn components() {
    check(
        "<.a::b/>",
        &[("SW0401", ".a::b", "`<.a::b>` names no component")],
    );
    check("<a::/>", &[("SW0401", "a::", "`<a::>` names no component")]);
    check(
        "<.a x-click=\"b\" self={c}/>",
        &[
            (
                "SW0403",
                "x-click",
                "`x-click` is no name of a prop, expected a Rust identifier",
            ),
            (
                "SW0403",
                "self",
                "`self` is no name of a prop, expected a Rust identifier",
            ),
        ],
    );
    let help = "name the prop `x_click`; attributes are for the elements in the component";
    check_more("<.a x-click=\"b\"/>", None, Some(help));
    check_more("<.a self={c}/>", None, Some("give the prop another name"));
}

#[test]
fn slots() {
    let outside = |marked| ("SW0701", marked, "`<:b>` stands in no component");
    check("<:b>a</:b>", &[outside(":b")]);
    check(
        "<p><:b/></p>{#if c}<:b/>{/if}",
        &[outside(":b"), outside(":b")],
    );
    let deep = ("SW0702", ":b", "`<:b>` is not a child of `<.a>`");
    check("<.a><p><:b/></p></.a>", &[deep]);
    check("<.a>{#if c}<:b/>{/if}</.a>", &[deep]);
    check("<.a><:c><:b/></:c></.a>", &[deep]);
    check_more(
        "<.a><p><:b/></p></.a>",
        Some((".a", "the component is here")),
        Some("put it right between the component's tags; `:if` and `:for` go on the entry itself"),
    );
    check(
        "<.a><:b-c/></.a>",
        &[("SW0703", ":b-c", "`<:b-c>` names no slot")],
    );
    check(
        "<.a><:inner_block>b</:inner_block></.a>",
        &[(
            "SW0704",
            ":inner_block",
            "`inner_block` is no name for a slot entry",
        )],
    );
    check(
        "<.a><:b :if={c}/><:b :else/><:b :for={d in e} :key={d}/></.a>",
        &[
            ("SW0705", ":else", "`:else` on a slot entry"),
            ("SW0705", ":key", "`:key` on a slot entry"),
        ],
    );
    check(
        "<.a><:b :if={let Some(c) = d}>{c}</:b></.a>",
        &[(
            "SW0706",
            "let Some(c) = d",
            "`let` in the `:if` of a slot entry",
        )],
    );
    check(
        "<p :let={a}>b</p>",
        &[("SW0707", ":let", "`:let` on an element")],
    );
    let empty = ("SW0708", ":let", "`:let` without content to use it");
    check("<.a :let={b}> <:c/> </.a>", &[empty]);
    check("<.a><:b :let={c}/></.a>", &[empty]);
}

#[test]
fn several_at_once() {
    let text = "<div>\n  <p id=a onclick={b}>\n  <li :fro={x in y}>{}</li>\n  <b>x</i>\n  &nosuch; }\n</div>";
    check(
        text,
        &[
            ("SW0101", "<p id=a onclick={b}>", "`<p>` is never closed"),
            ("SW0201", "a", "the value of an attribute without quotes"),
            (
                "SW0205",
                "onclick",
                "`onclick` is a script, a hole in it cannot be escaped",
            ),
            ("SW0301", ":fro", "unknown special attribute `:fro`"),
            ("SW0005", "{}", "empty hole, expected an expression"),
            ("SW0102", "</i>", "found `</i>`, expected `</b>`"),
            (
                "SW0013",
                "&nosuch;",
                "HTML has no character named `&nosuch;`",
            ),
            ("SW0006", "}", "`}` without `{`"),
        ],
    );
    let codes: Vec<String> = compile(text)
        .codes
        .into_iter()
        .map(|code| code.text)
        .collect();
    assert_eq!(codes, ["b", "y"]);
}

#[test]
fn excerpts() {
    let text = "<ul>\n\t<li>a</il>\n</ul>";
    assert_eq!(
        excerpt(text, &compile(text).diagnostics[0]),
        "SW0102: found `</il>`, expected `</li>` (line 2, column 7)\n\
         2 | \t<li>a</il>\n  | \t     ^^^^^\n\
         2 | \t<li>a</il>\n  | \t---- opened here\n\
         help: write `</li>`"
    );
}
