//! What the codes of `messages/special.rs` mean.

use super::Explanation;

pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "SW0301",
        title: "an unknown special attribute",
        why: "Names that begin with `:` are for the template compiler and never reach the \
              browser. There are `:if`, `:else-if`, `:else`, `:for` and `:key`.",
        wrong: "<li :fro={item in &items}>{item}</li>",
        right: "<li :for={item in &items}>{item}</li>",
    },
    Explanation {
        code: "SW0302",
        title: "a special attribute without braces",
        why: "Special attributes take a Rust expression, which stands in braces. Text in quotes \
              would not be evaluated.",
        wrong: r#"<p :if="shown">text</p>"#,
        right: "<p :if={shown}>text</p>",
    },
    Explanation {
        code: "SW0303",
        title: "`:key` without `:for`",
        why: "A key tells the items of a list apart, so that a row that moves is moved and not \
              written anew. A tag without `:for` is there once.",
        wrong: "<p :key={id}>text</p>",
        right: "<p :for={item in &items} :key={item.id}>{item.name}</p>",
    },
    Explanation {
        code: "SW0304",
        title: "`:for` without `in`",
        why: "`:for` is written as Rust writes a loop: a pattern, `in`, and what is walked.",
        wrong: "<p :for={items}>text</p>",
        right: "<p :for={item in &items}>{item}</p>",
    },
    Explanation {
        code: "SW0305",
        title: "`:else` with a value",
        why: "`:else` is taken if no condition before it holds; it has none of its own.",
        wrong: "<p :if={a}>one</p>
<p :else={b}>two</p>",
        right: "<p :if={a}>one</p>
<p :else-if={b}>two</p>",
    },
    Explanation {
        code: "SW0306",
        title: "`:else` without `:if`",
        why: "`:else` and `:else-if` belong to the tag right before them, which has to have an \
              `:if` or `:else-if`. Text, an expression or an HTML comment in between would be \
              shown in either case, so it ends the chain.",
        wrong: "<p :if={a}>one</p> or <p :else>two</p>",
        right: "<p :if={a}>one</p>
<p :else>two</p>",
    },
    Explanation {
        code: "SW0307",
        title: "`:else` after `:else`",
        why: "After `:else` no case is left, so nothing that follows could ever be shown.",
        wrong: "<p :if={a}>one</p>
<p :else>two</p>
<p :else>three</p>",
        right: "<p :if={a}>one</p>
<p :else-if={b}>two</p>
<p :else>three</p>",
    },
    Explanation {
        code: "SW0308",
        title: "`:else` beside another special attribute",
        why: "A tag is either the beginning of a chain or goes on with one, and `:else` stands \
              for one tag, not for as many as a list has.",
        wrong: "<p :if={a}>one</p>
<p :else :if={b}>two</p>",
        right: "<p :if={a}>one</p>
<p :else-if={b}>two</p>",
    },
    Explanation {
        code: "SW0309",
        title: "`:else` after `:for`",
        why: "An `:if` beside `:for` is asked for each item, so there is no single answer that \
              `:else` could be the opposite of. For a list without items, `{#for}` has a branch \
              of its own.",
        wrong: "<ul>
  <li :for={item in &items}>{item}</li>
  <li :else>none</li>
</ul>",
        right: "<ul>
  {#for item in &items}<li>{item}</li>{#else}<li>none</li>{/for}
</ul>",
    },
    Explanation {
        code: "SW0310",
        title: "a stream without `id`",
        why: "An element with `phx-update=\"stream\"` keeps rows that the server has forgotten. The \
              client finds it again by its `id`.",
        wrong: r#"<ul phx-update="stream">
  <li :for={(id, line) in @lines} id={id}>{line}</li>
</ul>"#,
        right: r#"<ul id="lines" phx-update="stream">
  <li :for={(id, line) in @lines} id={id}>{line}</li>
</ul>"#,
    },
    Explanation {
        code: "SW0311",
        title: "a row of a stream that is no pair",
        why: "Right inside an element with `phx-update=\"stream\"` a `:for` walks a `Stream`, which gives \
              pairs: the `id` of a row, and its item.",
        wrong: r#"<ul id="lines" phx-update="stream">
  <li :for={line in @lines} id={line.id}>{line.text}</li>
</ul>"#,
        right: r#"<ul id="lines" phx-update="stream">
  <li :for={(id, line) in @lines} id={id}>{line.text}</li>
</ul>"#,
    },
    Explanation {
        code: "SW0312",
        title: "a row of a stream without its `id`",
        why: "The server names a row by its `id` when it is to change or to go. So the row has to be an \
              element, and to have the `id` that the stream gives with the item.",
        wrong: r#"<ul id="lines" phx-update="stream">
  <li :for={(id, line) in @lines}>{line}</li>
</ul>"#,
        right: r#"<ul id="lines" phx-update="stream">
  <li :for={(id, line) in @lines} id={id}>{line}</li>
</ul>"#,
    },
    Explanation {
        code: "SW0313",
        title: "`:if` or `:key` on a row of a stream",
        why: "Rows of a stream are told apart by their `id`, so a `:key` would have no meaning. An item \
              that `:if` leaves out would be sent, and forgotten, all the same: it is better not \
              inserted.",
        wrong: r#"<ul id="lines" phx-update="stream">
  <li :for={(id, line) in @lines} :key={id} id={id}>{line}</li>
</ul>"#,
        right: r#"<ul id="lines" phx-update="stream">
  <li :for={(id, line) in @lines} id={id}>{line}</li>
</ul>"#,
    },
    Explanation {
        code: "SW0314",
        title: "`{#for}` in a stream",
        why: "A row of a stream is one element with its `id`; the block form shows any content, and could \
              show something else where there is none, which the server cannot know of a stream.",
        wrong: r#"<ul id="lines" phx-update="stream">
  {#for (id, line) in @lines}<li id={id}>{line}</li>{/for}
</ul>"#,
        right: r#"<ul id="lines" phx-update="stream">
  <li :for={(id, line) in @lines} id={id}>{line}</li>
</ul>"#,
    },
];
