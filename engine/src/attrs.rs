//! [`Attrs`]: a set of attributes whose names are chosen at run time, for `{..attrs}`.
//!
//! ```text
//! <p class="a" {..x} id="b" {..y}>
//!   class   "a", or nothing if x or y has a class
//!   x       Spread { set: x, without: ["id"], later: [y] }
//!   id      Spread of y has none: see below
//!   y       Spread { set: y, without: [], later: [] }
//! ```
//! Whatever names an attribute last decides it, also by saying that it is absent. So an attribute stands
//! at most once in the HTML, and what a spread sends is its own.

use crate::cmd::Cmd;
use crate::component::Prop;
use crate::few::Few;
use crate::proven::{Proven, ProvenKind};
use crate::tracked::Tracked;
use crate::value::{Attribute, Dyn};
use alloc::{
    borrow::{Cow, ToOwned},
    boxed::Box,
    collections::BTreeMap,
    rc::Rc,
    string::{String, ToString},
    sync::Arc,
    vec::Vec,
};
use core::fmt;
use slotwise_html::Namespace;
use slotwise_html::attributes::{
    AttributeContext, attribute_context, is_name_for_data, parsed_name,
};
use slotwise_html::style::{self, Part::Paint};
use slotwise_html::url::{self, Part};

/// Attributes for `{..attrs}`: names with values, each name once, in the order in which they were set.
///
/// Whatever names an attribute last decides it: a name set again gets the new value, an attribute
/// written before the spread gives way to it, one written after it wins. Setting a name costs a search
/// of the names so far. Addresses, as in `href`, are filtered as those written in a template.
///
/// ```
/// use slotwise::{Attrs, View, h};
/// let wide = true;
/// let attrs = Attrs::new().set("title", "<3").set("hidden", wide).set("class", "b");
/// let view = h! { <p class="a" {..attrs}>x</p> };
/// assert_eq!(view.to_html(), r#"<p title="&lt;3" hidden class="b">x</p>"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attrs<'a> {
    entries: Few<Entry<'a>, IN_PLACE>,
}

/// A name with its value.
type Entry<'a> = (Cow<'a, str>, AttrValue<'a>);

/// What a component is mostly given beside its props: two attributes, say `id` and `class`. More in place would
/// cost every call of a component that passes attributes on, as the set moves with its props.
const IN_PLACE: usize = 2;

/// A value in [`Attrs`]: made from a reference to any [`Attribute`], from a `String`, a number, a `bool`
/// or a `char`; for a binding such as `phx-click` from a [`Cmd`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttrValue<'a>(Scalar<'a>);

/// Unlike a [`Dyn`] it may be sent to another thread, so that state can hold [`Attrs`].
#[derive(Clone, Debug, Default, PartialEq)]
enum Scalar<'a> {
    #[default]
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Char(char),
    Text(Cow<'a, str>),
    Proven(ProvenKind, Cow<'a, str>),
    Command(Cow<'a, str>),
}

/// A name that [`Attrs`] do not take: no attribute's name, an event handler, `srcdoc`, `style`, a binding such
/// as `phx-click` for anything but a [`Cmd`], or one of which only a template may decide, such as `sandbox` and
/// `nonce`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedName(String);

impl fmt::Display for RefusedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an attribute called {:?} cannot be set", self.0)
    }
}

impl core::error::Error for RefusedName {}

impl RefusedName {
    pub(crate) fn of(name: &str) -> RefusedName {
        RefusedName(name.to_owned())
    }
}

