//! Branches and matches.

use super::{Case, Page, case, record, state};
use crate::json::{FromJson, Scalar};
use serde_json::Value;
use slotwise::{View, h};

pub(super) const CASES: &[Case] = &[
    case::<IfElse>("if_else"),
    case::<IfTruthySameBranch>("if_truthy_same_branch"),
    case::<UnlessBlock>("unless_block"),
    case::<CaseBlock>("case_block"),
    case::<CaseMapPattern>("case_map_pattern"),
    case::<IfTwoIdenticalBranches>("if_two_identical_branches"),
    case::<ForNestedBlockOuterVar>("for_nested_block_outer_var"),
    case::<ForIfInside>("for_if_inside"),
];

state! { IfElse { show: bool, a: i64, b: i64 } }

impl Page for IfElse {
    fn view(&self) -> impl View {
        h! { <div>{#if @show}<p>yes {@a}</p>{#else}<i>no {@b}</i>{/if}</div> }
    }
}

state! { IfTruthySameBranch { n: i64, a: i64 } }

impl Page for IfTruthySameBranch {
    fn view(&self) -> impl View {
        h! { <div>{#if @n > 0}<p>pos {@a}</p>{#else}neg{/if}</div> }
    }
}

state! { UnlessBlock { h: bool, x: i64 } }

impl Page for UnlessBlock {
    fn view(&self) -> impl View {
        h! { <div>{#if !*@h}{@x}{/if}</div> }
    }
}

state! { CaseBlock { s: String, x: i64 } }

impl Page for CaseBlock {
    fn view(&self) -> impl View {
        h! { <div>{#match @s.as_str()}{#case "a"}<p>A {@x}</p>{#case "b"}<i>B {@x}</i>{#case o}other {o}{/match}</div> }
    }
}

state! { CaseMapPattern { r: Outcome } }

#[derive(Clone, PartialEq)]
enum Outcome {
    Ok(String),
    Error(String),
}

impl FromJson for Outcome {
    fn from_json(json: &Value) -> Self {
        match &json["ok"] {
            Value::Null => Outcome::Error(String::from_json(&json["error"])),
            value => Outcome::Ok(String::from_json(value)),
        }
    }
}

impl Page for CaseMapPattern {
    fn view(&self) -> impl View {
        h! { <div>{#match @r}{#case Outcome::Ok(v)}<p>{v}</p>{#case Outcome::Error(e)}<p class="err">{e}</p>{/match}</div> }
    }
}

state! { IfTwoIdenticalBranches { a: bool, x: i64 } }

impl Page for IfTwoIdenticalBranches {
    fn view(&self) -> impl View {
        h! { <div>{#if @a}<p>{@x}</p>{#else}<p>{@x}</p>{/if}</div> }
    }
}

state! { ForNestedBlockOuterVar { r#as: Vec<Scalar>, bs: Vec<String> } }

impl Page for ForNestedBlockOuterVar {
    fn view(&self) -> impl View {
        h! { <div>{#for a in @r#as}<p>{#for b in @bs}{a}{b} {/for}</p>{/for}</div> }
    }
}

state! { ForIfInside { xs: Vec<Switch> } }

record! { Switch { n: i64, on: bool } }

impl Page for ForIfInside {
    fn view(&self) -> impl View {
        h! { <ul><li :for={x in @xs}><b :if={x.on}>{x.n}</b>{#if x.on}ON{#else}off {x.n}{/if}</li></ul> }
    }
}
