//! Tags with everything that may decide an attribute, and what must come of them the obvious way.
//!
//! ```text
//! <p class="a" {..@x} id="c">    Model: class = a, then all of x, then id = c; the last one counts
//! ```

use proptest::prelude::*;
use slotwise::{Attribute, Attrs, Dyn, Html, Tracked, View, h};
use std::collections::BTreeMap;

/// The state of a page that shows one of the templates of [`Page::view`].
#[derive(Clone, Debug)]
pub struct Page {
    x: Tracked<Attrs<'static>>,
    y: Tracked<Option<Attrs<'static>>>,
    map: Tracked<Vec<(&'static str, Value)>>,
    text: Tracked<Option<&'static str>>,
    css: Tracked<&'static str>,
    html: Tracked<Html>,
    number: Tracked<i64>,
}

/// A value of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    None,
    Bool(bool),
    Int(i64),
    Text(&'static str),
}

impl Attribute for Value {
    fn attribute(&self) -> Dyn<'_> {
        match self {
            Value::None => Dyn::None,
            Value::Bool(flag) => Dyn::Bool(*flag),
            Value::Int(number) => Dyn::Int(*number),
            Value::Text(text) => Dyn::Str(text),
        }
    }
}

/// What happens to one field.
#[derive(Clone, Debug)]
pub enum Change {
    X(Vec<(&'static str, Value)>),
    Y(Option<Vec<(&'static str, Value)>>),
    Map(Vec<(&'static str, Value)>),
    Text(Option<&'static str>),
    Css(&'static str),
    Html(&'static str),
    Number(i64),
}

const NAMES: [&str; 9] = [
    "id", "class", "title", "HIDDEN", "data-a", "data-b-c", "lang", "value", "checked",
];
const TEXTS: [&str; 5] = ["", "a", "b c", "<&\"'>", "a longer text"];
/// Values of a style, and whether they are ones.
const CSS: [(&str, bool); 6] = [
    ("red", true),
    ("calc(1px + 2px)", true),
    ("", false),
    ("red;top:1px", false),
    ("url(x)", false),
    ("a)", false),
];
const MARKUP: [&str; 5] = [
    "",
    "a",
    "<b>a</b>",
    "a<i class=\"c\">b</i>c<!--d-->",
    "<ul><li>a</li><li>b &amp; c</li></ul>",
];

impl Change {
    /// Any change.
    pub fn any() -> impl Strategy<Value = Change> {
        let select = prop::sample::select::<&'static str>;
        let value = prop_oneof![
            Just(Value::None),
            any::<bool>().prop_map(Value::Bool),
            (-1..3i64).prop_map(Value::Int),
            select(TEXTS.to_vec()).prop_map(Value::Text),
        ];
        let set = |names: &[&'static str]| {
            prop::collection::vec((select(names.to_vec()), value.clone()), 0..5)
        };
        prop_oneof![
            4 => set(&NAMES).prop_map(Change::X),
            3 => prop::option::weighted(0.8, set(&NAMES)).prop_map(Change::Y),
            2 => set(&["a", "b_c", "B-c", "no name", ""]).prop_map(Change::Map),
            2 => prop::option::of(select(TEXTS.to_vec())).prop_map(Change::Text),
            1 => prop::sample::select(CSS.to_vec()).prop_map(|(text, _)| Change::Css(text)),
            1 => select(MARKUP.to_vec()).prop_map(Change::Html),
            1 => (0..3i64).prop_map(Change::Number),
        ]
    }

    /// Makes it happen.
    pub fn apply(&self, page: &mut Page) {
        match self {
            Change::X(set) => *page.x = attrs(set),
            Change::Y(set) => *page.y = set.as_deref().map(attrs),
            Change::Map(map) => *page.map = map.clone(),
            Change::Text(text) => *page.text = *text,
            Change::Css(text) => *page.css = text,
            Change::Html(text) => *page.html = Html::reviewed(*text, "a constant"),
            Change::Number(number) => *page.number = *number,
        }
    }
}

fn attrs(set: &[(&'static str, Value)]) -> Attrs<'static> {
    set.iter()
        .fold(Attrs::new(), |attrs, (name, value)| match value {
            Value::None => attrs.set(name, &None::<&str>),
            Value::Bool(flag) => attrs.set(name, *flag),
            Value::Int(number) => attrs.set(name, *number),
            Value::Text(text) => attrs.set(name, *text),
        })
}

impl Default for Page {
    fn default() -> Self {
        Page {
            x: Attrs::new().into(),
            y: None.into(),
            map: Vec::new().into(),
            text: None.into(),
            css: "red".into(),
            html: Html::reviewed("", "a constant").into(),
            number: 0.into(),
        }
    }
}

impl Page {
    /// How many templates there are.
    pub const VIEWS: usize = 6;

    /// The page in one of its templates.
    pub fn view(&self, template: usize) -> Box<dyn View + '_> {
        match template {
            0 => {
                Box::new(h! { <p class="a" title={@text} {..@x} id="c" {..@y} lang={@text}>x</p> })
            }
            1 => Box::new(
                h! { <p {..@x} style:color={@css} style="top:0" data={@map} style:--n={@number} {..@y}>x</p> },
            ),
            2 => Box::new(h! {
                <p class={["a", @text]} id={format!("i-{}", @number)} hidden data-a="1" data={@map} aria={@map} data-b-c={@text} {..@x}>x</p>
            }),
            3 => Box::new(h! { <input value={@text} checked {..@x} title={@number.to_string()}> }),
            4 => Box::new(h! { <div {..@y} {..@x}>a{@html}b{@number}{@html}</div> }),
            _ => Box::new(h! {
                <div style:top={@css} data={@map} {..@y}>{#if @number > 0}{@html}{#else}<u {..@x}>{@css}</u>{/if}</div>
            }),
        }
    }

    /// The HTML it must be, but for what a parser does not see.
    pub fn html(&self, template: usize) -> String {
        let markup = self.html.as_str();
        let mut model = Model::default();
        let text = Value::from(*self.text);
        let number = *self.number;
        match template {
            0 => {
                model.put("class", &Value::Text("a"));
                model.put("title", &text);
                model.set(&self.x);
                model.put("id", &Value::Text("c"));
                model.sets(&self.y);
                model.put("lang", &text);
                model.element("p", "x")
            }
            1 => {
                model.set(&self.x);
                model.map("data-", &self.map);
                let color = declaration("color", *self.css);
                model.text("style", format!("{color}top:0;--n:{number};"));
                model.sets(&self.y);
                model.element("p", "x")
            }
            2 => {
                let more = self.text.filter(|text| !text.is_empty());
                let more = more.map_or(String::new(), str::to_owned);
                model.text("class", format!("a {more}"));
                model.text("id", format!("i-{number}"));
                model.put("hidden", &Value::Bool(true));
                model.put("data-a", &Value::Int(1));
                model.map("data-", &self.map);
                model.map("aria-", &self.map);
                model.put("data-b-c", &text);
                model.set(&self.x);
                model.element("p", "x")
            }
            3 => {
                model.put("value", &text);
                model.put("checked", &Value::Bool(true));
                model.set(&self.x);
                model.put("title", &Value::Int(number));
                model.element("input", "").replace("</input>", "")
            }
            4 => {
                model.sets(&self.y);
                model.set(&self.x);
                model.element("div", &format!("a{markup}b{number}{markup}"))
            }
            _ => {
                let mut inner = Model::default();
                inner.set(&self.x);
                let css = self.css.replace('&', "&amp;");
                let inner = match number > 0 {
                    true => markup.to_owned(),
                    false => inner.element("u", &css),
                };
                model.text("style", declaration("top", *self.css));
                model.map("data-", &self.map);
                model.sets(&self.y);
                model.element("div", &inner)
            }
        }
    }
}

impl From<Option<&'static str>> for Value {
    fn from(text: Option<&'static str>) -> Self {
        text.map_or(Value::None, Value::Text)
    }
}

fn declaration(property: &str, value: &str) -> String {
    match CSS.contains(&(value, true)) {
        true => format!("{property}:{value};"),
        false => String::new(),
    }
}

/// The attributes of one tag: what was put last.
#[derive(Default)]
struct Model(BTreeMap<String, Option<String>>);

impl Model {
    fn put(&mut self, name: &str, value: &Value) {
        let text = match value {
            Value::None | Value::Bool(false) => None,
            Value::Bool(true) => Some(String::new()),
            Value::Int(number) => Some(number.to_string()),
            Value::Text(text) => Some((*text).to_owned()),
        };
        self.0.insert(name.to_ascii_lowercase(), text);
    }

    fn text(&mut self, name: &str, text: String) {
        self.0.insert(name.to_owned(), Some(text));
    }

    fn set(&mut self, attrs: &Attrs<'_>) {
        for (name, value) in attrs.iter() {
            let text = match value {
                Dyn::Bool(true) => Some(String::new()),
                Dyn::Int(number) => Some(number.to_string()),
                Dyn::Str(text) => Some(text.to_owned()),
                _ => None,
            };
            self.0.insert(name.to_ascii_lowercase(), text);
        }
    }

    fn sets(&mut self, attrs: &Option<Attrs<'_>>) {
        attrs.iter().for_each(|attrs| self.set(attrs));
    }

    fn map(&mut self, prefix: &str, map: &[(&'static str, Value)]) {
        let map = map
            .iter()
            .filter(|(key, _)| !key.is_empty() && !key.contains(' '));
        for (key, value) in map {
            self.put(&format!("{prefix}{}", key.replace('_', "-")), value);
        }
    }

    fn element(&self, tag: &str, content: &str) -> String {
        let present = self.0.iter().filter_map(|(name, text)| {
            let text = text.as_ref()?.replace('&', "&amp;").replace('"', "&quot;");
            Some(format!(" {name}=\"{text}\""))
        });
        let attributes: String = present.collect();
        format!("<{tag}{attributes}>{content}</{tag}>")
    }
}
