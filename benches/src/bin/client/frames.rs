//! What the server would send: the served page and its outline, joins, and patches forth and back.

use crate::page::{KEEPING, Operation, Page, REPLACING, deep as deep_page};
use serde_json::{Map, Value, json};
use slotwise::{Components, Dialect, HashKey, Mirror, Patcher, View};

/// The page with so many rows, in every variant.
pub(crate) fn table(rows: u32) -> Value {
    let page = Page::new(rows);
    let all = [&KEEPING[..], &REPLACING].concat();
    json!({
        "rows": rows,
        "html": Components::new().to_html(&page.inline()),
        "outline": outline(&page.inline()),
        "variants": {
            "native": variant(Dialect::Native, &page, &all, |client, page| client.go(&page.inline())),
            "inline": variant(Dialect::Phoenix, &page, &all, |client, page| client.go(&page.inline())),
            "components": variant(Dialect::Phoenix, &page, &all, |client, page| client.go(&page.components())),
            "stateful": variant(Dialect::Phoenix, &page, &KEEPING, |client, page| client.go(&page.stateful())),
        },
    })
}

/// The page of many components, of which one changes.
pub(crate) fn deep() -> Value {
    let variant = |dialect| {
        let mut client = Client::new(dialect);
        let join = client.go(&deep_page("leaf"));
        let patches = [
            client.go(&deep_page("changed")),
            client.go(&deep_page("leaf")),
        ];
        json!({ "join": join, "operations": { "1 slot": patches } })
    };
    json!({
        "html": deep_page("leaf").to_html(),
        "outline": outline(&deep_page("leaf")),
        "variants": { "native": variant(Dialect::Native), "components": variant(Dialect::Phoenix) },
    })
}

fn outline<V: View>(view: &V) -> Value {
    let mut outline = String::new();
    let mirror = Patcher::new().adopt(HashKey::new(1), view, &mut outline);
    let mut shapes = String::new();
    mirror.shapes(&mut shapes);
    json!({ "outline": outline, "shapes": shapes })
}

/// The join, and each operation forth and back.
fn variant(
    dialect: Dialect,
    page: &Page,
    operations: &[Operation],
    go: fn(&mut Client, &Page) -> String,
) -> Value {
    let mut client = Client::new(dialect);
    let join = go(&mut client, page);
    let patches: Map<String, Value> = operations
        .iter()
        .map(|(name, apply)| {
            let mut after = page.clone();
            apply(&mut after);
            let both = [go(&mut client, &after), go(&mut client, page)];
            (name.to_string(), json!(both))
        })
        .collect();
    json!({ "join": join, "operations": patches })
}

struct Client {
    mirror: Mirror,
    components: Components,
    patcher: Patcher,
}

impl Client {
    fn new(dialect: Dialect) -> Client {
        Client {
            mirror: Mirror::new(dialect, HashKey::new(1)),
            components: Components::new(),
            patcher: Patcher::new(),
        }
    }

    fn go<V: View>(&mut self, view: &V) -> String {
        let mut patch = String::new();
        self.components
            .patch(&mut self.patcher, &mut self.mirror, view, &mut patch);
        patch
    }
}
