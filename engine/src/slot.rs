//! Slots: what a caller puts between the tags of a component.
//!
//! ```text
//! <.table rows={@rows}><:col label="Name" :let={r}>{r.name}</:col></.table>
//!
//! col: Slots<(label), Row>   one Entry: its attributes, and a closure from (&Row, stamp) to a visit
//! {col(row)}                 Filled { col, row, stamp of row }: a view that calls the closure
//! ```

use crate::component::Prop;
use crate::context::Cx;
use crate::few::Few;
use crate::stamp::{Stamp, Stamped};
use crate::tracked::Tracked;
use crate::value::{Dyn, Hole};
use crate::view::View;
use alloc::rc::Rc;
use core::fmt;
use core::ops::Deref;

/// Visits what a caller wrote, given what the component hands to it and the stamp of that.
type Content<'a, A> = dyn Fn(&mut Cx<'_>, &A, Stamp) + 'a;

/// What stands between the tags of a component, or in one `<:name>` there. `{@name}` shows it.
///
/// `A` is what the component hands to the content, which the caller names by `:let`; `()` is nothing.
/// `{@name(value)}` shows the content with a value, given as it is or borrowed.
///
/// ```
/// use slotwise::{Slot, View, component, h};
///
/// #[component]
/// fn repeat(times: u32, separator: Slot, inner_block: Slot<u32>) -> impl View {
///     h! { {#for n in 0..*@times}{#if n > 0}{@separator}{/if}{@inner_block(n)}{/for} }
/// }
///
/// let view = h! { <.repeat times={3} :let={n}><:separator>, </:separator>no. {n}</.repeat> };
/// assert_eq!(view.to_html(), "no. 0, no. 1, no. 2");
/// ```
pub struct Slot<'a, A: ?Sized = ()> {
    stamp: Stamp,
    content: Option<&'a Content<'a, A>>,
}

impl<'a, A: ?Sized> Slot<'a, A> {
    /// A slot with content; `stamp` is that of all the content reads beside what it is handed.
    pub fn new(stamp: Stamp, content: &'a Content<'a, A>) -> Self {
        Slot {
            stamp,
            content: Some(content),
        }
    }

    /// A slot the caller left empty.
    pub fn empty() -> Self {
        Slot {
            stamp: Stamp::mix(0, &[]),
            content: None,
        }
    }

    /// Whether the caller gave no content.
    ///
    /// ```
    /// # use slotwise::{Slot, View, component, h};
    /// #[component]
    /// fn note(inner_block: Slot) -> impl View {
    ///     h! { <p>{#if @inner_block.is_empty()}nothing yet{#else}{@inner_block}{/if}</p> }
    /// }
    /// assert_eq!(h! { <.note /> }.to_html(), "<p>nothing yet</p>");
    /// ```
    pub fn is_empty(&self) -> bool {
        self.content.is_none()
    }

    /// The content with a value for it; `stamp` is that of the value. What `{@slot(value)}` stands for.
    pub fn invoke<B: Handed<A>>(&self, value: B, stamp: Stamp) -> Filled<'a, A, B> {
        Filled {
            stamp: Stamp::mix(1, &[self.stamp, stamp]),
            content: self.content.map(Body::Borrowed),
            value,
            handed: B::handed,
            value_stamp: stamp,
        }
    }

    /// This slot, or the other one if this is empty and the condition holds, whose stamp is given.
    #[doc(hidden)]
    pub fn or(self, holds: bool, stamp: Stamp, other: Self) -> Self {
        let stamp = Stamp::mix(2, &[self.stamp, stamp, other.stamp]);
        let content = self.content.or(other.content.filter(|_| holds));
        Slot { stamp, content }
    }
}

impl<A: ?Sized> Clone for Slot<'_, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A: ?Sized> Copy for Slot<'_, A> {}

impl<A: ?Sized> fmt::Debug for Slot<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slot")
            .field("is_empty", &self.is_empty())
            .finish_non_exhaustive()
    }
}

impl<A: ?Sized> Stamped for Slot<'_, A> {
    fn stamp(&self) -> Stamp {
        self.stamp
    }
}

impl View for Slot<'_> {
    fn stamp(&self) -> Stamp {
        self.stamp
    }

    fn visit(&self, cx: &mut Cx<'_>) {
        match self.content {
            Some(content) => content(cx, &(), Stamp::mix(0, &[])),
            None => cx.none(),
        }
    }
}

