//! Raw markup in the native dialect: nodes as in a shape, without slots.

use super::json;
use crate::html::{Data, Html, Tree};
use alloc::string::String;
use slotwise_html::attributes::is_name_char;

/// Elements nested deeper are left out: a client refuses what is nested too deeply.
const DEEPEST: usize = 256;

/// Writes `[[node, ...]]`.
pub(super) fn write(html: &Html, out: &mut String) {
    out.push_str(html.nodes(|tree| {
        let mut out = String::from("[[");
        nodes(tree, None, 0, &mut out);
        out.push_str("]]");
        out
    }));
}

fn nodes(tree: &Tree, parent: Option<usize>, depth: usize, out: &mut String) {
    for node in tree.children(parent) {
        match tree.data(*node) {
            Data::Root => {}
            Data::Text(text) => {
                json::comma(out);
                json::string(text, out);
            }
            Data::Comment(text) => {
                json::comma(out);
                out.push_str("[\"!\",");
                json::string(text, out);
                out.push(']');
            }
            Data::Element(element) if depth < DEEPEST && is_name(element.name()) => {
                json::comma(out);
                out.push('[');
                json::string(element.name(), out);
                out.push_str(",[");
                for (name, value) in element.attributes() {
                    if is_name(&name) {
                        json::comma(out);
                        json::string(&name, out);
                        out.push(',');
                        json::string(value, out);
                    }
                }
                out.push(']');
                nodes(tree, Some(*node), depth + 1, out);
                out.push(']');
            }
            Data::Element(_) => {}
        }
    }
}

/// Whether a client takes this name of an element or attribute; parsers take more.
fn is_name(name: &str) -> bool {
    let is_blank = |char: char| char.is_whitespace() || char == '\u{FEFF}';
    !name.is_empty()
        && name
            .chars()
            .all(|char| is_name_char(char) && !is_blank(char))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markup: &str, expected: &str) {
        let mut out = String::new();
        write(&Html::reviewed(markup, "a test"), &mut out);
        assert_eq!(out, expected, "{markup}");
    }

    #[test]
    fn nodes_as_a_parser_makes_them() {
        check("", "[[]]");
        check("a &amp; <b>c", r#"[["a & ",["b",[],"c"]]]"#);
        check(
            "<p class='x' CLASS='y' hidden>a<p>b",
            r#"[[["p",["class","x","hidden",""],"a"],["p",[],"b"]]]"#,
        );
        check(
            "<tr><td>x</table><td>y",
            r#"[[["tr",[],["td",[],"x"],["td",[],"y"]]]]"#,
        );
        check("<b><p>a</b>c", r#"[[["b",[]],["p",[],["b",[],"a"],"c"]]]"#);
        check(
            "<table>a<tr></table>",
            r#"[["a",["table",[],["tbody",[],["tr",[]]]]]]"#,
        );
        check(
            "<template><i>x</i></template><!--a-->",
            r#"[[["template",[],["i",[],"x"]],["!","a"]]]"#,
        );
        check(
            "<svg><a xlink:href='#x' viewbox=1 /></svg>",
            r##"[[["svg",[],["a",["xlink:href","#x","viewBox","1"]]]]]"##,
        );
        check(
            "<p a\"b=1 c\u{a0}=2 d=3><x\u{a0}y>z",
            r#"[[["p",["d","3"]]]]"#,
        );
    }

    #[test]
    fn what_is_nested_too_deeply_is_left_out() {
        let markup = "<b>".repeat(100_000) + "x";
        let mut out = String::new();
        write(&Html::reviewed(markup, "a test"), &mut out);
        assert_eq!(out.matches("\"b\"").count(), DEEPEST);
    }
}
