//! Attributes.

use super::{Case, Page, case, state};
use crate::json::Scalar;
use slotwise::{Attrs, Css, View, h};

pub(super) const CASES: &[Case] = &[
    case::<AttrStaticDynamic>("attr_static_dynamic"),
    case::<AttrBool>("attr_bool"),
    case::<AttrNilFalseNamed>("attr_nil_false_named"),
    case::<AttrClassStringInterp>("attr_class_string_interp"),
    case::<AttrStyle>("attr_style"),
    case::<AttrPhxEvents>("attr_phx_events"),
    case::<AttrQuotes>("attr_quotes"),
    case::<AttrExprTwoAssigns>("attr_expr_two_assigns"),
    case::<AttrSpread>("attr_spread"),
    case::<AttrSpreadNestedData>("attr_spread_nested_data"),
    case::<AttrDataKeyword>("attr_data_keyword"),
];

state! { AttrStaticDynamic { href: Option<String> } }

impl Page for AttrStaticDynamic {
    fn view(&self) -> impl View {
        h! { <a href={@href} class="link" title="t">x</a> }
    }
}

state! { AttrBool { d: Scalar, r: Scalar } }

impl Page for AttrBool {
    fn view(&self) -> impl View {
        h! { <input disabled={@d} required={@r} checked readonly> }
    }
}

state! { AttrNilFalseNamed { v: Scalar } }

impl Page for AttrNilFalseNamed {
    fn view(&self) -> impl View {
        h! { <p id={@v} class={@v} style={@v.style()} title={@v} data-x={@v} aria-label={@v} hidden={@v}>x</p> }
    }
}

state! { AttrClassStringInterp { kind: String, extra: String, w: i64 } }

impl Page for AttrClassStringInterp {
    fn view(&self) -> impl View {
        h! { <p class={format!("btn btn-{} {}", @kind, @extra)} style={format!("width: {}%", @w)}>x</p> }
    }
}

state! { AttrStyle { s: Option<Css>, c: String } }

impl Page for AttrStyle {
    fn view(&self) -> impl View {
        h! { <p style={@s}>x</p><p style={format!("color:{}", @c)}>y</p> }
    }
}

state! { AttrPhxEvents { id: i64, n: i64 } }

impl Page for AttrPhxEvents {
    fn view(&self) -> impl View {
        h! { <button phx-click="inc" phx-value-id={@id} phx-disable-with="...">{@n}</button> }
    }
}

state! { AttrQuotes { a: String } }

impl Page for AttrQuotes {
    fn view(&self) -> impl View {
        h!(r#"<p title='single "x"' data-b="it's" data-c={@a}>x</p>"#)
    }
}

state! { AttrExprTwoAssigns { id: i64, page: i64 } }

impl Page for AttrExprTwoAssigns {
    fn view(&self) -> impl View {
        h! { <a href={format!("/u/{}/p/{}", @id, @page)} id={format!("a-{}", @id)}>x</a> }
    }
}

state! { AttrSpread { rest: Attrs<'static> } }

impl Page for AttrSpread {
    fn view(&self) -> impl View {
        h! { <div class="a" {..@rest}>x</div> }
    }
}

state! { AttrSpreadNestedData { rest: Attrs<'static> } }

impl Page for AttrSpreadNestedData {
    fn view(&self) -> impl View {
        h! { <div {..@rest}>x</div> }
    }
}

state! { AttrDataKeyword { d: Option<Vec<(String, Scalar)>> } }

impl Page for AttrDataKeyword {
    fn view(&self) -> impl View {
        h! { <div data={@d}>x</div> }
    }
}
