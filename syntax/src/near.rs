//! The name that was meant.
//!
//! Takes a name that is not known and those that are. It knows nothing of what they name.

/// The nearest of `known`, if it is near enough to have been meant: at most two slips, and one for
/// three letters or fewer.
pub(crate) fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let limit = (name.trim_start_matches(':').chars().count() / 2).min(2);
    let distances = known.iter().map(|known| (distance(name, known), *known));
    distances
        .min()
        .filter(|(distance, _)| *distance <= limit)
        .map(|(_, known)| known)
}

/// The one of `known` that `name` is a slip of: one in eight letters, so that names of one's own are
/// let be.
pub(crate) fn slip<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let length = name.chars().count();
    let limit = if length < 4 { 0 } else { length.div_ceil(8) };
    let distances = known
        .filter(|known| known.len().abs_diff(name.len()) <= limit)
        .map(|known| (distance(name, known), known));
    distances
        .min()
        .filter(|(distance, _)| *distance <= limit)
        .map(|(_, known)| known)
}

/// How many characters must be put in, left out, changed or swapped with the next one to get from
/// `a` to `b`.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names() {
        const SPECIAL: [&str; 3] = [":if", ":for", ":key"];
        assert_eq!(nearest(":fro", &SPECIAL), Some(":for"));
        assert_eq!(nearest(":iff", &SPECIAL), Some(":if"));
        assert_eq!(nearest(":kye", &SPECIAL), Some(":key"));
        assert_eq!(nearest(":class", &SPECIAL), None);
        assert_eq!(nearest("mathc", &["match", "case"]), Some("match"));
        assert_eq!(nearest("x", &["if"]), None);
        let slip_of = |name| slip(name, ["for", "form", "placeholder"].into_iter());
        assert_eq!(slip_of("fro"), None);
        assert_eq!(slip_of("from"), Some("form"));
        assert_eq!(slip_of("foam"), Some("form"));
        assert_eq!(slip_of("fame"), None);
        assert_eq!(slip_of("placehodlre"), Some("placeholder"));
        assert_eq!(distance("", "ab"), 2);
        assert_eq!(distance("ab", "ba"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
