//! Which of some names was meant.

/// The name that is nearest to another one, if it is near enough to be what was meant.
pub(crate) fn nearest<'n>(
    wanted: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> Option<&'n str> {
    let most = ((wanted.chars().count() + 1) / 3).max(1);
    let distances = names.into_iter().map(|name| (distance(wanted, name), name));
    let (_, name) = distances
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)?;
    Some(name)
}

/// How many characters have to be added, dropped or changed. `-` and `_` are alike.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.replace('-', "_").chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.replace('-', "_").chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let change = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn what_was_meant() {
        let names = ["send_message", "typing", "save"];
        assert_eq!(nearest("send_mesage", names), Some("send_message"));
        assert_eq!(nearest("send-message", names), Some("send_message"));
        assert_eq!(nearest("sav", names), Some("save"));
        assert_eq!(nearest("delete", names), None);
        assert_eq!(nearest("", []), None);
    }
}
