//! Content in the wrong place, ids given twice and misspelt names.

use super::{check, check_more};
use crate::{Level, compile};

#[test]
fn paragraphs() {
    check(
        "<p>a<b><div>c</div></b></p>",
        &[(
            "SW0601",
            "<div>",
            "`<div>` cannot stand in `<p>`: browsers end the `<p>` before it",
        )],
    );
    check_more(
        "<p>a<b><div>c</div></b></p>",
        Some(("<p>", "opened here")),
        Some("close the `<p>` before it, or write `<div>` for the `<p>`"),
    );
    check("<p><button><div/></button><object><p/></object></p>", &[]);
    check(
        "<p>{#if a}<ul></ul>{/if}</p>",
        &[("SW0601", "<ul>", ENDS_P)],
    );
    check("<p><.card><ul/></.card></p>", &[]);
}

const ENDS_P: &str = "`<ul>` cannot stand in `<p>`: browsers end the `<p>` before it";

/// Code and marked text of what is wrong.
fn codes(text: &str) -> Vec<(&'static str, String)> {
    let diagnostics = compile(text).diagnostics.into_iter();
    diagnostics
        .map(|diagnostic| {
            let span = diagnostic.span;
            (diagnostic.code, text[span.start..span.end].to_owned())
        })
        .collect()
}

