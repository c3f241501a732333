//! Every place of a page that takes a value, and what a value may change there.
//!
//! ```text
//! <p title={v}>x</p>   Verbatim   the attribute reads as the value
//! <a href={v}>x</a>    Address    likewise, or it is blocked
//! ```

mod list;

pub use list::PLACES;

use crate::acts::{is_handler, resolved, runs};
use crate::difference::{Difference, Page};
use crate::style;
use percent_encoding::percent_decode_str;
use slotwise::View;
use url::Url;

/// A value that does no harm anywhere.
pub const BENIGN: &str = "benign";

/// What stands for an address that may not be there.
const BLOCKED: &str = "about:invalid#blocked";

/// A place.
pub struct Place {
    /// What it is called.
    pub name: &'static str,
    /// What it does with a value.
    pub reads: Reads,
    /// Hands the view with the value to the function.
    pub view: fn(&str, &mut Each<'_>),
}

/// What is done with a view.
pub type Each<'e> = dyn FnMut(&dyn View) + 'e;

/// What a browser reads of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reads {
    /// The value, in one text or one attribute; NUL is U+FFFD.
    Verbatim,
    /// Likewise in several of them.
    VerbatimAll,
    /// The value as words; an empty one is left out.
    Classes,
    /// As in `Verbatim` if an address from data may be there, else `about:invalid#blocked`.
    Address,
    /// A list of them.
    Addresses,
    /// Percent-encoded, in the host, or the address leads nowhere.
    Host,
    /// Percent-encoded, in the path.
    Path,
    /// Percent-encoded, in the query.
    Query,
    /// Percent-encoded, in the fragment.
    Fragment,
    /// The value of this property; or nothing, or a word that means nothing to any.
    Declaration(&'static str),
    /// It is the name of an attribute behind this, or nothing.
    Name(&'static str),
}

const fn place(name: &'static str, reads: Reads, view: fn(&str, &mut Each<'_>)) -> Place {
    Place { name, reads, view }
}

impl Place {
    /// The first page with this value.
    pub fn page(&self, value: &str) -> Page {
        let mut html = String::new();
        (self.view)(value, &mut |view| html = view.to_html());
        Page::read(html)
    }

    /// Whether `page`, that with this value, differs from `benign`, that with [`BENIGN`], in what the value may
    /// change only, and reads there as it should.
    pub fn check(&self, benign: &Page, value: &str, page: &Page) -> Result<(), String> {
        if !page.acts.is_empty() {
            return Err(format!("acts: {:?}", page.acts));
        }
        let found = benign.differences(page)?;
        if let Reads::Name(prefix) = self.reads {
            return name(prefix, value, &found);
        }
        if found.len() > 1 && self.reads != Reads::VerbatimAll {
            return Err(format!("more than one difference: {found:?}"));
        }
        if found.is_empty() && value != BENIGN {
            return Err("the value is not to be seen".to_owned());
        }
        for one in &found {
            self.difference(value, one)
                .map_err(|what| format!("{what}: {one:?}"))?;
        }
        Ok(())
    }

    fn difference(&self, value: &str, found: &Difference) -> Result<(), String> {
        let before = found
            .before
            .as_deref()
            .ok_or("something is there that was not")?;
        let after = found.after.as_deref().unwrap_or_default();
        let holds = match self.reads {
            Reads::Verbatim | Reads::VerbatimAll => {
                found.after.is_some() && after == before.replace(BENIGN, &read(value))
            }
            Reads::Classes => {
                let wanted = before.replace(BENIGN, &read(value));
                after.split_whitespace().eq(wanted.split_whitespace())
            }
            Reads::Address if after == BLOCKED => !is_allowed(value),
            Reads::Address => after == read(value) && !runs(value),
            Reads::Addresses => addresses(value, after),
            Reads::Declaration(property) => declaration(property, value, after),
            Reads::Host | Reads::Path | Reads::Query | Reads::Fragment | Reads::Name(_) => {
                part(self.reads, value, before, after)
            }
        };
        holds
            .then_some(())
            .ok_or("not what it should be".to_owned())
    }
}

/// What a parser can read of a value at best: HTML has no NUL.
fn read(value: &str) -> String {
    value.replace('\0', "\u{FFFD}")
}

/// Whether an address may lead there: it stays in the page's own scheme, or has one that is known to be
/// harmless. What leads nowhere may be blocked or not.
fn is_allowed(address: &str) -> bool {
    const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "sms"];
    resolved(address).is_some_and(|url| SCHEMES.contains(&url.scheme()))
}

