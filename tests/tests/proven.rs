//! Values of types that prove what they are, and values that are filtered because theirs does not: in HTML and
//! in patches of both dialects.

use slotwise::{
    AttrValue, Attrs, Constant, Css, Html, JsonScript, Nonce, Slot, Srcset, Url, View, component, h,
};
use slotwise_tests::judge::Judge;

/// The views one after another, each at both clients.
#[track_caller]
fn check<V: View>(steps: impl IntoIterator<Item = (V, &'static str)>) {
    let mut judge = Judge::default();
    for (view, html) in steps {
        assert_eq!(view.to_html(), html);
        if let Err(error) = judge.step(&view) {
            panic!("{error}");
        }
    }
}

const PIXEL: &str = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";

#[test]
fn a_url_passes_and_its_text_does_not() {
    fn page(address: AttrValue<'_>) -> impl View {
        h! { <img src={address} alt=""> }
    }
    let proven = Url::reviewed(PIXEL, "a constant");
    check([
        (
            page((&proven).into()),
            "<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" alt=\"\">",
        ),
        (
            page(PIXEL.into()),
            "<img src=\"about:invalid#blocked\" alt=\"\">",
        ),
        (
            page((&proven).into()),
            "<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" alt=\"\">",
        ),
    ]);
}

#[test]
fn a_url_is_one_only_where_it_is_all_of_an_address() {
    let url = Url::reviewed("javascript:a", "a test");
    let srcset = Srcset::new().width("/a", 1);
    let html = h! {
        <p title={&url}>{&url}</p><a href={format!("{url}")}>x</a><a href={&srcset}>x</a><img srcset={&url} alt="">
    };
    check([(
        html,
        "<p title=\"javascript:a\">javascript:a</p>\
         <a href=\"about:invalid#blocked\">x</a><a href=\"/a 1w\">x</a><img srcset=\"about:invalid#blocked\" alt=\"\">",
    )]);
}

#[test]
fn a_url_passes_through_sets() {
    #[component]
    fn image(#[prop(rest, include("src", "srcset"))] rest: Attrs) -> impl View {
        h! { <img alt="" {..@rest}> }
    }
    let url = &Url::reviewed(PIXEL, "a constant");
    let srcset = Srcset::new().width("/a,b", 1);
    let more = Attrs::new().set("title", url);
    check([(
        h! { <.image src={url} srcset={&srcset} {..&more} /> },
        "<img alt=\"\" src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" srcset=\"/a%2Cb 1w\" \
         title=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">",
    )]);
    let (blocked, none) = (PIXEL, Attrs::new());
    check([(
        h! { <.image src={blocked} /><img src={url} alt="" {..&none}> },
        "<img alt=\"\" src=\"about:invalid#blocked\">\
         <img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" alt=\"\">",
    )]);
}

#[test]
fn styles_are_whole_or_filtered_one_by_one() {
    fn page<'a>(css: &'a Option<Css>, width: &'a str, unit: &'a str) -> impl View {
        h! {
            <p style={css}>x</p><p style={css} style:top={width}>x</p><p style={format!("width: {}{}; color: red", width, unit)}>x</p>
        }
    }
    let css = Some(Css::constant("color: url('x')"));
    check([
        (
            page(&css, "1", "px"),
            "<p style=\"color: url(&#39;x&#39;)\">x</p><p style=\"color: url(&#39;x&#39;);top:1;\">x</p><p style=\"width: 1px; color: red\">x</p>",
        ),
        (
            page(&None, "1; top: 0", "(x)"),
            "<p style=\"\">x</p><p style=\";\">x</p><p style=\"width: blockedblocked; color: red\">x</p>",
        ),
        (
            page(&None, "calc(1px)", ""),
            "<p style=\"\">x</p><p style=\";top:calc(1px);\">x</p><p style=\"width: calc(1px); color: red\">x</p>",
        ),
    ]);
    let (evil, none) = ("url(//x)", Attrs::new());
    check([(
        h! { <p style={format!("background: {evil}")} {..&none}>x</p> },
        "<p style=\"background: blocked\">x</p>",
    )]);
}

