//! Mistakes with block forms and with chains of tags.

use super::{check, check_more};

#[test]
fn ends_that_are_missing() {
    check(
        "{#if a}b",
        &[("SW0501", "{#if a}", "`{#if}` is never closed")],
    );
    check_more("{#if a}b", None, Some("add `{/if}`"));
    check(
        "<p>{#if a}b</p>",
        &[("SW0501", "{#if a}", "`{#if}` is never closed")],
    );
    check_more(
        "<p>{#if a}b</p>",
        Some(("</p>", "`</p>` comes first")),
        Some("add `{/if}`"),
    );
    check(
        "<div>{#if a}<p>b</p></div>",
        &[("SW0501", "{#if a}", "`{#if}` is never closed")],
    );
    check(
        "<div>{#if a}<p>b</div>",
        &[
            ("SW0501", "{#if a}", "`{#if}` is never closed"),
            ("SW0101", "<p>", "`<p>` is never closed"),
        ],
    );
    check(
        "{#if a}{#for b in c}d{/if}",
        &[("SW0501", "{#for b in c}", "`{#for}` is never closed")],
    );
    check_more(
        "{#if a}{#for b in c}d{/if}",
        Some(("{/if}", "`{/if}` comes first")),
        Some("add `{/for}`"),
    );
    check(
        "{#if a}{#for b in c}{/if}{/for}",
        &[("SW0501", "{#for b in c}", "`{#for}` is never closed")],
    );
    check(
        "{#match a}{#case b}",
        &[("SW0501", "{#match a}", "`{#match}` is never closed")],
    );
    check_more("{#match a}{#case b}", None, Some("add `{/match}`"));
    check(
        "{#if a}{#else}b",
        &[("SW0501", "{#if a}", "`{#if}` is never closed")],
    );
}

#[test]
fn ends_that_are_too_much() {
    check(
        "{#if a}b{/for}",
        &[("SW0502", "{/for}", "found `{/for}`, expected `{/if}`")],
    );
    check_more(
        "{#if a}b{/for}",
        Some(("{#if a}", "opened here")),
        Some("write `{/if}`"),
    );
    check("{/if}", &[("SW0503", "{/if}", "`{/if}` closes nothing")]);
    check_more("{/if}", None, Some("remove it, or open `{#if}` before"));
    check(
        "<p>{/for}</p>",
        &[("SW0503", "{/for}", "`{/for}` closes nothing")],
    );
    check_more(
        "<p>{/for}</p>",
        None,
        Some("remove it, or open `{#for}` before"),
    );
    check(
        "{#if a}{/for}{/if}",
        &[("SW0503", "{/for}", "`{/for}` closes nothing")],
    );
    check(
        "{/else}{/case}{/let}",
        &[
            ("SW0503", "{/else}", "`{/else}` closes nothing"),
            ("SW0503", "{/case}", "`{/case}` closes nothing"),
            ("SW0503", "{/let}", "`{/let}` closes nothing"),
        ],
    );
    check_more(
        "{/else}{/case}{/let}",
        None,
        Some("remove it; `{#else}` has no end"),
    );
    check(
        "{#if a}{#else b}{/if c}",
        &[
            ("SW0512", "{#else b}", "`{#else}` takes nothing more"),
            ("SW0512", "{/if c}", "`{/if}` takes nothing more"),
        ],
    );
    check_more(
        "{#if a}{#else b}{/if c}",
        None,
        Some("write `{#else}`, or `{#else if condition}`"),
    );
}

#[test]
fn tags_across_branches() {
    check(
        "{#if a}<b>{/if}</b>",
        &[("SW0101", "<b>", "`<b>` is never closed")],
    );
    check(
        "{#if a}<b>{#else}</b>{/if}",
        &[("SW0101", "<b>", "`<b>` is never closed")],
    );
    check(
        "<b>{#if a}</b>{/if}",
        &[(
            "SW0513",
            "</b>",
            "`</b>` in a `{#if}` closes a `<b>` outside of it",
        )],
    );
    check_more(
        "<b>{#if a}</b>{/if}",
        Some(("<b>", "opened here")),
        Some("close a tag in the branch that opens it"),
    );
    check(
        "<b>{#if a}</b>{/if}</b>",
        &[(
            "SW0513",
            "</b>",
            "`</b>` in a `{#if}` closes a `<b>` outside of it",
        )],
    );
    check(
        "<b>{#if a}<i>c</b>{/if}</b>",
        &[("SW0102", "</b>", "found `</b>`, expected `</i>`")],
    );
    check(
        "<a><b>{#for c in d}</b></a>{/for}",
        &[
            (
                "SW0513",
                "</b>",
                "`</b>` in a `{#for}` closes a `<b>` outside of it",
            ),
            (
                "SW0513",
                "</a>",
                "`</a>` in a `{#for}` closes a `<a>` outside of it",
            ),
        ],
    );
    check(
        "{#if a}<b>{#else}<i>{/if}c{#if a}</b>{#else}</i>{/if}",
        &[
            ("SW0101", "<b>", "`<b>` is never closed"),
            ("SW0101", "<i>", "`<i>` is never closed"),
        ],
    );
    check(
        "{#if a}</b>{/if}",
        &[("SW0103", "</b>", "`</b>` closes nothing")],
    );
    check(
        "{#if a}<b>c</i>{/if}",
        &[("SW0102", "</i>", "found `</i>`, expected `</b>`")],
    );
}