impl<'a> Attrs<'a> {
    /// No attributes.
    pub fn new() -> Attrs<'a> {
        Attrs::default()
    }

    /// These attributes and one more, or another value for it.
    ///
    /// # Panics
    ///
    /// If the name is refused, see [`RefusedName`]. For names out of data there is [`Attrs::try_set`].
    #[must_use]
    #[track_caller]
    pub fn set(mut self, name: &'a str, value: impl Into<AttrValue<'a>>) -> Attrs<'a> {
        let value = value.into();
        match value.may_be_called(name) {
            true => self.put(parsed(Cow::Borrowed(name)), value),
            false => panic!("{}", RefusedName::of(name)),
        }
        self
    }

    /// Sets an attribute whose name comes from data.
    ///
    /// ```
    /// use slotwise::{Attrs, Cmd};
    /// let mut attrs = Attrs::new();
    /// assert!(attrs.try_set("data-x", 1).is_ok());
    /// assert!(attrs.try_set("onclick", "alert(1)").is_err());
    /// assert!(attrs.try_set("phx-click", "go").is_err());
    /// assert!(attrs.try_set("phx-click", Cmd::push("go")).is_ok());
    /// assert_eq!(attrs.iter().count(), 2);
    /// ```
    pub fn try_set(
        &mut self,
        name: &str,
        value: impl Into<AttrValue<'a>>,
    ) -> Result<(), RefusedName> {
        let value = value.into();
        if !value.may_be_called(name) {
            return Err(RefusedName::of(name));
        }
        self.put(Cow::Owned(parsed_name(name, Namespace::Html)), value);
        Ok(())
    }

    /// Sets an attribute whose name was checked when the program was compiled.
    #[doc(hidden)]
    pub fn set_checked(&mut self, name: &'static str, value: &'a (impl Attribute + ?Sized)) {
        self.put(Cow::Borrowed(name), AttrValue::of(value.attribute()));
    }

    /// Likewise of a value that the program decides.
    #[doc(hidden)]
    pub fn set_fixed(&mut self, name: &'static str, value: Dyn<'a>) {
        self.put(Cow::Borrowed(name), AttrValue::of(value));
    }

    /// Sets all that are in another set.
    #[doc(hidden)]
    pub fn set_all(&mut self, set: &'a (impl AttributeSet + ?Sized)) {
        let entries = set.attribute_set().map(|set| set.entries.as_slice());
        for (name, value) in entries.into_iter().flatten() {
            self.put(Cow::Borrowed(name), value.borrowed());
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.as_slice().is_empty()
    }

    /// Whether there is an attribute of this name, in any case; one that is `None` or `false` counts.
    pub fn contains(&self, name: &str) -> bool {
        let mut entries = self.entries.as_slice().iter();
        entries.any(|(known, _)| known.eq_ignore_ascii_case(name))
    }

    /// Names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Dyn<'_>)> {
        let entries = self.entries.as_slice().iter();
        entries.map(|(name, value)| (&**name, value.attribute()))
    }

    /// Every value comes in here, so each address is filtered.
    fn put(&mut self, name: Cow<'a, str>, value: AttrValue<'a>) {
        let value = value.filtered_for(&name);
        let same = |(known, _): &&mut (Cow<'a, str>, _)| known.eq_ignore_ascii_case(&name);
        match self.entries.as_mut_slice().iter_mut().find(same) {
            Some((_, known)) => *known = value,
            None => self.entries.push((name, value)),
        }
    }
}

/// The name as a parser reads it, borrowed if it is spelled so.
fn parsed(name: Cow<'_, str>) -> Cow<'_, str> {
    match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(parsed_name(&name, Namespace::Html)),
        false => name,
    }
}

impl<'a> AttrValue<'a> {
    fn of(value: Dyn<'a>) -> AttrValue<'a> {
        AttrValue(match value {
            Dyn::Bool(flag) => Scalar::Bool(flag),
            Dyn::Int(number) => Scalar::Int(number),
            Dyn::Float(number) => Scalar::Float(number),
            Dyn::Char(char) => Scalar::Char(char),
            Dyn::Str(text) => Scalar::Text(Cow::Borrowed(text)),
            Dyn::Proven(proven) => Scalar::Proven(proven.kind, Cow::Borrowed(proven.text)),
            Dyn::Display(display) => Scalar::Text(Cow::Owned(display.to_string())),
            Dyn::Classes(_) => Scalar::Text(Cow::Owned(Joined(&[value]).to_string())),
            _ => Scalar::None,
        })
    }
}

impl<'a> AttrValue<'a> {
    /// As an attribute of this name may have it. Only text has to be filtered.
    fn filtered_for(self, name: &str) -> AttrValue<'a> {
        if !matches!(self.0, Scalar::Text(_) | Scalar::Proven(..)) {
            return self;
        }
        match attribute_context("", name) {
            AttributeContext::Url => self.address(Part::Start),
            AttributeContext::UrlList => self.address(Part::List),
            AttributeContext::Paint => self.filtered(|text| style::filter(Paint, text).into()),
            _ => self,
        }
    }

