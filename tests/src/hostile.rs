//! Values of those who mean harm: known ones that break out of one context or another, and what chance makes
//! of them.

use proptest::prelude::*;

/// Each breaks something that escapes too little, or in the wrong way for its context.
pub const POLYGLOTS: &[&str] = &[
    "",
    " ",
    "\n",
    "\n\n<b>",
    "\r\n<b>\r",
    "\0",
    "a\0b",
    "\u{feff}<script>alert(1)</script>",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</pre></listing></noscript></xmp></iframe><img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><style><img title=\"</style><img src=x onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=alert(1)&gt;\">",
    "--><script>alert(1)</script>",
    "--!><script>alert(1)</script>",
    "<!--",
    "<!--<script>",
    "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=\"1.0\"?>",
    "<!doctype html>",
    "<plaintext>",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "x onmouseover=alert(1)",
    "` onmouseover=`alert(1)",
    "\"><script>alert(1)</script>",
    "'/onload=alert(1)//",
    "\" autofocus onfocus=alert(1) x=\"",
    "/>",
    ">",
    "&",
    "&amp;&lt;script&gt;",
    "&quot;&#34;&#x22;&NewLine;&Tab;&colon;",
    "&#0;&#x110000;&#xD800;&notit;&not",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " \u{1}javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\r\nscript\n:alert(1)",
    "javascript&colon;alert(1)",
    "javascript\u{0}:alert(1)",
    "javascript://x/%0aalert(1)",
    "jav&#x09;ascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zy8+",
    "blob:https://evil.example/1",
    "filesystem:https://evil.example/1",
    "view-source:javascript:alert(1)",
    "feed:javascript:alert(1)",
    "about:blank",
    "mailto:a@b",
    "https://evil.example/",
    "HTTP://user:password@evil.example:8080/a/../b?c=d#e",
    "//evil.example/",
    "\\\\evil.example\\",
    "/\\evil.example/",
    "/\t/evil.example/",
    "///evil.example",
    "https:evil.example",
    "@evil.example/",
    ":80@evil.example",
    "evil.example#",
    "evil.example?",
    ".",
    "..",
    "../..",
    "a/../../b",
    "./.",
    "%2e%2e/",
    "..%2f..%5c",
    "%",
    "%00",
    "%zz",
    "a&b=c;d#e?f",
    "a+b c",
    "[::1]:80",
    "/a.png 1x, javascript:alert(1) 2x",
    "red",
    "red;background:url(//evil.example)",
    "url(//evil.example)",
    "u\\72l(//evil.example)",
    "expression(alert(1))",
    "-moz-binding:url(//evil.example)",
    "red}*{background:url(//evil.example)",
    "red/**/;/**/color:blue",
    "red !important",
    "var(--a, url(//evil.example))",
    "image-set('//evil.example' 1x)",
    "@import '//evil.example'",
    "(",
    ")",
    "'",
    "\"",
    "\\",
    "1px\n;color:red",
    "onclick",
    "ONCLICK",
    "onfocus=alert(1) autofocus",
    "srcdoc",
    "style",
    "href",
    "xlink:href",
    "formaction",
    "id",
    "data-x",
    "data-phx-session",
    "phx-click",
    "phx-hook",
    "is",
    "nonce",
    "a b",
    "a=b",
    "a/b",
    "a\"b",
    "é",
    "[[\"exec\",{\"attr\":\"onclick\",\"to\":\"body\"}]]",
    "{{constructor.constructor('alert(1)')()}}",
    "{#if true}{v}{/if}",
    "${alert(1)}",
    "\u{2028}alert(1)\u{2029}",
    "\u{202e}\u{200b}\u{ad}",
    "\u{fffd}\u{fffe}\u{ffff}\u{10ffff}",
    "\u{ff1c}script\u{ff1e}",
    "\u{212a}\u{17f}",
    "\x08\x0b\x0c\x1b\x7f\u{80}\u{9f}",
    "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert() )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert()//>\\x3e",
];

/// Bits that mean something to some parser.
const BITS: &[&str] = &[
    "<", ">", "&", "\"", "'", "`", "=", "/", "\\", ":", ";", "?", "#", "%", "@", ",", "(", ")",
    "{", "}", "[", "]", "!", "-", "--", ".", "..", " ", "\t", "\n", "\r", "\0", "\x0c", "&lt",
    "&#", "%2e", "%0a", "</", "<!--", "-->", "on", "java", "script", "style", "url(", "*/", "/*",
    "//", "http:", "a", "1",
];

/// Any such value: one of the known, some joined, one with pieces cut out, doubled or put in, or anything.
pub fn value() -> impl Strategy<Value = String> {
    let known = || prop::sample::select(POLYGLOTS).prop_map(str::to_owned);
    let bit = || prop::sample::select(BITS).prop_map(str::to_owned);
    let char = any::<char>().prop_map(String::from);
    let control = prop::char::range('\0', '\u{9f}').prop_map(String::from);
    let joined = prop::collection::vec(prop_oneof![known(), bit()], 1..4);
    let bits = prop::collection::vec(prop_oneof![6 => bit(), 1 => char, 1 => control], 0..12);
    let mutated = (
        known(),
        prop::collection::vec((any::<u16>(), 0..4u8, bit()), 1..4),
    );
    prop_oneof![
        3 => known(),
        2 => joined.prop_map(|parts| parts.concat()),
        3 => bits.prop_map(|parts| parts.concat()),
        3 => mutated.prop_map(|(text, changes)| changes.into_iter().fold(text, mutate)),
        1 => any::<String>(),
    ]
}

fn mutate(text: String, (at, how, bit): (u16, u8, String)) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let at = usize::from(at) % (chars.len() + 1);
    match how {
        0 => chars.truncate(at),
        1 => drop(chars.drain(..at)),
        2 if at < chars.len() && chars[at].is_ascii_alphabetic() => {
            // The other case.
            chars[at] = char::from(chars[at] as u8 ^ 0x20);
        }
        _ => drop(chars.splice(at..at, bit.chars())),
    }
    chars.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::POLYGLOTS;

    #[test]
    fn every_polyglot_is_one_of_its_own() {
        let mut known = POLYGLOTS.to_vec();
        known.sort();
        known.dedup();
        assert_eq!(known.len(), POLYGLOTS.len());
        assert!(POLYGLOTS.len() >= 40);
    }
}
