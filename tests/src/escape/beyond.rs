//! The cases where more is asked than Go gives.

use super::{Case, refused, shown, text};
use slotwise::h;

pub(super) const CASES: &[Case] = &[
    refused(
        4,
        r#"<svg><a><animate attributeName={v} to="1" /></a></svg>"#,
        r#"<svg><a><animate attributeName="x" to="1" /></a></svg>"#,
    ),
    refused(8, "<base href={v}>", r#"<base href="/a">"#),
    refused(
        12,
        "<iframe srcdoc={v}></iframe>",
        r#"<iframe srcdoc="a"></iframe>"#,
    ),
    refused(
        16,
        r#"<script type={v}>import "/a.js"</script>"#,
        r#"<script type="module">import "/a.js"</script>"#,
    ),
    shown(20, |v, each| {
        each(&h! { <button formaction={text(v)}></button> })
    }),
    shown(24, |v, each| {
        each(&h! { <math><mtext href={text(v)}>x</mtext></math> });
    }),
    shown(28, |v, each| each(&h! { <a href={text(v)}></a> })),
    refused(
        32,
        "<svg><style>a{color:{v}}</style></svg>",
        "<svg><style>a{color:red}</style></svg>",
    ),
    refused(36, "<noembed>{v}</noembed>", "<noembed>a</noembed>"),
    refused(
        40,
        r#"<script type="speculationrules">{v}</script>"#,
        r#"<script type="speculationrules">x</script>"#,
    ),
    refused(
        44,
        "<div data-phx-session={v}></div>",
        r#"<div data-phx-session="x"></div>"#,
    ),
    shown(48, |v, each| each(&h! { <pre>{text(v)}</pre> })),
];