    fn address(self, part: Part) -> AttrValue<'a> {
        match self.0 {
            Scalar::Proven(kind, _) if kind.passes(part) => self,
            _ => self.filtered(|text| url::filter(part, text)),
        }
    }

    fn filtered(self, filter: impl Fn(&str) -> Cow<'_, str>) -> AttrValue<'a> {
        AttrValue(match self.0 {
            Scalar::Text(Cow::Borrowed(text)) | Scalar::Proven(_, Cow::Borrowed(text)) => {
                Scalar::Text(filter(text))
            }
            Scalar::Text(Cow::Owned(text)) | Scalar::Proven(_, Cow::Owned(text)) => {
                Scalar::Text(Cow::Owned(filter(&text).into_owned()))
            }
            other => other,
        })
    }

    /// Whether an attribute whose name comes from data may have it.
    fn may_be_called(&self, name: &str) -> bool {
        let is_command = matches!(self.0, Scalar::Command(_));
        let takes_commands = attribute_context("", name) == AttributeContext::Command;
        is_name_for_data(name) || is_command && takes_commands
    }

    fn borrowed(&'a self) -> AttrValue<'a> {
        AttrValue::of(self.attribute())
    }
}

impl AttrValue<'_> {
    fn into_owned(self) -> AttrValue<'static> {
        AttrValue(match self.0 {
            Scalar::None => Scalar::None,
            Scalar::Bool(flag) => Scalar::Bool(flag),
            Scalar::Int(number) => Scalar::Int(number),
            Scalar::Float(number) => Scalar::Float(number),
            Scalar::Char(char) => Scalar::Char(char),
            Scalar::Text(text) => Scalar::Text(Cow::Owned(text.into_owned())),
            Scalar::Proven(kind, text) => Scalar::Proven(kind, Cow::Owned(text.into_owned())),
            Scalar::Command(text) => Scalar::Command(Cow::Owned(text.into_owned())),
        })
    }
}

impl<'a, T: Attribute + ?Sized> From<&'a T> for AttrValue<'a> {
    fn from(value: &'a T) -> Self {
        AttrValue::of(value.attribute())
    }
}

impl From<String> for AttrValue<'_> {
    fn from(text: String) -> Self {
        AttrValue(Scalar::Text(Cow::Owned(text)))
    }
}

impl<'a> From<&'a Cmd> for AttrValue<'a> {
    fn from(commands: &'a Cmd) -> Self {
        AttrValue(Scalar::Command(Cow::Borrowed(commands.as_str())))
    }
}

impl From<Cmd> for AttrValue<'_> {
    fn from(commands: Cmd) -> Self {
        AttrValue(Scalar::Command(commands.into_text()))
    }
}

macro_rules! from_scalars {
    ($($type:ty),*) => {$(
        impl From<$type> for AttrValue<'_> {
            fn from(value: $type) -> Self {
                AttrValue::of(value.attribute()).into_owned()
            }
        }
    )*};
}
from_scalars!(
    bool, char, u8, u16, u32, u64, usize, i8, i16, i32, i64, isize, f32, f64
);

impl Attribute for AttrValue<'_> {
    fn attribute(&self) -> Dyn<'_> {
        match &self.0 {
            Scalar::None => Dyn::None,
            Scalar::Bool(flag) => Dyn::Bool(*flag),
            Scalar::Int(number) => Dyn::Int(*number),
            Scalar::Float(number) => Dyn::Float(*number),
            Scalar::Char(char) => Dyn::Char(*char),
            Scalar::Text(text) | Scalar::Command(text) => Dyn::Str(text),
            Scalar::Proven(kind, text) => Dyn::Proven(Proven { text, kind: *kind }),
        }
    }
}

/// What may stand in `{..attrs}` of a tag: [`Attrs`], references to them and options of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a set of attributes",
    label = "expected `Attrs`",
    note = "make one by `Attrs::new().set(\"name\", &value)`; for `data-*` attributes out of a map write `data={{map}}`"
)]
pub trait AttributeSet {
    /// The set, borrowed.
    fn attribute_set(&self) -> Option<&Attrs<'_>>;
}

/// What may stand in `data={map}` and `aria={map}`: arrays, slices and vectors of pairs, maps, and
/// options of them. A key is text: `_` becomes `-`, and one that cannot end an attribute's name is left
/// out.
///
/// ```
/// use slotwise::{View, h};
/// let view = h! { <p data={[("row_id", 7), ("x", 1)]} aria={[("label", "a")]}>x</p> };
/// assert_eq!(view.to_html(), r#"<p data-row-id="7" data-x="1" aria-label="a">x</p>"#);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a map of names and values",
    label = "expected pairs of names and values",
    note = "`data={{..}}` and `aria={{..}}` take `[(\"key\", value)]`, vectors of such pairs, maps, and `Option`s of them; for one attribute write `data-key={{value}}`"
)]
pub trait AttributeMap {
    /// Calls `put` with each key and its value.
    fn for_each<'a>(&'a self, put: &mut dyn FnMut(&'a str, Dyn<'a>));

    /// The attributes whose names are the keys behind `prefix`; of two keys that give one name, the
    /// later counts.
    #[doc(hidden)]
    fn prefixed<'a>(&'a self, prefix: &'static str) -> Attrs<'a> {
        let mut attrs = Attrs::new();
        self.for_each(&mut |key, value| {
            let mut name = prefix.to_owned();
            name.extend(key.chars().map(|char| if char == '_' { '-' } else { char }));
            name.make_ascii_lowercase();
            if name.len() > prefix.len() && is_name_for_data(&name) {
                attrs.put(Cow::Owned(name), AttrValue::of(value));
            }
        });
        attrs
    }
}

