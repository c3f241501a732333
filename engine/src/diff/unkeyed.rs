//! Rows without keys: where each comes from is decided when its values are there, see [`moves`](crate::moves).

use super::{Differ, ListScope};
use crate::content::{Shown, Survey};
use crate::memo;
use crate::rows::Origin;
use crate::stamp::Stamp;
use crate::value::Dyn;

impl Differ<'_> {
    /// The next row, whose key is its position; `true`: its values have to be compared.
    pub(crate) fn next_row_by_index(&mut self, stamp: Stamp) -> bool {
        let moves_rows = self.encoder.moves_rows_without_keys();
        let Differ { lists, mirror, .. } = self;
        let Some(scope) = lists.last_mut() else {
            unreachable!("rows come within a list")
        };
        let position = scope.matching.len as u64;
        let node = scope
            .node
            .filter(|_| moves_rows && !scope.whole && scope.matching.may_move());
        let Some(node) = node else {
            return self.next_row(position, stamp);
        };
        let list = mirror.list(node);
        if scope.outer_same && scope.matching.has_stamp(list, stamp) {
            list.rows.keys[scope.matching.len] = position;
            scope.matching.stamps_tell = true;
            scope.matching.len += 1;
            return false;
        }
        if scope.matching.moves.are_sought() || scope.matching.is_moved(list, stamp) {
            scope
                .matching
                .seek_moves(mirror, self.secrets, node, scope.row);
            if let Some(old) = scope.matching.find_stamp(stamp) {
                let outer_same = scope.outer_same;
                self.open_row(stamp, Origin::Kept(old));
                if outer_same {
                    self.leave_row();
                }
                return !outer_same;
            }
        }
        scope.origin = Origin::Unknown;
        scope.stamp = stamp;
        true
    }

    /// Whether the row just begun has to be found by its values.
    #[inline]
    pub(crate) fn has_to_find_row(&mut self) -> bool {
        self.scope().origin == Origin::Unknown
    }

    /// Ends the row just begun if it stands where it stood and its values are what they were; values at hand and
    /// stamps can tell.
    pub(crate) fn stays(&mut self, values: &[Dyn<'_>]) -> bool {
        let mut at = self.row_base();
        let scope = self.scope();
        let (kinds, in_place) = (scope.row.slots, !scope.matching.aside);
        let values = &values[..kinds.len().min(values.len())];
        let stays = in_place && self.skip_unchanged(&mut at, kinds, values) == kinds.len();
        if stays {
            self.stay_changed();
            self.leave_row();
        }
        stays
    }

    /// Takes the row just begun for the one that stood in its place.
    fn stay_changed(&mut self) {
        let scope = self.scope();
        let (stamp, len) = (scope.stamp, scope.matching.len);
        self.open_row(stamp, Origin::Kept(len));
    }

    /// Whether to look for the row just begun among the old ones. Where stamps tell rows apart, not if that has to
    /// visit what will be visited again. Without a sign of moves only for one that has little of what stood in its
    /// place: few values are often equal by chance.
    pub(crate) fn has_to_survey(&mut self, values: &[Dyn<'_>]) -> bool {
        let scope = self.scope();
        let (matching, place) = (&scope.matching, scope.matching.len);
        let is_sought = matching.moves.are_sought();
        let is_known = matching.stamps_tell && scope.stamp != Stamp::ALWAYS;
        let are_at_hand = || values.iter().all(|value| !matches!(value, Dyn::View(_)));
        match is_sought {
            true => !is_known || are_at_hand(),
            false => values.len() > 1 && are_at_hand() && !self.is_like(values, place),
        }
    }

    /// Whether more than half of the values at hand are those of an old row.
    fn is_like(&mut self, values: &[Dyn<'_>], old: usize) -> bool {
        let Differ {
            lists,
            mirror,
            secrets,
            text,
            ..
        } = self;
        let (scope, node) = open_list(lists);
        let mut words = scope.matching.old_words(mirror.list(node), old).iter();
        let (mut at_hand, mut like) = (0, 0);
        for (kind, value) in scope.row.slots.iter().zip(values) {
            let word = words.nth(usize::from(kind.lazy));
            if !matches!(value, Dyn::View(_)) {
                at_hand += 1;
                like += usize::from(word == Some(&memo::of_value(secrets, value, text)));
            }
        }
        like * 2 > at_hand
    }

    /// What finds out what a row shows.
    pub(crate) fn survey(&mut self) -> Survey<'_> {
        Survey::new(self.secrets, self.text)
    }

    /// Decides which old row the row just begun is; `true`: it has to be compared, else it is at its end.
    pub(crate) fn place_row(&mut self, values: &[Dyn<'_>], shown: Option<Shown>) -> bool {
        let secrets = self.secrets;
        let Differ { lists, mirror, .. } = self;
        let (scope, node) = open_list(lists);
        let (stamp, row) = (scope.stamp, scope.row);
        let matching = &mut scope.matching;
        if !matching.moves.are_sought() {
            let is_moved = shown
                .is_some_and(|shown| matching.was_shown(mirror, secrets, node, row, shown.content));
            if !is_moved {
                self.stay_changed();
                return true;
            }
            matching.seek_moves(mirror, secrets, node, row);
        }
        if let Some(shown) = shown
            && let Some(old) = matching.find_content(shown.content)
        {
            self.open_row(stamp, Origin::Kept(old));
            self.ambient |= shown.is_ambient;
            self.leave_row();
            return false;
        }
        let origin = match matching.following() {
            Some(old) => {
                let is_like = self.is_like(values, old);
                let content = shown.map(|shown| shown.content);
                self.scope().matching.place_changed(content, old, is_like)
            }
            None => Origin::New,
        };
        self.open_row(stamp, origin);
        true
    }

    /// Begins the next row, which comes from there.
    fn open_row(&mut self, stamp: Stamp, origin: Origin) {
        let Differ {
            lists,
            mirror,
            encoder,
            whole,
            ambient,
            ..
        } = self;
        let (scope, node) = open_list(lists);
        let list = mirror.list(node);
        let position = scope.matching.len;
        scope.matching.put(list, origin);
        scope.matching.same_stamp(list, stamp);
        scope.origin = origin;
        match origin {
            Origin::Kept(old) if scope.matching.aside => encoder.enter_row(position, old),
            Origin::Kept(_) => encoder.enter_row_in_place(position),
            Origin::New | Origin::Unknown => {
                encoder.begin_row(position, false);
                *whole = true;
            }
        }
        *ambient = stamp == Stamp::ALWAYS;
    }
}

/// The list whose rows are coming, which was there before.
fn open_list(lists: &mut [ListScope]) -> (&mut ListScope, u32) {
    match lists.last_mut() {
        Some(scope) => match scope.node {
            Some(node) => (scope, node),
            None => unreachable!("a list with old rows has a node"),
        },
        None => unreachable!("rows come within a list"),
    }
}
