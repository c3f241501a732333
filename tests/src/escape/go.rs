//! The cases out of Go's tests.

use super::{Case, decoded, refused, shown, text};
use slotwise::{Attrs, Html, h};

pub(super) const CASES: &[Case] = &[
    shown(4, |v, each| each(&h! { <a b="1" c={text(v)}></a> })),
    shown(8, |v, each| each(&h! { <a href={text(v)}></a> })),
    shown(12, |v, each| {
        let host = text(v).unwrap_or_default();
        each(&h! { <a href={format!("http://{host}/foo")}></a> });
    }),
    refused(
        16,
        r#"<button onclick={format!("alert({v})")}></button>"#,
        r#"<button onclick="alert(42)"></button>"#,
    ),
    refused(
        20,
        "<script>alert({v})</script>",
        r#"<script>alert("a")</script>"#,
    ),
    refused(
        24,
        r#"<button onclick={format!("alert(/{v}/.test(''))")}></button>"#,
        r#"<button onclick="alert(/a/.test(''))"></button>"#,
    ),
    shown(28, |v, each| each(&h! { <p style:width={text(v)}></p> })),
    shown(32, |v, each| match v.as_i64() {
        Some(top) => each(&h! { <a style:left="2em" style:top={top}></a> }),
        None => each(&h! { <a style:left="2em" style:top={text(v)}></a> }),
    }),
    refused(
        36,
        r#"<p style={format!("{v}: ...")}></p>"#,
        r#"<p style="color: ..."></p>"#,
    ),
    shown(40, |v, each| {
        let name = text(v).unwrap_or_default();
        each(&h! { <p style:background={format!("url(/img?name={name})")}></p> });
    }),
    shown(44, |v, each| {
        let address = text(v).unwrap_or_default();
        each(&h! { <a style:background={format!("'{address}'")}></a> });
    }),
    shown(48, |v, each| {
        let address = text(v).unwrap_or_default();
        each(&h! { <a style:background={format!("url('{address}')")}></a> });
    }),
    shown(52, |v, each| {
        let family = text(v).unwrap_or_default();
        each(&h! { <a style:font-family={format!("'{family}', \"x\"")}></a> });
    }),
    shown(56, |v, each| {
        let query = text(v).unwrap_or_default();
        let image = format!("url(x), url(\"x\"), url('x'), 'http://www.example.com/?q={query}''");
        each(&h! { <a style:border-image={image}></a> });
    }),
    refused(
        60,
        "<script>for (;;) { if (c()) break/* foo not a label\n */foo({v});}</script>",
        "<script>for (;;) { if (c()) break/* foo not a label\n */foo(true);}</script>",
    ),
    refused(
        64,
        r#"<a style={format!("/* color: {v} */")}></a>"#,
        r#"<a style="/* color: red */"></a>"#,
    ),
    refused(
        68,
        "<!--x--><script>/*{v}*///x\n</script>",
        "<!--x--><script>/*x*///x\n</script>",
    ),
    shown(72, |v, each| {
        let markup = Html::reviewed(text(v).unwrap_or_default(), "a case of the corpus");
        each(&h! { <textarea>{markup}</textarea> });
    }),
    refused(
        76,
        r#"<img alt="" on{v}="alert(loaded)">"#,
        r#"<img alt="" onload="alert(loaded)">"#,
    ),
    shown(80, |v, each| {
        let mut attrs = Attrs::new();
        let _ = attrs.try_set(text(v).unwrap_or_default(), "x");
        each(&h! { <div {..attrs}></div> });
    }),
    shown(84, |v, each| {
        let mut attrs = Attrs::new();
        let _ = attrs.try_set(text(v).unwrap_or_default(), "Whose value am I?");
        each(&h! { <input checked {..attrs}> });
    }),
    refused(88, "<script>{v}</script>", "<script>doEvil()</script>"),
    shown(92, |v, each| each(&h! { <p href={text(v)}></p> })),
    refused(
        96,
        "<script>var a = `${ var a = \"{v}\" }`</script>",
        "<script>var a = `${ var a = \"a\" }`</script>",
    ),
    refused(
        100,
        r#"<meta http-equiv="refresh" content={format!("0;url ={v}")}>"#,
        r#"<meta http-equiv="refresh" content="0;url =/">"#,
    ),
    refused(
        104,
        "<script>if(true){/{v}/g.test(\"x\")}</script>",
        "<script>if(true){/a/g.test(\"x\")}</script>",
    ),
    refused(
        108,
        "<script>`${ (function(){}/{v}/g.test(x)) }`</script>",
        "<script>`${ (function(){}/a/g.test(x)) }`</script>",
    ),
    refused(
        112,
        "<script>const kb = traffic.in / 1024;\nconst user = {v}; // state\n</script>",
        "<script>const kb = traffic.in / 1024;\nconst user = 1; // state\n</script>",
    ),
    refused(
        116,
        "<style>{v} { color: blue }</style>",
        "<style>p { color: blue }</style>",
    ),
    shown(120, |v, each| each(&h! { {text(v)} })),
    shown(124, |v, each| each(&h! { <a title={text(v)}></a> })),
    shown(128, |v, each| each(&h! { <textarea>{text(v)}</textarea> })),
    refused(
        132,
        r#"<button onclick={format!("alert({v})")}></button>"#,
        r#"<button onclick="alert(42)"></button>"#,
    ),
    refused(
        136,
        r#"<button onclick={format!("alert('{v}')")}></button>"#,
        r#"<button onclick="alert('a')"></button>"#,
    ),
    refused(
        140,
        "<style>body { background: url('?img={v}') }</style>",
        "<style>body { background: url('?img=a') }</style>",
    ),
    decoded(144, |v, each| each(&h! { <img srcset={text(v)}> })),
    shown(148, |v, each| each(&h! { <p style:width={text(v)}></p> })),
    shown(152, |v, each| each(&h! { <p style:width={text(v)}></p> })),
    shown(156, |v, each| each(&h! { <p style:width={text(v)}></p> })),
];
