//! What the codes of `messages/slots.rs` mean.

use super::Explanation;

pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "SW0701",
        title: "a slot entry outside of a component",
        why: "`<:name>` fills a slot of the component that it is a child of. Without a component around \
              it there is nothing to fill.",
        wrong: "<div><:title>text</:title></div>",
        right: "<.card><:title>text</:title></.card>",
    },
    Explanation {
        code: "SW0702",
        title: "a slot entry that is not a child of its component",
        why: "What a component gets is decided by its own tag and its children. An element or a block \
              between the two would have to vanish, or to stand around what is shown elsewhere.",
        wrong: "<.card>{#if open}<:title>text</:title>{/if}</.card>",
        right: "<.card><:title :if={open}>text</:title></.card>",
    },
    Explanation {
        code: "SW0703",
        title: "not the name of a slot",
        why: "A slot is a parameter of the component's function, so its name is a Rust identifier.",
        wrong: "<.card><:card-title>text</:card-title></.card>",
        right: "<.card><:card_title>text</:card_title></.card>",
    },
    Explanation {
        code: "SW0704",
        title: "`inner_block` as a slot entry",
        why: "`inner_block` is what stands between the tags of a component beside its slot entries. A \
              second way to fill it would leave open which of the two counts.",
        wrong: "<.card><:inner_block>text</:inner_block></.card>",
        right: "<.card>text</.card>",
    },
    Explanation {
        code: "SW0705",
        title: "`:key`, `:else` or `:else-if` on a slot entry",
        why: "Where an entry shows up is for the component to say, so an entry has no place among rows \
              and no neighbour that it could stand in for.",
        wrong: "<.card><:tab :for={t in tabs} :key={t.id}>{t.name}</:tab></.card>",
        right: "<.card><:tab :for={t in tabs}>{t.name}</:tab></.card>",
    },
    Explanation {
        code: "SW0706",
        title: "`let` in the `:if` of a slot entry",
        why: "The content of an entry is shown later, by the component, so it cannot borrow from a \
              pattern that was matched at the call. `:for` hands each item to the content.",
        wrong: "<.card><:title :if={let Some(t) = title}>{t}</:title></.card>",
        right: "<.card><:title :for={t in title}>{t}</:title></.card>",
    },
    Explanation {
        code: "SW0707",
        title: "`:let` on an element",
        why: "`:let` names what a component hands to the content between its tags. An element hands over \
              nothing.",
        wrong: "<p :let={name}>{name}</p>",
        right: "<.list :let={name}>{name}</.list>",
    },
    Explanation {
        code: "SW0708",
        title: "`:let` without content",
        why: "The name would be bound for what stands between the tags, and there is nothing.",
        wrong: "<.list :let={name} />",
        right: "<.list :let={name}>{name}</.list>",
    },
];