impl AttributeSet for Attrs<'_> {
    fn attribute_set(&self) -> Option<&Attrs<'_>> {
        Some(self)
    }
}

impl<T: AttributeSet> AttributeSet for Option<T> {
    fn attribute_set(&self) -> Option<&Attrs<'_>> {
        self.as_ref().and_then(T::attribute_set)
    }
}

impl<T: AttributeMap> AttributeMap for Option<T> {
    fn for_each<'a>(&'a self, put: &mut dyn FnMut(&'a str, Dyn<'a>)) {
        self.iter().for_each(|map| map.for_each(put));
    }
}

impl<K: AsRef<str>, V: Attribute> AttributeMap for [(K, V)] {
    fn for_each<'a>(&'a self, put: &mut dyn FnMut(&'a str, Dyn<'a>)) {
        self.iter()
            .for_each(|(key, value)| put(key.as_ref(), value.attribute()));
    }
}

impl<K: AsRef<str>, V: Attribute, const N: usize> AttributeMap for [(K, V); N] {
    fn for_each<'a>(&'a self, put: &mut dyn FnMut(&'a str, Dyn<'a>)) {
        self.as_slice().for_each(put);
    }
}

impl<K: AsRef<str>, V: Attribute> AttributeMap for Vec<(K, V)> {
    fn for_each<'a>(&'a self, put: &mut dyn FnMut(&'a str, Dyn<'a>)) {
        self.as_slice().for_each(put);
    }
}

impl<K: AsRef<str>, V: Attribute> AttributeMap for BTreeMap<K, V> {
    fn for_each<'a>(&'a self, put: &mut dyn FnMut(&'a str, Dyn<'a>)) {
        self.iter()
            .for_each(|(key, value)| put(key.as_ref(), value.attribute()));
    }
}

/// In the order of the keys, so that equal maps give equal HTML.
#[cfg(feature = "session")]
impl<K: AsRef<str>, V: Attribute, S> AttributeMap for std::collections::HashMap<K, V, S> {
    fn for_each<'a>(&'a self, put: &mut dyn FnMut(&'a str, Dyn<'a>)) {
        let mut entries: Vec<(&str, &V)> = self
            .iter()
            .map(|(key, value)| (key.as_ref(), value))
            .collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        entries
            .into_iter()
            .for_each(|(key, value)| put(key, value.attribute()));
    }
}

macro_rules! through {
    ($([$($generics:tt)*] $pointer:ty;)*) => {$(
        impl<$($generics)* AttributeSet> AttributeSet for $pointer {
            fn attribute_set(&self) -> Option<&Attrs<'_>> {
                (**self).attribute_set()
            }
        }
        impl<$($generics)* AttributeMap> AttributeMap for $pointer {
            fn for_each<'a>(&'a self, put: &mut dyn FnMut(&'a str, Dyn<'a>)) {
                (**self).for_each(put);
            }
        }
    )*};
}
through! {
    [T: ?Sized +] &T;
    [T: ?Sized +] &mut T;
    [T: ?Sized +] Box<T>;
    [T: ?Sized +] Rc<T>;
    [T: ?Sized +] Arc<T>;
    [T:] Tracked<T>;
    [T:] Prop<T>;
}

/// What a spread shows: a set without what is decided after it. See [`Dyn::Attrs`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Spread<'a> {
    /// The set itself.
    pub set: Option<&'a Attrs<'a>>,
    /// Names that the template decides.
    pub without: &'static [&'static str],
    /// The sets that come after it in the tag.
    pub later: &'a [Option<&'a Attrs<'a>>],
}