/// Each address by itself is as it was, or blocked.
fn addresses(value: &str, after: &str) -> bool {
    let split = |list: &str| -> Vec<String> {
        let items = list.split([',', ' ', '\t', '\n', '\x0C', '\r']);
        items.map(str::to_owned).collect()
    };
    let (written, given, shown) = (split(value), split(&read(value)), split(after));
    let mut items = written.iter().zip(&given).zip(&shown);
    given.len() == shown.len()
        && items.all(|((written, given), shown)| {
            given == shown && !runs(given) || shown == BLOCKED && !is_allowed(written)
        })
}

fn declaration(property: &str, value: &str, after: &str) -> bool {
    match &style::declarations(after)[..] {
        [] => true,
        [(name, shown)] => name == property && shown == value.trim() || shown == "blocked",
        _ => false,
    }
}

/// Whether both addresses are alike but for this part, which reads as the value.
fn part(part: Reads, value: &str, before: &str, after: &str) -> bool {
    let Some(old) = resolved(before) else {
        return false;
    };
    let Some(new) = resolved(after) else {
        return part == Reads::Host;
    };
    let is = |other: Reads| part == other;
    let rest = |url: &Url| {
        let host = (url.host_str().map(str::to_owned), url.port());
        (
            url.scheme().to_owned(),
            (url.username().to_owned(), url.password().map(str::to_owned)),
            (!is(Reads::Host)).then_some(host),
            (!is(Reads::Path)).then(|| url.path().to_owned()),
            (!is(Reads::Query)).then(|| url.query().map(str::to_owned)),
            (!is(Reads::Fragment)).then(|| url.fragment().map(str::to_owned)),
        )
    };
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let reads = |old: &str, new: &str, value: &str| decoded(new) == old.replace(BENIGN, value);
    let read = match part {
        Reads::Host => {
            let end = |url: &Url| {
                let host = url.host_str().unwrap_or_default();
                host.rsplit_once(BENIGN).map(|(_, end)| end.to_owned())
            };
            let end = end(&old).unwrap_or_default();
            new.host_str().is_some_and(|host| host.ends_with(&end))
        }
        Reads::Path => reads(old.path(), new.path(), &segments(value)),
        Reads::Query => {
            let given = old
                .query_pairs()
                .map(|(name, text)| (name, text.replace(BENIGN, value)));
            given.eq(new
                .query_pairs()
                .map(|(name, text)| (name, text.into_owned())))
        }
        _ => reads(
            old.fragment().unwrap_or_default(),
            new.fragment().unwrap_or_default(),
            value,
        ),
    };
    rest(&old) == rest(&new) && read
}

/// What a server reads of a value in a path: ways through the path are names, encoded once.
fn segments(value: &str) -> String {
    let segment = |segment: &str| match segment {
        "." => "%2E".to_owned(),
        ".." => "%2E%2E".to_owned(),
        segment => segment.to_owned(),
    };
    let segments: Vec<String> = value.split('/').map(segment).collect();
    segments.join("/")
}

/// The page may have one attribute more, of the name that was asked for, and only of that; it has lost that of
/// the benign name.
fn name(prefix: &str, value: &str, found: &[Difference]) -> Result<(), String> {
    let text = match prefix {
        "" => value.to_owned(),
        _ => value.replace('_', "-"),
    };
    let asked = format!("{prefix}{}", text.to_ascii_lowercase());
    let harmless = |name: &str| {
        !is_handler(name) && !["srcdoc", "style", "nonce", "is", "sandbox"].contains(&name)
    };
    for one in found {
        let is_benign = one
            .attribute
            .as_deref()
            .is_some_and(|name| name.ends_with(BENIGN));
        match (one.attribute.as_deref(), &one.before, &one.after) {
            (_, Some(_), None) if is_benign => {}
            (Some(name), None, Some(shown))
                if name.eq_ignore_ascii_case(&asked) && harmless(&asked) && shown == "kept" => {}
            _ => return Err(format!("{asked:?} made {one:?}")),
        }
    }
    Ok(())
}
