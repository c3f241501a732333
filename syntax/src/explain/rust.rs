//! What the codes of `messages/rust.rs` mean.

use super::Explanation;

pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "SW0801",
        title: "a hole that is not Rust",
        why: "What stands between braces is one Rust expression, and after `:for`, `{#for}`, `{#case}` \
              and `{#let}` a pattern besides.",
        wrong: "<p>{user.}</p>",
        right: "<p>{user.name}</p>",
    },
    Explanation {
        code: "SW0802",
        title: "`?` in a hole",
        why: "A template becomes a view, which is visited when it is rendered and again for each patch. By \
              then the function around the template has long returned, so there is nothing that `?` could \
              leave.",
        wrong: "<p>{load()?}</p>",
        right: "<p>{#if let Ok(text) = load()}{text}{/if}</p>",
    },
    Explanation {
        code: "SW0803",
        title: "`return` in a hole",
        why: "A view is visited after the function around its template has returned. `return` could only \
              leave the hole itself.",
        wrong: "<p>{if hidden { return } else { name }}</p>",
        right: "<p>{#if !hidden}{name}{/if}</p>",
    },
    Explanation {
        code: "SW0804",
        title: "`break` or `continue` in a hole",
        why: "The loop of `:for` is not one that a hole stands in: rows that did not change are passed over, \
              so a `break` would count some rows and not others. A loop inside the hole may have its own.",
        wrong: "<p :for={n in ns}>{if n > 3 { break } else { n }}</p>",
        right: "<p :for={n in ns} :if={n <= 3}>{n}</p>",
    },
    Explanation {
        code: "SW0805",
        title: "`.await` in a hole",
        why: "Rendering and comparing are synchronous: what a view shows has to be there when it is visited, \
              and it may be visited many times.",
        wrong: "<p>{load().await}</p>",
        right: "<p>{loaded}</p>",
    },
    Explanation {
        code: "SW0806",
        title: "a value moved in a hole",
        why: "A view is visited when it is rendered and again for each patch. A value that is handed over as it \
              is would be gone after the first time, unless it is `Copy`.",
        wrong: "<p>{shown(name)}</p>",
        right: "<p>{shown(&name)}</p>",
    },
];
