//! Sets of attributes, maps, parts of styles and raw HTML, by example. That the last to name an
//! attribute decides, whatever happens, is a property in `properties.rs`.

use slotwise::{Attrs, Css, Html, ResourceUrl, Tracked, View, component, h};
use slotwise_tests::judge::Judge;
use std::collections::{BTreeMap, HashMap};

#[track_caller]
fn check(view: &impl View, html: &str) {
    assert_eq!(view.to_html(), html);
    let mut judge = Judge::default();
    judge
        .step(view)
        .map(drop)
        .expect("both clients show what is rendered");
}

#[test]
fn spreads() {
    let x = Attrs::new()
        .set("class", "b")
        .set("ID", 3)
        .set("hidden", true);
    let t = Some("t");
    check(
        &h! { <p class="a" title={t} {..x} id="c">x</p> },
        r#"<p title="t" class="b" hidden id="c">x</p>"#,
    );
    let y = Attrs::new().set("title", &None::<&str>);
    check(
        &h! { <p title={t} {..Some(&y)} {..None::<Attrs>}>x</p> },
        "<p>x</p>",
    );
    check(
        &h! { <p title={t} {..Attrs::new().set("lang", format!("{}-x", 1))}>x</p> },
        r#"<p title="t" lang="1-x">x</p>"#,
    );
    check(
        &h! { <svg {..Attrs::new().set("viewBox", "0 0")}/> },
        r#"<svg viewBox="0 0"/>"#,
    );
}

#[test]
fn spreads_in_loops_branches_and_components() {
    #[component]
    fn button(kind: &str, attrs: Attrs<'_>) -> impl View {
        h! { <button class={["btn", @kind]} type="button" {..@attrs}>x</button> }
    }
    let rows = [("a", true), ("b", false)];
    check(
        &h! {
            {#for (id, on) in rows; id}
                {#let attrs = Attrs::new().set("id", id).set("hidden", on)}
                {#if on}<i class="x" {..attrs}></i>{#else}<.button kind="k" attrs={attrs.clone()} />{/if}
            {/for}
        },
        "\n                \n                <i class=\"x\" id=\"a\" hidden></i>\n            \
         \n                \n                <button class=\"btn k\" type=\"button\" id=\"b\">x</button>\n            ",
    );
}

#[test]
fn maps() {
    let of_keys = BTreeMap::from([("b_c", "2"), ("a", "1")]);
    check(
        &h! { <p data={of_keys}>x</p> },
        r#"<p data-a="1" data-b-c="2">x</p>"#,
    );
    let hashed = HashMap::from([
        ("b".to_owned(), 2),
        ("a".to_owned(), 1),
        ("c".to_owned(), 3),
    ]);
    check(
        &h! { <p aria={hashed}>x</p> },
        r#"<p aria-a="1" aria-b="2" aria-c="3">x</p>"#,
    );
    let (on, none) = (true, None::<[(&str, i32); 1]>);
    check(
        &h! { <p data={[("x", on), ("y", !on)]} aria={none}>x</p> },
        "<p data-x>x</p>",
    );
    // What cannot be a name never becomes one.
    let evil = [
        ("x onclick=alert(1) y", "1"),
        (">", "2"),
        ("é", "3"),
        ("ok", "\"><b>"),
    ];
    check(
        &h! { <p data={evil}>x</p> },
        r#"<p data-ok="&quot;&gt;&lt;b&gt;">x</p>"#,
    );
    let url = ResourceUrl::constant("/x");
    check(
        &h! { <object data={url}></object> },
        r#"<object data="/x"></object>"#,
    );
}

#[test]
fn styles() {
    let (width, none, evil) = (3, None::<&str>, "red;background:url(//x)");
    check(
        &h! { <p style="top: 0" style:width={format!("{width}px")} style:color={none} style:--gap="2px" style:color2={evil}>x</p> },
        r#"<p style="top: 0;width:3px;--gap:2px;">x</p>"#,
    );
    let base = Css::constant("a:b");
    check(
        &h! { <p style={base} style:c={width}>x</p> },
        r#"<p style="a:b;c:3;">x</p>"#,
    );
}

struct Note {
    text: Tracked<Html>,
    count: Tracked<i64>,
}

impl Note {
    fn view(&self) -> impl View {
        h! { <p>a{@text}b{@count}{#if @count > 1}{@text}{/if}</p> }
    }
}

#[test]
fn raw_html_is_a_node_tree_on_the_native_wire() {
    let mut note = Note {
        text: Html::reviewed("<b id=1>x</b> &amp; y", "a constant").into(),
        count: 1.into(),
    };
    let mut judge = Judge::default();
    let step = judge.step(&note.view()).expect("the first state");
    assert_eq!(step.html, "<p>a<b id=1>x</b> &amp; yb1</p>");
    assert!(
        step.native
            .ends_with(r#"[0,[[["b",["id","1"],"x"]," & y"]],1,""]]"#),
        "{}",
        step.native
    );
    assert!(
        step.phoenix.contains(r#""0":"<b id=1>x</b> &amp; y""#),
        "{}",
        step.phoenix
    );
    *note.text = Html::reviewed("z", "a constant");
    let step = judge.step(&note.view()).expect("other markup");
    assert_eq!(
        (&*step.native, &*step.phoenix),
        (r#"[0,[["z"]]]"#, r#"{"0":"z"}"#)
    );
    *note.count = 2;
    judge.step(&note.view()).expect("markup in a branch");
    *note.text = Html::reviewed("z", "the same again");
    assert_eq!(judge.step(&note.view()).expect("no change").native, "");
}

/// A parser reads no tags in there, so markup that is harmless elsewhere could end the element.
#[test]
fn markup_is_text_in_a_textarea() {
    let markup = &Html::reviewed("<b title='</textarea>'>", "a constant");
    let escaped = "&lt;b title='&lt;/textarea&gt;'&gt;";
    check(
        &h! { <textarea>{markup}</textarea> },
        &format!("<textarea>\n{escaped}</textarea>"),
    );
    let inner = h! { {#for m in [markup]; ()}{#if true}{m}{/if}{/for} };
    check(
        &h! { <textarea>a{inner}</textarea>{markup} },
        &format!("<textarea>a{escaped}</textarea><b title='</textarea>'>"),
    );
    let rows = vec![h! { {markup} }];
    check(
        &h! { <title>x{rows}</title> },
        &format!("<title>x{escaped}</title>"),
    );
}

/// Markup gives way to a number: on the native wire a number after its slot would be refused.
#[test]
fn a_number_in_place_of_markup() {
    let markup = &Html::reviewed("<b>x</b>", "a constant");
    let mut judge = Judge::default();
    for shown in [true, false, true] {
        let view = h! { <p>{#if shown}{markup}{#else}{7}{/if}</p> };
        judge.step(&view).map(drop).expect("either");
    }
    struct Either(bool, Html);
    impl slotwise::Hole for Either {
        fn hole(&self) -> slotwise::Dyn<'_> {
            match self.0 {
                true => self.1.hole(),
                false => 7.hole(),
            }
        }
    }
    for shown in [true, false, true, false] {
        let either = Either(shown, markup.clone());
        judge
            .step(&h! { <i>{either}</i> })
            .map(drop)
            .expect("either");
    }
}
