//! Fifteen ways in which a value gets out of its place in one engine or another, tried on this one.
//!
//! ```text
//! text    h! { <p>{v}</p> } with <script>..   inert: <p>&lt;script>..</p>
//! onclick <button onclick={v}>                refused when compiling (SW0205)
//! ```
//! What must not compile goes to the compiler itself. What compiles is shown, as a first page and by patches in
//! both dialects, and html5ever tells what became of it: nothing may act, and nothing but one text or attribute
//! may differ from the page of a harmless value.

use crate::difference::Page;
use crate::judge::Judge;
use crate::places::{BENIGN, Each};
use crate::refused::{self, verdict};
use slotwise::{Attrs, h};
use std::fmt;

/// A way to try.
pub struct Probe {
    /// What the value is to get out of.
    pub name: &'static str,
    attempts: &'static [Attempt],
}

enum Attempt {
    /// A template that must not compile; its holes are `{v}`.
    Template(&'static str),
    /// A view, told by its template, and values for it.
    View(
        &'static str,
        fn(&str, &mut Each<'_>),
        &'static [&'static str],
    ),
}

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The template does not compile, by this code.
    Refused(&'static str),
    /// The value does nothing in this page.
    Inert(String),
    /// The value does something, or could.
    Unsafe(String),
}

/// What became of a probe.
pub struct Report {
    /// Its name.
    pub name: &'static str,
    /// What was attempted: the attempt that is told, and how many more.
    pub attempted: String,
    /// The worst that came of it.
    pub outcome: Outcome,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Refused(code) => write!(f, "refused when compiling ({code})"),
            Outcome::Inert(html) => write!(f, "inert: {html}"),
            Outcome::Unsafe(what) => write!(f, "UNSAFE: {what}"),
        }
    }
}

impl Report {
    /// Whether the value could do something.
    pub fn is_unsafe(&self) -> bool {
        matches!(self.outcome, Outcome::Unsafe(_))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Report {
            name,
            attempted,
            outcome,
        } = self;
        // One line, whatever a value or a page holds.
        let line = format!("{name}: {attempted}: {outcome}");
        f.write_str(&line.replace('\n', "\\n"))
    }
}

impl Probe {
    /// Makes all attempts.
    pub fn run(&self) -> Report {
        let mut told: Vec<(String, Outcome)> = Vec::new();
        for attempt in self.attempts {
            match attempt {
                Attempt::Template(template) => {
                    told.push((format!("`{template}`"), compiled(template)));
                }
                Attempt::View(template, view, values) => {
                    told.extend(
                        values.iter().map(|value| {
                            (format!("`{template}` with {value:?}"), page(*view, value))
                        }),
                    );
                }
            }
        }
        let more = told.len() - 1;
        let worst = told
            .iter()
            .position(|(_, outcome)| matches!(outcome, Outcome::Unsafe(_)));
        let (mut attempted, outcome) = told.swap_remove(worst.unwrap_or(0));
        if more > 0 {
            attempted += &format!(" and {more} more");
        }
        Report {
            name: self.name,
            attempted,
            outcome,
        }
    }
}

fn compiled(template: &str) -> Outcome {
    match verdict(template) {
        refused::Verdict::Refused(codes) => Outcome::Refused(codes[0]),
        refused::Verdict::NoHole(html) => Outcome::Inert(html),
        refused::Verdict::Accepted => Outcome::Unsafe("it compiles, and takes text".to_owned()),
    }
}

