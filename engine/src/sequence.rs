//! What two sequences have in common, in order: of chunks of a text, of nodes of some markup.
//!
//! ```text
//! old  a b c d e      new  a c d x e      ->  a, c d, e:  Run { old: 0, new: 0, len: 1 }, { 2, 1, 2 }, { 4, 4, 1 }
//! ```

use alloc::{vec, vec::Vec};
use core::convert::Infallible;
use core::ops::Range;
use similar::algorithms::{Algorithm, DiffHook, diff_slices};

/// Items that stand one after another in both sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) old: usize,
    pub(crate) new: usize,
    pub(crate) len: usize,
}

/// What stands between two runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    pub(crate) old: Range<usize>,
    pub(crate) new: Range<usize>,
    /// Items of the run behind it.
    pub(crate) kept: usize,
}

/// Of more items only what they have in common at both ends is kept. The search takes at most some steps an item,
/// a number that grows with the root of that of the items.
const MOST: usize = 1 << 16;

/// The gaps, each with the run behind it; one of them may be empty, not both.
pub(crate) fn gaps(old: &[u64], new: &[u64]) -> Vec<Gap> {
    let end = Run {
        old: old.len(),
        new: new.len(),
        len: 0,
    };
    let mut gaps: Vec<Gap> = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    for run in common(old, new).into_iter().chain([end]) {
        let gap = Gap {
            old: old_at..run.old,
            new: new_at..run.new,
            kept: run.len,
        };
        (old_at, new_at) = (run.old + run.len, run.new + run.len);
        match gaps.last_mut() {
            Some(last) if gap.old.is_empty() && gap.new.is_empty() => last.kept += gap.kept,
            _ => gaps.push(gap),
        }
    }
    gaps
}

/// Runs in order, some of which may be empty: both ends, and what is found between them.
fn common(old: &[u64], new: &[u64]) -> Vec<Run> {
    let equal = |(old, new): &(&u64, &u64)| old == new;
    let prefix = old.iter().zip(new).take_while(equal).count();
    let (old_rest, new_rest) = (&old[prefix..], &new[prefix..]);
    let from_end = old_rest.iter().rev().zip(new_rest.iter().rev());
    let suffix = from_end.take_while(equal).count();
    let old_rest = &old_rest[..old_rest.len() - suffix];
    let new_rest = &new_rest[..new_rest.len() - suffix];

    let mut runs = Runs {
        from: prefix,
        runs: vec![Run {
            old: 0,
            new: 0,
            len: prefix,
        }],
    };
    // Two single items are not equal, or they were one of the ends.
    let is_searched = !old_rest.is_empty()
        && !new_rest.is_empty()
        && (3..=MOST).contains(&(old_rest.len() + new_rest.len()));
    if is_searched {
        let Ok(()) = diff_slices(Algorithm::Myers, &mut runs, old_rest, new_rest);
    }
    runs.runs.push(Run {
        old: old.len() - suffix,
        new: new.len() - suffix,
        len: suffix,
    });
    runs.runs
}

struct Runs {
    /// Where the slices that are searched begin.
    from: usize,
    runs: Vec<Run>,
}

impl DiffHook for Runs {
    type Error = Infallible;

    fn equal(&mut self, old: usize, new: usize, len: usize) -> Result<(), Infallible> {
        let (old, new) = (self.from + old, self.from + new);
        self.runs.push(Run { old, new, len });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The new sequence, put together from the old one and what stands in the gaps.
    fn rebuilt(old: &[u64], new: &[u64]) -> Vec<u64> {
        let mut built = Vec::new();
        for gap in gaps(old, new) {
            built.extend_from_slice(&new[gap.new]);
            built.extend_from_slice(&old[gap.old.end..][..gap.kept]);
        }
        built
    }

    #[test]
    fn gaps_and_runs_make_the_new_sequence() {
        let sequences: [&[u64]; 7] = [
            &[],
            &[1],
            &[1, 2, 3, 4, 5],
            &[1, 3, 4, 9, 5],
            &[5, 4, 3, 2, 1],
            &[1, 1, 1, 1],
            &[9, 1, 2, 3, 4, 5, 9],
        ];
        for old in sequences {
            for new in sequences {
                assert_eq!(rebuilt(old, new), new, "{old:?}");
            }
        }
    }

    #[test]
    fn of_very_many_items_the_ends_are_found() {
        let old: Vec<u64> = (0..MOST as u64).collect();
        let mut new = old.clone();
        new.splice(1000..1001, [0, 7]);
        let end = new.len() - 1000;
        new[end] = 0;
        assert_eq!(rebuilt(&old, &new), new);
        let gaps = gaps(&old, &new);
        assert_eq!(gaps.len(), 2);
        assert_eq!((gaps[1].new.clone(), gaps[1].kept), (1000..end + 1, 999));
    }
}
