//! The lowered template: statics, slots and the shape, ready to be turned into code.
//!
//! Takes nothing from rustc: expressions are [`Code`], text with its place in the template. One
//! template is followed here:
//!
//! ```html
//! <ul class={["list", @kind]}><li :for={r in @rows} :key={r.id}>{r.text}!</li></ul>
//! ```
//! becomes
//! ```text
//! Template {
//!   statics: ["<ul class=\"list ", "\">", "</ul>"],
//!   slots:   [ Slot { Value, Classes(["@kind"]) },
//!              Slot { Text,  For { pattern: "r", iter: "@rows", key: "r.id",
//!                       body: Template { statics: ["<li>", "!</li>"],
//!                                        slots: [ Slot { Text, Expr("r.text") } ],
//!                                        shape: [["li",[],0,"!"]] } } } ],
//!   shape:   [["ul",["class",["list ",0,""]],1]],
//! }
//! ```

use slotwise_html::content::{Inside, Kind, Place};
use slotwise_html::{style, url};

/// A range of bytes in the template's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Rust source out of the template, such as the inside of `{..}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The source as written, without the surrounding braces and blanks.
    pub text: String,
    /// Where `text` stands in the template. For a name inside a format string it lies within
    /// that string's literal.
    pub span: Span,
}

/// A template split into what never changes and what may.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Template {
    /// HTML between the slots; always one more than `slots`.
    pub statics: Vec<String>,
    /// The holes, in document order.
    pub slots: Vec<Slot>,
    /// The same statics as nodes, in the JSON of `docs/wire-native.md` section 1.
    pub shape: String,
    /// What it has outermost and inside: what decides where it may stand.
    pub content: Inside,
    /// The template is exactly one element (comments and blanks aside), not a hole or a component.
    pub single_root: bool,
}

/// One hole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Where its value goes.
    pub context: Context,
    /// What gives its value.
    pub dynamic: Dynamic,
    /// The place in the page: of a value in an attribute, where its element stands.
    pub place: Place,
}

/// Where a value goes; decides how it is escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Context {
    /// Between tags.
    Text,
    /// Between the tags of a `textarea` or `title`, where a parser reads no tags: whatever is shown there,
    /// however deep, is text.
    PlainText,
    /// A whole attribute, name included: ` name="value"`, ` name` or nothing.
    Attribute(String),
    /// Likewise of an attribute that holds an address, or a list of them.
    Url(String, url::Part),
    /// Likewise of an attribute that holds one value of a style.
    Style(String, style::Part),
    /// Likewise of an attribute that only a type of its own may give: what gets the rights of the page, and
    /// what the client runs.
    Typed(String, Type),
    /// Inside the quotes of an attribute whose name is static.
    Value,
    /// Likewise in this part of an address.
    UrlValue(url::Part),
    /// Likewise in this part of a style.
    StyleValue(style::Part),
    /// Likewise of a value that only a type of its own may give.
    TypedValue(Type),
    /// All that stands between the tags of a script of data.
    Json,
    /// Attributes with their names: ` name="value" name2`, or nothing.
    Spread,
}

/// What plain text cannot stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// The address of a script, a document or a stylesheet.
    ResourceUrl,
    /// What lets a script pass the page's policy.
    Nonce,
    /// Declarations of a style.
    Css,
    /// Text that is part of the program.
    Constant,
    /// Markup, as text.
    Html,
    /// What a binding runs.
    Command,
    /// The name of a hook.
    Hook,
    /// Who gets the events of an element.
    Target,
}

/// What gives a slot's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dynamic {
    /// `{expr}`.
    Expr(Code),
    /// An argument of a `format!` or `format_args!` whose literal pieces became statics. It needs
    /// no more than `Display`.
    Format(Code),
    /// What follows the leading literals of `class={[..]}`: joined by blanks, absent ones left out.
    Classes(Vec<Code>),
    /// `style:property={value}`: `property:value;` or nothing.
    Declaration(Declaration),
    /// `{..attrs}`, `data={map}` or `aria={map}`.
    Spread(Spread),
    /// An attribute that a set written after it may decide.
    Replaceable(Replaceable),
    /// `:if`, `:else-if` and `:else` on tags, or `{#if}` .. `{/if}`.
    If(If),
    /// `{#match}` .. `{/match}`.
    Match(Match),
    /// `{#let pattern = value}` and all that follows it among its siblings.
    Let(Box<Let>),
    /// `:for={pattern in iter}` on a tag, or `{#for}` .. `{/for}`.
    For(Box<For>),
    /// `<.name ..>` or `<path::name ..>`.
    Component(Box<Component>),
}

impl Dynamic {
    /// The templates that it brings along, in the order of the text but for a component's own content,
    /// which comes last.
    pub fn templates(&self) -> Vec<&Template> {
        match self {
            Dynamic::If(one) => {
                let branches = one.branches.iter().map(|branch| &branch.then);
                branches.chain(&one.otherwise).collect()
            }
            Dynamic::Match(one) => one.arms.iter().map(|arm| &arm.body).collect(),
            Dynamic::Let(one) => vec![&one.body],
            Dynamic::For(each) => [&each.body].into_iter().chain(&each.otherwise).collect(),
            Dynamic::Component(call) => {
                let entries = call
                    .entries
                    .iter()
                    .filter_map(|entry| entry.content.as_ref());
                let contents = entries.chain(&call.inner);
                contents.map(|content| &content.body).collect()
            }
            Dynamic::Expr(_)
            | Dynamic::Format(_)
            | Dynamic::Classes(_)
            | Dynamic::Declaration(_)
            | Dynamic::Spread(_)
            | Dynamic::Replaceable(_) => Vec::new(),
        }
    }

