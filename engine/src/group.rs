//! [`Group`]: clients that see the same, compared and written once for all of them.
//!
//! ```text
//! patch(view)     one comparison, one text, handed to every member
//! join(view)      the whole page for one more member, in the numbering of the others
//! leave()         a mirror of its own for a member that cannot keep up
//! ```

use crate::components::Components;
use crate::diff::Patcher;
use crate::memo::HashKey;
use crate::mirror::{Dialect, Mirror};
use crate::view::View;
use alloc::{string::String, sync::Arc};

/// One mirror for any number of clients that see the same view.
///
/// Takes the memory of one mirror and the time of one comparison, whatever the number of members; who they
/// are and how they get their patches is the caller's business. Every member has to get every patch, in
/// order. One that cannot take the next one [leaves](Group::leave) before it is made.
///
/// The view shows all members the same: two visits without a change between them give equal values.
///
/// ```
/// use slotwise::{Dialect, Group, HashKey, Patcher, h};
/// let mut patcher = Patcher::new();
/// let mut group = Group::new(Dialect::Native, HashKey::new(1));
///
/// let first = group.join(&mut patcher, &h! { <p>{1}</p> });
/// assert_eq!(first.page, r#"[{"0":[["p",[],0]]},[0,1]]"#);
/// let patch = group.patch(&mut patcher, &h! { <p>{2}</p> });
/// assert_eq!(patch.as_deref(), Some("[0,2]"));
///
/// // The second member comes when something has changed, of which the first one has to hear.
/// let second = group.join(&mut patcher, &h! { <p>{3}</p> });
/// assert_eq!(second.page, r#"[{"0":[["p",[],0]]},[0,3]]"#);
/// assert_eq!(second.patch.as_deref(), Some("[0,3]"));
/// ```
#[derive(Debug)]
pub struct Group {
    mirror: Mirror,
    has_page: bool,
}

/// What [`Group::join`] gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The first patch of the new member.
    pub page: String,
    /// For all who were members before, if anything has changed since their last patch.
    pub patch: Option<Arc<str>>,
}

impl Group {
    /// A group without members.
    pub fn new(dialect: Dialect, key: HashKey) -> Group {
        Group {
            mirror: Mirror::of_group(dialect, key),
            has_page: false,
        }
    }

    /// Compares `view` with what the members have: the patch for each of them, or nothing if nothing
    /// changed or nobody ever joined.
    pub fn patch<V: View + ?Sized>(&mut self, patcher: &mut Patcher, view: &V) -> Option<Arc<str>> {
        self.patch_with(patcher, view, &mut Components::new())
    }

    /// Likewise, with these instances.
    pub(crate) fn patch_with<V: View + ?Sized>(
        &mut self,
        patcher: &mut Patcher,
        view: &V,
        components: &mut Components,
    ) -> Option<Arc<str>> {
        if !self.has_page {
            return None;
        }
        let mut patch = String::new();
        let changed = components.patch(patcher, &mut self.mirror, view, &mut patch);
        changed.then(|| patch.into())
    }

    /// The page for a new member. Costs a comparison and a page.
    pub fn join<V: View + ?Sized>(&mut self, patcher: &mut Patcher, view: &V) -> Joined {
        let components = &mut Components::new();
        let patch = self.patch_with(patcher, view, components);
        let page = self.page_with(patcher, view, components);
        Joined { page, patch }
    }

    /// The page for a new member, with these instances. The members have to have this view.
    pub(crate) fn page_with<V: View + ?Sized>(
        &mut self,
        patcher: &mut Patcher,
        view: &V,
        components: &mut Components,
    ) -> String {
        let mut page = String::new();
        if !self.has_page {
            self.has_page = true;
            components.patch(patcher, &mut self.mirror, view, &mut page);
            return page;
        }
        let mut mirror = self.mirror_of_one();
        let unseen = &self.mirror.shapes;
        patcher.compare(&mut mirror, view, components, &mut page, unseen);
        page
    }

    /// Likewise, for one that shows the HTML of this view already: its outline.
    #[cfg(feature = "session")]
    pub(crate) fn outline_with<V: View + ?Sized>(
        &mut self,
        patcher: &mut Patcher,
        view: &V,
        components: &mut Components,
    ) -> String {
        let (mut mirror, mut outline) = (self.mirror_of_one(), String::new());
        patcher.outline(&mut mirror, view, components, &mut outline);
        if !self.has_page {
            self.has_page = true;
            self.mirror = mirror;
        }
        outline
    }

    /// For comparing what one member alone has to be sent.
    fn mirror_of_one(&self) -> Mirror {
        let mut mirror = Mirror::of_group(self.mirror.dialect, self.mirror.key);
        mirror.shapes.clone_from(&self.mirror.shapes);
        mirror
    }

    /// What stands for the mirror of a member: the shapes that it has, and nothing else.
    #[cfg(feature = "session")]
    pub(crate) fn mirror_of_member(&self) -> Mirror {
        let mut mirror = self.mirror_of_one();
        mirror.settle();
        mirror
    }

    /// Whether the view shows what a late member could not be given: a stream, or a temporary value.
    #[cfg(feature = "session")]
    pub(crate) fn is_ahead(&self) -> bool {
        self.mirror.is_ahead()
    }

    /// A mirror for a member that got all patches so far and will be compared with alone from now on. Costs
    /// a copy.
    pub fn leave(&self) -> Mirror {
        self.mirror.clone()
    }

    /// Bytes the group takes, itself and what it owns.
    pub fn size(&self) -> usize {
        size_of::<Self>() - size_of::<Mirror>() + self.mirror.size()
    }
}
