//! Addresses from data: what goes out in HTML, in patches of both dialects and through sets of attributes.

use slotwise::{Attrs, Dialect, HashKey, Mirror, Patcher, Slot, View, component, h};

/// `javascript:` as browsers read it, in spellings that a search for the word would miss.
const HOSTILE: [&str; 8] = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "  javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\r\nscript:alert(1)",
    "\u{1}javascript:alert(1)",
    "vbscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
];

fn blocked(view: impl View) -> bool {
    let html = view.to_html();
    html.contains("about:invalid#blocked") && !html.contains("alert")
}

#[component]
fn link(#[prop(rest, include("href"))] rest: Attrs, href_of_child: &str) -> impl View {
    h! { <a {..@rest}><img src={@href_of_child} alt="" {..@rest}></a> }
}

#[test]
fn what_runs_is_blocked() {
    for url in HOSTILE {
        assert!(blocked(h! { <a href={url}>x</a> }));
        assert!(blocked(h! { <button formaction={url}>x</button> }));
        assert!(blocked(h! { <form action={Some(url)}></form> }));
        assert!(blocked(h! { <img alt="" src={format!("{url}")}> }));
        assert!(blocked(h! { <img alt="" src={format!("{url:.200}")}> }));
        assert!(blocked(h! { <svg><a xlink:href={url}>x</a></svg> }));
        assert!(blocked(h! { <q cite={format_args!("{}", url)}>x</q> }));
        assert!(blocked(h! { <a {..Attrs::new().set("HREF", url)}>x</a> }));
        assert!(blocked(
            h! { <a {..Attrs::new().set("href", url.to_owned())}>x</a> }
        ));
        assert!(blocked(h! { <.link href={url} href_of_child="/" /> }));
        assert!(blocked(h! { <.link href="/" href_of_child={url} /> }));
        let none = &Attrs::new();
        assert!(blocked(h! { <a href={url} {..none}>x</a> }));
        assert!(blocked(h! { <a href={format!("{url}#b")} {..none}>x</a> }));
    }
    let set = "/a.png 1x, javascript:alert(1) 2x";
    assert!(blocked(h! { <img alt="" srcset={set}> }));
}

#[test]
fn what_is_harmless_stays() {
    for url in [
        "",
        "/a?b=c&d#e",
        "//a/b",
        "https://a/",
        "MAILTO:a@b",
        "tel:+1",
        "a/javascript:b",
        "?javascript:b",
    ] {
        let expected = format!("<a href=\"{}\">x</a>", url.replace('&', "&amp;"));
        assert_eq!(h! { <a href={url}>x</a> }.to_html(), expected);
    }
    let none = None::<&str>;
    assert_eq!(h! { <a href={none}>x</a> }.to_html(), "<a>x</a>");
    assert_eq!(h! { <a href={true}>x</a> }.to_html(), "<a href>x</a>");
}

#[test]
fn a_value_stays_in_its_part() {
    let (host, id, tag) = ("a@evil.example/", "../b?c", "d&e=f#g");
    assert_eq!(
        h! { <a href={format!("https://{host}.example/{id}?t={tag}#{tag}")}>x</a> }.to_html(),
        "<a href=\"https://a%40evil.example%2F.example/%252E%252E/b%3Fc?t=d%26e%3Df%23g#d%26e%3Df%23g\">x</a>"
    );
    let path = "/evil.example";
    assert_eq!(
        h! { <a href={format!("/{path}")}>x</a> }.to_html(),
        "<a href=\"/%2Fevil.example\">x</a>"
    );
    let empty = "";
    assert_eq!(
        h! { <a href={format!("/{empty}/evil.example")}>x</a> }.to_html(),
        "<a href=\"/./evil.example\">x</a>"
    );
    let none = &Attrs::new();
    assert_eq!(
        h! { <a href={format!("/b/{tag}")} {..none}>x</a> }.to_html(),
        "<a href=\"/b/d&amp;e=f%23g\">x</a>"
    );
}

#[test]
fn patches_are_filtered_too() {
    for dialect in [Dialect::Native, Dialect::Phoenix] {
        let (mut mirror, mut patcher) = (Mirror::new(dialect, HashKey::new(1)), Patcher::new());
        let mut patches = String::new();
        for url in ["/a"].into_iter().chain(HOSTILE) {
            let set = Attrs::new().set("href", url);
            let view = h! {
                <p><a href={url}>x</a><a href={format!("{url}")}>x</a><a {..&set}>x</a></p>
            };
            patcher.patch(&mut mirror, &view, &mut patches);
        }
        assert!(!patches.contains("alert"), "{patches}");
        // A set sends what it shows, and that is the same for all of them.
        let sent = 2 * HOSTILE.len() + 1;
        assert_eq!(
            patches.matches("about:invalid#blocked").count(),
            sent,
            "{patches}"
        );
    }
}

#[component]
fn titled(inner_block: Slot) -> impl View {
    h! { <p title={format!("a{}", @inner_block)}>{@inner_block}</p> }
}

#[test]
fn a_view_never_is_a_part_of_an_attribute() {
    let name = "\" onclick=\"alert(1)";
    assert_eq!(
        h! { <.titled><b>{name}</b></.titled> }.to_html(),
        "<p title=\"a\"><b>\" onclick=\"alert(1)</b></p>"
    );
}
