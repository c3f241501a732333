//! The pages and patches of the client's benchmark, as JSON on standard output; `js-client/bench` runs it.
//!
//! ```text
//! page::Page + page::operations() ──> frames::of(page, rows): { html, adopt, variants: { name: { join, operations } } }
//! ```

mod frames;
mod page;

use serde_json::{Value, json};

fn main() {
    let tables: Vec<Value> = [1_000, 10_000].map(frames::table).into();
    println!("{}", json!({ "tables": tables, "deep": frames::deep() }));
}
