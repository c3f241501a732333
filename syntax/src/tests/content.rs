//! html5ever as the judge of the content model: what passes the checks is read without an error and
//! stays where it is, and what is read so passes.

use super::oracle::{Filling, branches, dump_dom_tree, errors, options, render, shaped};
use html5ever::tendril::TendrilSink;
use html5ever::{QualName, local_name, ns, parse_document, parse_fragment};
use markup5ever_rcdom::RcDom;
use slotwise_html::content::{Place, fault, kind};
use slotwise_html::{Namespace, names};

/// What may be put around a template whose place is not known; the last ones make a page of it.
const AROUND: [(&str, &str); 13] = [
    ("", ""),
    ("<ruby>", "</ruby>"),
    ("<table>", "</table>"),
    ("<table><tbody>", "</tbody></table>"),
    ("<table><tbody><tr>", "</tr></tbody></table>"),
    ("<table><colgroup>", "</colgroup></table>"),
    ("<svg>", "</svg>"),
    ("<!DOCTYPE html>", ""),
    ("<!DOCTYPE html><html>", "</html>"),
    ("<!DOCTYPE html><html>", "<body></body></html>"),
    ("<!DOCTYPE html><html><head></head>", "</html>"),
    ("<!DOCTYPE html><html><head>", "</head><body></body></html>"),
    (
        "<!DOCTYPE html><html><head></head><frameset>",
        "</frameset></html>",
    ),
];

/// Whether the trees are the same and the parser finds nothing wrong, whatever branch is shown.
fn is_left_alone(text: &str) -> bool {
    let template = crate::compile(text).template;
    (0..branches(&template).max(1)).all(|branch| {
        let filling = Filling { value: "", branch };
        let mut html = String::new();
        render(&template, filling, &mut html);
        let dom = dom(&html);
        let expected = plain(&shaped(&template, filling));
        real_errors(&dom).is_empty() && plain(&dump_dom_tree(&dom)) == expected
    })
}

fn dom(html: &str) -> RcDom {
    if html.starts_with("<!DOCTYPE") {
        return parse_document(RcDom::default(), options()).one(html);
    }
    let context = QualName::new(None, ns!(html), local_name!("body"));
    parse_fragment(RcDom::default(), options(), context, Vec::new(), false).one(html)
}

/// html5ever takes blanks in a `template` behind a row for text in a table, unlike the standard
/// ("in table": "if the current node is `table`, `tbody`, `template`, ..").
fn real_errors(dom: &RcDom) -> Vec<String> {
    let is_blank = |error: &String| {
        let found = error.strip_prefix("Unexpected characters ");
        found.is_some_and(|found| found.contains(r#"inline: \" \""#))
    };
    let mut errors = errors(dom);
    errors.retain(|error| !is_blank(error));
    errors
}

/// Blanks between the parts of a page are put elsewhere, which nobody sees. Names of SVG keep their
/// capitals outside of `svg` too, see [`slotwise_html::elements::parsed_name`].
fn plain(dump: &str) -> String {
    let lines = dump
        .lines()
        .filter_map(|line| match line.strip_prefix('"') {
            Some(text) => Some(text.trim_end_matches('"').trim()).filter(|text| !text.is_empty()),
            None => Some(line),
        });
    lines.collect::<Vec<_>>().join("\n").to_ascii_lowercase()
}

/// The codes of what is wrong; `None` if some of it is not about content.
fn codes(text: &str) -> Option<Vec<&'static str>> {
    let diagnostics = crate::compile(text).diagnostics.into_iter();
    let errors = diagnostics.filter(|diagnostic| diagnostic.level == crate::Level::Error);
    let codes: Vec<&str> = errors.map(|diagnostic| diagnostic.code).collect();
    codes
        .iter()
        .all(|code| code.starts_with("SW06"))
        .then_some(codes)
}

/// Templates at random.
struct Generator(u64);

impl Generator {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit
    }

    fn pick<'n>(&mut self, names: &[&'n str]) -> &'n str {
        names[self.below(names.len())]
    }

    fn nodes(&mut self, parent: &str, depth: usize, out: &mut String) {
        for _ in 0..self.below(4) {
            match self.below(16) {
                0 => out.push('x'),
                1 => out.push(' '),
                // These are filled with nothing, which is not what a page must hold.
                2 | 3 if matches!(parent, "!DOCTYPE html" | "html" | "/head") => {}
                2 => *out += "{y}",
                3 => *out += "<!-- a --><.c/>",
                4 if depth > 0 => {
                    *out += "{#if c}";
                    self.nodes(parent, depth - 1, out);
                    *out += "{#else}";
                    self.nodes(parent, depth - 1, out);
                    *out += "{/if}";
                }
                _ => self.element(parent, depth, out),
            }
        }
    }

    fn element(&mut self, parent: &str, depth: usize, out: &mut String) {
        let name = match self.below(3) {
            0 => self.pick(&ANY),
            1 => self.pick(&names::HTML),
            _ => self.pick(likely(parent)),
        };
        let directive = self.pick(&["", "", "", " :if={c}", " :for={a in b}"]);
        *out += &format!("<{name}{directive}>");
        if slotwise_html::elements::is_void(name) {
            return out.insert(out.len() - 1, '/');
        }
        if !TEXT_ONLY.contains(&name) && depth > 0 {
            self.nodes(name, depth - 1, out);
        }
        *out += &format!("</{name}>");
    }
}

const TEXT_ONLY: [&str; 9] = [
    "iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp",
];

