//! Function components.

use super::{Case, Page, case, record, state};
use slotwise::{Attrs, Slot, Slots, Stamp, Tracked, View, component, h};

pub(super) const CASES: &[Case] = &[
    case::<FcSimple>("fc_simple"),
    case::<FcTwoSame>("fc_two_same"),
    case::<FcInnerBlock>("fc_inner_block"),
    case::<FcNested>("fc_nested"),
    case::<FcIfSwitch>("fc_if_switch"),
    case::<FcFor>("fc_for"),
    case::<FcForKey>("fc_for_key"),
    case::<FcRecursive>("fc_recursive"),
    case::<FcNoChangeInSlotParent>("fc_no_change_in_slot_parent"),
    case::<FcRootToggleStatics>("fc_root_toggle_statics"),
    case::<FcPassWholeAssigns>("fc_pass_whole_assigns"),
    case::<FcSlotOptional>("fc_slot_optional"),
    case::<FcSlotArgsLet>("fc_slot_args_let"),
    case::<FcSlotLetInnerBlock>("fc_slot_let_inner_block"),
    case::<FcIntersperse>("fc_intersperse"),
    case::<FcGlobalRest>("fc_global_rest"),
];

state! { FcSimple { name: String, x: i64 } }

impl Page for FcSimple {
    fn view(&self) -> impl View {
        h! { <div><.greet name={@name} /><p>{@x}</p></div> }
    }
}

state! { FcTwoSame { a: String, b: String } }

impl Page for FcTwoSame {
    fn view(&self) -> impl View {
        h! { <div><.greet name={@a} /><.greet name={@b} /></div> }
    }
}

state! { FcInnerBlock { a: i64 } }

impl Page for FcInnerBlock {
    fn view(&self) -> impl View {
        h! { <.class_box><p>{@a}</p> tail</.class_box> }
    }
}

state! { FcNested { a: i64, b: i64 } }

impl Page for FcNested {
    fn view(&self) -> impl View {
        h! { <.outer a={@a}><.inner b={@b} /></.outer> }
    }
}

state! { FcIfSwitch { w: String, v: i64 } }

impl Page for FcIfSwitch {
    fn view(&self) -> impl View {
        h! { <div><.letter_a :if={@w == "a"} v={@v} /><.letter_b :if={@w == "b"} v={@v} /></div> }
    }
}

state! { FcFor { rs: Vec<Item>, sel: Option<i64> } }

impl Page for FcFor {
    fn view(&self) -> impl View {
        h! { <ul><.row :for={r in @rs} id={r.id} name={&r.name} sel={@sel.as_ref() == Some(&r.id)} /></ul> }
    }
}

state! { FcForKey { rs: Vec<Item>, sel: Option<i64> } }

impl Page for FcForKey {
    fn view(&self) -> impl View {
        h! { <ul><.row :for={r in @rs} :key={r.id} id={r.id} name={&r.name} sel={@sel.as_ref() == Some(&r.id)} /></ul> }
    }
}

state! { FcRecursive { tree: Node } }

impl Page for FcRecursive {
    fn view(&self) -> impl View {
        h! { <ul><.tree node={@tree} /></ul> }
    }
}

state! { FcNoChangeInSlotParent { t: i64, a: i64, b: i64 } }

impl Page for FcNoChangeInSlotParent {
    fn view(&self) -> impl View {
        h! { <.titled_box t={@t}><p>{@a}</p><p>{@b}</p></.titled_box> }
    }
}

state! { FcRootToggleStatics { on: bool, x: i64 } }

impl Page for FcRootToggleStatics {
    fn view(&self) -> impl View {
        let part: Box<dyn View> = match *self.on {
            true => Box::new(on_part(&self.x)),
            false => Box::new(off_part(&self.x)),
        };
        h! { <div>{part}</div> }
    }
}

state! { FcPassWholeAssigns { a: i64, b: i64 } }

impl Page for FcPassWholeAssigns {
    fn view(&self) -> impl View {
        h! { <div>{&self.part() as &dyn View}</div> }
    }
}

impl FcPassWholeAssigns {
    fn part(&self) -> impl View {
        h! { <p>{@a}</p><p>{@b}</p> }
    }
}

state! { FcSlotOptional { h: i64, show: bool } }

impl Page for FcSlotOptional {
    fn view(&self) -> impl View {
        h!("<.card>\n  <:header :if={@show}>H {@h}</:header>\n  body\n</.card>")
    }
}

