//! Which gaps are free, and where lines must break; see the rule in `format`.

use super::layout::{
    Body, Branch, Content, Element, Form, FormKind, Gap, Item, Role, one_line, width,
};
use super::tag;
use crate::chain::Link;
use slotwise_html::display::Display;

/// What is at an end of some content.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// Blanks at it do not show.
    Hard,
    /// They do.
    Soft,
    /// They are dropped, but those behind something that is not shown are not.
    Dropped,
}

/// What blanks beside an item depend on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Boundary {
    /// The item: beside it they do not show.
    Hard,
    /// What is beyond it, as it may show nothing, and is a boundary when it shows something.
    Through,
    /// The item: beside it they show.
    Stop,
}

/// Where some content stands.
#[derive(Clone, Copy)]
struct Around {
    start: Edge,
    end: Edge,
    /// In a block form, whose lines break as the author had them.
    in_form: bool,
}

/// Completes the layout tree of a whole template.
pub(super) fn settle(content: &mut Content<'_>) {
    settle_in(
        content,
        Around {
            start: Edge::Dropped,
            end: Edge::Dropped,
            in_form: false,
        },
    );
}

fn settle_in(content: &mut Content<'_>, around: Around) {
    let sides = Sides::of(content, around);
    for (index, item) in content.items.iter_mut().enumerate() {
        match item {
            Item::Element(element) => settle_element(element),
            Item::Form(form) => {
                // A blank outside stays, so that one inside makes no difference.
                let stays = |index: usize| content.gaps[index].blank && !sides.free(index);
                let left = sides.left[index] || stays(index);
                let right = sides.right[index + 1] || stays(index + 1);
                settle_form(form, left, right);
            }
            _ => {}
        }
    }
    let count = content.items.len();
    for index in 0..=count {
        let before = index.checked_sub(1).map(|index| &content.items[index]);
        let after = content.items.get(index);
        let gap = &mut content.gaps[index];
        gap.free = sides.free(index);
        let is_edge = index == 0 || index == count;
        if gap.free && is_edge {
            gap.blank = false;
        }
        gap.breaks = gap.may_break()
            && count > 0
            && (own_line(*gap, before, after)
                || gap.lines > 0 && (around.in_form || !(is_edge && gap.free)));
    }
    content.flat = flat(content);
}

/// Of each gap, what makes it free.
struct Sides {
    left: Vec<bool>,
    right: Vec<bool>,
    dropped: Vec<bool>,
    chained: Vec<bool>,
}

impl Sides {
    fn of(content: &Content<'_>, around: Around) -> Sides {
        let is_hidden = |item: &Item<'_>| matches!(item, Item::Hidden(_));
        let items = content.items.iter();
        let left = along(items.clone(), around.start == Edge::Hard, &carries);
        let mut right = along(items.clone().rev(), around.end == Edge::Hard, &carries);
        right.reverse();
        let dropping = |item: &Item<'_>, before| before && is_hidden(item);
        let mut dropped = along(items.clone(), around.start == Edge::Dropped, &dropping);
        let at_end = along(items.rev(), around.end == Edge::Dropped, &dropping);
        for (dropped, at_end) in dropped.iter_mut().zip(at_end.iter().rev()) {
            *dropped |= at_end;
        }
        Sides {
            left,
            right,
            dropped,
            chained: chained(&content.items),
        }
    }

    fn free(&self, index: usize) -> bool {
        let all = [&self.left, &self.right, &self.dropped, &self.chained];
        all.into_iter().any(|side| side[index])
    }
}

/// Whether what holds before an item holds behind it.
fn carries(item: &Item<'_>, before: bool) -> bool {
    match boundary(item) {
        Boundary::Hard => true,
        Boundary::Through => before,
        Boundary::Stop => false,
    }
}

/// What holds at each gap, going along the items.
fn along<'a, 't: 'a>(
    items: impl Iterator<Item = &'a Item<'t>>,
    start: bool,
    step: &dyn Fn(&Item<'_>, bool) -> bool,
) -> Vec<bool> {
    let mut holds = start;
    let mut gaps = vec![start];
    gaps.extend(items.map(|item| {
        holds = step(item, holds);
        holds
    }));
    gaps
}

fn boundary(item: &Item<'_>) -> Boundary {
    match item {
        Item::Word(_) | Item::Hole(_) | Item::Kept(_) => Boundary::Stop,
        Item::Let(_) | Item::Hidden(_) | Item::Comment(_) | Item::Doctype(_) => Boundary::Through,
        Item::Element(element) => match element.role {
            Role::Element(Display::Block) if !element.vanishes => Boundary::Hard,
            Role::Element(Display::Block | Display::Nothing) => Boundary::Through,
            _ => Boundary::Stop,
        },
        Item::Form(form) if form.is_blocky => Boundary::Through,
        Item::Form(_) => Boundary::Stop,
    }
}

