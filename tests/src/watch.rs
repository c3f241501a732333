//! What a patch asks for: [`Word`]s that write down each time their text is read, and [`Watch`], which compares.
//!
//! `as_str` and `is_empty` are on the list of methods that change tracking trusts.

use crate::judge::Judge;
use slotwise::{Dialect, HashKey, Mirror, Tracked, View};
use std::cell::RefCell;

thread_local! {
    static ASKED: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// A text that says when it is read.
#[derive(Clone)]
pub struct Word {
    /// What it says.
    pub name: &'static str,
    /// May be read without a word.
    pub text: String,
}

impl Word {
    /// Its text is its name.
    pub fn new(name: &'static str) -> Word {
        Word {
            name,
            text: name.to_owned(),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        asked(self.name);
        &self.text
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        asked(self.name);
        self.text.is_empty()
    }
}

/// Writes a name down.
pub fn asked(name: &'static str) {
    ASKED.with_borrow_mut(|asked| asked.push(name));
}

/// A first version of a word.
pub fn word(name: &'static str) -> Tracked<Word> {
    Tracked::new(Word::new(name))
}

/// A mirror of each dialect, which have to ask for the same unless it is said otherwise, and a judge of what is sent.
pub struct Watch {
    /// The one of the native dialect.
    pub mirror: Mirror,
    phoenix: Mirror,
    dialects_differ: bool,
    judge: Judge,
}

impl Watch {
    /// Begins with a first patch.
    pub fn new(view: &impl View) -> Watch {
        let mut watch = Watch {
            mirror: Mirror::new(Dialect::Native, HashKey::new(1)),
            phoenix: Mirror::new(Dialect::Phoenix, HashKey::new(1)),
            dialects_differ: false,
            judge: Judge::default(),
        };
        watch.patch(view);
        watch
    }

    /// Likewise for rows without keys, which only the native dialect finds again where they stand now.
    pub fn of_rows_without_keys(view: &impl View) -> Watch {
        Watch {
            dialects_differ: true,
            ..Watch::new(view)
        }
    }

    /// The next patch has to ask for `expected`, in this order.
    #[track_caller]
    pub fn check(&mut self, view: &impl View, expected: &[&str]) {
        assert_eq!(self.patch(view), expected);
        assert!(self.patch(view).is_empty(), "evaluated without a change");
    }

    /// Likewise where expressions cannot be tracked: they are asked for at every patch.
    #[track_caller]
    pub fn check_always(&mut self, view: &impl View, expected: &[&str]) {
        assert_eq!(self.patch(view), expected);
        assert_eq!(self.patch(view), expected);
    }

    /// What the next patch asks for.
    #[track_caller]
    pub fn patch(&mut self, view: &impl View) -> Vec<&'static str> {
        ASKED.take();
        self.mirror.patch(view, &mut String::new());
        let asked = ASKED.take();
        self.phoenix.patch(view, &mut String::new());
        let of_phoenix = ASKED.take();
        assert!(
            self.dialects_differ || of_phoenix == asked,
            "phoenix {of_phoenix:?}, native {asked:?}"
        );
        self.judge
            .step(view)
            .map(drop)
            .expect("what is sent is right");
        asked
    }
}