#[test]
fn paints_are_filtered() {
    fn page<'a>(paint: &'a str, id: &'a str) -> impl View {
        h! {
            <svg><path fill={paint} stroke={format!("url(#{id})")}/><set attributeName="fill" to={paint}/></svg>
        }
    }
    check([
        (
            page("red", "a"),
            "<svg><path fill=\"red\" stroke=\"url(#a)\"/><set attributeName=\"fill\" to=\"red\"/></svg>",
        ),
        (
            page("url(//x)", "a) url(//x"),
            "<svg><path fill=\"blocked\" stroke=\"url(#blocked)\"/><set attributeName=\"fill\" to=\"blocked\"/></svg>",
        ),
        (
            page("url(#a) none", "b"),
            "<svg><path fill=\"url(#a) none\" stroke=\"url(#b)\"/><set attributeName=\"fill\" to=\"url(#a) none\"/></svg>",
        ),
    ]);
    let set = Attrs::new().set("fill", "url(//x)");
    check([(
        h! { <svg><path {..&set}/></svg> },
        "<svg><path fill=\"blocked\"/></svg>",
    )]);
}

#[component]
fn link(#[prop(rest, include("rel", "form", "href"))] rest: Attrs, inner_block: Slot) -> impl View {
    h! { <a rel="a" {..@rest}>{@inner_block}</a> }
}

#[test]
fn constants_decide_what_an_element_may_do() {
    fn page(rel: Option<Constant>) -> impl View {
        h! { <a rel={rel}>x</a> }
    }
    check([
        (page(None), "<a>x</a>"),
        (page(Some(Constant::new("me"))), "<a rel=\"me\">x</a>"),
    ]);
    let rel = &Constant::new("me");
    check([(
        h! {
            <.link rel="noopener" style="top: 0">x</.link><.link rel={rel} form="f">x</.link><.link>x</.link>
        },
        "<a rel=\"noopener\" style=\"top: 0\">x</a><a rel=\"me\" form=\"f\">x</a><a rel=\"a\">x</a>",
    )]);
    let none = Attrs::new();
    check([(h! { <a rel={rel} {..&none}>x</a> }, "<a rel=\"me\">x</a>")]);
    let nonce = Nonce::new("abcd").unwrap();
    check([(
        h! { <style nonce={&nonce}>a {"{}"}</style> },
        "<style nonce=\"abcd\">a {\"{}\"}</style>",
    )]);
    for name in ["rel", "form", "style", "is", "sandbox"] {
        assert!(Attrs::new().try_set(name, "a").is_err());
    }
}

#[test]
fn a_document_is_markup() {
    fn page(text: &'static str) -> impl View {
        let html = Html::reviewed(text, "a test");
        h! { <iframe srcdoc={&html}></iframe> }
    }
    check([
        (
            page("<b>1 &lt; 2</b>"),
            "<iframe srcdoc=\"&lt;b&gt;1 &amp;lt; 2&lt;/b&gt;\"></iframe>",
        ),
        (page("\"x\""), "<iframe srcdoc=\"&quot;x&quot;\"></iframe>"),
    ]);
}

#[test]
fn data_for_a_script_cannot_end_it() {
    fn page(text: &'static str) -> impl View {
        let json = JsonScript::new(text).unwrap();
        h! { <script type="application/json"> {&json} </script> }
    }
    check([
        (
            page("a"),
            "<script type=\"application/json\">\"a\"</script>",
        ),
        (
            page("</script><!--&\u{2028}"),
            "<script type=\"application/json\">\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\"</script>",
        ),
    ]);
    check([(
        h! { <script type="application/json">{"a": {"b": []}}</script> },
        "<script type=\"application/json\">{\"a\": {\"b\": []}}</script>",
    )]);
}
