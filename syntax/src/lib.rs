//! Template text to IR: the compiler behind slotwise's macros.
//!
//! Takes the text of a template, gives a [`Template`](ir::Template) of static HTML, slots and the
//! shape, and all that is wrong with the text. It knows HTML and where a Rust expression ends; it
//! knows no Rust types and nothing of rustc, so that macros, formatters and fuzzers can use it.
//!
//! ```
//! let compiled = slotwise_syntax::compile("<p>Hello {name}!</p>");
//! assert_eq!(compiled.template.statics, ["<p>Hello ", "!</p>"]);
//! assert_eq!(compiled.template.shape, r#"[["p",[],"Hello ",0,"!"]]"#);
//! ```
//!
//! The steps, in order: `parse` (text to tree), `check` (mistakes in the tree), `lower` (tree to
//! IR). The first two gather mistakes and go on; the last one makes the best of any tree.

#![warn(missing_docs)]

mod tree;

mod identifier;

mod scan;

mod literal;

mod references;

mod parse;

mod chain;

mod near;

mod content;
mod context;

mod check;

mod format_args;

mod shape;
mod stream;

mod lower;

pub mod format;

pub mod ir;

mod messages;

pub use messages::rust;

mod explain;

mod diagnostic;

pub mod tracking;

#[cfg(test)]
mod tests;

pub use diagnostic::{Diagnostic, Level, excerpt, line_and_column};
pub use explain::{Explanation, RETIRED, explain, explanations};
pub use format::format;
use slotwise_html::Namespace;
use slotwise_html::content::Place;

/// What became of a template.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The lowered template; the best that could be made of it if there are diagnostics.
    pub template: ir::Template,
    /// All mistakes, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// Every expression of the user as written, in the order of the text, even if there are
    /// mistakes. Of `:for`, `{#for}`, `{#case}` and `{#let}` they are what is iterated over, key,
    /// guard and value; their patterns are in the template. A condition is there as it is, so it
    /// may be `let pattern = value`.
    pub codes: Vec<ir::Code>,
}

/// Compiles the text of a template.
///
/// Never panics. Cost is linear in the text.
///
/// ```
/// use slotwise_syntax::compile;
///
/// let compiled = compile(r#"<ul><li :for={r in rows} class="row">{r.name}</li></ul>"#);
/// assert!(compiled.diagnostics.is_empty());
/// assert_eq!(compiled.template.statics, ["<ul>", "</ul>"]);
/// assert_eq!(compiled.codes.len(), 2);
///
/// let block = compile("{#if n > 0}<b>{n}</b>{#else}none{/if}!");
/// assert!(block.diagnostics.is_empty());
/// assert_eq!(block.template.statics, ["", "!"]);
///
/// let faulty = compile("<p><b>bold</p>");
/// assert_eq!(faulty.diagnostics[0].message, "`<b>` is never closed");
/// ```
pub fn compile(text: &str) -> Compiled {
    compile_in(text, Namespace::Html)
}

/// Compiles the text of a template of other nodes than HTML's: any tag, names as written, no void
/// elements, no raw text, `<Image />` kept as it is. Text and attributes are escaped as in HTML.
///
/// ```
/// let compiled = slotwise_syntax::compile_nodes("<VStack><Image name={x} /><br>{n}</br></VStack>");
/// assert!(compiled.diagnostics.is_empty());
/// assert_eq!(compiled.template.statics, ["<VStack><Image", "/><br>", "</br></VStack>"]);
/// ```
pub fn compile_nodes(text: &str) -> Compiled {
    compile_in(text, Namespace::Nodes)
}

/// Compiles the text of a template that will stand right in an element of that name. The mistakes are those
/// that come from standing there. `None` if no element of that name holds elements.
///
/// ```
/// let rows = slotwise_syntax::compile_inside("<tr><td>{x}</td></tr>", "table").unwrap();
/// assert_eq!(rows.diagnostics[0].code, "SW0615");
/// assert!(slotwise_syntax::compile_inside("", "tboddy").is_none());
/// ```
pub fn compile_inside(text: &str, parent: &str) -> Option<Compiled> {
    let place = Place::of(parent)?;
    let mut compiled = compile(text);
    let (tree, _) = parse::parse(text, Namespace::Html);
    let known = compiled.diagnostics.clone();
    let mut there = Vec::new();
    check::content_at(text, &tree, place, &mut there);
    there.retain(|diagnostic| !known.contains(diagnostic));
    compiled.diagnostics = there;
    Some(compiled)
}

fn compile_in(text: &str, root: Namespace) -> Compiled {
    let (tree, mut diagnostics) = parse::parse(text, root);
    check::check(text, &tree, root, &mut diagnostics);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    Compiled {
        template: lower::lower(text, &tree),
        diagnostics,
        codes: tree.codes(),
    }
}
