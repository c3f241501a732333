//! [`Node`]: from names such as `user[skills][0][name]` to a tree, within bounds.
//!
//! ```text
//! user[name]=Ada  user[tags][]=a  user[tags][]=b  user[skills][7][name]=C
//! name: "Ada"   tags: "a", "b"   skills { 7 { name: "C" } }
//! ```

use crate::session::Params;
use std::collections::BTreeMap;

/// Names with more brackets than this are left out.
const DEEPEST: usize = 16;

/// What stands under one name.
#[derive(Debug, Default)]
pub struct Node<'p> {
    values: Vec<&'p str>,
    children: BTreeMap<&'p str, Node<'p>>,
}

impl<'p> Node<'p> {
    /// All that the parameters hold of the form with this name.
    pub(super) fn of_form(params: &'p Params, name: &str) -> Node<'p> {
        let mut root = Node::default();
        for (path, value) in params.iter() {
            if let Some(path) = path.strip_prefix(name).and_then(keys) {
                let node = path
                    .iter()
                    .fold(&mut root, |node, key| node.children.entry(key).or_default());
                node.values.push(value);
            }
        }
        root
    }

    /// What stands under a name.
    pub(super) fn child(&self, key: &str) -> Option<&Node<'p>> {
        self.children.get(key)
    }

    /// The names in here, with what stands under them.
    pub(super) fn children(&self) -> impl Iterator<Item = (&'p str, &Node<'p>)> {
        self.children.iter().map(|(key, node)| (*key, node))
    }

    /// The texts under this very name, in order.
    pub(super) fn values(&self) -> &[&'p str] {
        &self.values
    }

    /// The texts under a name with something added to it: `skills_sort`.
    pub(super) fn beside(&self, key: &str, addition: &str) -> Option<&[&'p str]> {
        let node = self.children.get(format!("{key}{addition}").as_str())?;
        Some(&node.values)
    }

    /// Whether the client says that nobody has used this field yet.
    pub(super) fn is_unused(&self, key: &str) -> bool {
        self.children
            .contains_key(format!("_unused_{key}").as_str())
    }
}

/// The keys of `[skills][0][name]`; `[]` at the end adds to a list, so it is no key.
fn keys(path: &str) -> Option<Vec<&str>> {
    let path = path.strip_suffix("[]").unwrap_or(path);
    let inner = path.strip_prefix('[')?.strip_suffix(']')?;
    let keys: Vec<&str> = inner.splitn(DEEPEST + 1, "][").collect();
    let fine = |key: &&str| !key.is_empty() && !key.contains(['[', ']']);
    (keys.len() <= DEEPEST && keys.iter().all(fine)).then_some(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(keys("[name]"), Some(vec!["name"]));
        assert_eq!(keys("[tags][]"), Some(vec!["tags"]));
        assert_eq!(keys("[skills][0][name]"), Some(vec!["skills", "0", "name"]));
        for wrong in [
            "", "[]", "name", "[a", "a]", "[][a]", "[a][][b]", "[a]b", "[[a]]",
        ] {
            assert_eq!(keys(wrong), None, "{wrong}");
        }
        assert!(keys(&"[a]".repeat(DEEPEST)).is_some());
        assert!(keys(&"[a]".repeat(DEEPEST + 1)).is_none());
        assert!(keys(&"[a]".repeat(100_000)).is_none());
    }

    #[test]
    fn other_names_are_of_other_forms() {
        let params = Params::from_query("user[a]=1&users[a]=2&user=3&_target=user[a]&user[a]=4");
        let node = Node::of_form(&params, "user");
        assert_eq!(node.children().count(), 1);
        assert_eq!(node.child("a").unwrap().values(), ["1", "4"]);
        assert!(node.values().is_empty());
    }
}
