//! All that the compiler has to say to a user.
//!
//! Takes places and names, gives diagnostics, in a file a family. A code never changes its meaning
//! and is never given again; `explain` says more about each.

mod attributes;
mod blocks;
mod components;
mod content;
mod names;
pub mod rust;
mod slots;
mod special;
mod tags;
mod text;

pub(crate) use attributes::*;
pub(crate) use blocks::*;
pub(crate) use components::*;
pub(crate) use content::*;
pub(crate) use names::*;
pub(crate) use slots::*;
pub(crate) use special::*;
pub(crate) use tags::*;
pub(crate) use text::*;

use crate::diagnostic::{Diagnostic, Level};
use crate::ir::Span;

fn diagnostic(code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic {
        level: Level::Error,
        code,
        span,
        message: message.into(),
        second: None,
        help: None,
    }
}

impl Diagnostic {
    fn second(mut self, span: Span, label: impl Into<String>) -> Diagnostic {
        self.second = Some((span, label.into()));
        self
    }

    fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    fn warning(mut self) -> Diagnostic {
        self.level = Level::Warning;
        self
    }
}
