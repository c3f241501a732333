//! What an editor sees of a template that is being written: every name of the user is in the expansion,
//! with its place, and stands in an expression as far as the template makes sense.

use crate::emit;
use crate::source::Source;
use proc_macro2::{LineColumn, TokenStream, TokenTree};

/// A name and where it begins.
type Name = (String, LineColumn);

/// The names in some tokens; those within `keep! { .. }`, which expands to nothing, are told apart.
#[derive(Default)]
struct Names {
    expanded: Vec<Name>,
    kept: Vec<Name>,
}

impl Names {
    fn of(tokens: TokenStream) -> Names {
        let mut names = Names::default();
        names.read(tokens, false);
        names
    }

    fn read(&mut self, tokens: TokenStream, kept: bool) {
        let mut last = String::new();
        for tree in tokens {
            let text = tree.to_string();
            match tree {
                TokenTree::Ident(name) => {
                    let name = (name.to_string(), name.span().start());
                    match kept {
                        true => self.kept.push(name),
                        false => self.expanded.push(name),
                    }
                }
                TokenTree::Group(group) => self.read(group.stream(), kept || last == "keep!"),
                _ => {}
            }
            last = match text.as_str() {
                "!" => last + "!",
                _ => text,
            };
        }
    }
}

/// Expands `template`. Names between `«` and `»` have to stand in expressions, those between `‹` and `›`
/// have to be there at all.
#[track_caller]
fn check(template: &str) {
    let marks = ['«', '»', '‹', '›'];
    let text = template.replace(marks, "");
    let tokens: TokenStream = text.parse().expect("Rust tokens");
    let names = Names::of(emit::view(&Source::of_call(tokens)));
    let mut column = 0;
    for (at, char) in template.char_indices() {
        let close = match char {
            '«' => '»',
            '‹' => '›',
            '»' | '›' => continue,
            _ => {
                column += 1;
                continue;
            }
        };
        let rest = &template[at + char.len_utf8()..];
        let name = &rest[..rest.find(close).expect("a closing mark")];
        let expected = (name.to_owned(), LineColumn { line: 1, column });
        let found =
            names.expanded.contains(&expected) || char == '‹' && names.kept.contains(&expected);
        assert!(found, "`{name}` at {column} of {text}");
    }
}

#[test]
fn templates_without_mistakes() {
    check("<p class={«user».«name»} :if={«a» > «b»}>{«c».«d»(«e»)}</p>");
    check("<.«card» «title»={«a»} :for={«b» in «c»}>{«b»}</.card>");
    check("{#match «a»}{#case «Some»(«b») if «c»}{«b»}{/match}{#let «d» = «e»}{«d»}");
    check("<.«card»><:«tab» «label»={«a»} :let={«b»} :for={«c» in «d»}>{«b»}{«c»}</:tab></.card>");
}

#[test]
fn half_a_hole() {
    check("<div class={‹user›.}");
    check("<div class={‹user›.}></div>{«other»}");
    check("<p>{‹user›.}</p><p>{«other».«name»}</p>");
    check("<p>{‹a› + }{‹b›(}</p>".replace("(}", "()}").as_str());
    check("<p title={‹a› ‹b›}>{«c»}</p>");
    check("<p :for={‹r› in}>{‹r›}</p>");
}

#[test]
fn half_a_tag() {
    check("<.‹ca›");
    check("<.‹card› ‹title›={‹a›}");
    check("<div><.«card» «title»={«a»}>");
    check("<div class={«a»}>{«b»}");
    check("<div><b>{«a»}</div>");
    check("<div {‹a›}");
    check("<div class=>{«a»}</div>");
    check("<ui::‹ca›");
    check("<.card><:‹ta›</.card>");
}

#[test]
fn half_a_block() {
    check("{#if «a»}{«b»}");
    check("{#if ‹a›.}{«b»}{/if}");
    check("{#for «a» in «b»}<p>{«a»}</p>");
    check("{#match «a»}");
    check("{#match «a»}{#case «b»}{«c»}");
    check("{#let ‹a› = }{«b»}");
    check("{/if}{«a»}");
}

#[test]
fn a_call_of_something_half_typed() {
    check(
        "<.‹card› ‹titl›={‹user›.‹na›} ‹x-y›=\"a\""
            .replace("‹x-y›", "x-y")
            .as_str(),
    );
    check("<p :fi={‹a›}>{‹b›}</p>");
}
