//! What the codes of `messages/tags.rs` mean.

use super::Explanation;

pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "SW0101",
        title: "a tag is never closed",
        why: "Every element but the void ones, such as `<br>`, has a closing tag or ends by \
              `/>`. Browsers would close this one where their rules have it, which is rarely \
              where it was meant, and the slots behind it would be looked for in the wrong \
              place.",
        wrong: "<p><b>bold</p>",
        right: "<p><b>bold</b></p>",
    },
    Explanation {
        code: "SW0102",
        title: "the wrong closing tag",
        why: "Elements are closed in the opposite order of their opening, each by its own name. \
              Browsers skip a closing tag of another name, or close more than was meant.",
        wrong: "<h1>title</h2>",
        right: "<h1>title</h1>",
    },
    Explanation {
        code: "SW0103",
        title: "a closing tag that closes nothing",
        why: "No element of this name is open here. Browsers skip most of these, but make an \
              empty paragraph of `</p>`, which would be one node more than the template has.",
        wrong: "<p>text</p></div>",
        right: "<div><p>text</p></div>",
    },
    Explanation {
        code: "SW0104",
        title: "a closing tag for a void element",
        why: "Void elements, such as `<br>`, `<input>` and `<img>`, have no content and end by \
              themselves. Browsers skip such a closing tag, except that `</br>` becomes a second \
              `<br>`.",
        wrong: r#"<input name="a">text</input>"#,
        right: r#"<label><input name="a">text</label>"#,
    },
    Explanation {
        code: "SW0105",
        title: "a tag is not ended",
        why: "The template ends, or the next tag begins, before the `>` of this one. Browsers \
              would take the next tag for attributes of this one.",
        wrong: r#"<p class="a" <b>text</b></p>"#,
        right: r#"<p class="a"><b>text</b></p>"#,
    },
    Explanation {
        code: "SW0106",
        title: "an unexpected character in a tag",
        why: "In a tag stand attributes, `name`, `name=\"text\"` or `name={expression}`, and \
              nothing else. Browsers would make an attribute with a strange name of it.",
        wrong: r#"<p ="a">text</p>"#,
        right: r#"<p class="a">text</p>"#,
    },
    Explanation {
        code: "SW0107",
        title: "a closing tag with attributes",
        why: "A closing tag holds the name of the element and nothing else. Browsers drop all \
              that follows the name.",
        wrong: r#"<p>text</p class="a">"#,
        right: r#"<p class="a">text</p>"#,
    },
    Explanation {
        code: "SW0108",
        title: "a tag where only text is read",
        why: "Browsers read the content of `<textarea>` and `<title>` as text: a tag in it would \
              be shown with its angle brackets. Expressions may stand there.",
        wrong: "<textarea><b>text</b></textarea>",
        right: "<textarea>{text}</textarea>",
    },
    Explanation {
        code: "SW0109",
        title: "nested too deep",
        why: "Tags, blocks and `{#let}` may be nested 100 deep. Browsers have such a limit as \
              well, behind which they put elements next to each other instead of inside. A \
              template that comes near it is read more easily in parts.",
        wrong: "<b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b>
<b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b>
<b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b>
<b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b>
<b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b>
<b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b>",
        right: "<ul>
  <.entry name={name} />
</ul>",
    },
    Explanation {
        code: "SW0110",
        title: "`<!--` in a script",
        why: "After `<!--` in a script, browsers take a `<script` in it for an inner one and end \
              the script only at the second `</script>`. What ends a script would depend on the \
              text in it.",
        wrong: r#"<script>show("<!-- a");</script>"#,
        right: r#"<script>show("<\!-- a");</script>"#,
    },
    Explanation {
        code: "SW0111",
        title: "markup in a script or style of an SVG",
        why: "Within `<svg>` and `<math>` a `<script>` or `<style>` is an element like any other \
              to a browser: `<` begins a tag in it and `&` a character. The same text means \
              something else there than in HTML.",
        wrong: r#"<svg><style>a::after { content: "&amp;" }</style></svg>"#,
        right: r#"<svg><style>a::after { content: "+" }</style></svg>"#,
    },
    Explanation {
        code: "SW0112",
        title: "not the name of an element",
        why: "The name of an element begins with a letter and goes on with letters, digits, `-`, \
              `_`, `.` or `:`. Browsers take `<` before anything but a letter for text or a \
              comment, and a script may not be able to make an element of such a name.",
        wrong: "<my$button>go</my$button>",
        right: "<my-button>go</my-button>",
    },
    Explanation {
        code: "SW0131",
        title: "a misspelt element",
        why: "HTML has no element of this name, but one of nearly the same. An element of one's own has a dash in its name. This is a warning.",
        wrong: "<buton>a</buton>",
        right: "<button>a</button>",
    },
    Explanation {
        code: "SW0132",
        title: "a component without its dot",
        why: "A tag is an element unless its name begins with a dot or holds `::`. Browsers would make an \
              unknown element of it, with a name in lower case. This is a warning.",
        wrong: "<Card>text</Card>",
        right: "<.Card>text</.Card>",
    },
];
