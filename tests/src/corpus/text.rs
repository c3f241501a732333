//! Text, whitespace, comments, void elements, SVG.

use super::{Case, Page, case, record, state};
use crate::json::{ElixirFloat, Scalar};
use slotwise::{Html, View, h};

pub(super) const CASES: &[Case] = &[
    case::<TextStaticOnly>("text_static_only"),
    case::<TextOne>("text_one"),
    case::<TextTwoIndependent>("text_two_independent"),
    case::<TextSameAssignTwice>("text_same_assign_twice"),
    case::<TextTypes>("text_types"),
    case::<TextFloatFormat>("text_float_format"),
    case::<TextBigint>("text_bigint"),
    case::<TextEscapeAll>("text_escape_all"),
    case::<TextExprConcat>("text_expr_concat"),
    case::<TextExprArith>("text_expr_arith"),
    case::<TextExprSameResult>("text_expr_same_result"),
    case::<TextMapAccess>("text_map_access"),
    case::<TextLocalVariable>("text_local_variable"),
    case::<WsIndented>("ws_indented"),
    case::<WsLeadingTrailing>("ws_leading_trailing"),
    case::<WsNoFormat>("ws_no_format"),
    case::<HtmlMultiRoot>("html_multi_root"),
    case::<HtmlTextOnly>("html_text_only"),
    case::<HtmlOnlyExpr>("html_only_expr"),
    case::<HtmlVoid>("html_void"),
    case::<HtmlCommentHtml>("html_comment_html"),
    case::<HtmlTextarea>("html_textarea"),
    case::<HtmlCurlyEscape>("html_curly_escape"),
    case::<HtmlEntities>("html_entities"),
    case::<SvgBasic>("svg_basic"),
    case::<SvgForPath>("svg_for_path"),
    case::<UnicodeText>("unicode_text"),
    case::<TextRaw>("text_raw"),
];

state! { TextStaticOnly {  } }

impl Page for TextStaticOnly {
    fn view(&self) -> impl View {
        h! { <p>hello</p> }
    }
}

state! { TextOne { name: String } }

impl Page for TextOne {
    fn view(&self) -> impl View {
        h! { <p>Hello {@name}!</p> }
    }
}

state! { TextTwoIndependent { a: String, b: String } }

impl Page for TextTwoIndependent {
    fn view(&self) -> impl View {
        h! { <div><span>{@a}</span> <span>{@b}</span></div> }
    }
}

state! { TextSameAssignTwice { t: String } }

impl Page for TextSameAssignTwice {
    fn view(&self) -> impl View {
        h! { <h1>{@t}</h1><h2>{@t}</h2><title>{@t}</title> }
    }
}

state! { TextTypes { v: Scalar } }

impl Page for TextTypes {
    fn view(&self) -> impl View {
        h! { <p>{@v}</p> }
    }
}

state! { TextFloatFormat { v: ElixirFloat } }

impl Page for TextFloatFormat {
    fn view(&self) -> impl View {
        h! { <p>{@v}</p> }
    }
}

state! { TextBigint { v: i128 } }

impl Page for TextBigint {
    fn view(&self) -> impl View {
        h! { <p>{@v}</p> }
    }
}

state! { TextEscapeAll { v: String } }

impl Page for TextEscapeAll {
    fn view(&self) -> impl View {
        h! { <p>{@v}</p> }
    }
}

state! { TextExprConcat { a: String, b: String } }

impl Page for TextExprConcat {
    fn view(&self) -> impl View {
        h! { <p>{@a.to_string() + " " + &@b}</p><p>{@a}</p> }
    }
}

state! { TextExprArith { n: i64, m: i64 } }

impl Page for TextExprArith {
    fn view(&self) -> impl View {
        h! { <p>{*@n + 1} of {*@n * 2}, {@m}</p> }
    }
}

state! { TextExprSameResult { n: i64 } }

impl Page for TextExprSameResult {
    fn view(&self) -> impl View {
        h! { <p>{*@n % 2}</p><p>{if *@n > 5 { "big" } else { "small" }}</p> }
    }
}

state! { TextMapAccess { user: User } }

