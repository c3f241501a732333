//! Before and after, at 60 columns.

use super::{check, check_width, formatted};
use crate::format::{Options, format};

#[test]
fn prose() {
    check("  <p>  One   two </p>  ", "<p>One two</p>");
    check(
        "<p>Lines that the author broke\nstay, and a line that is too long for the width of a page is broken.</p>",
        "\
<p>
  Lines that the author broke
  stay, and a line that is too long for the width of a page
  is broken.
</p>",
    );
    check("<p>\n  short\n</p>", "<p>short</p>");
    check("<p>a<br>b <br/> c</p>", "<p>a<br>b <br> c</p>");
    check("\u{A0}a\u{A0}\u{A0}b", "\u{A0}a\u{A0}\u{A0}b");
    check("a\r\n<p>b</p>", "a\r\n<p>b</p>");
    check("", "");
    check(" \n ", "");
}

#[test]
fn blocks_have_their_own_lines() {
    check(
        "a <p :if={x}>b</p> c<div>d</div>e",
        "\
a
<p :if={x}>b</p>
c
<div>d</div>
e",
    );
    check(
        "<table><thead><tr><th>A</th></tr></thead><tbody><tr :for={r in rows}><td>{r}</td></tr></tbody></table>",
        "\
<table>
  <thead>
    <tr>
      <th>A</th>
    </tr>
  </thead>
  <tbody>
    <tr :for={r in rows}>
      <td>{r}</td>
    </tr>
  </tbody>
</table>",
    );
    check(
        "<h1>T</h1>\n\n\n\n<p>x</p>\n<p>y</p>",
        "<h1>T</h1>\n\n<p>x</p>\n<p>y</p>",
    );
    check(
        "<!doctype html><html><head><title> a </title><link href=\"x\"></head><body/></html>",
        "\
<!doctype html>
<html>
  <head>
    <title> a </title>
    <link href=\"x\">
  </head>
  <body />
</html>",
    );
}

#[test]
fn inline_content_is_glued_where_it_was() {
    check(
        "<p><b>a</b><i> b</i> {c}{d}</p>",
        "<p><b>a</b><i> b</i> {c}{d}</p>",
    );
    check("x<p :if={a}>b</p>y", "x<p :if={a}>b</p>y");
    check(
        "x<p :if={a}>b</p><p :if={c}>d</p>y",
        "x<p :if={a}>b</p><p :if={c}>d</p>y",
    );
    check(
        "x<p :if={a}/> <p :if={b}/>y",
        "x<p :if={a} />\n<p :if={b} />y",
    );
    check(
        "<div>x<p :if={a}/></div>",
        "<div>\n  x\n  <p :if={a} />\n</div>",
    );
    check("x{#if a}<p>b</p>{/if}y", "x{#if a}\n  <p>b</p>\n{/if}y");
    check("x{#for a in b}{c}{/for}y", "x{#for a in b}{c}{/for}y");
    check("<.a/><.b/> <.c>d</.c>", "<.a /><.b /> <.c>d</.c>");
    check("<.a>\n  <p>b</p>\n</.a>", "<.a>\n  <p>b</p>\n</.a>");
    check(
        "<.a>\n \n</.a><b> </b><p> </p>",
        "<.a></.a><b> </b>\n<p></p>",
    );
    check(
        "<p><b>{something.rather_long()}</b><i>{something.that_is_as_long()}</i></p>",
        "\
<p>
  <b>{something.rather_long()}</b><i>{something.that_is_as_long()}</i>
</p>",
    );
    check(
        "<nav><a href=\"/\">Home</a> <a href=\"/about\">About</a>\n<a href=\"/contact\">Contact</a></nav>",
        "\
<nav>
  <a href=\"/\">Home</a> <a href=\"/about\">About</a>
  <a href=\"/contact\">Contact</a>
</nav>",
    );
}

#[test]
fn edges_of_inline_content() {
    check(
        "<p>See <a href=\"https://example.org/a/long/address\">the manual of it</a>.</p>",
        "\
<p>
  See
  <a href=\"https://example.org/a/long/address\">the manual of
    it</a>.
</p>",
    );
    check("<button>\n  Send\n</button>", "<button>Send</button>");
    check("<a>\n  Send\n</a>", "<a>\n  Send\n</a>");
    check(
        "<a href={x}><div>a</div></a>",
        "<a href={x}>\n  <div>a</div>\n</a>",
    );
}

