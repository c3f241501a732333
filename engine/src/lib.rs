//! slotwise: a template compiler and HTML diff engine. The server owns the state; templates are
//! split when compiled into statics and slots; only the slots that changed cross the wire.
//!
//! ```
//! use slotwise::{Dialect, HashKey, Mirror, Tracked, View, h};
//!
//! struct Page {
//!     title: Tracked<String>,
//!     names: Tracked<Vec<String>>,
//! }
//!
//! impl Page {
//!     fn render(&self) -> impl View {
//!         h! {
//!             <h1>{@title}</h1>
//!             <ul><li :for={name in @names} :key={name}>{name}</li></ul>
//!         }
//!     }
//! }
//!
//! let mut page = Page { title: "Friends".to_string().into(), names: vec!["Ada".to_string()].into() };
//! assert!(page.render().to_html().starts_with("<h1>Friends</h1>"));
//!
//! let mut mirror = Mirror::new(Dialect::Native, HashKey::new(7));
//! let mut patch = String::new();
//! mirror.patch(&page.render(), &mut patch); // the whole tree
//!
//! patch.clear();
//! page.names.push("Grace".to_string());
//! mirror.patch(&page.render(), &mut patch);
//! assert_eq!(patch, r#"[1,[1,["Grace"]]]"#);
//! ```
//!
//! The core takes no socket, no clock and no runtime; without the default features `session`,
//! `raw-html` and `json` it is `no_std` with `alloc`. Without `edits` too, long values are always sent whole.

#![warn(missing_docs)]
#![cfg_attr(not(any(feature = "session", feature = "raw-html")), no_std)]
#![cfg_attr(all(feature = "safe-buffer", not(test)), forbid(unsafe_code))]

extern crate alloc;
// So that what the macros expand to means the same in here.
extern crate self as slotwise;

mod attrs;
mod binding;
mod buffer;
#[cfg(feature = "edits")]
mod chunks;
mod cmd;
mod compare;
mod component;
mod components;
mod content;
mod context;
mod diff;
mod each;
mod facts;
mod few;
#[cfg(feature = "session")]
pub mod form;
mod group;
mod history;
#[cfg(feature = "raw-html")]
mod html;
mod keys;
#[cfg(feature = "json")]
mod live_island;
mod live_link;
mod live_portal;
#[cfg(feature = "edits")]
mod long;
mod memo;
mod mirror;
mod moves;
mod part;
mod passing;
mod place;
mod proven;
mod render;
mod rows;
mod sealed;
#[cfg(feature = "edits")]
mod sequence;
#[cfg(feature = "session")]
pub mod session;
mod slot;
mod spare;
mod stamp;
mod stateful;
mod stream;
mod template;
#[cfg(feature = "session")]
mod temporary;
mod tracked;
mod tracked_list;
mod value;
mod view;
mod wire;