impl Hole for Slot<'_> {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

/// The entries `<:name ..>` of a slot that takes any number of them, in the order of the call.
///
/// `T` holds their attributes, `A` is what the component hands to their content. In a component the
/// parameter is written `#[slot(label: &str)] col: Slots` or `Slots<Row>`; `T` follows from it.
///
/// ```
/// use slotwise::{Slots, View, component, h};
///
/// struct User { name: String, age: u32 }
///
/// #[component]
/// fn table(users: &[User], #[slot(label: &str, align: &str = "left")] col: Slots<User>) -> impl View {
///     h! {
///         <table><tbody>
///             <tr><th :for={col in @col} align={col.align}>{col.label}</th></tr>
///             <tr :for={user in @users}><td :for={col in @col}>{col(user)}</td></tr>
///         </tbody></table>
///     }
/// }
///
/// let users = [User { name: "Ada".into(), age: 36 }];
/// let view = h! {
///     <.table users={users}>
///         <:col label="Name" :let={user}>{user.name}</:col>
///         <:col label="Age" align="right" :let={user}>{user.age}</:col>
///     </.table>
/// };
/// assert!(view.to_html().contains(r#"<th align="right">Age</th>"#));
/// assert!(view.to_html().contains("<td>Ada</td><td>36</td>"));
/// ```
pub struct Slots<'a, T = (), A: ?Sized = ()> {
    entries: Few<Entry<'a, T, A>, IN_PLACE>,
    stamp: Stamp,
}

/// As many columns as most tables have.
const IN_PLACE: usize = 8;

impl<'a, T, A: ?Sized> Slots<'a, T, A> {
    /// No entries.
    pub fn empty() -> Self {
        Slots {
            entries: Few::default(),
            stamp: Stamp::mix(3, &[]),
        }
    }

    /// Adds one; `stamps` are those of its attributes.
    #[doc(hidden)]
    pub fn push(&mut self, attributes: T, stamps: &[Stamp], content: Slot<'a, A>) {
        let body = content.content.map(Body::Borrowed);
        self.add(attributes, stamps, content.stamp, body);
    }

    /// Adds one whose content belongs to an item of a `:for`.
    #[doc(hidden)]
    pub fn push_shared(
        &mut self,
        attributes: T,
        stamps: &[Stamp],
        stamp: Stamp,
        content: impl Fn(&mut Cx<'_>, &A, Stamp) + 'a,
    ) {
        self.add(
            attributes,
            stamps,
            stamp,
            Some(Body::Shared(Rc::new(content))),
        );
    }

    fn add(&mut self, attributes: T, stamps: &[Stamp], stamp: Stamp, content: Option<Body<'a, A>>) {
        let own = Stamp::mix(4, &[Stamp::mix(5, stamps), stamp]);
        self.stamp = Stamp::mix(3, &[self.stamp, own]);
        self.entries.push(Entry {
            attributes,
            stamp: own,
            content,
        });
    }

    /// What the condition of some entries reads decides how many there are.
    #[doc(hidden)]
    pub fn note(&mut self, stamp: Stamp) {
        self.stamp = Stamp::mix(3, &[self.stamp, stamp]);
    }
}

impl<'a, T, A: ?Sized> Deref for Slots<'a, T, A> {
    type Target = [Entry<'a, T, A>];

    fn deref(&self) -> &Self::Target {
        self.entries.as_slice()
    }
}

impl<T, A: ?Sized> Stamped for Slots<'_, T, A> {
    fn stamp(&self) -> Stamp {
        self.stamp
    }
}

/// One entry of [`Slots`]: its attributes are its fields, `{entry}` or `{entry(value)}` shows its content.
pub struct Entry<'a, T = (), A: ?Sized = ()> {
    attributes: T,
    stamp: Stamp,
    content: Option<Body<'a, A>>,
}

/// The content of an entry: borrowed from the call, or made for one item of a `:for`.
enum Body<'a, A: ?Sized> {
    Borrowed(&'a Content<'a, A>),
    Shared(Rc<Content<'a, A>>),
}

impl<'a, A: ?Sized> Body<'a, A> {
    fn content(&self) -> &Content<'a, A> {
        match self {
            Body::Borrowed(content) => content,
            Body::Shared(content) => &**content,
        }
    }
}