#[test]
fn tags() {
    check(
        "<p  a = \"b\"\n c={ d } e='say \"hi\"' f='g' ></p >",
        "<p a=\"b\" c={d} e='say \"hi\"' f=\"g\"></p>",
    );
    check(
        "<BR/><div/><.x/><svg><path/></svg>",
        "<BR>\n<div />\n<.x /><svg>\n  <path />\n</svg>",
    );
    check(
        "<button type=\"submit\" phx-click=\"go\" class=\"primary\" disabled>Send it</button>",
        "\
<button
  type=\"submit\"
  phx-click=\"go\"
  class=\"primary\"
  disabled
>
  Send it
</button>",
    );
    check(
        "<input id=\"name\" name=\"name\" maxlength={LONGEST_NAME} autofocus>",
        "\
<input
  id=\"name\"
  name=\"name\"
  maxlength={LONGEST_NAME}
  autofocus
>",
    );
    check(
        "<li :for={r in @rows} :key={r.id} :if={r.on} class={[\"row\", r.kind]}>{r.name}</li>",
        "\
<li
  :for={r in @rows}
  :key={r.id}
  :if={r.on}
  class={[\"row\", r.kind]}
>
  {r.name}
</li>",
    );
    check(
        "<p {!-- why --} a {!-- b --}></p>",
        "<p {!-- why --} a {!-- b --}></p>",
    );
}

#[test]
fn forms() {
    check(
        "<p>a{#if  b}c{# else}d{ / if }</p>",
        "<p>a{#if b}c{#else}d{/if}</p>",
    );
    check("c{#if a} b {/if}d", "c{#if a} b {/if}d");
    check("c {#if a} b {/if} d", "c {#if a}b{/if} d");
    check(" {#if a} b {/if} ", "{#if a} b {/if}");
    check("c {#for a in b} d {/for} e", "c {#for a in b} d {/for} e");
    check(
        "{#if a}<p>b</p>{#else if let Some(c) = d}<p>{c}</p>{#else}<hr>{/if}",
        "\
{#if a}
  <p>b</p>
{#else if let Some(c) = d}
  <p>{c}</p>
{#else}
  <hr>
{/if}",
    );
    check(
        "<ul>{#for r in @rows; r.id}{#let name = &r.name}<li>{name}</li>{#else}<li>none</li>{/for}</ul>",
        "\
<ul>
  {#for r in @rows; r.id}
    {#let name = &r.name}
    <li>{name}</li>
  {#else}
    <li>none</li>
  {/for}
</ul>",
    );
    check(
        "{#match @s}{!-- all --}{#case A}<p>a</p>{#case B(e) if e.fatal()}<p>{e}</p>{/match}",
        "\
{#match @s}
  {!-- all --}
  {#case A}
    <p>a</p>
  {#case B(e) if e.fatal()}
    <p>{e}</p>
{/match}",
    );
    check(
        "<div>{#if a}text{#else}<p>b</p>{/if}</div>",
        "\
<div>
  {#if a}
    text
  {#else}
    <p>b</p>
  {/if}
</div>",
    );
    check("<p>a</p>{#if b}c{/if}d", "<p>a</p>\n{#if b}c{/if}d");
}

#[test]
fn chains() {
    check(
        "<p :if={a}>x</p><p :else-if={b}>y</p>\n{!-- c --}<p :else>z</p>",
        "\
<p :if={a}>x</p>
<p :else-if={b}>y</p>
{!-- c --}
<p :else>z</p>",
    );
    check("<b :if={a}/><b :else/>", "<b :if={a} /><b :else />");
}

#[test]
fn comments() {
    check(
        "<div>{!-- note --}<p>a</p> {!-- behind it --}\n<!-- above -->\n<p>b</p></div>",
        "\
<div>
  {!-- note --}
  <p>a</p> {!-- behind it --}
  <!-- above -->
  <p>b</p>
</div>",
    );
    check("a<!-- b\n   c -->d", "a<!-- b\n   c -->d");
}

#[test]
fn what_is_kept() {
    check(
        "<div><pre class='x'>\n a\n   <b  >c</b>{ d }</pre><textarea> e </textarea></div>",
        "\
<div>
  <pre class=\"x\">
 a
   <b  >c</b>{ d }</pre>
  <textarea> e </textarea>
</div>",
    );
    check(
        "<style>\na { b:  c }\n</style><script>d(  )</script><p phx-no-format> e  {f }</p>",
        "\
<style>
a { b:  c }
</style>
<script>d(  )</script>
<p phx-no-format> e  {f }</p>",
    );
    check(
        "<div><i>  a</i> {!-- fmt: off --}<b  >x</b>\n   y {!--fmt: on--} <i  >z</i></div>",
        "\
<div>
  <i> a</i>
  {!-- fmt: off --}<b  >x</b>
   y {!--fmt: on--} <i>z</i>
</div>",
    );
    check(
        "<p  >a</p>{!-- fmt: off --} <p  >b</p> \n",
        "<p>a</p> {!-- fmt: off --} <p  >b</p>"
            .replace("</p> {", "</p>\n{")
            .as_str(),
    );
}

/// The blank before it is dropped with it, so it cannot stand for the one in the branch.
#[test]
fn nothing_kept_at_the_end() {
    let text = "{#if a} {/if} {!-- fmt: off --}";
    check(text, text);
}

#[test]
fn code_of_several_lines() {
    check(
        "<div><p class={match x {\n        A => \"a\",\n\n        B => \"b\",\n    }}>{items.iter()\n  .map(|x| x + 1)}</p></div>",
        "\
<div>
  <p class={match x {
      A => \"a\",

      B => \"b\",
  }}>
    {items.iter()
        .map(|x| x + 1)}
  </p>
</div>",
    );
    check(
        "<p>{\n// Why.\n  40 + 2\n}</p>",
        "\
<p>
  {
      // Why.
        40 + 2
  }
</p>",
    );
    check("{x // why\n}", "{x // why\n}");
    check("<b>{\"a\n   b\"}</b>", "<b>{\"a\n   b\"}</b>");
}

#[test]
fn widths() {
    let text = "<p title=\"a\">one two three</p>";
    check_width(text, 30, text);
    check_width(text, 29, "<p title=\"a\">\n  one two three\n</p>");
    check_width(text, 14, "<p title=\"a\">\n  one two\n  three\n</p>");
    check_width(text, 1, "<p\n  title=\"a\"\n>\n  one\n  two\n  three\n</p>");
    // Characters count, not bytes.
    check_width("<p>äöü €</p>", 12, "<p>äöü €</p>");
}

#[test]
fn margins() {
    let options = Options {
        width: 20,
        margin: "\t  ".to_owned(),
    };
    let formatted = format("<p>one two</p>\n\n<p>three</p>", &options);
    assert_eq!(
        formatted.as_deref(),
        Ok("<p>one two</p>\n\n\t  <p>three</p>")
    );
    let narrow = Options {
        width: 19,
        ..options
    };
    assert_eq!(
        format("<p>one two</p>", &narrow).as_deref(),
        Ok("<p>\n\t    one two\n\t  </p>")
    );
}

#[test]
fn mistakes_are_told() {
    let codes = |text: &str| {
        let found = format(text, &Options::default()).expect_err("a mistake");
        found.iter().map(|one| one.code).collect::<Vec<_>>()
    };
    let of_compile = |text: &str| {
        let found = crate::compile(text).diagnostics;
        found.iter().map(|one| one.code).collect::<Vec<_>>()
    };
    for text in [
        "<p>",
        "<p a=b></i>",
        "{",
        "<a :fro={x}>&nosuch;</a>",
        "{#if}",
    ] {
        assert!(!codes(text).is_empty());
        assert_eq!(codes(text), of_compile(text));
    }
}

#[test]
fn deep_and_long() {
    let deep = format!("{}x{}", "<b> ".repeat(99), "</b>".repeat(99));
    assert!(formatted(&deep, 60).len() > deep.len());
    for (open, close) in [
        ("{#if a}<p>x</p>", "{/if}"),
        ("<.a>{#for a in b}", "{/for}</.a>"),
    ] {
        let count = 99 / open.matches(['#', '.']).count();
        let deep = format!("{}{}", open.repeat(count), close.repeat(count));
        let once = formatted(&deep, 60);
        assert_eq!(formatted(&once, 60), once);
    }
    for part in [
        "{x}",
        "a ",
        "<b>x</b>",
        "<br>",
        "{#if x}{/if}",
        "<p :if={x}/>",
        "{!-- a --}",
    ] {
        let long = part.repeat(3000);
        let once = formatted(&long, 60);
        assert_eq!(formatted(&once, 60), once);
    }
}