pub use attrs::{AttrValue, AttributeMap, AttributeSet, Attrs, RefusedName, Spread};
pub use binding::{CommandAttribute, HookAttribute, HookName, Myself, TargetAttribute};
pub use cmd::{Classes, Cmd, CmdText, CmdValue, Dispatch, Push, Showing, To, Transition};
pub use component::Prop;
pub use components::{Components, RepeatedComponent};
pub use context::{Cx, DEEPEST, Fault, TooDeep};
pub use diff::Patcher;
pub use each::{Each, Key};
pub use group::{Group, Joined};
pub use history::History;
#[cfg(feature = "raw-html")]
pub use html::Html;
#[cfg(feature = "json")]
pub use live_island::island;
pub use live_link::link;
pub use live_portal::portal;
pub use memo::HashKey;
pub use mirror::{Dialect, Mirror};
#[cfg(feature = "session")]
pub use session::{Event, Live, LiveView, RawEvent, Sender};
/// Compiles a template into a [`View`].
///
/// ```
/// use slotwise::{View, h};
/// let (name, unread) = ("Ada", 3);
/// let view = h! {
///     <p class={["hello", ("busy", unread > 0)]}>Hello {name}!</p>
/// };
/// assert_eq!(view.to_html(), r#"<p class="hello busy">Hello Ada!</p>"#);
/// ```
///
/// | form | meaning |
/// |---|---|
/// | `<p title="static">text</p>` | as written; blanks at the ends of the template are dropped, inside they count |
/// | `{expr}` | text, escaped: anything that is a [`Hole`]. A string literal becomes static text, `Html` goes out as it is |
/// | `@name` | `self.name`, a [`Tracked`] field or a prop: what reads only unchanged ones is skipped |
/// | `name={expr}` | an [`Attribute`]: `true` makes it bare, `false` and `None` leave it out |
/// | `name={format!("row-{}", id)}` | the literal pieces become static, only `id` is sent |
/// | `href={expr}`, `href={format!("/a/{}?b={}", c, d)}` | an address: nothing that runs, and each value encoded for its part |
/// | `<script src={expr}>` and the like | a [`ResourceUrl`] |
/// | `rel={expr}`, `sandbox={expr}` and the like | a [`Constant`] |
/// | `<script type="application/json">{expr}</script>` | a `JsonScript` |
/// | `style={format!("width: {}px", w)}`, `style={expr}` | values of declarations, filtered; a [`Css`] |
/// | `phx-click={expr}` and the like | a [`Cmd`]; `phx-hook` takes a [`HookName`], `phx-target` [`Myself`] |
/// | `class={["a", ("b", condition), option]}` | class names, [`Class`] |
/// | `style:width={expr}` | one declaration of the style: left out if there is no value, or one that could do more than be one |
/// | `{..attrs}` | a set of [`Attrs`]; whatever names an attribute last decides it |
/// | `data={map}`, `aria={map}` | `data-key="value"` for each pair of an [`AttributeMap`] |
/// | `:if={condition}`, `:else-if={condition}`, `:else` | on tags that follow one another: the first whose condition [holds](Condition) |
/// | `:for={pattern in iter}` `:key={expr}` | on a tag: once for each item; a place such as `@rows` is borrowed ([`Each`]) |
/// | `:for={(id, item) in @stream}` | right inside an element with `phx-update="stream"`: the rows of a [`Stream`] |
/// | `{#if cond}..{#else if cond}..{#else}..{/if}` | the same around any content; `let` patterns too |
/// | `{#match expr}{#case pat if guard}..{/match}` | one of some contents; a place is borrowed, through [`Tracked`] |
/// | `{#for pat in iter; key}..{#else}..{/for}` | a loop around any content, and what stands there without items |
/// | `{#let pat = expr}` | a name for the siblings that follow |
/// | `<.card title={expr}>..</.card>` | a [`component`] in scope; `<ui::card>` by its path |
/// | `<!-- .. -->`, `{!-- .. --}` | a comment that goes out, one that does not |
///
/// In this form the text has to consist of Rust tokens, so `Don't`, a lone `"`, `\`, `€`, `✓` or an
/// emoji do not stand in it. Put such text into a literal, `{"Don't ✓"}`, or the whole template into a
/// string:
///
/// ```
/// # use slotwise::{View, h};
/// let price = 3;
/// let view = h!(r#"<p>Don't worry: {price} € ✓</p>"#);
/// assert_eq!(view.to_html(), "<p>Don't worry: 3 € ✓</p>");
/// ```
///
/// A tree of other nodes than HTML's, such as native widgets, is compiled by `h!(nodes; ..)`: any tag, names
/// as written, no void elements and no raw text, `<Image />` kept as it is. All else is the same.
///
/// ```
/// # use slotwise::{View, h};
/// let n = 3;
/// let view = h!(nodes; <VStack><Image name="star" /><Text>{n}</Text></VStack>);
/// assert_eq!(view.to_html(), r#"<VStack><Image name="star"/><Text>3</Text></VStack>"#);
/// ```
///
/// Inside a `macro_rules!` of your own it works too, but blanks between a token of the macro and one of
/// its caller are a guess.
///
/// A view may be visited many times, so a hole borrows: it cannot move a value out of what it
/// captures. The view itself takes the locals it uses.
///
/// Mistakes are compile errors, all of a template at once, each at its place:
///
/// ```compile_fail
/// # use slotwise::{View, h};
/// let view = h! { <p :fro={x in [1]}><b>{x}</p> };
/// ```
pub use slotwise_macros::h;