/// Names of which one of each kind is enough.
const ANY: [&str; 58] = [
    "a",
    "address",
    "annotation-xml",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "circle",
    "col",
    "colgroup",
    "dd",
    "desc",
    "dialog",
    "div",
    "dt",
    "foreignObject",
    "form",
    "frameset",
    "g",
    "h1",
    "h2",
    "head",
    "hr",
    "html",
    "image",
    "input",
    "li",
    "link",
    "malignmark",
    "math",
    "meta",
    "mi",
    "mglyph",
    "mrow",
    "my-element",
    "nobr",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "rb",
    "rt",
    "rtc",
    "ruby",
    "script",
    "search",
    "section",
    "select",
    "span",
    "svg",
    "table",
    "td",
    "template",
    "tr",
];

/// What often stands there.
fn likely(parent: &str) -> &'static [&'static str] {
    match parent {
        "table" => &[
            "caption", "colgroup", "thead", "tbody", "tfoot", "template", "script",
        ],
        "tbody" | "thead" | "tfoot" => &["tr", "tr", "template", "style"],
        "tr" => &["td", "th", "template", "script"],
        "colgroup" => &["col", "template"],
        "select" => &["option", "optgroup", "hr", "div", "button", "li"],
        "optgroup" | "datalist" => &["option", "div", "legend"],
        "option" => &["span", "img", "b"],
        "ruby" | "rtc" => &["rb", "rt", "rp", "rtc", "span"],
        "svg" | "g" | "math" | "mrow" => &[
            "g",
            "path",
            "a",
            "foreignObject",
            "desc",
            "title",
            "mi",
            "annotation-xml",
            "circle",
        ],
        "html" => &["head", "body"],
        "head" => &[
            "title", "meta", "link", "base", "style", "script", "template", "noscript",
        ],
        "frameset" => &["frame", "frameset", "noframes"],
        "template" => &["tr", "td", "tbody", "col", "caption", "div", "form"],
        "ul" | "ol" | "menu" => &["li"],
        "dl" => &["dd", "dt", "div"],
        _ => &[
            "div", "p", "a", "button", "form", "h1", "ul", "li", "span", "b", "table", "select",
            "svg", "math", "ruby", "template", "object", "section", "i", "nobr", "option", "label",
        ],
    }
}

#[test]
fn random_nestings_are_judged_alike() {
    let mut generator = Generator(7);
    let (mut accepted, mut refused, mut judged) = (0, 0, 0);
    while judged < 10_000 {
        let (before, after) = AROUND[generator.below(AROUND.len())];
        let mut text = before.to_owned();
        let parent = before.trim_end_matches('>').rsplit('<').next();
        generator.nodes(parent.unwrap_or(""), 4, &mut text);
        text += after;
        let Some(codes) = codes(&text) else { continue };
        judged += 1;
        let is_root_known = !before.is_empty();
        match (codes.is_empty(), is_left_alone(&text)) {
            (true, true) => accepted += 1,
            (true, false) if !is_root_known => {
                assert!(fits_somewhere(&text), "{text}");
                accepted += 1;
            }
            (true, false) => panic!("accepted, but not left alone: {text}"),
            (false, true) => {
                let strict = codes.iter().all(|code| STRICT.contains(code));
                assert!(strict, "refused, but left alone: {codes:?} {text}");
            }
            (false, false) => refused += 1,
        }
    }
    println!("accepted {accepted}, refused {refused}");
    assert!(accepted > 2000 && refused > 2000, "{accepted} {refused}");
}

/// Where the checks are stricter than a parser: of what stands side by side in a `template`, the
/// order matters to it; what MathML reads as of another language has other namespaces, which the
/// trees here do not tell; a `body` in each branch of a condition is one in all.
const STRICT: [&str; 3] = ["SW0629", "SW0630", "SW0636"];

/// Whether there is something that may be put around `text`.
fn fits_somewhere(text: &str) -> bool {
    AROUND.iter().any(|(before, after)| {
        let text = format!("{before}{text}{after}");
        codes(&text).is_some_and(|codes| codes.is_empty()) && is_left_alone(&text)
    })
}

/// A template told by what it has inside, at a place told by what is around, is judged as both
/// written as one.
#[test]
fn sets_say_the_same_as_trees() {
    let mut generator = Generator(3);
    let (mut accepted, mut refused) = (0, 0);
    while accepted + refused < 3_000 {
        let around: Vec<&str> = (0..=generator.below(4))
            .map(|_| generator.pick(&ANY))
            .collect();
        let mut piece = String::new();
        let parent = generator.pick(&ANY);
        generator.nodes(parent, 2, &mut piece);
        if !piece.contains('<') {
            continue;
        }
        let open: String = around.iter().map(|name| format!("<{name}>")).collect();
        let close: String = around
            .iter()
            .rev()
            .map(|name| format!("</{name}>"))
            .collect();
        let is_apt = |name: &&str| {
            !["svg", "math", "html", "body", "head"].contains(name) && !TEXT_ONLY.contains(name)
        };
        let written = format!("{open}<.c/>{close}");
        if !around.iter().all(is_apt) || codes(&written).is_none_or(|codes| !codes.is_empty()) {
            continue;
        }
        let whole = codes(&format!("{open}{piece}{close}"));
        let (Some(whole), Some(alone)) = (whole, codes(&piece)) else {
            continue;
        };
        let page = ["SW0633", "SW0634", "SW0636"];
        if !alone.is_empty() || whole.iter().any(|code| page.contains(code)) {
            continue;
        }
        let place = around.iter().fold(Place::UNKNOWN, |place, name| {
            place.inside(kind(name, Namespace::Html))
        });
        let inside = crate::compile(&piece).template.content;
        let found = fault(place, inside);
        assert_eq!(
            found.is_none(),
            whole.is_empty(),
            "{open} {piece}: {found:?} {whole:?}"
        );
        match found {
            None => accepted += 1,
            Some(_) => refused += 1,
        }
    }
    assert!(accepted > 500 && refused > 500, "{accepted} {refused}");
}
