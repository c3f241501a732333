//! `compile` takes any text: it neither panics nor breaks its promises.

use crate::compile;
use crate::ir::{Dynamic, Template};

const SAMPLES: [&str; 8] = [
    "<ul class={[\"list\", @kind]}><li :for={r in @rows} :key={r.id} :if={r.on}>{r.text}!</li></ul>",
    "<!DOCTYPE html>\r\n<html><head><title>{a} &amp; é</title></head><body class='a \"b\"'></body></html>",
    "<.card title=\"x\" n={3} open>a<br/>{format!(\"a{}-{b:?}{{\", c)}<ui::x y={format!(\"{}\", z)}/></.card>",
    "<svg viewBox=\"0 0\"><path d={d}/><style>a{}</style></svg><script>{</script><textarea>\n{x}</textarea>",
    "{!-- a --}<!-- b -->{\"\\u{41}\\n\"}{r#\"}\"#}{'}'}{b'\\''}{/* } */ x // }\n}&#128; &copy= &#xD800; &#",
    "<p id=a id={b} {..c} {d} :fro={e} :if onclick={f} <b></i></p></q>{#if x}{/if}} < <? <!x> <:s>",
    "<pre>{\"\\n\"}</pre><div / ><a href=\"?a&copy=1\" é=\"ü\" x = {y}>{\"😀\"}😀</a ></div>",
    "<p a={f::<A, B>(|x, y| x < y)} class={[<A as B<C>>::d(), \"e\", x; 3]} style={format!(\"{0}{0}\", z)}>",
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
    for slot in &template.slots {
        match &slot.dynamic {
            Dynamic::If { then, .. } => check_template(then),
            Dynamic::For(each) => check_template(&each.body),
            Dynamic::Component(component) => {
                component.inner.iter().for_each(check_template);
            }
            _ => {}
        }
    }
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
    ];
    for part in parts {
        check(&part.repeat(3000));
    }
}
