//! What the codes of `messages/blocks.rs` mean.

use super::Explanation;

pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "SW0501",
        title: "a block is never closed",
        why: "`{#if}`, `{#for}` and `{#match}` go on to `{/if}`, `{/for}` and `{/match}`, and \
              these stand inside the same element as the beginning. `{#let}`, `{#else}` and \
              `{#case}` have no end.",
        wrong: "<p>{#if a}text</p>",
        right: "<p>{#if a}text{/if}</p>",
    },
    Explanation {
        code: "SW0502",
        title: "the wrong end of a block",
        why: "Blocks are closed in the opposite order of their opening, each by its own word.",
        wrong: "{#if a}text{/for}",
        right: "{#if a}text{/if}",
    },
    Explanation {
        code: "SW0503",
        title: "the end of no block",
        why: "No block with this word is open here. `{#let}`, `{#else}` and `{#case}` have no \
              end.",
        wrong: "<p>text{/if}</p>",
        right: "<p>{#if a}text{/if}</p>",
    },
    Explanation {
        code: "SW0504",
        title: "a branch in no block",
        why: "`{#else}` is a branch of `{#if}` or `{#for}`, `{#else if}` one of `{#if}`, and \
              `{#case}` one of `{#match}`; each stands in its block, not within an element in \
              it. For what no case matches, `{#match}` has `{#case _}`, as in Rust.",
        wrong: "{#match a}{#case Some(b)}{b}{#else}none{/match}",
        right: "{#match a}{#case Some(b)}{b}{#case _}none{/match}",
    },
    Explanation {
        code: "SW0505",
        title: "a branch after `{#else}`",
        why: "After `{#else}` no case is left, so nothing that follows could ever be shown.",
        wrong: "{#if a}one{#else}two{#else if b}three{/if}",
        right: "{#if a}one{#else if b}three{#else}two{/if}",
    },
    Explanation {
        code: "SW0506",
        title: "an unknown block",
        why: "A hole that begins with `#`, `/` or `:` is a block, and the word after the sign \
              has to be one of those that exist: `if`, `else`, `else if`, `for`, `match`, `case` \
              and `let`.",
        wrong: "{#unless a}text{/unless}",
        right: "{#if !a}text{/if}",
    },
    Explanation {
        code: "SW0507",
        title: "a block without its expression",
        why: "Every block but `{#else}` has something to ask, to walk or to bind, which stands \
              after its word.",
        wrong: "{#if}text{/if}",
        right: "{#if a}text{/if}",
    },
    Explanation {
        code: "SW0508",
        title: "`if` without a guard",
        why: "In `{#case pattern if condition}` the case is taken if the pattern matches and the \
              condition holds. Here `if` is the last word.",
        wrong: "{#match a}{#case Some(b) if}{b}{#case _}none{/match}",
        right: "{#match a}{#case Some(b) if b > 0}{b}{#case _}none{/match}",
    },
    Explanation {
        code: "SW0509",
        title: "`;` without a key",
        why: "In `{#for pattern in items; key}` the key tells the items apart, so that a row \
              that moves is moved and not written anew. Nothing follows the `;` here.",
        wrong: "{#for item in &items;}{item}{/for}",
        right: "{#for item in &items; item.id}{item.name}{/for}",
    },
    Explanation {
        code: "SW0510",
        title: "`{#for}` without `in`",
        why: "`{#for}` is written as Rust writes a loop: a pattern, `in`, and what is walked.",
        wrong: "{#for items}text{/for}",
        right: "{#for item in &items}{item}{/for}",
    },
    Explanation {
        code: "SW0511",
        title: "`{#let}` without a value",
        why: "`{#let pattern = value}` binds names for the rest of the element or branch it \
              stands in. A name has to have a value there, which is not so with every `let` of \
              Rust.",
        wrong: "{#let total}<p>{total}</p>",
        right: "{#let total = items.len()}<p>{total}</p>",
    },
    Explanation {
        code: "SW0512",
        title: "something after `{#else}` or an end",
        why: "`{#else}` and the ends of blocks are single words. A condition for the other \
              branch is `{#else if}`.",
        wrong: "{#if a}one{#else b}two{/if}",
        right: "{#if a}one{#else if b}two{/if}",
    },
    Explanation {
        code: "SW0513",
        title: "a tag closed in a branch that does not open it",
        why: "A branch is shown or not, and with it the closing tag, so the element would \
              sometimes stay open. What is opened in a branch is closed there, and what is \
              opened around a block is closed behind it.",
        wrong: "<b>{#if a}one</b>{/if}",
        right: "<b>{#if a}one{/if}</b>",
    },
    Explanation {
        code: "SW0514",
        title: "a block where only text is read",
        why: "Browsers read the content of `<textarea>` and `<title>` as text. Expressions may \
              stand there, blocks, which hold elements, may not.",
        wrong: "<title>{#if a}one{#else}two{/if}</title>",
        right: r#"<title>{if a { "one" } else { "two" }}</title>"#,
    },
    Explanation {
        code: "SW0515",
        title: "a block in a tag",
        why: "Blocks choose among elements and text. In a tag, an expression chooses a value, \
              and `None` or `false` leave the attribute out.",
        wrong: "<p {#if a}hidden{/if}>text</p>",
        right: "<p hidden={a}>text</p>",
    },
    Explanation {
        code: "SW0516",
        title: "`{#match}` without a case",
        why: "A `{#match}` shows one of its cases and has none. A Rust `match` without arms is \
              only possible for types without values.",
        wrong: "{#match a}{/match}",
        right: "{#match a}{#case Some(b)}{b}{#case None}none{/match}",
    },
    Explanation {
        code: "SW0517",
        title: "content before the first case",
        why: "What stands between `{#match}` and the first `{#case}` belongs to no case and \
              could never be shown. White space and `{!-- --}` are fine.",
        wrong: "{#match a}text{#case Some(b)}{b}{#case None}none{/match}",
        right: "text {#match a}{#case Some(b)}{b}{#case None}none{/match}",
    },
];