impl<'a> Spread<'a> {
    /// What is to be there, in order.
    pub(crate) fn shown(self) -> impl Iterator<Item = (&'a str, Dyn<'a>)> {
        let Spread {
            set,
            without,
            later,
        } = self;
        let decided = |name: &str| {
            let same = |other: &&str| other.eq_ignore_ascii_case(name);
            without.iter().any(same) || is_named(name, later)
        };
        set.into_iter()
            .flat_map(Attrs::iter)
            .filter(move |(name, value)| {
                !matches!(value, Dyn::None | Dyn::Bool(false)) && !decided(name)
            })
    }
}

/// Whether one of the sets decides the attribute of this name.
#[doc(hidden)]
pub fn is_named(name: &str, sets: &[Option<&Attrs<'_>>]) -> bool {
    sets.iter().flatten().any(|set| set.contains(name))
}

/// Parts of an attribute's value as one text.
#[doc(hidden)]
pub struct Joined<'a>(pub &'a [Dyn<'a>]);

impl fmt::Display for Joined<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut formatted = String::new();
        for part in self.0 {
            match *part {
                Dyn::Str(text) => f.write_str(text)?,
                Dyn::Display(display) => write!(f, "{display}")?,
                Dyn::Classes(items) => {
                    for (i, name) in crate::render::class_names(items).enumerate() {
                        f.write_str(if i > 0 { " " } else { "" })?;
                        f.write_str(name)?;
                    }
                }
                _ => {
                    formatted.clear();
                    crate::render::text(&mut formatted, part, |part, out| out.push_str(part));
                    f.write_str(&formatted)?;
                }
            }
        }
        Ok(())
    }
}

/// `property:value;`, or nothing if there is no value or it could do more than be one.
#[doc(hidden)]
pub struct Declaration<'a> {
    pub property: &'static str,
    pub value: Dyn<'a>,
}

impl fmt::Display for Declaration<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Declaration { property, value } = self;
        if matches!(value, Dyn::None | Dyn::Bool(_)) {
            return Ok(());
        }
        let text = Joined(&[*value]).to_string();
        match slotwise_html::style::is_value(&text) {
            true => write!(f, "{property}:{text};"),
            false => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    fn shown(spread: Spread<'_>) -> String {
        let entries = spread.shown();
        let text = entries.map(|(name, value)| format!("{name}={} ", Joined(&[value])));
        text.collect()
    }

    #[test]
    fn the_last_to_name_an_attribute_decides() {
        let x = Attrs::new()
            .set("A", "1")
            .set("b", "2")
            .set("c", "3")
            .set("a", 4);
        let y = Attrs::new().set("B", &None::<&str>).set("d", false);
        let all = Spread {
            set: Some(&x),
            ..Spread::default()
        };
        assert_eq!(shown(all), "a=4 b=2 c=3 ");
        let without = Spread {
            without: &["C"],
            ..all
        };
        assert_eq!(shown(without), "a=4 b=2 ");
        let later = [Some(&y), None];
        assert_eq!(
            shown(Spread {
                later: &later,
                ..all
            }),
            "a=4 c=3 "
        );
        assert_eq!(
            shown(Spread {
                set: Some(&y),
                ..all
            }),
            ""
        );
        assert!(y.contains("b") && y.contains("D") && !y.contains("c"));
    }

    #[test]
    #[should_panic(expected = "an attribute called \"onload\" cannot be set")]
    fn setting_a_handler_panics() {
        let _ = Attrs::new().set("onload", "x");
    }

    #[test]
    fn keys_become_names() {
        let keys = [("a_b", 1), ("C", 2), ("", 3), ("x onload=", 4), ("a-b", 5)];
        let attrs = keys.prefixed("data-");
        let names: Vec<_> = attrs
            .iter()
            .map(|(name, value)| format!("{name}={}", Joined(&[value])))
            .collect();
        assert_eq!(names, ["data-a-b=5", "data-c=2"]);
    }

    #[test]
    fn declarations() {
        let show = |value| {
            Declaration {
                property: "width",
                value,
            }
            .to_string()
        };
        assert_eq!(show(Dyn::Int(3)), "width:3;");
        assert_eq!(show(Dyn::Str("3px")), "width:3px;");
        for value in [
            Dyn::None,
            Dyn::Bool(true),
            Dyn::Bool(false),
            Dyn::Str(""),
            Dyn::Str("1;x"),
        ] {
            assert_eq!(show(value), "");
        }
    }

    #[test]
    fn sets_may_be_sent() {
        fn is_send<T: Send + Sync>() {}
        is_send::<Attrs<'_>>();
    }
}
