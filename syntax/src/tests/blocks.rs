//! The block forms: what they become, and that not a blank is lost.

use super::{check, check_shape, compile};
use crate::ir::Dynamic;

#[test]
fn conditions() {
    check("a{#if b}c{/if}d", "a⟨text: if b then c⟩d");
    check_shape("a{#if b}<i>c</i>{/if}d", r#"["a",0,"d"]"#);
    check(
        "{#if a > b}c{#else if let Some(d) = e}{d}{#else if f}g{#else}h{/if}",
        "⟨text: if a > b then c or if let Some(d) = e then ⟨text: d⟩ or if f then g else h⟩",
    );
    check(
        "<p>{#if a}{/if}{#if b}{#else}{/if}</p>",
        "<p>⟨text: if a then ⟩⟨text: if b then  else ⟩</p>",
    );
    check(
        "{#if S { a: '}' } == b}{\"}\"}{/if}",
        "⟨text: if S { a: '}' } == b then }⟩",
    );
    let template = compile("<p>{#if a}b<i c={d}>{e}</i>{/if}{f}</p>");
    assert_eq!(template.shape, r#"[["p",[],0,1]]"#);
    let Dynamic::If(one) = &template.slots[0].dynamic else {
        panic!("{template:?}");
    };
    let then = &one.branches[0].then;
    assert_eq!(then.statics, ["b<i", ">", "</i>"]);
    assert_eq!(then.shape, r#"["b",["i",["c",0],1]]"#);
    assert!(!then.single_root);
}

#[test]
fn lists() {
    check(
        "<ul>{#for r in @rows}<li>{r}</li>{/for}</ul>",
        "<ul>⟨text: for r in @rows do <li>⟨text: r⟩</li>⟩</ul>",
    );
    check_shape(
        "<ul>{#for r in @rows}<li/>{/for}!</ul>",
        r#"[["ul",[],0,"!"]]"#,
    );
    check(
        "{#for (i, r) in a([0; 2]).iter() ; r.id }<b/>{i}{#else}none{/for}",
        "⟨text: for (i, r) in a([0; 2]).iter() key r.id do <b></b>⟨text: i⟩ else none⟩",
    );
}

#[test]
fn matches() {
    check(
        "{#match a.b}\n  {!-- c --}\n  {#case A | B}x{#case C(d) if d > 1} {d} {#case _}{/match}",
        "⟨text: match a.b case A | B then x case C(d) if d > 1 then  ⟨text: d⟩  case _ then ⟩",
    );
    check_shape("a{#match b} {#case c}<p/>{/match}", r#"["a",0]"#);
    check(
        "{#match a}{#case 1..=5}b{#case \" if \"}c{#case n @ ('a'..='}') if if n { x } else { y }}d{/match}",
        "⟨text: match a case 1..=5 then b case \" if \" then c case n @ ('a'..='}') if if n { x } else { y } then d⟩",
    );
}

#[test]
fn bindings() {
    check(
        "a {#let n = b.len()} <p>{n}</p> c\n",
        "a ⟨text: let n be b.len() in  <p>⟨text: n⟩</p> c⟩",
    );
    check_shape(
        "a<p>b{#let n = c}<i>{n}</i>d</p>e",
        r#"["a",["p",[],"b",0],"e"]"#,
    );
    check(
        "<p>{#let a = b}x{#let (c, d) = e}y</p>z",
        "<p>⟨text: let a be b in x⟨text: let (c, d) be e in y⟩⟩</p>z",
    );
    check(
        "{#if a}{#let b = c}d{#else}e{/if}f",
        "⟨text: if a then ⟨text: let b be c in d⟩ else e⟩f",
    );
    check(
        "<.a>{#let b = c}{b}</.a>d",
        "⟨text: call a inner ⟨text: let b be c in ⟨text: b⟩⟩⟩d",
    );
    check("{#let a = b}", "⟨text: let a be b in ⟩");
    check("{#let 1..=5 = x}", "⟨text: let 1..=5 be x in ⟩");
    check("{#let a = b == c}", "⟨text: let a be b == c in ⟩");
    check("{#let a = |x| x <= 1}", "⟨text: let a be |x| x <= 1 in ⟩");
    let template = compile("{#let a = b}<p/>");
    let Dynamic::Let(one) = &template.slots[0].dynamic else {
        panic!("{template:?}");
    };
    assert!(one.body.single_root && !template.single_root);
    assert_eq!(one.body.shape, r#"[["p",[]]]"#);
}

#[test]
fn all_together() {
    check(
        "<.card>{#let n = 1}{#match a}{#case b}{#for c in d}{#if e}<p :if={f}/> <p :else/>{/if}{/for}{/match}!</.card>",
        "⟨text: call card inner ⟨text: let n be 1 in ⟨text: match a case b then \
         ⟨text: for c in d do ⟨text: if e then ⟨text: if f then <p></p> else <p></p>⟩⟩⟩⟩!⟩⟩",
    );
    check(
        "{#if a}<.b>{#if c}{#else}<br>{/if}</.b>{/if}",
        "⟨text: if a then ⟨text: call b inner ⟨text: if c then  else <br>⟩⟩⟩",
    );
    check(
        "<svg>{#if a}<linearGradient/>{/if}</svg>",
        "<svg>⟨text: if a then <linearGradient/>⟩</svg>",
    );
}

#[test]
fn blanks() {
    check(
        "<p> {#if a} b\n{#else}\r\n c {/if}\t</p>",
        "<p> ⟨text: if a then  b\n else \r\n c ⟩\t</p>",
    );
    check(
        " {#for a in b}\n<i/>\n{#else} {/for}\n",
        "⟨text: for a in b do \n<i></i>\n else  ⟩",
    );
    check(
        "<pre>{#if a}\nb{/if}</pre>",
        "<pre>\n⟨text: if a then \nb⟩</pre>",
    );
    check(
        "<pre>{#let a = b}\nc</pre>",
        "<pre>\n⟨text: let a be b in \nc⟩</pre>",
    );
    check(
        "<pre>\n{#for a in b}c{/for}</pre>",
        "<pre>\n⟨text: for a in b do c⟩</pre>",
    );
    check("a &am{#if b}p;{/if}", "a &amp;am⟨text: if b then p;⟩");
}

/// Text made from Rust tokens has blanks elsewhere.
#[test]
fn blanks_within_forms() {
    check(
        "{ # if a }b{ #else  if c }d{# else }e{ / if }",
        "⟨text: if a then b or if c then d else e⟩",
    );
    check(
        "{ # match\na }\n{ # case b }c{ / match }{ # let d = e }",
        "⟨text: match a case b then c⟩⟨text: let d be e in ⟩",
    );
    check("{#if(a)}b{/if}", "⟨text: if (a) then b⟩");
    check("{#if /* } */ a}b{/if}", "⟨text: if /* } */ a then b⟩");
}

#[test]
fn holes_that_look_like_forms() {
    check("{# [allow(a)] b}", "⟨text: # [allow(a)] b⟩");
    check(
        "{::a::B}{/* c */ d}{ // e\n f}",
        "⟨text: ::a::B⟩⟨text: /* c */ d⟩⟨text: // e\n f⟩",
    );
    check(
        "<script>{#if a}{/if}</script>",
        "<script>{#if a}{/if}</script>",
    );
    check("<p a=\"{#if b}\"></p>", "<p a=\"{#if b}\"></p>");
}
