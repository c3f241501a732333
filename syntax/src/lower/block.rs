//! Blocks and bindings.

use super::{Lower, Trim, template};
use crate::ir::{Arm, Branch, Dynamic, For, If, Let, Match, Template};
use crate::tree::{self, Binding, Block, Node, Word};

impl Lower<'_> {
    /// A block that lacks what it needs is left out: its content may use names that it binds.
    pub(super) fn block(&mut self, block: &Block) {
        let dynamic = match block.word {
            Word::If => self.conditions(block),
            Word::For => self.list(block),
            Word::Match => self.cases(block),
            _ => None,
        };
        if let Some(dynamic) = dynamic {
            self.text_slot(dynamic);
        }
    }

    fn conditions(&self, block: &Block) -> Option<Dynamic> {
        let branches = block.branches.iter().filter_map(|branch| {
            Some(Branch {
                condition: branch.code.clone()?,
                then: self.body(&branch.children),
            })
        });
        let branches: Vec<Branch> = branches.collect();
        (!branches.is_empty()).then(|| {
            Dynamic::If(If {
                branches,
                otherwise: self.otherwise(block),
            })
        })
    }

    fn list(&self, block: &Block) -> Option<Dynamic> {
        let each = tree::each(block.branches[0].code.as_ref()?)?;
        Some(Dynamic::For(Box::new(For {
            pattern: each.pattern,
            iter: each.iter,
            filter: None,
            key: each.key,
            streamed: false,
            body: self.body(&block.branches[0].children),
            otherwise: self.otherwise(block),
        })))
    }

    fn cases(&self, block: &Block) -> Option<Dynamic> {
        let (head, cases) = block.branches.split_first()?;
        let arms = cases.iter().filter_map(|branch| {
            let case = tree::case(branch.code.as_ref()?);
            Some(Arm {
                pattern: case.pattern?,
                guard: case.guard,
                body: self.body(&branch.children),
            })
        });
        let arms: Vec<Arm> = arms.collect();
        let scrutinee = head.code.clone()?;
        (!arms.is_empty()).then_some(Dynamic::Match(Match { scrutinee, arms }))
    }

    fn otherwise(&self, block: &Block) -> Option<Template> {
        let mut branches = block.branches.iter();
        let last = branches.find(|branch| branch.word == Word::Else)?;
        Some(self.body(&last.children))
    }

    fn body(&self, nodes: &[Node]) -> Template {
        template(self.text, nodes, Trim::default(), self.place)
    }

    /// `{#let}` with all that follows it among its siblings.
    /// A binding shows nothing: where blanks before it are left out, so are those behind it.
    pub(super) fn binding(&mut self, binding: &Binding, after: &[Node], trim: Trim) {
        if let Some((pattern, value)) = binding.code.as_ref().and_then(tree::binding) {
            self.text_slot(Dynamic::Let(Box::new(Let {
                pattern,
                value,
                body: template(self.text, after, trim, self.place),
            })));
        }
    }
}
