//! Commands, hooks and targets in bindings: on elements, in sets, through components and through patches.

use slotwise::{Attrs, Cmd, HookName, Myself, Push, Tracked, View, component, h};
use slotwise_tests::judge::Judge;
use std::rc::Rc;

#[track_caller]
fn check(view: &impl View, html: &str) {
    assert_eq!(view.to_html(), html);
    let mut judge = Judge::default();
    judge
        .step(view)
        .map(drop)
        .expect("both clients show what is rendered");
}

const GO: &str = "[[&quot;push&quot;,{&quot;event&quot;:&quot;go&quot;}]]";

#[test]
fn on_elements() {
    let go = &Cmd::push("go");
    check(
        &h! { <p phx-click={go} phx-blur={go} phx-mounted={Some(go.clone())} phx-remove={None::<Cmd>}>x</p> },
        &format!("<p phx-click=\"{GO}\" phx-blur=\"{GO}\" phx-mounted=\"{GO}\">x</p>"),
    );
    let held = (Tracked::new(go.clone()), Rc::new(go.clone()), Box::new(go));
    check(
        &h! { <p phx-click={held.0} phx-focus={held.1} data-cmd-close={held.2}>x</p> },
        &format!("<p phx-click=\"{GO}\" phx-focus=\"{GO}\" data-cmd-close=\"{GO}\">x</p>"),
    );
    check(
        &h! { <p phx-click={"a"} phx-blur="b" phx-hook={HookName::constant("H")} phx-target={Some(Myself::new(2))}>x</p> },
        r#"<p phx-click="a" phx-blur="b" phx-hook="H" phx-target="2">x</p>"#,
    );
}

#[test]
fn text_from_data_is_never_a_command() {
    let text = r#"[["exec",{"attr":"data-x"}]]"#;
    let html = h! { <p phx-click={Cmd::push(Push::new(text).value(text, text))}>x</p> }.to_html();
    let written = html
        .trim_start_matches("<p phx-click=\"")
        .trim_end_matches("\">x</p>")
        .replace("&quot;", "\"");
    let list: serde_json::Value = serde_json::from_str(&written).expect("JSON");
    assert_eq!(
        list,
        serde_json::json!([["push", { "event": text, "value": { text: text } }]])
    );
}

#[test]
fn a_set_after_it_decides() {
    let (go, none) = (&Cmd::push("go"), Attrs::new());
    let other = &Attrs::new()
        .set("phx-click", Cmd::push("other"))
        .set("phx-blur", go);
    check(
        &h! { <p phx-click={go} {..none}>x</p> },
        &format!("<p phx-click=\"{GO}\">x</p>"),
    );
    let html = h! { <p phx-click={go} phx-blur="b" {..other}>x</p> }.to_html();
    assert!(
        html.contains("other") && html.contains(&format!("phx-blur=\"{GO}\"")),
        "{html}"
    );
    assert_eq!(html.matches("phx-").count(), 2, "{html}");
    check(
        &h! { <p {..other} phx-click="a" phx-blur="b">x</p> },
        r#"<p phx-click="a" phx-blur="b">x</p>"#,
    );
}

#[test]
fn sets_take_no_text_for_a_binding() {
    let mut attrs = Attrs::new();
    for name in [
        "phx-click",
        "PHX-Blur",
        "data-cmd-x",
        "phx-hook",
        "phx-target",
        "data-phx-link",
        "phx-update",
    ] {
        assert!(attrs.try_set(name, "x").is_err(), "{name}");
        assert!(attrs.try_set(name, String::from("x")).is_err(), "{name}");
    }
    for name in ["phx-hook", "data-phx-link", "onclick"] {
        assert!(attrs.try_set(name, Cmd::push("go")).is_err(), "{name}");
    }
    assert!(attrs.is_empty());
    for name in [
        "phx-click",
        "phx-value-id",
        "phx-disable-with",
        "phx-debounce",
    ] {
        let cmd = name == "phx-click";
        let set = if cmd {
            attrs.try_set(name, Cmd::push("go"))
        } else {
            attrs.try_set(name, "x")
        };
        assert!(set.is_ok(), "{name}");
    }
    let map = [
        ("phx-link", "a"),
        ("phx_session", "b"),
        ("cmd-x", "c"),
        ("PHX-main", "d"),
        ("x", "e"),
    ];
    check(
        &h! { <p data={map} aria={map}>x</p> },
        r#"<p data-x="e" aria-phx-link="a" aria-phx-session="b" aria-cmd-x="c" aria-phx-main="d" aria-x="e">x</p>"#,
    );
}

#[component]
fn button(#[prop(into, default)] on_click: Option<Cmd>, #[prop(rest)] rest: Attrs) -> impl View {
    h! { <button phx-click={@on_click} {..@rest}>x</button> }
}

#[component]
fn around(#[prop(rest)] rest: Attrs) -> impl View {
    h! { <.button {..@rest} /> }
}

#[component]
fn into(#[prop(into)] on_click: Cmd) -> impl View {
    h! { <button phx-click={@on_click}>x</button> }
}

#[test]
fn through_components() {
    let go = &Cmd::push("go");
    check(
        &h! { <.button phx-click="a" phx-hook="H" phx-target="#b" data-phx-link="redirect" /> },
        r##"<button phx-click="a" phx-hook="H" phx-target="#b" data-phx-link="redirect">x</button>"##,
    );
    check(
        &h! { <.around phx-click={go} phx-blur={Some(go)} phx-hook={HookName::constant("H")} phx-target={Myself::new(1)} /> },
        &format!(
            r#"<button phx-click="{GO}" phx-blur="{GO}" phx-hook="H" phx-target="1">x</button>"#
        ),
    );
    check(
        &h! { <.around phx-click={"a"} phx-value-id={format!("{}", 1)} /> },
        r#"<button phx-click="a" phx-value-id="1">x</button>"#,
    );
    check(
        &h! { <.button on_click={go.clone()} /> },
        &format!("<button phx-click=\"{GO}\">x</button>"),
    );
    check(
        &h! { <.into on_click={go} /><.into on_click="a" /> },
        &format!("<button phx-click=\"{GO}\">x</button><button phx-click=\"a\">x</button>"),
    );
}

struct Page {
    id: Tracked<u32>,
    on: Tracked<bool>,
}

impl Page {
    fn render(&self) -> impl View {
        h! {
            <button phx-click={Cmd::push(Push::new("go").value("id", *@id))} phx-hook={@on.then_some(HookName::constant("H"))}>x</button>
            <.around phx-click={Cmd::push(Push::new("go").value("id", *@id))} />
        }
    }
}

#[test]
fn through_patches() {
    let mut page = Page {
        id: 1.into(),
        on: false.into(),
    };
    let mut judge = Judge::default();
    for step in 0..4 {
        judge
            .step(&page.render())
            .map(drop)
            .expect("both clients show what is rendered");
        *page.id = step;
        *page.on = step % 2 == 0;
    }
}
