//! Block forms: `{#if}`, `{#else}`, `{/if}` and their like.
//!
//! A word that is not known is taken for the nearest one that is; if none is near, it opens a block
//! that takes any branch and need not be closed, so that one mistake is told once.

use super::{
    Block, Code, End, HOLE_RECOVERY, Inside, Name, Node, Open, Parser, Span, What, messages,
};
use crate::near::nearest;
use crate::scan::{self, Kind};
use crate::tree::{self, Binding, Branch, Word};

/// A form as it is written.
struct Form {
    /// `#`, `/` or `:`
    sign: char,
    /// `if`, `else if`
    word: String,
    /// With its braces.
    span: Span,
    /// What follows the word.
    code: Option<Code>,
    /// Nothing wrong with it has been reported.
    sound: bool,
}

impl Form {
    /// Sign and word, as they should stand.
    fn head(&self) -> String {
        format!("{}{}", self.sign, self.word)
    }

    fn name(&self) -> Name {
        Name {
            text: self.word.clone(),
            span: self.span,
        }
    }

    /// The form as what closes something else.
    fn closing(&self) -> Name {
        Name {
            text: format!("{{{}}}", self.head()),
            span: self.span,
        }
    }
}

impl Parser<'_> {
    /// The sign after the brace here, if that begins a block form. `{#[..] a}` and `{// ..` hold
    /// expressions. Blanks count for nothing, as the text may come from Rust tokens.
    pub(super) fn sign(&self) -> Option<char> {
        let inside = self.rest().strip_prefix('{')?.trim_start();
        let mut chars = inside.chars();
        let sign = chars.next()?;
        let after = chars.as_str();
        let is_form = match sign {
            '#' => !after.trim_start().starts_with(['[', '!']),
            '/' => !after.starts_with(['/', '*']),
            ':' => after.trim_start().starts_with(char::is_alphabetic),
            _ => false,
        };
        is_form.then_some(sign)
    }

    pub(super) fn form(&mut self, sign: char) {
        let start = self.at;
        let Inside { span, whole } = self.inside(&HOLE_RECOVERY);
        if let Some(name) = self.open.last().and_then(Open::holds_only_text) {
            let name = name.to_owned();
            return self.form_in_text_only(start, &name);
        }
        let inside = &self.text[span.start..span.end];
        let blanks = inside.len() - inside.trim_start().len();
        // Without its closing brace it may end before its sign.
        let head = (span.start + blanks + 1).min(span.end);
        let (word, length) = word(&self.text[head..span.end]);
        let rest = head + length;
        let filled = whole && !scan::is_blank(&self.text[rest..span.end]);
        let form = Form {
            sign,
            word,
            span: self.span_from(start),
            code: filled.then(|| tree::code_at(self.text, rest, span.end)),
            sound: whole,
        };
        if form.word.is_empty() {
            if form.sound {
                self.report(messages::block_without_word(form.span, sign));
            }
        } else if sign == '/' {
            self.end(&form);
        } else {
            self.begin(form);
        }
    }

    /// Only the first one in an element is reported.
    fn form_in_text_only(&mut self, start: usize, name: &str) {
        let span = self.span_from(start);
        if let Some(open) = self.open.last_mut()
            && !std::mem::replace(&mut open.block_reported, true)
        {
            self.report(messages::block_in_text_only(span, name));
        }
    }

    /// `{#word}`
    fn begin(&mut self, mut form: Form) {
        let known = Word::of(&form.word);
        let is_branch = |word: &Word| matches!(word, Word::ElseIf | Word::Else | Word::Case);
        let meant = known.or_else(|| {
            // Svelte writes its branches with `:`, and nothing else.
            meant(&form.word).filter(|word| form.sign == '#' || is_branch(word))
        });
        if known.is_none() || form.sign != '#' {
            let meant = meant.map(|word| format!("{{#{}}}", word.text()));
            let written = format!("{{{}}}", form.head());
            self.report(messages::unknown_block(form.span, &written, meant));
            form.sound = false;
        }
        match meant {
            Some(word) if is_branch(&word) => self.branch(word, form),
            Some(Word::Let) => self.binding(form),
            Some(word) => self.open_block(word, form),
            None if form.sign == '#' => self.open_block(Word::Unknown, form),
            None => {}
        }
    }

    /// The code of a form, reported if it must be there and is not, or the other way round.
    fn code(&mut self, word: Word, form: &Form) -> Option<Code> {
        match (&form.code, word) {
            (Some(_), Word::Else) => {
                self.report(messages::takes_nothing(form.span, "#else"));
                return None;
            }
            (None, Word::Else | Word::Unknown) => {}
            (None, _) if form.sound => self.report(messages::block_without_code(form.span, word)),
            _ => {}
        }
        form.code.clone()
    }

    fn open_block(&mut self, word: Word, form: Form) {
        let code = self.code(word, &form);
        let span = form.span;
        let block = Block {
            word,
            written: form.word,
            branches: vec![Branch {
                word,
                span,
                code,
                children: Vec::new(),
            }],
        };
        let open = Open {
            quiet: !form.sound,
            ..Open::block(block, self.namespace())
        };
        self.enter(open, span);
    }

    fn binding(&mut self, form: Form) {
        let code = self.code(Word::Let, &form);
        let span = form.span;
        self.push(Node::Let(Binding { span, code }));
        if let Some(open) = self.open.last_mut() {
            open.bindings += 1;
        }
        self.deeper(span);
    }

    /// `{#else}`, `{#else if}` and `{#case}`: they go to the innermost block that takes them.
    fn branch(&mut self, word: Word, form: Form) {
        let code = self.code(word, &form);
        let takes = |open: &Open| match &open.what {
            What::Element { .. } => false,
            What::Block { block, .. } => match block.word {
                Word::If => matches!(word, Word::Else | Word::ElseIf),
                Word::For => word == Word::Else,
                Word::Match => matches!(word, Word::Else | Word::Case),
                _ => true,
            },
        };
        let Some(index) = self.open.iter().rposition(takes) else {
            if form.sound {
                self.report(messages::branch_outside(form.span, word));
            }
            return;
        };
        self.end_branch(index, &form.closing());
        let What::Block { block, .. } = &mut self.open[index].what else {
            return;
        };
        let span = form.span;
        let last = block.branches.iter().find(|one| one.word == Word::Else);
        let mistake = match (block.word, last) {
            (Word::Match, _) if word == Word::Else => Some(messages::else_in_match(span)),
            (Word::If | Word::For, Some(last)) => {
                Some(messages::branch_after_else(span, word, last.span))
            }
            _ => None,
        };
        block.branches.push(Branch {
            word,
            span,
            code,
            children: Vec::new(),
        });
        self.diagnostics.extend(mistake);
    }

    /// `{/word}`
    fn end(&mut self, form: &Form) {
        if form.code.is_some() {
            self.report(messages::takes_nothing(form.span, &form.head()));
        }
        let known = Word::of(&form.word);
        let abandoned = &form.closing().text;
        if let Some(index) = self.open_block_of(&form.word, known) {
            self.end_block(index, form);
        } else if let Some(index) = self.abandoned.iter().position(|one| one == abandoned) {
            self.abandoned.remove(index);
        } else if let Some(known) = known {
            self.end_nothing(known, form.name());
        } else {
            let meant = meant(&form.word).filter(|word| word.has_an_end());
            let help = meant.map(|word| format!("{{/{}}}", word.text()));
            self.report(messages::unknown_block(form.span, abandoned, help));
            if let Some(index) = meant.and_then(|word| self.open_block_of("", Some(word))) {
                self.end_block(index, form);
            }
        }
    }

    /// The innermost open block of this word, as written or as meant.
    fn open_block_of(&self, written: &str, word: Option<Word>) -> Option<usize> {
        self.open.iter().rposition(|open| match &open.what {
            What::Block { block, .. } => block.written == written || Some(block.word) == word,
            What::Element { .. } => false,
        })
    }

    fn end_block(&mut self, index: usize, form: &Form) {
        self.end_branch(index, &form.closing());
        if let What::Block { stray, .. } = &mut self.open[index].what
            && let Some(stray) = stray.take()
        {
            self.report(messages::stray_end(&stray));
        }
        self.pop(End::Closed);
    }

    /// Keeps the end of a block that is not open: it may be meant for the one that is.
    fn end_nothing(&mut self, word: Word, name: Name) {
        let innermost = self.innermost_block();
        if let Some(index) = innermost.filter(|_| word.has_an_end())
            && let What::Block {
                stray: stray @ None,
                ..
            } = &mut self.open[index].what
        {
            *stray = Some(name);
        } else {
            self.report(messages::stray_end(&name));
        }
    }

    pub(super) fn innermost_block(&self) -> Option<usize> {
        let is_block = |open: &Open| matches!(open.what, What::Block { .. });
        self.open.iter().rposition(is_block)
    }
}

