use super::*;
use alloc::string::ToString;

#[cfg(feature = "session")]
use alloc::vec::Vec;

/// Texts that would be commands, or more than one value, if they were not quoted.
#[cfg(feature = "session")]
const HOSTILE: [&str; 7] = [
    r#"[["exec",{"attr":"data-x"}]]"#,
    r#""}],["dispatch",{"event":"x"#,
    "\\",
    "\\\"",
    "\"\\u0022",
    "line\nend\u{2028}\r\0",
    "</script><b>é",
];

fn push(event: &str) -> Cmd {
    Cmd::push(event)
}

#[cfg(feature = "session")]
#[test]
fn text_from_data_stays_one_json_string() {
    for text in HOSTILE {
        let owned = text.to_string();
        let cmds = [
            push(text),
            Cmd::push(Push::new("a").value(text, text)),
            Cmd::show(To::css(owned.clone())),
            Cmd::show(To::id(text)),
            Cmd::focus(To::inner(owned.clone())),
            Cmd::focus(To::closest(owned.clone())),
            Cmd::add_class("a", owned.clone()),
            Cmd::show(Showing::new("a").display(owned.clone())),
            Cmd::transition(
                "a",
                Transition::new(owned.clone())
                    .starting(owned.clone())
                    .ending(owned.clone()),
            ),
            Cmd::set_attr("a", "title", owned.clone()),
            Cmd::switch_attr("a", "title", owned.clone(), owned.clone()),
            Cmd::dispatch("a", Dispatch::new("b").detail(text, text)),
            Cmd::navigate(text),
            Cmd::patch(text),
        ];
        for cmd in cmds {
            let list: Vec<(String, serde_json::Value)> =
                serde_json::from_str(cmd.as_str()).unwrap_or_else(|why| panic!("{cmd:?}: {why}"));
            assert_eq!(list.len(), 1, "{cmd:?}");
            assert!(list[0].1.is_object(), "{cmd:?}");
        }
        let list: serde_json::Value = serde_json::from_str(push(text).as_str()).unwrap();
        assert_eq!(list[0][1]["event"], text.replace('\0', "\u{FFFD}"));
    }
}

#[test]
fn what_an_attribute_may_be_set_to() {
    let data = || "x".to_string();
    let set = |name, value: CmdText| Cmd::set_attr("a", name, value).refused().is_none();
    for name in [
        "title",
        "aria-label",
        "data-x",
        "hidden",
        "value",
        "class",
        "src",
        "href",
        "type",
    ] {
        assert!(set(name, "x".into()), "{name}");
    }
    for name in ["title", "aria-label", "data-x", "hidden", "action", "cite"] {
        assert!(set(name, data().into()), "{name}");
    }
    for name in ["src", "href", "xlink:href", "data", "type", "rel", "to"] {
        assert!(!set(name, data().into()), "{name}");
    }
    for name in [
        "onclick",
        "ONLOAD",
        "srcdoc",
        "style",
        "nonce",
        "sandbox",
        "is",
        "a b",
        "",
        "phx-click",
        "phx-hook",
        "phx-target",
        "phx-update",
        "data-phx-link",
        "data-cmd-x",
    ] {
        assert!(!set(name, "x".into()), "{name}");
        assert!(!set(name, data().into()), "{name}");
    }
    let cmd = Cmd::set_attr("a", "action", "java\tscript:alert(1)".to_string());
    assert_eq!(
        cmd.as_str(),
        r#"[["set_attr",{"to":"a","attr":["action","about:invalid#blocked"]}]]"#
    );
    let cmd = Cmd::set_attr("a", "href", "javascript:alert(1)");
    assert_eq!(
        cmd.as_str(),
        r#"[["set_attr",{"to":"a","attr":["href","about:invalid#blocked"]}]]"#
    );
}

#[test]
fn what_exec_may_run() {
    for name in ["phx-click", "phx-remove", "data-cmd-x"] {
        assert!(Cmd::exec("a", name).refused().is_none(), "{name}");
    }
    for name in [
        "data-x",
        "title",
        "phx-value-x",
        "phx-hook",
        "data-phx-x",
        "onclick",
    ] {
        assert!(Cmd::exec("a", name).refused().is_some(), "{name}");
    }
}

#[test]
fn lists_are_joined() {
    let joined = |a: Cmd, b: Cmd| a.then(b).as_str().to_string();
    let (a, b) = (|| push("a"), || push("b"));
    let both = r#"[["push",{"event":"a"}],["push",{"event":"b"}]]"#;
    assert_eq!(joined(a(), b()), both);
    assert_eq!(joined("a".into(), "b".into()), both);
    assert_eq!(
        joined("a".into(), r#" [ ["push",{"event":"b"}] ] "#.into()),
        both
    );
    assert_eq!(joined(a(), Cmd::new()), r#"[["push",{"event":"a"}]]"#);
    assert_eq!(joined(Cmd::new(), b()), r#"[["push",{"event":"b"}]]"#);
    assert_eq!(joined(Cmd::new(), Cmd::default()), "[]");
    let refused = a()
        .then(Cmd::set_attr("a", "onclick", ""))
        .then(Cmd::exec("a", "x"));
    assert_eq!(refused.refused(), Some(&RefusedName::of("onclick")));
}

#[test]
fn values_of_events() {
    let push = Push::new("e")
        .value("a", -1)
        .value("b", 1.5)
        .value("c", f64::NAN)
        .value("d", true)
        .value("e", 'é');
    assert_eq!(
        Cmd::push(push).as_str(),
        r#"[["push",{"event":"e","value":{"a":-1,"b":1.5,"c":null,"d":true,"e":"é"}}]]"#
    );
}

#[test]
fn one_time_for_both_ways() {
    let toggled = |showing: Showing| Cmd::toggle(showing).as_str().to_string();
    let (slow, plain) = (
        Transition::new("a").time(9),
        Transition::new("b").without_waiting(),
    );
    assert_eq!(
        toggled(Showing::new(To::this()).appear(plain).vanish(slow)),
        r#"[["toggle",{"ins":[["b"],[],[]],"outs":[["a"],[],[]],"time":9,"blocking":false}]]"#
    );
    assert_eq!(
        toggled(Showing::new(To::this()).display("flex")),
        r#"[["toggle",{"display":"flex"}]]"#
    );
}