#[test]
fn branches_without_a_block() {
    check(
        "{#else}",
        &[(
            "SW0504",
            "{#else}",
            "`{#else}` outside of `{#if}` and `{#for}`",
        )],
    );
    check_more(
        "{#else}",
        None,
        Some("remove it, or open `{#if condition}` before"),
    );
    check(
        "{#else if a}",
        &[("SW0504", "{#else if a}", "`{#else if}` outside of `{#if}`")],
    );
    check(
        "{#if a}{#case b}{/if}",
        &[("SW0504", "{#case b}", "`{#case}` outside of `{#match}`")],
    );
    check_more(
        "{#if a}{#case b}{/if}",
        None,
        Some("remove it, or open `{#match expression}` before"),
    );
    check(
        "{#for a in b}{#else if c}{/for}",
        &[("SW0504", "{#else if c}", "`{#else if}` outside of `{#if}`")],
    );
    check(
        "{#match a}{#case b}{#else}c{/match}",
        &[("SW0504", "{#else}", "`{#match}` has no `{#else}`")],
    );
    check_more(
        "{#match a}{#case b}{#else}c{/match}",
        None,
        Some("write `{#case _}`"),
    );
    check(
        "{#if a}{#for b in c}{#else if d}{/if}",
        &[("SW0501", "{#for b in c}", "`{#for}` is never closed")],
    );
    check(
        "{#match a}{#case b}{#if c}{#case d}{/match}",
        &[("SW0501", "{#if c}", "`{#if}` is never closed")],
    );
}

#[test]
fn branches_after_the_last() {
    check(
        "{#if a}{#else}{#else}{/if}",
        &[("SW0505", "{#else}", "`{#else}` after `{#else}`")],
    );
    check_more(
        "{#if a}{#else}{#else}{/if}",
        Some(("{#else}", "nothing is left after this")),
        Some("put `{#else}` last, once"),
    );
    check(
        "{#if a}{#else}{#else if b}{/if}",
        &[("SW0505", "{#else if b}", "`{#else if}` after `{#else}`")],
    );
    check(
        "{#for a in b}{#else}{#else}{/for}",
        &[("SW0505", "{#else}", "`{#else}` after `{#else}`")],
    );
}

#[test]
fn unknown_words() {
    check(
        "{#unless a}b{#else}c{/unless}",
        &[("SW0506", "{#unless a}", "unknown block `{#unless}`")],
    );
    check_more(
        "{#unless a}b{#else}c{/unless}",
        None,
        Some("blocks are `{#if}`, `{#for}`, `{#match}` with `{#case}`, `{#let}` and `{#else}`"),
    );
    check(
        "{#unless a}b",
        &[("SW0506", "{#unless a}", "unknown block `{#unless}`")],
    );
    check(
        "{#iff a}b{/if}",
        &[("SW0506", "{#iff a}", "unknown block `{#iff}`")],
    );
    check_more("{#iff a}b{/if}", None, Some("did you mean `{#if}`?"));
    check(
        "{#iff a}b{/iff}",
        &[("SW0506", "{#iff a}", "unknown block `{#iff}`")],
    );
    check(
        "{#if a}b{/iff}",
        &[("SW0506", "{/iff}", "unknown block `{/iff}`")],
    );
    check_more("{#if a}b{/iff}", None, Some("did you mean `{/if}`?"));
    check(
        "{#fro a in b}{/for}",
        &[("SW0506", "{#fro a in b}", "unknown block `{#fro}`")],
    );
    check_more("{#fro a in b}{/for}", None, Some("did you mean `{#for}`?"));
    check(
        "{#each a in b}{/each}",
        &[("SW0506", "{#each a in b}", "unknown block `{#each}`")],
    );
    check(
        "{/unless}",
        &[("SW0506", "{/unless}", "unknown block `{/unless}`")],
    );
    check(
        "{#if a}{#elseif b}{#elif c}{#else-if d}{:else if e}{:else}{/if}",
        &[
            ("SW0506", "{#elseif b}", "unknown block `{#elseif}`"),
            ("SW0506", "{#elif c}", "unknown block `{#elif}`"),
            ("SW0506", "{#else-if d}", "unknown block `{#else-if}`"),
            ("SW0506", "{:else if e}", "unknown block `{:else if}`"),
            ("SW0506", "{:else}", "unknown block `{:else}`"),
        ],
    );
    check_more(
        "{#if a}{#elseif b}{#elif c}{#else-if d}{:else if e}{:else}{/if}",
        None,
        Some("did you mean `{#else if}`?"),
    );
    check(
        "{:else}",
        &[("SW0506", "{:else}", "unknown block `{:else}`")],
    );
    check_more("{:else}", None, Some("did you mean `{#else}`?"));
    check("{:foo}", &[("SW0506", "{:foo}", "unknown block `{:foo}`")]);
    check("{#}", &[("SW0506", "{#}", "expected a word after `{#`")]);
    check("{/}", &[("SW0506", "{/}", "expected a word after `{/`")]);
}