/// Whether the branches of a form show block-level elements or nothing.
pub(super) fn are_blocky(branches: &[Branch<'_>]) -> bool {
    let mut items = branches.iter().flat_map(|one| &one.content.items);
    items.all(|item| boundary(item) != Boundary::Stop)
}

/// Whether they do, and show something.
pub(super) fn take_lines(branches: &[Branch<'_>]) -> bool {
    let mut items = branches.iter().flat_map(|one| &one.content.items);
    are_blocky(branches) && items.any(takes_lines)
}

/// Of each gap, whether it is between tags of an `:if`/`:else` chain that are block-level.
fn chained(items: &[Item<'_>]) -> Vec<bool> {
    let mut gaps = vec![false; items.len() + 1];
    let mut open: Option<usize> = None;
    for (index, item) in items.iter().enumerate() {
        match item {
            Item::Hidden(_) => {}
            Item::Element(element) if element.role == Role::Element(Display::Block) => {
                let goes_on = matches!(element.link, Some(Link::Middle | Link::Last));
                if let Some(start) = open.filter(|_| goes_on) {
                    gaps[start..=index].fill(true);
                }
                let takes_more = matches!(element.link, Some(Link::First | Link::Middle));
                open = takes_more.then_some(index + 1);
            }
            _ => open = None,
        }
    }
    gaps
}

fn settle_element(element: &mut Element<'_>) {
    if let Body::Content(content) = &mut element.body {
        let is_hidden = |item: &Item<'_>| matches!(item, Item::Hidden(_));
        let edge = match element.role {
            Role::Element(display) if display.trims_content() => Edge::Hard,
            // Blank content is none.
            Role::Component if content.items.iter().all(is_hidden) => Edge::Dropped,
            _ => Edge::Soft,
        };
        let around = Around {
            start: edge,
            end: edge,
            in_form: false,
        };
        settle_in(content, around);
    }
    element.flat = flat_element(element);
}

/// `left` and `right`: whether what is there makes the gaps at the edges of what it shows free.
fn settle_form(form: &mut Form<'_>, left: bool, right: bool) {
    let either = form.is_blocky && (left || right);
    let kind = form.kind;
    for (index, branch) in form.branches.iter_mut().enumerate() {
        let first = index == 0;
        let edge = |side: bool| match kind {
            FormKind::Match if first => Edge::Dropped,
            _ if either => Edge::Hard,
            // The next row may follow.
            FormKind::For if first => Edge::Soft,
            _ if side => Edge::Hard,
            _ => Edge::Soft,
        };
        let around = Around {
            start: edge(left),
            end: edge(right),
            in_form: true,
        };
        settle_in(&mut branch.content, around);
        balance(&mut branch.content);
    }
    form.flat = flat_form(form);
}

/// Lets no line end at one edge if none can at the other, unless it must.
fn balance(content: &mut Content<'_>) {
    let last = content.items.len();
    for (edge, other) in [(0, last), (last, 0)] {
        let tight = !content.gaps[other].may_break();
        let edge = &mut content.gaps[edge];
        edge.free &= edge.breaks || !tight;
    }
}

/// Whether a line must end between two neighbours because of what they are. The author decides
/// whether a comment stands behind something on its line.
fn own_line(gap: Gap, before: Option<&Item<'_>>, after: Option<&Item<'_>>) -> bool {
    if gap.lines == 0 && matches!(after, Some(Item::Hidden(_) | Item::Comment(_))) {
        return false;
    }
    before.is_some_and(takes_lines) || after.is_some_and(takes_lines)
}

/// Whether an item has lines of its own.
fn takes_lines(item: &Item<'_>) -> bool {
    match item {
        Item::Let(_) | Item::Doctype(_) => true,
        Item::Element(element) => matches!(
            element.role,
            Role::Element(Display::Block | Display::Nothing) | Role::SlotEntry
        ),
        Item::Form(form) => form.takes_lines,
        _ => false,
    }
}

fn flat(content: &Content<'_>) -> Option<usize> {
    if content.gaps.iter().any(|gap| gap.breaks) {
        return None;
    }
    let blanks = content.gaps.iter().filter(|gap| gap.blank).count();
    content
        .items
        .iter()
        .map(Item::flat)
        .sum::<Option<usize>>()
        .map(|items| items + blanks)
}

fn flat_element(element: &Element<'_>) -> Option<usize> {
    let open = tag::flat(element)?;
    let close = width(element.name) + "</>".len();
    match &element.body {
        Body::Void | Body::SelfClosed => Some(open),
        Body::Kept(text) => Some(open + one_line(text)? + close),
        Body::Content(content) => Some(open + content.flat? + close),
    }
}

fn flat_form(form: &Form<'_>) -> Option<usize> {
    let branches = form.branches.iter();
    let branches = branches.map(|branch| Some(branch.head.flat()? + branch.content.flat?));
    Some(branches.sum::<Option<usize>>()? + width(form.kind.end()))
}