pub use slot::{Entry, Handed, Slot, Slots};
/// Compiles a template that stands in a file of its own into a [`View`]; the file's changes are the
/// crate's.
///
/// The path is relative to the file of the call, as for [`include_str!`]. The language is that of [`h!`],
/// and locals in scope are there. Any prose can stand in a file:
///
/// ```text
/// greeting.html     <p>Don't worry, {name} ✓</p>
/// greeting.rs       let name = "Ada";
///                   let view = h_file!("greeting.html");
/// view.to_html()    <p>Don't worry, Ada ✓</p>
/// ```
///
/// Mistakes in the template are shown with the file's path, line and column. What rustc itself finds wrong
/// with an expression it shows at the call, and names it after its place: `hole_12_5` begins in line 12 at
/// column 5. The same goes for `h!("..")`.
pub use slotwise_macros::h_file;

pub use proven::{
    BlockedUrl, Constant, ConstantAttribute, Css, DocumentAttribute, JsonHole, Nonce,
    NonceAttribute, NotANonce, Proven, ResourceAttribute, ResourceUrl, Srcset, StyleAttribute, Url,
};
#[cfg(feature = "json")]
pub use proven::{JsonScript, NotJson};
/// Where in a style a value stands, for [`Context::Style`] and [`Context::StyleValue`].
pub use slotwise_html::style::Part as StylePart;
/// Where in an address a value stands, for [`Context::Url`] and [`Context::UrlValue`].
pub use slotwise_html::url::Part as UrlPart;
/// Makes a function that returns a view a component, called by `<.name prop={..}>`.
///
/// ```
/// use slotwise::{Slot, View, component, h};
///
/// /// A box with a heading.
/// #[component]
/// fn card(title: &str, level: u32, inner_block: Slot) -> impl View {
///     h! { <section data-level={@level}><h2>{@title}</h2>{@inner_block}</section> }
/// }
///
/// let name = String::from("Ada");
/// let view = h! { <.card title={name} level={2}>Hello</.card> };
/// assert_eq!(view.to_html(), r#"<section data-level="2"><h2>Ada</h2>Hello</section>"#);
/// ```
///
/// A parameter is a prop, or a slot if it is called `Slot` or `Slots`. Props have to be given unless they say
/// otherwise; slots may be empty unless they say otherwise:
///
/// | parameter | meaning |
/// |---|---|
/// | `title: &str` | required; takes a borrow of what the caller writes. A type that is no reference is cloned |
/// | `#[prop(default)]`, `#[prop(default = 3)]` | the type's default, or this value |
/// | `#[prop(into)] text: String` | whatever is `Into<String>` |
/// | `#[prop(values("a", "b"))] size: &str` | another literal does not compile |
/// | `show: impl Fn(&T) -> Box<dyn View + '_>` | a closure; `{@show(item)}` calls it |
/// | `#[prop(rest, include("disabled"))] rest: Attrs` | global attributes, `phx-*`, `data-*`, `aria-*` and these, for `{..@rest}` on an element |
/// | `inner_block: Slot` | what stands between the tags; `{@inner_block}` shows it, `@inner_block.is_empty()` asks |
/// | `header: Slot` | `<:header>..</:header>` between the tags |
/// | `item: Slot<T>` | content that is handed a `T`: `{@item(value)}`, named by the caller with `:let={value}` |
/// | `#[slot(label: &str, width: u32 = 1)] col: Slots<T>` | any number of `<:col label="..">`: see [`Slots`] |
/// | `#[slot(required)]` | it has to be filled |
///
/// ```
/// # use slotwise::{Slots, View, component, h};
/// #[component]
/// fn badge(text: &str, #[prop(default = "grey")] tone: &str, #[prop(default)] count: Option<u32>) -> impl View {
///     h! { <b class={@tone}>{@text}{#if let Some(n) = @count} ({n}){/if}</b> }
/// }
///
/// assert_eq!(h! { <.badge text="new" /> }.to_html(), r#"<b class="grey">new</b>"#);
/// assert_eq!(
///     h! { <.badge text="new" tone="red" count={Some(3)} /> }.to_html(),
///     r#"<b class="red">new (3)</b>"#,
/// );
///
/// #[component]
/// fn tabs(#[slot(label: &str)] tab: Slots) -> impl View {
///     h! { <ul><li :for={tab in @tab} title={tab.label}>{tab}</li></ul> }
/// }
///
/// let pages = ["a", "b"];
/// let view = h! { <.tabs><:tab label="first">x</:tab><:tab :for={p in pages} label={p}>{p}</:tab></.tabs> };
/// assert_eq!(
///     view.to_html(),
///     r#"<ul><li title="first">x</li><li title="a">a</li><li title="b">b</li></ul>"#,
/// );
/// ```
///
/// A default that is a literal or that of the type is tracked like one that the caller writes; any
/// other makes the component be evaluated at every visit.
///
/// `@prop` is tracked: a call whose props did not change is skipped. A parameter's
/// bare name works too and is evaluated at each visit: a reference as it is, any other type borrowed.
///
/// What a component has at its root, and where it puts its slots, is known where it is called: a `<.row/>`
/// with a `<tr>` in it does not compile right in a `<table>`. `#[component(in = "tbody")]` says where it
/// stands, and its own template is checked there.
///
/// The function becomes a struct of the same name; it can no longer be called. On an `impl` block the
/// attribute makes a component with state of its own: see [`Stateful`].
pub use slotwise_macros::component;
pub use stamp::{Stamp, Stamped};
pub use stateful::{ComponentId, Stateful, UpdateMany};
pub use stream::{Insert, Stream};
pub use template::{Context, SlotKind, Template};
#[cfg(feature = "session")]
pub use temporary::Temporary;
pub use tracked::Tracked;
pub use tracked_list::TrackedList;
pub use value::{Attribute, Class, Condition, Dyn, Hole};
pub use view::{Frag, View};

