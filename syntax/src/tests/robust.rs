//! `compile` takes any text: it neither panics nor breaks its promises.

use crate::compile;
use crate::ir::Template;

const SAMPLES: [&str; 14] = [
    "<ul class={[\"list\", @kind]}><li :for={r in @rows} :key={r.id} :if={r.on}>{r.text}!</li></ul>",
    "<!DOCTYPE html>\r\n<html><head><title>{a} &amp; é</title></head><body class='a \"b\"'></body></html>",
    "<.card title=\"x\" n={3} open>a<br/>{format!(\"a{}-{b:?}{{\", c)}<ui::x y={format!(\"{}\", z)}/></.card>",
    "<svg viewBox=\"0 0\"><path d={d}/><style>a{}</style></svg><script>{</script><textarea>\n{x}</textarea>",
    "{!-- a --}<!-- b -->{\"\\u{41}\\n\"}{r#\"}\"#}{'}'}{b'\\''}{/* } */ x // }\n}&#128; &copy= &#xD800; &#",
    "<p id=a id={b} {..c} {d} :fro={e} :if onclick={f} <b></i></p></q>{#if x}{/if}} < <? <!x> <:s>",
    "<pre>{\"\\n\"}</pre><div / ><a href=\"?a&copy=1\" é=\"ü\" x = {y}>{\"😀\"}😀</a ></div>",
    "<p a={f::<A, B>(|x, y| x < y)} class={[<A as B<C>>::d(), \"e\", x; 3]} style={format!(\"{0}{0}\", z)}>",
    "<p :if={a}/> {!-- b --}\n<i :else-if={c}/><.d :else/><p :else :if={e} :for={f in g}/><b :elseif/>",
    "a{#if let b = c}<i>{d}</i>{#else if e} f {#else}\n{/if}{ # if g }</b>{ / if }",
    "<ul>{#for a in b; c}<li>{a}{#else}</li>{#else}d{/for}</ul>{#let é = \"}\"}{#let f: G<H = I> = 1..=5}j",
    "{#match a} {#case 'b'..='}' if c == d}<e>{#case _}</e>f{/match}<textarea>{#if g}</textarea>{/for}",
    "<a>{#if b}</a>{#unless c}{:else}{#elif d}</a>{/unless}{/each}{#}{/}{#if}{#case}{#else e}<f {#if g}>",
    "<a href=b/>{#iff c}{/iff}{#let d}{#let = e}{#for f}{#match g}h{#case i if}{#for j in k;}{/for}</a>",
];

fn check(text: &str) {
    let compiled = compile(text);
    check_template(&compiled.template);
    for code in &compiled.codes {
        assert_eq!(&text[code.span.start..code.span.end], code.text, "{text}");
    }
    for diagnostic in &compiled.diagnostics {
        assert!(diagnostic.span.start <= diagnostic.span.end && diagnostic.span.end <= text.len());
        crate::excerpt(text, diagnostic);
    }
}

fn check_template(template: &Template) {
    assert_eq!(template.statics.len(), template.slots.len() + 1);
    serde_json::from_str::<serde_json::Value>(&template.shape).expect("the shape is JSON");
    let inner = template
        .slots
        .iter()
        .flat_map(|slot| slot.dynamic.templates());
    inner.for_each(check_template);
}

#[test]
fn prefixes_and_suffixes() {
    for sample in SAMPLES {
        for (at, _) in sample.char_indices() {
            check(&sample[..at]);
            check(&sample[at..]);
        }
    }
}

#[test]
fn one_byte_put_in_or_left_out() {
    let bytes = b"<>/={}\"'!-#.:&;()[],|\\ \r\n\0ar\xC3";
    for sample in SAMPLES {
        for at in 0..sample.len() {
            let (before, after) = (&sample.as_bytes()[..at], &sample.as_bytes()[at..]);
            check(&String::from_utf8_lossy(&[before, &after[1..]].concat()));
            for byte in bytes {
                let byte = std::slice::from_ref(byte);
                check(&String::from_utf8_lossy(&[before, byte, after].concat()));
                check(&String::from_utf8_lossy(
                    &[before, byte, &after[1..]].concat(),
                ));
            }
        }
    }
}

#[test]
fn long_and_deep() {
    let parts = [
        "<b>",
        "</b>",
        "{",
        "}",
        "{\n",
        "<!--",
        "<!-- -->",
        "<script>",
        "<a ",
        "{f(",
        "&",
        "\"",
        "<p a=\"",
        "{x}",
        "a ",
        "{[",
        "<.a>",
        "<b :if={x}>",
        "<textarea>",
        "{!--",
        "\0",
        "\r",
        "{/*",
        "{\"",
        "{#if x}",
        "{#if x}<b>",
        "{#if x}</b>",
        "{#else}",
        "{#else if x}",
        "{#let a = b}",
        "{#match a}{#case b}",
        "{#x}",
        "{/if}",
        "<b :if={x}/>",
        "<b :else-if={x}/>",
        "<i>{#if x}</i>",
        "{# ",
        "{#if x}{/if}",
    ];
    for part in parts {
        check(&part.repeat(3000));
    }
}
