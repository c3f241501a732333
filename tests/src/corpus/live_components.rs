//! Components with state of their own.

use super::{Case, Page, case, record, state};
use crate::json::FromJson;
use serde_json::Value;
use slotwise::{Components, Slot, Tracked, View, component, h};

pub(super) const CASES: &[Case] = &[
    case::<LcOne>("lc_one"),
    case::<LcTwoSame>("lc_two_same"),
    case::<LcForKey>("lc_for_key"),
    case::<LcNested>("lc_nested"),
    case::<LcSlot>("lc_slot"),
    case::<LcIf>("lc_if"),
    case::<LcManyTypes>("lc_many_types"),
    case::<LcInsideFcSlot>("lc_inside_fc_slot"),
];

struct One {
    n: Tracked<i64>,
}

#[component]
impl One {
    fn mount(n: i64) -> Self {
        One { n: n.into() }
    }

    fn update(&mut self, n: i64) {
        *self.n = n;
    }

    fn render(&self) -> impl View {
        h! { <b id="c1">n={@n} <i>c1</i></b> }
    }
}

state! { LcOne { n: i64, x: i64 } }

impl Page for LcOne {
    fn view(&self) -> impl View {
        h! { <div><.One id="c1" n={@n} /><p>{@x}</p></div> }
    }

    fn act(operation: &Value, components: &mut Components) {
        components.update("c1", |one: &mut One| match operation["op"].as_str() {
            Some("send_update") => *one.n = i64::from_json(&operation["assigns"]["n"]),
            Some("component_event") => *one.n += 1,
            _ => {}
        });
    }
}

struct Big {
    id: Tracked<String>,
    n: Tracked<i64>,
}

#[component]
impl Big {
    fn mount(#[prop(into)] id: String, n: i64) -> Self {
        Big {
            id: id.into(),
            n: n.into(),
        }
    }

    fn update(&mut self, n: i64) {
        *self.n = n;
    }

    fn render(&self) -> impl View {
        h! { <b id={@id}>n={@n}<span :if={@n > 4}>big</span></b> }
    }
}

state! { LcTwoSame { a: i64, b: i64 } }

impl Page for LcTwoSame {
    fn view(&self) -> impl View {
        h! { <div><.Big id="c1" n={@a} /><.Big id="c2" n={@b} /></div> }
    }

    fn act(operation: &Value, components: &mut Components) {
        if let Some(number) = operation["cid"].as_u64() {
            let id = ["c1", "c2"][number as usize - 1];
            components.update(id, |big: &mut Big| *big.n += 1);
        }
    }
}

record! { Item { id: i64, name: String } }

struct Row {
    id: Tracked<i64>,
    name: Tracked<String>,
}

#[component]
impl Row {
    fn mount(id: i64, name: String) -> Self {
        Row {
            id: id.into(),
            name: name.into(),
        }
    }

    fn update(&mut self, name: String) {
        *self.name = name;
    }

    fn render(&self) -> impl View {
        h! { <li id={format!("r{}", @id)}>{@name}</li> }
    }
}

state! { LcForKey { rs: Vec<Item> } }

impl Page for LcForKey {
    fn view(&self) -> impl View {
        h! { <div><.Row :for={r in @rs} :key={r.id} id={r.id} name={r.name} /></div> }
    }
}

struct Inner {
    v: Tracked<i64>,
}

#[component]
impl Inner {
    fn mount(v: i64) -> Self {
        Inner { v: v.into() }
    }

    fn update(&mut self, v: i64) {
        *self.v = v;
    }

    fn render(&self) -> impl View {
        h! { <i id="i">{@v}</i> }
    }
}

struct Outer {
    a: Tracked<i64>,
    b: Tracked<i64>,
}

#[component]
impl Outer {
    fn mount(a: i64, b: i64) -> Self {
        Outer {
            a: a.into(),
            b: b.into(),
        }
    }

    fn update(&mut self, a: i64, b: i64) {
        *self.a = a;
        *self.b = b;
    }

    fn render(&self) -> impl View {
        h! { <div id="o">{@a}<.Inner id="i" v={@b} /></div> }
    }
}

state! { LcNested { a: i64, b: i64 } }

impl Page for LcNested {
    fn view(&self) -> impl View {
        h! { <div><.Outer id="o" a={@a} b={@b} /></div> }
    }

    fn act(operation: &Value, components: &mut Components) {
        let assigns = &operation["assigns"];
        if assigns.get("v").is_some() {
            components.update("i", |inner: &mut Inner| {
                *inner.v = i64::from_json(&assigns["v"])
            });
        } else if assigns.get("a").is_some() {
            components.update("o", |outer: &mut Outer| {
                *outer.a = i64::from_json(&assigns["a"])
            });
        }
    }
}

struct Modal {
    t: Tracked<String>,
}

#[component]
impl Modal {
    fn mount(t: String) -> Self {
        Modal { t: t.into() }
    }

    fn update(&mut self, t: String) {
        *self.t = t;
    }

    fn render(&self, inner_block: Slot) -> impl View {
        h! { <div id="m"><h1>{@t}</h1>{@inner_block}</div> }
    }
}

state! { LcSlot { body: i64, t: String } }

impl Page for LcSlot {
    fn view(&self) -> impl View {
        h! { <div><.Modal id="m" t={@t}><p>{@body}</p></.Modal></div> }
    }
}

struct Plain {
    n: Tracked<i64>,
}

#[component]
impl Plain {
    fn mount(n: i64) -> Self {
        Plain { n: n.into() }
    }

    fn update(&mut self, n: i64) {
        *self.n = n;
    }

    fn render(&self) -> impl View {
        h! { <b id="c">{@n}</b> }
    }
}

state! { LcIf { on: bool, n: i64 } }

impl Page for LcIf {
    fn view(&self) -> impl View {
        h! { <div><.Plain :if={@on} id="c" n={@n} /></div> }
    }
}

struct A {
    id: Tracked<String>,
    v: Tracked<i64>,
}

#[component]
impl A {
    fn mount(#[prop(into)] id: String, v: i64) -> Self {
        A {
            id: id.into(),
            v: v.into(),
        }
    }

    fn update(&mut self, v: i64) {
        *self.v = v;
    }

    fn render(&self) -> impl View {
        h! { <p id={@id}>A {@v}</p> }
    }
}

struct B {
    id: Tracked<String>,
    v: Tracked<i64>,
}

#[component]
impl B {
    fn mount(#[prop(into)] id: String, v: i64) -> Self {
        B {
            id: id.into(),
            v: v.into(),
        }
    }

    fn update(&mut self, v: i64) {
        *self.v = v;
    }

    fn render(&self) -> impl View {
        h! { <q id={@id}>B {@v}</q> }
    }
}

state! { LcManyTypes { v: i64, w: i64 } }

impl Page for LcManyTypes {
    fn view(&self) -> impl View {
        h! { <div><.A id="a" v={@v} /><.B id="b" v={@v} /><.A id="a2" v={@w} /></div> }
    }
}

state! { LcInsideFcSlot { t: i64, v: i64 } }

impl Page for LcInsideFcSlot {
    fn view(&self) -> impl View {
        h! { <.boxed><.A id="a" v={@v} /></.boxed> }
    }
}

#[component]
fn boxed(inner_block: Slot) -> impl View {
    h! { <div>{@inner_block}</div> }
}
