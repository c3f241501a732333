//! Conditions and lists.

use super::{Case, Page, case, record, state};
use slotwise::{View, h};

pub(super) const CASES: &[Case] = &[
    case::<IfNested>("if_nested"),
    case::<IfRoot>("if_root"),
    case::<ForSimple>("for_simple"),
    case::<ForBlock>("for_block"),
    case::<ForMaps>("for_maps"),
    case::<ForKey>("for_key"),
    case::<ForKeyStringKeys>("for_key_string_keys"),
    case::<ForNested>("for_nested"),
    case::<ForFilterGenerator>("for_filter_generator"),
    case::<ForTwoGenerators>("for_two_generators"),
    case::<ForIfSameTag>("for_if_same_tag"),
    case::<ForInIf>("for_in_if"),
];

state! { IfNested { a: bool, b: bool, x: i64 } }

impl Page for IfNested {
    fn view(&self) -> impl View {
        h! { <div><p :if={@a}>A<b :if={@b}>{@x}</b></p></div> }
    }
}

state! { IfRoot { a: bool, x: i64 } }

impl Page for IfRoot {
    fn view(&self) -> impl View {
        h! { <p :if={@a}>{@x}</p> }
    }
}

state! { ForSimple { xs: Vec<String> } }

impl Page for ForSimple {
    fn view(&self) -> impl View {
        h! { <ul><li :for={x in @xs}>{x}</li></ul> }
    }
}

state! { ForBlock { xs: Vec<i64> } }

impl Page for ForBlock {
    fn view(&self) -> impl View {
        h! { <ul><li :for={x in @xs}>{x}</li></ul> }
    }
}

state! { ForMaps { us: Vec<User> } }

impl Page for ForMaps {
    fn view(&self) -> impl View {
        h! { <ul><li :for={u in @us} id={format!("u{}", u.id)}><b>{u.name}</b><i>{u.role}</i><em>static</em></li></ul> }
    }
}

state! { ForKey { us: Vec<User> } }

impl Page for ForKey {
    fn view(&self) -> impl View {
        h! { <ul><li :for={u in @us} :key={u.id} id={format!("u{}", u.id)}><b>{u.name}</b><i>{u.role}</i></li></ul> }
    }
}

state! { ForKeyStringKeys { ks: Vec<String> } }

impl Page for ForKeyStringKeys {
    fn view(&self) -> impl View {
        h! { <ul><li :for={k in @ks} :key={k}>{k}</li></ul> }
    }
}

state! { ForNested { gs: Vec<Group> } }

impl Page for ForNested {
    fn view(&self) -> impl View {
        h! { <div><section :for={g in @gs}><h2>{g.title}</h2><p :for={i in g.items}>{i}</p></section></div> }
    }
}

state! { ForFilterGenerator { xs: Vec<i64> } }

impl Page for ForFilterGenerator {
    fn view(&self) -> impl View {
        h! { <ul><li :for={x in @xs} :if={x % 2 == 0}>{x}</li><li :for={(i, x) in @xs.iter().enumerate()}>{i}:{x}</li></ul> }
    }
}

state! { ForTwoGenerators { xs: Vec<i64>, ys: Vec<String> } }

impl Page for ForTwoGenerators {
    fn view(&self) -> impl View {
        h! { <ul><li :for={(x, y) in @xs.iter().flat_map(|x| @ys.iter().map(move |y| (x, y)))}>{x}-{y}</li></ul> }
    }
}

state! { ForIfSameTag { min: i64, xs: Vec<i64> } }

impl Page for ForIfSameTag {
    fn view(&self) -> impl View {
        h! { <ul><li :for={x in @xs} :if={*x > *@min}>{x}</li></ul> }
    }
}

state! { ForInIf { on: bool, xs: Vec<i64> } }

impl Page for ForInIf {
    fn view(&self) -> impl View {
        h! { <div><ul :if={@on}><li :for={x in @xs}>{x}</li></ul></div> }
    }
}

record! { User { id: i64, name: String, role: String } }
record! { Group { title: String, items: Vec<i64> } }