/// The word at the start of `rest`, empty if there is none, and where it ends. `else if` is one.
fn word(rest: &str) -> (String, usize) {
    let mut tokens = scan::tokens(rest).filter(|token| token.kind != Kind::Blank);
    let Some(first) = tokens.next().filter(|token| token.kind == Kind::Word) else {
        return (String::new(), 0);
    };
    let text = &rest[first.start..first.end];
    let mut next = tokens.next();
    let dash = next.is_some_and(|next| next.kind == Kind::Punct(b'-'));
    if dash {
        next = tokens.next();
    }
    match next {
        Some(next) if text == "else" && &rest[next.start..next.end] == "if" => {
            let between = if dash { "-" } else { " " };
            (format!("else{between}if"), next.end)
        }
        _ => (text.to_owned(), first.end),
    }
}

/// What a word that is not known was meant to be.
fn meant(written: &str) -> Option<Word> {
    let other_languages = match written {
        "elseif" | "else-if" | "elsif" | "elif" => Some(Word::ElseIf),
        "each" | "foreach" => Some(Word::For),
        "switch" => Some(Word::Match),
        "when" => Some(Word::Case),
        _ => None,
    };
    let known = ["if", "for", "match", "case", "let", "else"];
    other_languages.or_else(|| Word::of(nearest(written, &known)?))
}
