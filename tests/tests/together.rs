//! All features of components in one page: generics with bounds, attributes called like keywords, entries of
//! a loop, arguments, attributes passed on, raw markup, and a template inside a macro.

use slotwise::{Attrs, Html, Slot, Slots, Tracked, View, component, h};
use slotwise_tests::judge::Judge;
use std::collections::BTreeMap;

#[component]
fn list<T, const N: usize>(
    items: &[T; N],
    #[slot(r#type: &str, open: bool = false)] part: Slots<(&T, usize)>,
    empty: Slot,
) -> impl View
where
    T: std::fmt::Display,
{
    h! {
        {#if N == 0}{@empty}{#else}
        <dl>
            {#for (i, item) in @items.iter().enumerate(); i}
                <dt>{format_args!("{}", item)}</dt>
                <dd :for={part in @part} class={["part", part.r#type.trim(), ("open", *part.open)]}>{part(item, i)}</dd>
            {/for}
        </dl>
        {/if}
    }
}

#[component]
fn modal(
    #[prop(into)] title: String,
    #[prop(rest, include("open"))] rest: Attrs,
    #[slot(required)] actions: Slot<bool>,
    inner_block: Slot,
) -> impl View {
    let long = title.len() > 3;
    h! { <dialog {..@rest} class="modal"><h2>{@title}</h2>{@inner_block}<footer>{@actions(long)}</footer></dialog> }
}

macro_rules! page {
    ($title:expr, $state:ident) => {
        h! { <.modal title={$title} id="m"><:actions :let={long}>{long}{$state.name}</:actions>x</.modal> }
    };
}

struct State {
    name: Tracked<String>,
    items: Tracked<[u8; 3]>,
    map: Tracked<BTreeMap<String, u32>>,
    raw: Tracked<String>,
    open: Tracked<bool>,
}

impl State {
    fn view(&self) -> impl View {
        let prefix = String::from("p");
        h! {
            <.list items={&*@items}>
                <:part type="a" :let={(item, i)}>{prefix}{i}:{item}{#if *@open}!{/if}</:part>
                <:part :for={(key, value) in @map.iter()} :if={*value > 1} type={key} open={*@open} :let={(_, i)}>{key}={value}@{i}</:part>
                <:empty>none</:empty>
            </.list>
            <.modal :for={n in 0..2} :key={n} title={@name.as_str()} open={@open} data-n={n} phx-click="x" class={format!("c{n}")}>
                <:actions :let={long}>{#match long}{#case true}long{#case _}short{n}{/match}</:actions>
                {#for item in @items.iter()}<i style:width={format!("{item}px")} data={[("a", item)]}>{item}</i>{#else}-{/for}
                {Html::reviewed(@raw.as_str(), "test")}
            </.modal>
        }
    }
}

#[test]
fn every_state_is_right() {
    let mut state = State {
        name: "Ada".to_owned().into(),
        items: [1, 2, 3].into(),
        map: BTreeMap::from([("x".to_owned(), 1), ("y".to_owned(), 2)]).into(),
        raw: "<b>hi</b>".to_owned().into(),
        open: false.into(),
    };
    let mut judge = Judge::default();
    let mut step = |state: &State| {
        let step = judge.step(&state.view()).expect("the patch is right");
        (step.html.clone(), step.native.clone())
    };
    let (html, _) = step(&state);
    assert!(html.contains(r#"<dt>2</dt>"#));
    assert!(html.contains(r#"<dd class="part a">p1:2</dd><dd class="part y">y=2@1</dd>"#));
    assert!(html.contains(r#"<dialog data-n="1" phx-click="x" class="modal"><h2>Ada</h2>"#));
    assert!(html.contains(r#"<i style="width:3px;" data-a="3">3</i>"#));
    assert!(html.contains("<b>hi</b>") && html.contains("<footer>short1</footer>"));
    assert_eq!(step(&state).1, "");
    *state.open = true;
    let (html, _) = step(&state);
    assert!(html.contains(r#"<dd class="part y open">"#) && html.contains("<dialog open data-n"));
    state.map.insert("z".into(), 9);
    assert!(step(&state).0.contains("z=9@2"));
    state.items[1] = 7;
    step(&state);
    state.name.push_str(" Lovelace");
    assert!(step(&state).0.contains("<footer>long</footer>"));
    *state.raw = "<i>x</i> y".into();
    step(&state);
    state.map.clear();
    step(&state);
    *state.open = false;
    assert!(!step(&state).0.contains("open"));
    assert_eq!(
        page!("T", state).to_html(),
        r#"<dialog id="m" class="modal"><h2>T</h2>x<footer>falseAda Lovelace</footer></dialog>"#
    );
}