#[test]
fn heads_that_lack_something() {
    check(
        "{#if}a{/if}",
        &[("SW0507", "{#if}", "`{#if}` has no condition")],
    );
    check_more("{#if}a{/if}", None, Some("write `{#if condition}`"));
    check(
        "{#if a}{#else if}{/if}",
        &[("SW0507", "{#else if}", "`{#else if}` has no condition")],
    );
    check_more(
        "{#if a}{#else if}{/if}",
        None,
        Some("write `{#else if condition}`"),
    );
    check(
        "{#for}{/for}",
        &[("SW0507", "{#for}", "`{#for}` has no pattern and items")],
    );
    check_more(
        "{#for}{/for}",
        None,
        Some("write `{#for pattern in items}`"),
    );
    check(
        "{#match}{#case a}{/match}",
        &[("SW0507", "{#match}", "`{#match}` has no expression")],
    );
    check_more(
        "{#match}{#case a}{/match}",
        None,
        Some("write `{#match expression}`"),
    );
    check(
        "{#match a}{#case}{/match}",
        &[("SW0507", "{#case}", "`{#case}` has no pattern")],
    );
    check_more(
        "{#match a}{#case}{/match}",
        None,
        Some("write `{#case pattern}`"),
    );
    check(
        "{#match a}{#case if b}{/match}",
        &[("SW0507", "{#case if b}", "`{#case}` has no pattern")],
    );
    check(
        "{#let}",
        &[("SW0507", "{#let}", "`{#let}` has no pattern and value")],
    );
    check_more("{#let}", None, Some("write `{#let pattern = value}`"));
    check(
        "{#for a}{/for}",
        &[("SW0510", "a", "expected `pattern in items`")],
    );
    check_more(
        "{#for a}{/for}",
        None,
        Some("write it as in `{#for item in &items}`"),
    );
    check(
        "{#for a in b;}{/for}",
        &[("SW0509", "a in b;", "expected a key after `;`")],
    );
    check_more(
        "{#for a in b;}{/for}",
        None,
        Some("write `{#for item in &items; item.id}`, or leave out the `;`"),
    );
    check(
        "{#match a}{#case b if}{/match}",
        &[("SW0508", "b if", "expected a guard after `if`")],
    );
    check_more(
        "{#match a}{#case b if}{/match}",
        None,
        Some("write `{#case pattern if condition}`, or leave out the `if`"),
    );
    check("{#let a}", &[("SW0511", "a", "expected `pattern = value`")]);
    check_more(
        "{#let a}",
        None,
        Some("write it as in `{#let total = items.len()}`"),
    );
    check(
        "{#let a == b}",
        &[("SW0511", "a == b", "expected `pattern = value`")],
    );
    check(
        "{#let a =}",
        &[("SW0511", "a =", "expected `pattern = value`")],
    );
    check(
        "{#if /* a */}{/if}",
        &[("SW0507", "{#if /* a */}", "`{#if}` has no condition")],
    );
}

