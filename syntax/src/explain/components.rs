//! What the codes of `messages/components.rs` mean.

use super::Explanation;

pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "SW0401",
        title: "not the name of a component",
        why: "`<.name>` calls a function in scope, `<path::name>` one by its path, and each part \
              is a Rust identifier.",
        wrong: "<.ui::card />",
        right: "<ui::card />",
    },
    Explanation {
        code: "SW0403",
        title: "not the name of a prop",
        why: "A component gets its props as the parameters of a Rust function, so their names \
              are identifiers. Only `phx-*`, `data-*` and `aria-*` go to a component under any \
              name: it passes them on to an element.",
        wrong: r#"<.card hx-get="/x" />"#,
        right: r#"<.card url="/x" />"#,
    },
];