fn check_codes(text: &str, expected: &[(&str, &str)]) {
    let found = codes(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(code, text)| (*code, &**text)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn each_fault() {
    check_codes("<ul><li><b><li/></b></li></ul>", &[("SW0602", "<li/>")]);
    check_codes("<dl><dt><dd/></dt></dl>", &[("SW0603", "<dd/>")]);
    check_codes("<h1><h2>a</h2></h1>", &[("SW0604", "<h2>")]);
    check_codes("<a><i><a>b</a></i></a>", &[("SW0605", "<a>")]);
    check_codes("<nobr><nobr/></nobr>", &[("SW0606", "<nobr/>")]);
    check_codes(
        "<button><b><button/></b></button>",
        &[("SW0607", "<button/>")],
    );
    check_codes(
        "<form><table><tbody><tr><td><form/></td></tr></tbody></table></form>",
        &[("SW0608", "<form/>")],
    );
    check_codes("<select><select/></select>", &[("SW0609", "<select/>")]);
    check_codes("<select><input></select>", &[("SW0610", "<input>")]);
    check_codes("<option><option/></option>", &[("SW0611", "<option/>")]);
    check_codes(
        "<select><li><option/></li></select>",
        &[("SW0612", "<option/>")],
    );
    check_codes("<div><rt>a</rt></div>", &[("SW0613", "<rt>")]);
    check_codes("<div><tr/></div>", &[("SW0614", "<tr/>")]);
    check_codes("<table><tr/><tr/></table>", &[("SW0615", "<tr/>")]);
    check_codes("<tbody><td/></tbody>", &[("SW0616", "<td/>")]);
    check_codes("<table><col></table>", &[("SW0617", "<col>")]);
    check_codes("<table><div/></table>", &[("SW0618", "<div/>")]);
    check_codes("<table> a </table>", &[("SW0619", "a")]);
    check_codes("<table>{\"a\"}{b}</table>", &[("SW0619", "\"a\"")]);
    check_codes("<colgroup>a</colgroup>", &[("SW0620", "a")]);
    check_codes("<head><p/></head>", &[("SW0621", "<p/>")]);
    check_codes("<html><head/>a<body/></html>", &[("SW0622", "a")]);
    check_codes("<frameset><p/></frameset>", &[("SW0623", "<p/>")]);
    check_codes("<!DOCTYPE html>{a}<p/>", &[("SW0624", "<p/>")]);
    check_codes("<div><body/></div>", &[("SW0625", "<body/>")]);
    check_codes("<image/>", &[("SW0626", "<image/>")]);
    check_codes("<plaintext/>", &[("SW0627", "<plaintext/>")]);
    check_codes("<svg><g><div/></g></svg>", &[("SW0628", "<div/>")]);
    check_codes(
        "<svg><font color=\"a\"/></svg>",
        &[("SW0628", "<font color=\"a\"/>")],
    );
    check_codes("<svg><font {..a}/></svg>", &[("SW0628", "<font {..a}/>")]);
    check_codes(
        "<math><mi><mglyph/></mi></math>",
        &[("SW0629", "<mglyph/>")],
    );
    check_codes("<tr/><div/>", &[("SW0630", "<div/>")]);
    check_codes(
        "<p/><!DOCTYPE html><html>{a}</html>",
        &[("SW0631", "<!DOCTYPE html>"), ("SW0630", "<html>")],
    );
    check_codes(
        "<!DOCTYPE html SYSTEM \"a\">{a}",
        &[("SW0632", "<!DOCTYPE html SYSTEM \"a\">")],
    );
    check_codes("<html><body/></html>", &[("SW0633", "<html>")]);
    check_codes(
        "<html><head/><body/><head/></html>",
        &[("SW0634", "<head/>")],
    );
    check_codes(
        "<math><annotation-xml encoding=\"text/html\"><g/></annotation-xml></math>",
        &[("SW0635", "<annotation-xml encoding=\"text/html\">")],
    );
    check_codes(
        "<math><annotation-xml {..a}><g/></annotation-xml></math>",
        &[("SW0635", "<annotation-xml {..a}>")],
    );
    check_codes(
        "<html><head/><body :if={a}></body></html>",
        &[("SW0636", "<body :if={a}>")],
    );
}

#[test]
fn what_is_fine() {
    let fine = [
        "<tr><td>a</td></tr>",
        "<li>a</li><li>b</li>",
        "<table>\n{rows}<.row/>{#for a in b}<tbody/>{/for}</table>",
        "<select><hr/><optgroup><option>a</option></optgroup><div><option/></div>{a}</select>",
        "<svg><a><a/></a><title>b</title><image/><foreignObject><div/></foreignObject></svg>",
        "<template><tr/></template><template><form/></template>",
        "<ruby>a<rb/><rt/><rtc><rt/></rtc></ruby>",
        "<form><template><form/></template></form>",
        "<html>{a}</html>",
        "<!-- a --><!DOCTYPE html>\n<html lang=\"en\"><head/>\n<body/></html>",
        "<object><param><embed></object><select><button>a</button></select>",
    ];
    for text in fine {
        check_codes(text, &[]);
    }
}

/// What follows from a mistake is not told, nor the same mistake of every row.
#[test]
fn mistakes_are_told_once() {
    check_codes(
        "<table><tr><td><p/></td></tr><tr><td/></tr></table>",
        &[("SW0615", "<tr>")],
    );
    check_codes("<p><div><div/><p/></div></p>", &[("SW0601", "<div>")]);
}

#[test]
fn ids() {
    check(
        "<p id=\"a\"/><b><i id={\"a\"}/></b>",
        &[("SW0231", "id", "the id `a` is given twice")],
    );
    check_more(
        "<p id=\"a\"/><b ID=\"a\"/>",
        Some(("id", "first given here")),
        Some("give each element an id of its own"),
    );
    check(
        "<p :for={a in b}><i id=\"c\"/></p>",
        &[("SW0232", "id", "every turn of a loop gives the id `c`")],
    );
    check_codes(
        "{#for a in b}<i id=\"c\"/>{#else}<i id=\"d\"/>{/for}",
        &[("SW0232", "id")],
    );
    check_codes(
        "<p id=\"a\"/>{#if b}<p id=\"a\"/>{/if}",
        &[("SW0231", "id")],
    );
    check_codes("<p id={a}/><p id={a}/><p id=\"b\"/><p id=\"B\"/>", &[]);
    check_codes(
        "<p :if={a} id=\"b\"/><p :else id=\"b\"/><p :if={c} id=\"b\"/>",
        &[],
    );
    check_codes("{#if a}<p id=\"b\"/>{#else}<p id=\"b\"/>{/if}", &[]);
    check_codes(
        "{#match a}{#case b}<p id=\"b\"/>{#case _}<p id=\"b\"/>{/match}",
        &[],
    );
    check_codes(
        "<p id=\"a\"/><template><p id=\"a\"/></template><.c id=\"a\"/>",
        &[],
    );
    check_codes(
        "{#if a}<p id=\"b\"/><p id=\"b\"/>{/if}",
        &[("SW0231", "id")],
    );
}

#[test]
fn bindings() {
    check(
        "<p phx-clcik=\"a\"/>",
        &[("SW0233", "phx-clcik", "unknown binding `phx-clcik`")],
    );
    check_more(
        "<p phx-clcik=\"a\"/>",
        None,
        Some("did you mean `phx-click`?"),
    );
    check_more(
        "<p phx-something-else=\"a\"/>",
        None,
        Some("for an attribute of your own write `data-` before its name"),
    );
    check_more(
        "<p phx-value-=\"a\"/>",
        None,
        Some("write `phx-value-name`, with a name"),
    );
    check_codes(
        "<p PHX-click=\"a\" phx-value-id=\"b\" phx-window-keydown=\"c\" phx-viewport-top=\"d\"/>",
        &[],
    );
}

#[test]
fn misspelt_names() {
    let text = "<buton/>";
    check(
        text,
        &[("SW0131", "buton", "no element is named `<buton>`")],
    );
    assert_eq!(compile(text).diagnostics[0].level, Level::Warning);
    check_more(
        text,
        None,
        Some("did you mean `<button>`? an element of your own has a dash in its name"),
    );
    check(
        "<input placehodler=\"a\">",
        &[(
            "SW0234",
            "placehodler",
            "HTML has no attribute `placehodler`",
        )],
    );
    check_more("<p clas=\"a\"/>", None, Some("did you mean `class`?"));
    check(
        "<p aria-lable=\"a\"/>",
        &[(
            "SW0235",
            "aria-lable",
            "WAI-ARIA has no attribute `aria-lable`",
        )],
    );
    check_more(
        "<p aria-lable=\"a\"/>",
        None,
        Some("did you mean `aria-label`?"),
    );
    check_codes(
        "<x/><my-buton/><circel/><p hx-get=\"a\" x-data=\"b\" @click=\"c\" v-if=\"d\" data-clas=\"e\" onclik=\"f\" tt/>",
        &[],
    );
    check_codes(
        "<svg clas=\"a\"><lineargradient/><pathh/></svg><my-a clas=\"b\"/>",
        &[("SW0131", "pathh")],
    );
}
