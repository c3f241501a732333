//! What the codes of `messages/text.rs` mean.

use super::Explanation;

pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "SW0001",
        title: "a NUL character",
        why: "HTML has no place for the character U+0000. Browsers drop it in some places and \
              put U+FFFD in others, so the page would not hold what the template says.",
        wrong: "a\0b",
        right: "ab",
    },
    Explanation {
        code: "SW0002",
        title: "a carriage return without a line feed",
        why: "Browsers turn a lone carriage return into a line feed when they read a page, so \
              the text would not be what the template says. One before a line feed is the end of \
              a line on Windows and is fine.",
        wrong: "<p>a\rb</p>",
        right: "<p>a&#13;b</p>",
    },
    Explanation {
        code: "SW0003",
        title: "a hole is never closed",
        why: "A `{` in text or in an attribute begins a Rust expression, which goes on to its \
              `}`. Without one the rest of the template would be part of the expression. What \
              looks like the end of the hole, such as a closing tag or the end of the line, is \
              taken for it, so that the rest can be read.",
        wrong: "<p>{name</p>",
        right: "<p>{name}</p>",
    },
    Explanation {
        code: "SW0004",
        title: "a bracket in a hole is not closed",
        why: "The brackets of an expression have to match, as everywhere in Rust. The hole ends \
              here, while a bracket that was opened in it is still open.",
        wrong: "<p>{items.len(}</p>",
        right: "<p>{items.len()}</p>",
    },
    Explanation {
        code: "SW0005",
        title: "an empty hole",
        why: "A hole shows the value of an expression, and here is none. In Rust `{}` is `()`, \
              which has no text. A comment alone is no expression either.",
        wrong: "<p>{}</p>",
        right: "<p>{name}</p>",
    },
    Explanation {
        code: "SW0006",
        title: "`}` without `{`",
        why: "Braces belong to holes and blocks. A single `}` is most often what is left of a \
              hole that was edited. In scripts and styles braces are text.",
        wrong: "<p>a } b</p>",
        right: r#"<p>a {"}"} b</p>"#,
    },
    Explanation {
        code: "SW0008",
        title: "`<` begins no tag",
        why: "A `<` in text has to be the beginning of a tag, whose name follows without a \
              blank. Browsers would show some of these as text and hide others as a comment, \
              depending on the character that follows.",
        wrong: "<p>a < b</p>",
        right: "<p>a &lt; b</p>",
    },
    Explanation {
        code: "SW0009",
        title: "a template comment is never closed",
        why: "What stands between `{!--` and `--}` is left out of the page. Without the end all \
              the rest of the template would be left out.",
        wrong: "<p>text</p>{!-- to do",
        right: "<p>text</p>{!-- to do --}",
    },
    Explanation {
        code: "SW0010",
        title: "an HTML comment is never closed",
        why: "What stands between `<!--` and `-->` goes to the browser, which does not show it. \
              Without the end browsers take all the rest of the page for the comment.",
        wrong: "<p>text</p><!-- to do",
        right: "<p>text</p><!-- to do -->",
    },
    Explanation {
        code: "SW0011",
        title: "a comment ends where it does not look so",
        why: "By the HTML standard `>` and `->` right after `<!--` end the comment, and so does \
              `--!>` anywhere. What follows would be shown, though a reader takes it for the \
              comment.",
        wrong: "<!--> shown to all -->",
        right: "<!-- shown to nobody -->",
    },
    Explanation {
        code: "SW0012",
        title: "a declaration where none can stand",
        why: "The only declaration of an HTML page is `<!DOCTYPE html>`, before all elements. \
              Browsers take anything else that begins by `<!` or `<?`, `<![CDATA[` included, for \
              a comment that ends at the next `>`, and skip a doctype in a tag.",
        wrong: r#"<?xml version="1.0"?>"#,
        right: "<!DOCTYPE html>{page}",
    },
    Explanation {
        code: "SW0013",
        title: "an unknown character reference",
        why: "No character of HTML has this name; the standard lists all that have one. Browsers \
              would show the reference as it is written, which is rarely meant.",
        wrong: "<p>Fish &nosuch; chips</p>",
        right: "<p>Fish &amp; chips</p>",
    },
    Explanation {
        code: "SW0014",
        title: "a character reference without `;`",
        why: "For the sake of old pages browsers read some names as characters even if no `;` \
              follows: `&copy` is a sign in `&copy 2020` as well as in `&copycat`. In attributes \
              the rule is another one. Whether the sign or the text is meant cannot be seen, so \
              it has to be written.",
        wrong: "<p>&copy 2020</p>",
        right: "<p>&copy; 2020</p>",
    },
    Explanation {
        code: "SW0015",
        title: "a number that is no character",
        why: "The number of this reference is not the number of a character that may stand in a \
              page. Browsers put U+FFFD, or a character of an old Windows encoding, in its \
              place.",
        wrong: "<p>&#0;</p>",
        right: "<p>&#x20AC;</p>",
    },
    Explanation {
        code: "SW0016",
        title: "a hole in a script or a style",
        why: "What stands in `<script>`, `<style>`, `<xmp>`, `<iframe>`, `<noembed>`, `<noframes>` and \
              `<noscript>` is read as it is: no reference is decoded there, so nothing can be escaped, and \
              braces are text. A script and a style need theirs; what can only be meant as a hole is refused, \
              which is `{@name}`, or a name in braces and nothing else. In the other elements all braces are, \
              unless they have `phx-no-curly-interpolation`. Data for a script is a `JsonScript`, all of a `<script \
              type=\"application/json\">`; values of a style stand in `style:name={value}`.",
        wrong: "<script>{@data}</script>",
        right: r#"<script type="application/json">{@data}</script>"#,
    },
];
