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
        code: "SW0402",
        title: "a named slot",
        why: "`<:name>` in a component is to be content for one of its places. Named slots are \
              not supported yet.",
        wrong: "<.card><:title>text</:title></.card>",
        right: r#"<.card title="text" />"#,
    },
    Explanation {
        code: "SW0403",
        title: "not the name of a prop",
        why: "A component gets its props as the parameters of a Rust function, so their names \
              are identifiers and no keywords. An attribute for an element, such as `phx-click`, \
              is written in the component, which knows the element.",
        wrong: r#"<.card data-id="7" />"#,
        right: r#"<.card id="7" />"#,
    },
];