impl<A: ?Sized> Clone for Body<'_, A> {
    fn clone(&self) -> Self {
        match self {
            Body::Borrowed(content) => Body::Borrowed(*content),
            Body::Shared(content) => Body::Shared(content.clone()),
        }
    }
}

impl<'a, T, A: ?Sized> Entry<'a, T, A> {
    /// Whether nothing stands between the tags of the entry.
    pub fn is_empty(&self) -> bool {
        self.content.is_none()
    }

    /// The content with a value for it; `stamp` is that of the value. What `{entry(value)}` stands for.
    pub fn invoke<B: Handed<A>>(&self, value: B, stamp: Stamp) -> Filled<'a, A, B> {
        Filled {
            stamp: Stamp::mix(1, &[self.stamp, stamp]),
            content: self.content.clone(),
            value,
            handed: B::handed,
            value_stamp: stamp,
        }
    }
}

impl<T, A: ?Sized> Deref for Entry<'_, T, A> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.attributes
    }
}

impl<T, A: ?Sized> Stamped for Entry<'_, T, A> {
    fn stamp(&self) -> Stamp {
        self.stamp
    }
}

impl<T> View for Entry<'_, T> {
    fn stamp(&self) -> Stamp {
        self.stamp
    }

    fn visit(&self, cx: &mut Cx<'_>) {
        match &self.content {
            Some(body) => body.content()(cx, &(), Stamp::mix(0, &[])),
            None => cx.none(),
        }
    }
}

impl<T> Hole for Entry<'_, T> {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

/// The content of a slot together with the value for it.
pub struct Filled<'a, A: ?Sized, B> {
    stamp: Stamp,
    content: Option<Body<'a, A>>,
    value: B,
    /// How the content gets at the value. Kept here so that the bound is asked for once.
    handed: fn(&B) -> &A,
    value_stamp: Stamp,
}

impl<A: ?Sized, B> View for Filled<'_, A, B> {
    fn stamp(&self) -> Stamp {
        self.stamp
    }

    fn visit(&self, cx: &mut Cx<'_>) {
        match &self.content {
            Some(body) => body.content()(cx, (self.handed)(&self.value), self.value_stamp),
            None => cx.none(),
        }
    }
}

impl<A: ?Sized, B> Hole for Filled<'_, A, B> {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

/// What `{@slot(value)}` may be given for a slot that hands over an `A`: an `A`, a borrow of one, a prop
/// or a [`Tracked`] that holds one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what the slot hands over",
    label = "expected `{A}` or a borrow of it"
)]
pub trait Handed<A: ?Sized> {
    /// The value.
    fn handed(&self) -> &A;
}

macro_rules! handed {
    ($($type:ty: [$($bound:tt)*] $value:ident => $make:expr;)*) => {$(
        impl<T $($bound)*> Handed<T> for $type {
            fn handed(&self) -> &T {
                let $value = self;
                $make
            }
        }
    )*};
}
handed! {
    T: [: ?Sized] value => value;
    &T: [: ?Sized] value => value;
    &&T: [: ?Sized] value => value;
    Prop<T>: [] value => value;
    &Prop<T>: [] value => value;
    Prop<&T>: [: ?Sized] value => value;
    &Prop<&T>: [: ?Sized] value => value;
    &Tracked<T>: [] value => value;
    &&Tracked<T>: [] value => value;
    Prop<&Tracked<T>>: [] value => value;
}

/// Calls what is no slot: a closure that a prop or a field holds.
#[doc(hidden)]
pub trait Invoke<A, Arity> {
    type Output;

    fn invoke(&self, arguments: A, stamp: Stamp) -> Self::Output;
}

macro_rules! invoke {
    ($($arity:literal => ($($argument:ident),*), $pattern:pat, $arguments:ty;)*) => {$(
        impl<F: Fn($($argument),*) -> R, R, $($argument),*> Invoke<$arguments, [(); $arity]> for F {
            type Output = R;

            #[allow(non_snake_case)]
            fn invoke(&self, $pattern: $arguments, _: Stamp) -> R {
                self($($argument),*)
            }
        }
    )*};
}
invoke! {
    0 => (), (), ();
    1 => (A), A, A;
    2 => (A, B), (A, B), (A, B);
    3 => (A, B, C), (A, B, C), (A, B, C);
    4 => (A, B, C, D), (A, B, C, D), (A, B, C, D);
}