    /// What it may show; of a value and of a component nothing is known.
    pub fn content(&self) -> Inside {
        match self {
            Dynamic::If(_) | Dynamic::Match(_) | Dynamic::Let(_) | Dynamic::For(_) => {
                let contents = self
                    .templates()
                    .into_iter()
                    .map(|template| template.content);
                contents.fold(Inside::EMPTY, Inside::and)
            }
            _ => Inside::of(Kind::Unknown),
        }
    }
}

/// One declaration of a style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// The name of the property.
    pub property: String,
    /// Its value.
    pub value: Code,
}

/// A set of attributes, without those that are decided after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// What gives them.
    pub set: Set,
    /// Names that the template decides, whatever is in the set.
    pub without: Vec<String>,
    /// The sets written after it that may hold the same names.
    pub later: Vec<Set>,
}

/// What gives a set of attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Set {
    /// The expression of `{..attrs}`.
    Attrs(Code),
    /// That of `data={map}`, and what all the names begin with.
    Prefixed(&'static str, Code),
}

/// An attribute that is nothing if a later set has its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaceable {
    /// Its value if none has.
    pub value: AttributeValue,
    /// The sets, at least one.
    pub later: Vec<Set>,
}

/// The value of an attribute in one piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeValue {
    /// The name alone.
    True,
    /// An expression that decides whether it is there.
    Expr(Code),
    /// Parts joined to one text, always there.
    Parts(Vec<Part>),
}

/// A part of an attribute's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text, not escaped.
    Static(String),
    /// What has its own slot where the parts stand in place, and the context of that.
    Slot(Context, Dynamic),
}

/// The first of some branches whose condition holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct If {
    /// At least one, in order.
    pub branches: Vec<Branch>,
    /// What to show if none holds.
    pub otherwise: Option<Template>,
}

/// A condition and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// A `bool` expression, or `let pattern = value`.
    pub condition: Code,
    /// What to show if it holds.
    pub then: Template,
}

/// One of some bodies, by a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// What is matched.
    pub scrutinee: Code,
    /// At least one, in order.
    pub arms: Vec<Arm>,
}

/// `{#case pattern if guard}` and what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arm {
    /// The pattern, alternatives included.
    pub pattern: Code,
    /// The expression after `if`.
    pub guard: Option<Code>,
    /// What to show.
    pub body: Template,
}

/// A binding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Let {
    /// What the value is bound to.
    pub pattern: Code,
    /// The value.
    pub value: Code,
    /// What follows among the siblings.
    pub body: Template,
}

/// A comprehension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct For {
    /// What each item is bound to.
    pub pattern: Code,
    /// Any `IntoIterator`.
    pub iter: Code,
    /// `:if` on the same tag: which items to keep.
    pub filter: Option<Code>,
    /// `:key`; without it the position is the key.
    pub key: Option<Code>,
    /// It stands right inside an element with `phx-update="stream"`: `iter` is a stream.
    pub streamed: bool,
    /// One row.
    pub body: Template,
    /// What to show if there are no rows.
    pub otherwise: Option<Template>,
}

/// A call of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// The path of the component: `card` for `<.card>`, `ui::card` for `<ui::card>`.
    pub path: Code,
    /// Its attributes, in the order of the text.
    pub props: Vec<Prop>,
    /// Its children other than slot entries, if there are any but blanks: the slot `inner_block`.
    pub inner: Option<Content>,
    /// Its slot entries, in the order of the text.
    pub entries: Vec<Entry>,
}

/// What a caller puts into a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The pattern of `:let`: what the component hands to the content is bound to it.
    pub binding: Option<Code>,
    /// What to show.
    pub body: Template,
}

/// `<:name ..>` in a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The slot's name, a Rust identifier.
    pub name: Code,
    /// `:if`
    pub condition: Option<Code>,
    /// `:for`: pattern and what is iterated over.
    pub each: Option<(Code, Code)>,
    /// Its attributes.
    pub props: Vec<Prop>,
    /// What stands between its tags; `None` if there is nothing but blanks.
    pub content: Option<Content>,
}

/// What a tag of a component or of a slot entry says about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prop {
    /// A prop by its name, a Rust identifier.
    Named(Code, PropValue),
    /// An attribute that no prop can be, such as `phx-click` or `aria-label`: its name as written, and
    /// where; and what an expression for it has to give, if not plain text.
    Attribute(Code, PropValue, Option<Type>),
    /// `{..expr}`
    Spread(Code),
}

/// The value given to a prop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropValue {
    /// `name={expr}`.
    Expr(Code),
    /// `name="text"`, entities decoded.
    Literal(String),
    /// `name` alone: `true`.
    True,
}