#[component]
fn card(header: Slot, inner_block: Slot) -> impl View {
    h! { <section><header :if={!@header.is_empty()}>{@header}</header>{@inner_block}</section> }
}

state! { FcSlotArgsLet { items: Vec<Entry>, lbl: String, x: String } }

impl Page for FcSlotArgsLet {
    fn view(&self) -> impl View {
        h! {
            <.list items={@items}>
                <:col :let={i} label="N">{i.n} {@x}</:col>
                <:col :let={i} label={@lbl}><b>{i.v}</b></:col>
            </.list>
        }
    }
}

#[component]
fn list(items: &[Entry], #[slot(label: &str)] col: Slots<Entry>) -> impl View {
    h!(
        r#"<table><tbody><tr><th :for={c in @col}>{c.label}</th></tr><tr :for={i in @items}><td :for={c in @col}>{c(i)}</td></tr></tbody></table>"#
    )
}

state! { FcSlotLetInnerBlock { items: Vec<i64>, z: i64 } }

impl Page for FcSlotLetInnerBlock {
    fn view(&self) -> impl View {
        h! { <.each items={@items} :let={i}>[{i}:{@z}]</.each> }
    }
}

#[component]
fn each(items: &[i64], inner_block: Slot<i64>) -> impl View {
    h! { <p :for={i in @items}>{@inner_block(i)}</p> }
}

state! { FcIntersperse { xs: Vec<i64> } }

impl Page for FcIntersperse {
    fn view(&self) -> impl View {
        h! {
            <.intersperse :let={i} items={@xs}><:separator><span> | </span></:separator><b>{i}</b></.intersperse>
        }
    }
}

#[component]
fn intersperse(items: &[i64], separator: Slot, inner_block: Slot<i64>) -> impl View {
    // What stands at odd places is between two items. One box, as a branch of a template is a block of
    // its own on the wire.
    let part = move |n: usize| -> Box<dyn View + '_> {
        match n % 2 {
            0 => Box::new(inner_block.invoke(&items[n / 2], Stamp::ALWAYS)),
            _ => Box::new(separator),
        }
    };
    let places = 0..(2 * items.len()).saturating_sub(1);
    h! { {#for n in places.clone()}{part(n)}{/for} }
}

state! { FcGlobalRest { id: i64, d: bool, l: String } }

impl Page for FcGlobalRest {
    fn view(&self) -> impl View {
        h! { <.btn data-id={@id} disabled={@d} phx-click="go" class="x">{@l}</.btn> }
    }
}

#[component]
fn btn(
    #[prop(into, default)] class: Option<&str>,
    #[prop(rest, include("disabled"))] rest: Attrs,
    inner_block: Slot,
) -> impl View {
    h! { <button class={["b", @class]} {..@rest}>{@inner_block}</button> }
}

record! { Entry { n: String, v: i64 } }
record! { Item { id: i64, name: String } }
record! { Node { n: String, kids: Vec<Node> } }

fn on_part(x: &Tracked<i64>) -> impl View {
    h! { <p class="on">{x}</p> }
}

fn off_part(x: &Tracked<i64>) -> impl View {
    h! { <p class="off">{x}</p> }
}

#[component]
fn greet(name: &str) -> impl View {
    h! { <h1>Hi {@name}!</h1> }
}

#[component]
fn class_box(inner_block: Slot) -> impl View {
    h! { <div class="box">{@inner_block}</div> }
}

#[component]
fn titled_box(t: i64, inner_block: Slot) -> impl View {
    h! { <div title={@t}><h2>{@t}</h2>{@inner_block}</div> }
}

#[component]
fn inner(b: i64) -> impl View {
    h! { <i>{@b}</i> }
}

#[component]
fn outer(a: i64, inner_block: Slot) -> impl View {
    h! { <div title={@a}><.inner b={@a} />{@inner_block}</div> }
}

#[component]
fn letter_a(v: i64) -> impl View {
    h! { <p>A{@v}</p> }
}

#[component]
fn letter_b(v: i64) -> impl View {
    h! { <p>B{@v}</p> }
}

#[component]
fn row(id: i64, name: &str, sel: bool) -> impl View {
    h! { <li id={format!("r{}", @id)} class={["r", ("sel", *@sel)]}>{@name}</li> }
}

#[component]
fn tree(node: &Node) -> impl View {
    h! {
        <li>{@node.n}<ul :if={!@node.kids.is_empty()}><.tree :for={k in @node.kids} node={k} /></ul></li>
    }
}
