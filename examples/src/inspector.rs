//! The layout of the gallery: the page, and below it a drawer with its source and the patches as they arrive.

use slotwise::{View, component, h};
use slotwise_axum::{Layout, Page, page_head};

/// The files of a view, by the name of its route.
struct Source {
    route: &'static str,
    files: &'static [(&'static str, &'static str)],
}

/// Files beside this one, with their text.
macro_rules! files {
    ($($name:literal),+) => { &[$(($name, include_str!($name))),+] };
}

const SOURCES: [Source; 11] = [
    Source {
        route: "/chat",
        files: files!["chat/mod.rs", "chat/room.rs"],
    },
    Source {
        route: "/library",
        files: files!["library.rs"],
    },
    Source {
        route: "/library/{id}",
        files: files!["library.rs"],
    },
    Source {
        route: "/users",
        files: files!["users/mod.rs", "users/store.rs"],
    },
    Source {
        route: "/desk",
        files: files!["desk/mod.rs", "desk/tickets.rs", "shared.rs"],
    },
    Source {
        route: "/charts",
        files: files!["charts.rs", "../assets/hooks.js"],
    },
    Source {
        route: "/components",
        files: files!["components/mod.rs", "components/ui.rs"],
    },
    Source {
        route: "/catalogue",
        files: files!["catalogue/mod.rs", "catalogue/shop.rs", "shared.rs"],
    },
    Source {
        route: "/images",
        files: files!["images/mod.rs", "images/analysis.rs"],
    },
    Source {
        route: "/islands",
        files: files![
            "islands.rs",
            "../islands/src/Chart.svelte",
            "../islands/src/rating.js"
        ],
    },
    Source {
        route: "/dashboard",
        files: files!["dashboard.rs", "shared.rs"],
    },
];

/// The layout.
pub struct WithInspector;

impl Layout for WithInspector {
    fn render(&self, page: &Page) -> impl View {
        let source = SOURCES.iter().find(|source| source.route == page.route);
        let files = source.map_or(&[][..], |source| source.files);
        h! {
            <!doctype html>
            <html lang={&page.lang}>
              <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <.page_head page={page} />
              </head>
              <body>{&page.content}<.inspector files={files} /></body>
            </html>
        }
    }
}

/// The drawer. `inspector.js` fills in what arrives.
#[component]
fn inspector(files: &[(&str, &str)]) -> impl View {
    h! {
        <details class="inspector" id="inspector">
          <summary>Source and patches <output id="inspector-sum"></output></summary>
          <div class="inspected">
            <section aria-labelledby="inspector-patches">
              <h2 id="inspector-patches">Patches</h2>
              <p class="soft">The last that came over the socket, newest first, with their bytes.</p>
              <ol id="patches" tabindex="0" aria-labelledby="inspector-patches"></ol>
            </section>
            <section aria-labelledby="inspector-source">
              <h2 id="inspector-source">Source</h2>
              <details :for={(name, text) in @files}><summary>{name.rsplit_once("../").map_or(*name, |(_, name)| name)}</summary><pre tabindex="0"><code>{text}</code></pre></details>
            </section>
          </div>
        </details>
    }
}
