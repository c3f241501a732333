//! The places themselves.

use super::{Place, Reads::*, place};
use slotwise::{Attrs, Slot, Slots, View, component, h};
use std::collections::BTreeMap;

/// All of them.
pub const PLACES: &[Place] = &[
    // Text.
    place("text", Verbatim, |v, each| each(&h! { <p>a{v}b</p> })),
    place("text alone", Verbatim, |v, each| each(&h! { {v} })),
    place("text of format!", Verbatim, |v, each| {
        each(&h! { <p>{format!("a {v} b")}</p> })
    }),
    place("text of a Display", Verbatim, |v, each| {
        each(&h! { <p>{format_args!("{v:.9999}")}</p> })
    }),
    place("text of a String", Verbatim, |v, each| {
        each(&h! { <p>{v.to_owned()}</p> })
    }),
    place("text of an Option", Verbatim, |v, each| {
        each(&h! { <p>{Some(v)}</p> })
    }),
    place("text in a cell", Verbatim, |v, each| {
        each(&h! { <table><tbody><tr><td>{v}</td></tr></tbody></table> })
    }),
    place("text in an option", Verbatim, |v, each| {
        each(&h! { <select><option>{v}</option></select> })
    }),
    place("text in a button", Verbatim, |v, each| {
        each(&h! { <button>{v}</button> })
    }),
    place("text in a template", Verbatim, |v, each| {
        each(&h! { <template><p>{v}</p></template> })
    }),
    place("text beside a comment", Verbatim, |v, each| {
        each(&h! { <p><!-- a -->{v}<!-- b --></p> })
    }),
    place("text beside a script", Verbatim, |v, each| {
        each(&h! { <p><script type="application/json">1</script>{v}</p> })
    }),
    place("text in ruby", Verbatim, |v, each| {
        each(&h! { <ruby>a<rt>{v}</rt></ruby> })
    }),
    place("text of an element of its own", Verbatim, |v, each| {
        each(&h! { <x-a>{v}</x-a> })
    }),
    place("svg text", Verbatim, |v, each| {
        each(&h! { <svg><text>{v}</text></svg> })
    }),
    place("svg title", Verbatim, |v, each| {
        each(&h! { <svg><title>{v}</title></svg> })
    }),
    place("svg desc", Verbatim, |v, each| {
        each(&h! { <svg><desc>{v}</desc></svg> })
    }),
    place("svg foreignObject", Verbatim, |v, each| {
        each(&h! { <svg><foreignObject><p>{v}</p></foreignObject></svg> })
    }),
    place("math mi", Verbatim, |v, each| {
        each(&h! { <math><mi>{v}</mi></math> })
    }),
    place("math annotation", Verbatim, |v, each| {
        each(&h! { <math><semantics><mi>x</mi><annotation>{v}</annotation></semantics></math> })
    }),
    place("pre", Verbatim, |v, each| each(&h! { <pre>{v}</pre> })),
    place("listing", Verbatim, |v, each| {
        each(&h! { <listing>{v}</listing> })
    }),
    place("pre of a block", Verbatim, |v, each| {
        each(&h! { <pre>{#if true}{v}{/if}</pre> })
    }),
    place("textarea", Verbatim, |v, each| {
        each(&h! { <textarea>{v}</textarea> })
    }),
    place("textarea, behind text", Verbatim, |v, each| {
        each(&h! { <textarea>a{v}b</textarea> })
    }),
    place("textarea of format!", Verbatim, |v, each| {
        each(&h! { <textarea>{format!("{v}b")}</textarea> })
    }),
    place("title", Verbatim, |v, each| {
        each(&h! { <title>{v}</title> })
    }),
    // Attributes.
    place("attribute", Verbatim, |v, each| {
        each(&h! { <p title={v}>x</p> })
    }),
    place("attribute of format!", Verbatim, |v, each| {
        each(&h! { <p title={format!("a {v} b")}>x</p> })
    }),
    place("attribute of an Option", Verbatim, |v, each| {
        each(&h! { <p title={Some(v)}>x</p> })
    }),
    place("attribute that is boolean", Verbatim, |v, each| {
        each(&h! { <input disabled={v}> })
    }),
    place("value", Verbatim, |v, each| {
        each(&h! { <input type="text" value={v}> })
    }),
    place("id", Verbatim, |v, each| each(&h! { <p id={v}>x</p> })),
    place("alt", Verbatim, |v, each| {
        each(&h! { <img src="/a" alt={v}> })
    }),
    place("data-x", Verbatim, |v, each| {
        each(&h! { <p data-x={v}>x</p> })
    }),
    place("aria-label", Verbatim, |v, each| {
        each(&h! { <p aria-label={v}>x</p> })
    }),
    place("phx-value-x", Verbatim, |v, each| {
        each(&h! { <button phx-click="go" phx-value-x={v}>x</button> })
    }),
    place("srcset", Addresses, |v, each| {
        each(&h! { <img alt="" srcset={v}> })
    }),
    place("content of meta", Verbatim, |v, each| {
        each(&h! { <meta name="description" content={v}> })
    }),
    place("svg attribute", Verbatim, |v, each| {
        each(&h! { <svg viewBox={v}><g/></svg> })
    }),
    place("math attribute", Verbatim, |v, each| {
        each(&h! { <math><mi title={v}>x</mi></math> })
    }),
    place("class", Verbatim, |v, each| {
        each(&h! { <p class={v}>x</p> })
    }),
    place("class of format!", Verbatim, |v, each| {
        each(&h! { <p class={format!("a {v}")}>x</p> })
    }),
    place("class list", Classes, |v, each| {
        each(&h! { <p class={["a", v, "b"]}>x</p> })
    }),
    place("class list with a condition", Classes, |v, each| {
        each(&h! { <p class={["a", (v, true), ("c", false)]}>x</p> })
    }),
    place(
        "attribute of an element without content",
        Verbatim,
        |v, each| each(&h! { <br title={v}> }),
    ),
    // Addresses.
    place("href", Address, |v, each| each(&h! { <a href={v}>x</a> })),
    place("href of format!", Address, |v, each| {
        each(&h! { <a href={format!("{v}")}>x</a> })
    }),
    place("src", Address, |v, each| each(&h! { <img alt="" src={v}> })),
    place("action", Address, |v, each| {
        each(&h! { <form action={v}></form> })
    }),
    place("formaction", Address, |v, each| {
        each(&h! { <button formaction={v}>x</button> })
    }),
    place("cite", Address, |v, each| each(&h! { <q cite={v}>x</q> })),
    place("poster", Address, |v, each| {
        each(&h! { <video poster={v}></video> })
    }),
    place("xlink:href", Address, |v, each| {
        each(&h! { <svg><a xlink:href={v}>x</a></svg> })
    }),
    place("href in svg", Address, |v, each| {
        each(&h! { <svg><a href={v}>x</a></svg> })
    }),
    place("href in math", Address, |v, each| {
        each(&h! { <math><mtext href={v}>x</mtext></math> })
    }),
    place("href of an icon", Address, |v, each| {
        each(&h! { <link rel="icon" href={v}> })
    }),
    place("ping", Addresses, |v, each| {
        each(&h! { <a href="/" ping={v}>x</a> })
    }),
    place("path", Path, |v, each| {
        each(&h! { <a href={format!("/a/{v}/b?c#d")}>x</a> })
    }),
    place("path within a name", Path, |v, each| {
        each(&h! { <a href={format!("/a/x{v}y")}>x</a> })
    }),
    place("path at the root", Path, |v, each| {
        each(&h! { <a href={format!("/{v}")}>x</a> })
    }),
    place("path at the root of an origin", Path, |v, each| {
        each(&h! { <a href={format!("https://a.example/{v}/b")}>x</a> })
    }),
    place(
        "path of an address that is blocked in part",
        Path,
        |v, each| each(&h! { <img alt="" src={format!("./a-{v}.png")}> }),
    ),
    place("query", Query, |v, each| {
        each(&h! { <a href={format!("/a?b={v}&c=d#e")}>x</a> })
    }),
    place("query of a script", Query, |v, each| {
        each(&h! { <link rel="preload" href={format!("/a.js?v={v}")}> })
    }),
    place("fragment", Fragment, |v, each| {
        each(&h! { <a href={format!("/a?b#{v}")}>x</a> })
    }),
    place("host", Host, |v, each| {
        each(&h! { <a href={format!("https://{v}/a?b#c")}>x</a> })
    }),
    place("host below a domain", Host, |v, each| {
        each(&h! { <a href={format!("https://{v}.page.example/a?b")}>x</a> })
    }),
    place("host behind two slashes", Host, |v, each| {
        each(&h! { <a href={format!("//a.{v}.page.example/a")}>x</a> })
    }),
    // Styles.
    place("style:color", Declaration("color"), |v, each| {
        each(&h! { <p style:color={v}>x</p> })
    }),
    place(
        "style:width of a String",
        Declaration("width"),
        |v, each| each(&h! { <p style:width={v.to_owned()}>x</p> }),
    ),
    place(
        "style of a property of its own",
        Declaration("--a"),
        |v, each| each(&h! { <p style:--a={v}>x</p> }),
    ),
    place("style of format!", Declaration("color"), |v, each| {
        each(&h! { <p style={format!("color: {v}")}>x</p> })
    }),
    // Sets of attributes.
    place("spread", Verbatim, |v, each| {
        each(&h! { <p {..Attrs::new().set("title", v)}>x</p> })
    }),
    place("spread over an attribute", Verbatim, |v, each| {
        let attrs = Attrs::new().set("TITLE", v);
        each(&h! { <p title="a" {..attrs}>x</p> });
    }),
    place("attribute before a spread", Verbatim, |v, each| {
        let attrs = Attrs::new().set("id", "a");
        each(&h! { <p title={v} {..attrs}>x</p> });
    }),
    place("address in a spread", Address, |v, each| {
        each(&h! { <a {..Attrs::new().set("href", v)}>x</a> })
    }),
    place("address before a spread", Address, |v, each| {
        let attrs = Attrs::new().set("id", "a");
        each(&h! { <a href={v} {..attrs}>x</a> });
    }),
    place("name in a spread", Name(""), |v, each| {
        let mut attrs = Attrs::new();
        let _ = attrs.try_set(v, "kept");
        each(&h! { <p {..attrs}>x</p> });
    }),
    place("name in a spread of a link", Name(""), |v, each| {
        let mut attrs = Attrs::new();
        let _ = attrs.try_set(v, "kept");
        each(&h! { <svg><a {..attrs}>x</a></svg> });
    }),
    place("key of data", Name("data-"), |v, each| {
        each(&h! { <p data={[(v, "kept")]}>x</p> })
    }),
    place("key of aria", Name("aria-"), |v, each| {
        let map = BTreeMap::from([(v, "kept")]);
        each(&h! { <p aria={map}>x</p> });
    }),
    place("value of data", Verbatim, |v, each| {
        each(&h! { <p data={[("x", v)]}>x</p> })
    }),
    place("value of aria", Verbatim, |v, each| {
        each(&h! { <p aria={[("label", v)]}>x</p> })
    }),
    // Blocks.
    place("branch", Verbatim, |v, each| {
        each(&h! { <p>{#if v.len() < 9999}{v}{#else}x{/if}</p> })
    }),
    place("attribute in a branch", Verbatim, |v, each| {
        each(&h! { <p :if={true} title={v}>x</p> })
    }),
    place("loop", Verbatim, |v, each| {
        each(&h! { <ul><li :for={v in [v]}>{v}</li></ul> })
    }),
    place("attribute in a loop", VerbatimAll, |v, each| {
        each(&h! { <ul><li :for={n in 0..3} :key={n} title={v}>{n}</li></ul> })
    }),
    place("address in a loop", Address, |v, each| {
        each(&h! { {#for v in [v]}<a href={v}>x</a>{/for} })
    }),
    place("match", Verbatim, |v, each| {
        each(&h! { <p>{#match v}{#case v}<b>{v}</b>{/match}</p> })
    }),
    place("let", Verbatim, |v, each| {
        each(&h! { <p>{#let w = v}<b title={w}>x</b></p> })
    }),
    // Components.
    place("prop", VerbatimAll, |v, each| {
        each(&h! { <.card title={v}>x</.card> })
    }),
    place("content", Verbatim, |v, each| {
        each(&h! { <.card title="a"><b>{v}</b></.card> })
    }),
    place("slot", VerbatimAll, |v, each| {
        each(&h! { <.list item={v}><:row :let={i}>{i}</:row></.list> })
    }),
    place("attribute of a slot", VerbatimAll, |v, each| {
        each(&h! { <.list item="a"><:row :let={i}><i class={i} title={v}>x</i></:row></.list> })
    }),
    place("attribute passed on", Verbatim, |v, each| {
        each(&h! { <.card title="a" aria-label={v}>x</.card> })
    }),
    place("content in a textarea", Verbatim, |v, each| {
        each(&h! { <.area>{v}</.area> })
    }),
    place("elements in a textarea", Verbatim, |v, each| {
        each(&h! { <.area><b>{v}</b></.area> })
    }),
    place("content in a title", Verbatim, |v, each| {
        each(&h! { <.heading>{v}</.heading> })
    }),
    place("content in a pre", Verbatim, |v, each| {
        each(&h! { <.code>{v}</.code> })
    }),
];

#[component]
fn card(title: &str, #[prop(rest)] rest: Attrs, inner_block: Slot) -> impl View {
    h! { <section title={@title} {..@rest}><h2>{@title}</h2>{@inner_block}</section> }
}

#[component]
fn list(item: &str, row: Slots<&str>) -> impl View {
    h! { <ul><li :for={row in @row}>{row(item)}</li><li>{@item}</li></ul> }
}

#[component]
fn area(inner_block: Slot) -> impl View {
    h! { <textarea>{@inner_block}</textarea> }
}

#[component]
fn heading(inner_block: Slot) -> impl View {
    h! { <title>{@inner_block}</title> }
}

#[component]
fn code(inner_block: Slot) -> impl View {
    h! { <pre>{@inner_block}</pre> }
}