impl Page for TextMapAccess {
    fn view(&self) -> impl View {
        h! { <p>{@user.name}</p><p>{@user.age}</p><p>{@user.address.city}</p> }
    }
}

state! { TextLocalVariable { n: i64, m: i64 } }

impl Page for TextLocalVariable {
    fn view(&self) -> impl View {
        let x = *self.n * 10;
        h! { &#10;<p>{x}</p><p>{@m}</p> }
    }
}

state! { WsIndented { a: String, b: String } }

impl Page for WsIndented {
    fn view(&self) -> impl View {
        h!(r#"<div>
  <p>
    {@a}
  </p>

  <p>  {@b}  </p>
</div>
"#)
    }
}

state! { WsLeadingTrailing { a: String } }

impl Page for WsLeadingTrailing {
    fn view(&self) -> impl View {
        h!(r#"


  <p>{@a}</p>


"#)
    }
}

state! { WsNoFormat { a: String } }

impl Page for WsNoFormat {
    fn view(&self) -> impl View {
        h! { <span>   {@a}   </span> }
    }
}

state! { HtmlMultiRoot { a: i64, b: i64 } }

impl Page for HtmlMultiRoot {
    fn view(&self) -> impl View {
        h!(r#"<p>{@a}</p>
<p>{@b}</p>
text {@a}
"#)
    }
}

state! { HtmlTextOnly { a: i64, b: Scalar } }

impl Page for HtmlTextOnly {
    fn view(&self) -> impl View {
        h! { just text {@a} and {@b} }
    }
}

state! { HtmlOnlyExpr { a: String } }

impl Page for HtmlOnlyExpr {
    fn view(&self) -> impl View {
        h! { {@a} }
    }
}

state! { HtmlVoid { src: String, v: Option<String> } }

impl Page for HtmlVoid {
    fn view(&self) -> impl View {
        h! { <div><br><img src={@src} alt="x"><input type="text" value={@v}><hr/></div> }
    }
}

state! { HtmlCommentHtml { a: i64 } }

impl Page for HtmlCommentHtml {
    fn view(&self) -> impl View {
        h!(r#"<div><!-- a {@not} & <b> comment --><p>{@a}</p><!----></div>"#)
    }
}

state! { HtmlTextarea { v: String } }

impl Page for HtmlTextarea {
    fn view(&self) -> impl View {
        h!(r#"<form><textarea name="t">{@v}</textarea><textarea>
{@v}</textarea></form>"#)
    }
}

state! { HtmlCurlyEscape { a: Scalar } }

impl Page for HtmlCurlyEscape {
    fn view(&self) -> impl View {
        h!(r#"<p>&lbrace; {"{"} {"{}"} {@a} &rbrace;</p>
<p>&lbrace;@a&rbrace; {@a}</p>"#)
    }
}

state! { HtmlEntities { a: String } }

impl Page for HtmlEntities {
    fn view(&self) -> impl View {
        h!(r#"<p title="&quot;a&quot; &lt;">&nbsp;&copy; &#x1F600; &amp; {@a}</p>"#)
    }
}

state! { SvgBasic { x: i64, t: String } }

impl Page for SvgBasic {
    fn view(&self) -> impl View {
        h! { <svg viewBox="0 0 10 10" xmlns="http://www.w3.org/2000/svg"><circle cx={@x} cy="5" r="1"/><linearGradient id="g"/><text>{@t}</text></svg> }
    }
}

state! { SvgForPath { pts: Vec<(i64, i64)> } }

impl Page for SvgForPath {
    fn view(&self) -> impl View {
        h! { <svg><g :for={(x, y) in @pts} transform={format!("translate({x},{y})")}><path d="M0 0"/></g></svg> }
    }
}

state! { UnicodeText { a: String } }

impl Page for UnicodeText {
    fn view(&self) -> impl View {
        h!(r#"<p>żółć 日本語 🎉 {@a}</p>"#)
    }
}

record! { User { name: String, age: i64, address: Address } }
record! { Address { city: String, zip: String } }

state! { TextRaw { html: Html } }

impl Page for TextRaw {
    fn view(&self) -> impl View {
        h! { <div>{@html}</div> }
    }
}