#[test]
fn matches() {
    check(
        "{#match a}{/match}",
        &[("SW0516", "{#match a}", "`{#match}` without a `{#case}`")],
    );
    check_more("{#match a}{/match}", None, Some("write `{#case pattern}`"));
    check(
        "{#match a} b {#case c}{/match}",
        &[("SW0517", "b", "found content before the first `{#case}`")],
    );
    check_more(
        "{#match a} b {#case c}{/match}",
        Some(("{#match a}", "in this block")),
        Some("put it before the block or after a `{#case}`; a comment is written `{!-- --}`"),
    );
    check(
        "{#match a}<!-- b -->{#case c}{/match}",
        &[(
            "SW0517",
            "<!-- b -->",
            "found content before the first `{#case}`",
        )],
    );
    check(
        "{#match a}{#let b = c}{#case d}{/match}",
        &[(
            "SW0517",
            "{#let b = c}",
            "found content before the first `{#case}`",
        )],
    );
}

#[test]
fn where_no_block_may_stand() {
    check(
        "<textarea>{#if a}b{#else}c{/if}</textarea>",
        &[(
            "SW0514",
            "{#if a}",
            "`<textarea>` holds only text, a block cannot stand in it",
        )],
    );
    check_more(
        "<textarea>{#if a}b{#else}c{/if}</textarea>",
        None,
        Some("write an expression: `{if a { b } else { c }}`"),
    );
    check(
        "<title>{#let a = b}{#for c in d}</title>",
        &[(
            "SW0514",
            "{#let a = b}",
            "`<title>` holds only text, a block cannot stand in it",
        )],
    );
    check(
        "<p {#if a}b{/if}>c</p>",
        &[("SW0515", "{#if a}", "a block cannot stand in a tag")],
    );
    check_more(
        "<p {#if a}b{/if}>c</p>",
        None,
        Some("write an expression: `name={if a { b } else { c }}`"),
    );
    check(
        "<p a={#if b}></p>",
        &[("SW0515", "{#if b}", "a block cannot stand in a tag")],
    );
}

#[test]
fn braces_that_are_not_closed() {
    check(
        "{#if a(}b{/if}",
        &[(
            "SW0004",
            "(",
            "`(` is not closed before the end of the hole",
        )],
    );
    check(
        "{#if a\nb{/if}",
        &[("SW0003", "{", "this hole is never closed")],
    );
    check("{#if", &[("SW0003", "{", "this hole is never closed")]);
}

#[test]
fn chains_without_a_beginning() {
    check(
        "<p :else/>",
        &[("SW0306", ":else", "`:else` without an `:if` before it")],
    );
    check_more(
        "<p :else/>",
        None,
        Some(
            "put it right after a tag with `:if`; only white space and `{!-- --}` may stand between",
        ),
    );
    check(
        "<p :if={a}/>b<p :else/>",
        &[("SW0306", ":else", "`:else` without an `:if` before it")],
    );
    check(
        "<p :if={a}/><!-- b --><p :else/>",
        &[("SW0306", ":else", "`:else` without an `:if` before it")],
    );
    check(
        "<p :if={a}/>{b}<p :else-if={c}/>",
        &[(
            "SW0306",
            ":else-if",
            "`:else-if` without an `:if` before it",
        )],
    );
    check(
        "<p :if={a}/>{#if b}<p :else/>{/if}",
        &[("SW0306", ":else", "`:else` without an `:if` before it")],
    );
    check(
        "<p :for={a in b} :if={c}/><p :else/>",
        &[("SW0309", ":else", "`:else` after a tag with `:for`")],
    );
    check_more(
        "<p :for={a in b} :if={c}/><p :else/>",
        Some((":for", "an `:if` beside this picks items")),
        Some("for what to show without items write `{#for ..}` .. `{#else}` .. `{/for}`"),
    );
    check(
        "<p :if={a}/><p :else/><p :else-if={b}/>",
        &[("SW0307", ":else-if", "`:else-if` after `:else`")],
    );
    check_more(
        "<p :if={a}/><p :else/><p :else-if={b}/>",
        Some((":else", "nothing is left after this")),
        Some("put `:else` last, once"),
    );
    check(
        "<p :if={a}/><p :else/><p :else/>",
        &[("SW0307", ":else", "`:else` after `:else`")],
    );
}

