//! What a patch does to a stream, the obvious way.
//!
//! ```text
//! held a b c     deletes b, inserts d at 0 with the limit 2     held d a
//! ```

/// What one patch does to a stream.
#[derive(Clone, Debug)]
pub struct Batch<R> {
    /// All rows go.
    pub reset: bool,
    /// The ids of rows that go.
    pub deletes: Vec<String>,
    /// Rows that come, in order.
    pub inserts: Vec<Insertion<R>>,
}

/// A row that comes.
#[derive(Clone, Debug)]
pub struct Insertion<R> {
    /// Its id.
    pub id: String,
    /// What it shows.
    pub row: R,
    /// Its position; `None`: the end.
    pub at: Option<usize>,
    /// So many rows stay: the first, or of a negative number the last.
    pub limit: Option<i64>,
    /// Only if its row is there.
    pub update_only: bool,
}

impl<R> Default for Batch<R> {
    fn default() -> Self {
        Batch {
            reset: false,
            deletes: Vec::new(),
            inserts: Vec::new(),
        }
    }
}

impl<R> Batch<R> {
    /// What a page then holds; as the official client does it to the page.
    pub fn apply(self, held: &mut Vec<(String, R)>) {
        if self.reset {
            held.clear();
        }
        held.retain(|(id, _)| !self.deletes.contains(id));
        let known: Vec<String> = held.iter().map(|(id, _)| id.clone()).collect();
        for insert in self.inserts {
            if known.contains(&insert.id) {
                if let Some((_, row)) = held.iter_mut().find(|(id, _)| *id == insert.id) {
                    *row = insert.row;
                }
                continue;
            }
            if insert.update_only {
                continue;
            }
            let at = insert.at.unwrap_or(held.len()).min(held.len());
            held.insert(at, (insert.id, insert.row));
            match insert.limit {
                Some(limit) if limit >= 0 => held.truncate(limit as usize),
                Some(limit) => {
                    let gone = held.len().saturating_sub(limit.unsigned_abs() as usize);
                    held.drain(..gone);
                }
                None => {}
            }
        }
    }
}

/// The `id` of a row that is shown like this.
pub fn id_of(html: &str) -> Option<String> {
    let (_, after) = html.split_once(" id=\"")?;
    after.split_once('"').map(|(id, _)| id.to_owned())
}