/// What `h!` and `#[component]` expand to; not for writing by hand.
#[doc(hidden)]
pub mod __private {
    pub use crate::attrs::{Declaration, Joined, is_named};
    pub use crate::binding::Typed;
    pub use crate::component::{Full, Given, IntoProp, IsFilled, PassedOn};
    pub use crate::facts::Facts;
    pub use crate::part::{Part, PartStart};
    pub use crate::passing::{ByStamp, Known, Passed, Passing};
    pub use crate::place::{Place, Plain};
    pub use crate::proven::{PassedConstant, PassedStyle};
    pub use crate::render::Filtered;
    pub use crate::slot::Invoke;
    pub use crate::stamp::{Probe, Untracked, item};
    pub use crate::stateful::Call;
    pub use crate::stream::{Inserted, Inserts, Streamed};
    pub use crate::template::{LIST_OR_ELSE, kinds};
    pub use crate::value::{Displayed, Piece, flat, quoted};
    pub use crate::view::{Lazy, frag, visited_again};
    pub use core;
    pub use slotwise_html::content;

    /// Takes the tokens of a faulty template and gives nothing, so that an editor finds them.
    #[doc(hidden)]
    #[macro_export]
    macro_rules! __keep {
        ($($tokens:tt)*) => {};
    }
    pub use crate::__keep as keep;

    #[doc(hidden)]
    pub mod alloc {
        pub use alloc::format;
    }
}