#[test]
fn special_attributes_beside_else() {
    check(
        "<p :if={a}/><p :else :if={b}/><p :else/>",
        &[("SW0308", ":else", "`:else` and `:if` on the same tag")],
    );
    check_more(
        "<p :if={a}/><p :else :if={b}/><p :else/>",
        Some((":if", "`:if` is here")),
        Some("write only `:else-if={..}`"),
    );
    check(
        "<p :if={a}/><p :else :for={b in c}/>",
        &[("SW0308", ":else", "`:else` and `:for` on the same tag")],
    );
    check_more(
        "<p :if={a}/><p :else :for={b in c}/>",
        Some((":for", "`:for` is here")),
        Some("put the `:for` on a tag inside"),
    );
    check(
        "<p :if={a}/><p :else-if={b} :for={c in d}/>",
        &[(
            "SW0308",
            ":else-if",
            "`:else-if` and `:for` on the same tag",
        )],
    );
    check(
        "<p :if={a}/><p :else-if={b} :else/>",
        &[(
            "SW0308",
            ":else-if",
            "`:else-if` and `:else` on the same tag",
        )],
    );
}

#[test]
fn values_of_else() {
    check(
        "<p :if={a}/><p :else={b}/>",
        &[("SW0305", ":else", "`:else` takes no value")],
    );
    check_more(
        "<p :if={a}/><p :else={b}/>",
        None,
        Some("for a condition write `:else-if={..}`"),
    );
    check(
        "<p :if={a}/><p :else=\"b\"/>",
        &[("SW0305", ":else", "`:else` takes no value")],
    );
    check(
        "<p :if={a}/><p :else-if/>",
        &[(
            "SW0302",
            ":else-if",
            "`:else-if` takes an expression in braces",
        )],
    );
    check_more(
        "<p :if={a}/><p :else-if/>",
        None,
        Some("write `:else-if={..}`"),
    );
    check(
        "<p :if={a}/><p :else-if={}/><p :else/>",
        &[("SW0005", "{}", "empty hole, expected an expression")],
    );
    check(
        "<p :if/><p :else/>",
        &[("SW0302", ":if", "`:if` takes an expression in braces")],
    );
    check_more("<p :if/><p :else/>", None, Some("write `:if={..}`"));
    check(
        "<p :if={a}/><p :elseif={b}/><p :else/>",
        &[("SW0301", ":elseif", "unknown special attribute `:elseif`")],
    );
    check_more(
        "<p :if={a}/><p :elseif={b}/><p :else/>",
        None,
        Some("did you mean `:else-if`?"),
    );
    check(
        "<p :iff={a}/><p :else/>",
        &[("SW0301", ":iff", "unknown special attribute `:iff`")],
    );
    check_more("<p :iff={a}/><p :else/>", None, Some("did you mean `:if`?"));
}

#[test]
fn several_at_once() {
    check(
        "<p :else>{#fro a in b}<i>{/for}</p>\n{#if}{#case c}</b>{#else}{#else}{/if}\n{#let d}{/match}",
        &[
            ("SW0306", ":else", "`:else` without an `:if` before it"),
            ("SW0506", "{#fro a in b}", "unknown block `{#fro}`"),
            ("SW0101", "<i>", "`<i>` is never closed"),
            ("SW0507", "{#if}", "`{#if}` has no condition"),
            ("SW0504", "{#case c}", "`{#case}` outside of `{#match}`"),
            ("SW0103", "</b>", "`</b>` closes nothing"),
            ("SW0505", "{#else}", "`{#else}` after `{#else}`"),
            ("SW0511", "d", "expected `pattern = value`"),
            ("SW0503", "{/match}", "`{/match}` closes nothing"),
        ],
    );
    let bindings = "{#let a = b}".repeat(300);
    let message = "tags and blocks are nested more than 100 deep";
    check(&bindings, &[("SW0109", "{#let a = b}", message)]);
    let blocks = "{#if a}".repeat(300);
    check(&blocks, &[("SW0109", "{#if a}", message)]);
}

/// What lacks the code that binds its names is left out, and its expressions are still told.
#[test]
fn what_cannot_be_lowered_is_left_out() {
    let check = |text: &str, statics: &[&str], codes: &[&str]| {
        let compiled = crate::compile(text);
        assert_eq!(compiled.template.statics, statics, "{text}");
        let found = compiled.codes.iter().map(|code| &*code.text);
        assert_eq!(found.collect::<Vec<_>>(), codes, "{text}");
    };
    check("a{#for b}{b}{/for}c", &["ac"], &["b", "b"]);
    check("a{#let b}{b}c", &["a"], &["b", "b"]);
    check("a{#match b}{c}{/match}d", &["ad"], &["b", "c"]);
    check("a{#if}{b}{/if}c", &["ac"], &["b"]);
    check("a{#if}b{#else if c}{/if}d", &["a", "d"], &["c"]);
    check("a{#unless b}{c}{/unless}d", &["ad"], &["b", "c"]);
    check("<p :else>a</p>", &["<p>a</p>"], &[]);
}