fn page(view: fn(&str, &mut Each<'_>), value: &str) -> Outcome {
    let (mut judge, mut pages) = (Judge::default(), Vec::new());
    for value in [BENIGN, value] {
        let mut step = Ok(());
        view(value, &mut |view| {
            pages.push(Page::read(view.to_html()));
            step = judge.step(view).map(drop);
        });
        if let Err(what) = step {
            return Outcome::Unsafe(what);
        }
    }
    let [benign, page] = &pages[..] else {
        return Outcome::Unsafe("no page".to_owned());
    };
    let html = page.html();
    match (&page.acts[..], benign.differences(page)) {
        ([], Ok(found)) if found.len() < 2 => Outcome::Inert(html.to_owned()),
        ([], Ok(found)) => Outcome::Unsafe(format!("{found:?} in {html}")),
        ([], Err(what)) => Outcome::Unsafe(what),
        (acting, _) => Outcome::Unsafe(format!("{acting:?} in {html}")),
    }
}

/// `javascript:` in spellings that browsers take for it, and its like.
const RUNNING: &[&str] = &[
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\r\nscript\r:alert(1)",
    "\u{1}javascript:alert(1)",
    " \u{1f}\t\n javascript:alert(1)",
    "\0javascript:alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
];

const DECLARATIONS: &[&str] = &[
    "red;background:url(//evil.example)",
    "url(//evil.example)",
    "u\\72l(//evil.example)",
    "expression(alert(1))",
    "red}*{color:blue",
    "red/**/;color:blue",
    "red\"onclick=\"alert(1)",
];

/// All fifteen.
pub const PROBES: [Probe; 15] = {
    use Attempt::{Template, View};
    const fn probe(name: &'static str, attempts: &'static [Attempt]) -> Probe {
        Probe { name, attempts }
    }
    [
        probe(
            "text",
            &[View(
                "<p>{v}</p>",
                |v, each| each(&h! { <p>{v}</p> }),
                &[
                    "<script>alert(1)</script>",
                    "</p><img src=x onerror=alert(1)>",
                    "<!--",
                ],
            )],
        ),
        probe(
            "quoted attribute",
            &[
                View(
                    "<p title={format!(\"a {v}\")}>x</p>",
                    |v, each| each(&h! { <p title={format!("a {v}")}>x</p> }),
                    &[
                        "\" onmouseover=\"alert(1)",
                        "\"><script>alert(1)</script>",
                        "&quot;&#34;>",
                    ],
                ),
                Template("<p title=\"a\"{v}>x</p>"),
            ],
        ),
        probe(
            "unquoted attribute",
            &[
                View(
                    "<p title={v}>x</p>",
                    |v, each| each(&h! { <p title={v}>x</p> }),
                    &[
                        "x onmouseover=alert(1)",
                        "x\nautofocus",
                        "><script>alert(1)</script>",
                        "`",
                        "",
                    ],
                ),
                Template("<p title=a{v}>x</p>"),
                Template("<p title=a {v}>x</p>"),
            ],
        ),
        probe(
            "href javascript",
            &[
                View(
                    "<a href={v}>x</a>",
                    |v, each| each(&h! { <a href={v}>x</a> }),
                    RUNNING,
                ),
                View(
                    "<a href={format!(\"{v}\")}>x</a>",
                    |v, each| each(&h! { <a href={format!("{v}")}>x</a> }),
                    RUNNING,
                ),
                View(
                    "<a {..attrs}>x</a>",
                    |v, each| each(&h! { <a {..Attrs::new().set("href", v)}>x</a> }),
                    RUNNING,
                ),
                View(
                    "<svg><a xlink:href={v}>x</a></svg>",
                    |v, each| each(&h! { <svg><a xlink:href={v}>x</a></svg> }),
                    RUNNING,
                ),
                Template("<a href={format!(\"javascript:{v}\")}>x</a>"),
                Template("<a href={format!(\"java{v}\")}>x</a>"),
                Template("<a href={format!(\"{v}{v}\")}>x</a>"),
            ],
        ),
        probe(
            "style declaration",
            &[
                View(
                    "<p style:color={v}>x</p>",
                    |v, each| each(&h! { <p style:color={v}>x</p> }),
                    DECLARATIONS,
                ),
                Template("<p style={v}>x</p>"),
                View(
                    "<p style={format!(\"color:{v}\")}>x</p>",
                    |v, each| each(&h! { <p style={format!("color:{v}")}>x</p> }),
                    DECLARATIONS,
                ),
                Template("<p style={format!(\"{v}\")}>x</p>"),
                Template("<p style={format!(\"{v}:red\")}>x</p>"),
            ],
        ),
        probe(
            "onclick",
            &[
                Template("<button onclick={v}>x</button>"),
                Template("<button onclick={format!(\"go('{v}')\")}>x</button>"),
                Template("<button ONCLICK={v}>x</button>"),
                View(
                    "<button {..attrs}>x</button>, an attribute onclick",
                    |v, each| {
                        let mut attrs = Attrs::new();
                        let _ = attrs.try_set("onclick", v);
                        each(&h! { <button {..attrs}>x</button> });
                    },
                    &["alert(1)"],
                ),
            ],
        ),
        probe(
            "script body",
            &[
                Template("<script>let a = {v};</script>"),
                Template("<script>let a = '{v}';</script>"),
                Template("<svg><script>{v}</script></svg>"),
                Template("<script>{#if v}a{/if}</script>"),
            ],
        ),
        probe(
            "style body",
            &[
                Template("<style>p { color: {v} }</style>"),
                Template("<svg><style>{v}</style></svg>"),
            ],
        ),
        probe(
            "textarea",
            &[View(
                "<textarea>{v}</textarea>",
                |v, each| each(&h! { <textarea>{v}</textarea> }),
                &[
                    "</textarea><script>alert(1)</script>",
                    "</TextArea ><img src=x onerror=alert(1)>",
                ],
            )],
        ),
        probe(
            "noscript",
            &[
                Template("<noscript>{v}</noscript>"),
                Template("<noscript><p title={v}>x</p></noscript>"),
            ],
        ),
        probe(
            "srcdoc",
            &[
                Template("<iframe srcdoc={v}></iframe>"),
                Template("<iframe srcdoc={format!(\"<p>{v}</p>\")}></iframe>"),
                View(
                    "<p {..attrs}>x</p>, an attribute srcdoc",
                    |v, each| {
                        let mut attrs = Attrs::new();
                        let _ = attrs.try_set("srcdoc", v);
                        each(&h! { <p {..attrs}>x</p> });
                    },
                    &["<script>alert(1)</script>"],
                ),
            ],
        ),
        probe(
            "script src to another origin",
            &[
                Template("<script src={v}></script>"),
                Template("<script src={format!(\"{v}\")}></script>"),
                Template("<script src={format!(\"/{v}.js\")}></script>"),
                Template("<script src={format!(\"https://{v}/a.js\")}></script>"),
                Template("<script {..v}></script>"),
                Template("<base href={v}>"),
                Template("<iframe src={v}></iframe>"),
            ],
        ),
        probe(
            "svg animate",
            &[
                Template("<svg><a><animate attributeName=\"href\" to={v} /></a></svg>"),
                Template(
                    "<svg><a><animate attributeName={v} to=\"javascript:alert(1)\" /></a></svg>",
                ),
                Template("<svg><a><set attributeName=\"xlink:href\" to={v} /></a></svg>"),
                Template("<svg><a><animate attributeName=\"href\" values={v} /></a></svg>"),
                Template("<svg><a><animate to={v} /></a></svg>"),
                Template("<svg><a><animate {..v} /></a></svg>"),
            ],
        ),
        probe(
            "dynamic attribute name",
            &[
                Template("<p {v}=\"x\">y</p>"),
                Template("<p on{v}=\"x\">y</p>"),
                Template("<p {v}>y</p>"),
                View(
                    "<p {..attrs}>x</p>, an attribute of this name",
                    |v, each| {
                        let mut attrs = Attrs::new();
                        let name = if v == BENIGN { "" } else { v };
                        let _ = attrs.try_set(name, "alert(1)");
                        each(&h! { <p {..attrs}>x</p> });
                    },
                    &[
                        "onclick",
                        "ONLOAD",
                        "onclick=alert(1) x",
                        "x onclick",
                        "srcdoc",
                        "style",
                        "a>",
                        "",
                    ],
                ),
                View(
                    "<p data={[(v, 1)]}>x</p>",
                    |v, each| {
                        let key = if v == BENIGN { "" } else { v };
                        each(&h! { <p data={[(key, 1)]}>x</p> });
                    },
                    &["x onclick=alert(1)", "\"", "a>", "phx-session", ""],
                ),
            ],
        ),
        probe(
            "dynamic tag name",
            &[
                Template("<{v}>x</{v}>"),
                Template("<x-{v}>x</x-{v}>"),
                Template("<{v} />"),
            ],
        ),
    ]
};
