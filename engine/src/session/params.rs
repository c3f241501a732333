//! [`Params`] and [`SessionMap`]: names and texts, as they come with a page or stay with a session.

use std::collections::BTreeMap;

/// Names with their values, in order; what the query of an address or a form holds.
///
/// ```
/// use slotwise::session::Params;
/// let params = Params::from_query("page=2&tag=a&tag=b%20c");
/// assert_eq!(params.get("page"), Some("2"));
/// assert_eq!(params.get("tag"), Some("b c")); // the last one
/// assert_eq!(params.get_all("tag").collect::<Vec<_>>(), ["a", "b c"]);
/// assert_eq!(params.get("other"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params(Vec<(String, String)>);

impl Params {
    pub(crate) const EMPTY: Params = Params(Vec::new());

    /// The pairs of an urlencoded text; any text is one.
    pub fn from_query(query: &str) -> Params {
        Params(
            form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    /// The value of this name; of several the last, as a hidden field before a checkbox expects.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter()
            .rev()
            .find(|pair| pair.0 == name)
            .map(|pair| pair.1)
    }

    /// All values of this name.
    pub fn get_all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.iter()
            .filter(move |pair| pair.0 == name)
            .map(|pair| pair.1)
    }

    /// All pairs.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(crate) fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Params {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Params {
        let pairs = pairs.into_iter();
        Params(pairs.map(|(n, v)| (n.into(), v.into())).collect())
    }
}

/// What a session remembers across connections: names and texts that travel in the signed token.
/// The client can read them, and cannot change them.
///
/// ```
/// use slotwise::session::SessionMap;
/// let mut session = SessionMap::default();
/// assert!(session.put("name", "Ada"));
/// assert_eq!(session.get("name"), Some("Ada"));
/// assert!(!session.put("essay", &"x".repeat(SessionMap::MAX_BYTES)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionMap(BTreeMap<String, String>);

impl SessionMap {
    /// How many bytes names and values may take together.
    pub const MAX_BYTES: usize = 4096;

    /// The value of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Sets a value. `false`, and nothing changed, if the map would grow beyond
    /// [`SessionMap::MAX_BYTES`].
    pub fn put(&mut self, name: &str, value: &str) -> bool {
        let others = self.iter().filter(|pair| pair.0 != name);
        let others: usize = others.map(|pair| pair.0.len() + pair.1.len()).sum();
        let fits = others + name.len() + value.len() <= Self::MAX_BYTES;
        if fits {
            self.0.insert(name.to_owned(), value.to_owned());
        }
        fits
    }

    /// Takes a value out; `false` if there was none.
    pub fn remove(&mut self, name: &str) -> bool {
        self.0.remove(name).is_some()
    }

    /// All pairs, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
