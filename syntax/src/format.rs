//! Template text to the same template, laid out.
//!
//! Takes the text of a template, gives it with its lines broken and indented, or what is wrong with
//! it. It never changes what a browser shows: it moves blanks only where they cannot be seen.
//!
//! ```
//! use slotwise_syntax::format::{Options, format};
//!
//! let text = "<ul><li :for={r in rows} class='row'>{ r.name }</li></ul>";
//! let formatted = "<ul>\n  <li :for={r in rows} class=\"row\">{r.name}</li>\n</ul>";
//! assert_eq!(format(text, &Options::default()), Ok(formatted.to_owned()));
//! ```
//!
//! # Where a blank may change
//!
//! A *gap* is the place between two neighbours (words, holes, tags, blocks, comments), or between the
//! first or last of them and the edge of what they stand in. A gap is one of three kinds:
//!
//! - **free**: blanks may come and go. That is so at the ends of the template, where the language
//!   drops them; beside a block-level element and at the edges of its content, where CSS drops them;
//!   between the tags of an `:if`/`:else` chain of block-level elements and before the first `{#case}`;
//!   in a component's content if that is blank; and at the edges of the branches of an `{#if}` or
//!   `{#match}` that has a blank beside it outside. What may show nothing (a comment, a script, a
//!   block-level element with `:if` or `:for`, a block form of such elements) is looked through: its
//!   gaps are free if what lies beyond it on either side makes them so.
//! - **a blank**: it stays one, as a space or as a line break.
//! - **tight**: there is no blank, and none is put there.
//!
//! "Block-level" is what the standard's style sheet says of an element's name
//! ([`slotwise_html::display`]). Components are taken for inline, since what they show is not known.
//!
//! Nothing changes inside `pre`, `textarea`, `title`, `script`, `style` and other raw-text elements,
//! in an element marked `phx-no-format`, and from `{!-- fmt: off --}` to `{!-- fmt: on --}` or to the
//! end of the content that it stands in. Comments, quoted values and literals stay as they are;
//! expressions keep every token, and move as a whole.
//!
//! # Steps
//!
//! `read` (tree to a layout tree of items and gaps), `blanks` (which gaps are free, where lines must
//! break), `print` (with `tag` and `code`).

mod blanks;
mod code;
mod layout;
mod print;
mod read;
mod tag;

#[cfg(test)]
mod tests;

use crate::diagnostic::{Diagnostic, Level};
use crate::{check, parse};
use slotwise_html::Namespace;

/// How a template is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The column that lines should end before, margin included. What has no place to break may be
    /// longer.
    pub width: usize,
    /// What stands before every line but the first, which is taken to begin as far in.
    pub margin: String,
}

impl Default for Options {
    /// 98 columns, no margin.
    ///
    /// ```
    /// assert_eq!(slotwise_syntax::format::Options::default().width, 98);
    /// ```
    fn default() -> Self {
        Options {
            width: 98,
            margin: String::new(),
        }
    }
}

/// Formats the text of a template; without a line break at the end.
///
/// Never panics. Cost is linear in the text, for each level of nesting.
///
/// # Errors
///
/// All mistakes in the template, as [`compile`](crate::compile) gives them. A template with a mistake
/// cannot be laid out: its structure is not known.
///
/// ```
/// use slotwise_syntax::format::{Options, format};
///
/// let options = Options::default();
/// assert_eq!(format(" <br/><p>  {x} </p> ", &options), Ok("<br>\n<p>{x}</p>".to_owned()));
/// assert!(format("<p>", &options).is_err());
/// ```
pub fn format(text: &str, options: &Options) -> Result<String, Vec<Diagnostic>> {
    let (tree, mut diagnostics) = parse::parse(text, Namespace::Html);
    check::check(text, &tree, Namespace::Html, &mut diagnostics);
    let faulty = |diagnostic: &Diagnostic| diagnostic.level == Level::Error;
    if diagnostics.iter().any(faulty) {
        diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        return Err(diagnostics);
    }
    if !text.contains("\r\n") {
        return Ok(laid_out(text, &tree, options));
    }
    let text = text.replace("\r\n", "\n");
    let (tree, _) = parse::parse(&text, Namespace::Html);
    Ok(laid_out(&text, &tree, options).replace('\n', "\r\n"))
}

fn laid_out(text: &str, tree: &crate::tree::Tree, options: &Options) -> String {
    let mut content = read::read(text, &tree.nodes);
    blanks::settle(&mut content);
    print::print(&content, options)
}
