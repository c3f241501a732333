//! A template as data: what is written as Rust source, and rendered by the twin.
//!
//! ```text
//! Node::If { branches: [(Flag("@flag"), [Text("a")])], otherwise: None, .. }   {#if @flag}a{/if}
//! ```
//! A path such as `@text` or `row.name` is its own text: the twin looks it up by its names.

/// A template and the components that it calls.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Template {
    /// It is written as a string and not as tokens.
    pub string: bool,
    pub components: Vec<Component>,
    pub body: Vec<Node>,
}

/// A function component; it is called `c` and its number.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Component {
    pub props: Vec<Prop>,
    /// It takes other attributes, and spreads them.
    pub rest: bool,
    pub inner: Option<Argument>,
    /// The slot `entry`, with a field `label`.
    pub entries: Option<Argument>,
    pub body: Vec<Node>,
}

/// A parameter; it is called as it is here.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Prop {
    Text,
    /// With the default `"none"`.
    Tone,
    Owned,
    N,
    On,
    Maybe,
    Rows,
    Log,
}

/// What a slot's content is handed.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Argument {
    Nothing,
    Int,
    Row,
    /// A row and a number.
    Pair,
}

/// A path.
pub type Path = String;

/// What gives a text, a number, a truth value or nothing.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Expr {
    Path(Path),
    /// A `bool`, `i64` or `&str` by value: as many stars as it takes.
    Copied(usize, Path),
    /// A method of text without arguments that gives text.
    Method(Path, &'static str),
    Len(Path),
    Modulo(Path, i64),
    UnwrapOr(Path, &'static str),
    AsDeref(Path),
    Shout(Path),
    Literal(&'static str),
    Choice(Cond, &'static str, &'static str),
    Format(Vec<(&'static str, Expr)>),
    ThenSome(Path, &'static str),
    Truth(Cond),
}

/// A condition.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Cond {
    /// With as many stars as it takes where a plain `bool` is needed.
    Flag(usize, Path),
    Empty(Path),
    Modulo(Path, i64, i64),
    Longer(Path, usize),
    IsSome(Path),
    Not(Box<Cond>),
    And(Box<Cond>, Box<Cond>),
    /// `let Some(name) = source`.
    Let(String, Source),
}

/// What may be nothing, or have no items.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Source {
    Path(Path),
    Iter(Path),
    First(Path),
    Last(Path),
    Rev(Path),
    Skip(Path),
    Enumerate(Path),
    Zip(Path, Path),
    /// `0..path.rem_euclid(4)`.
    Range(Path),
}

/// A part of a template.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum Node {
    Text(&'static str),
    Comment(&'static str),
    Hole(Expr),
    Element(Element),
    If {
        branches: Vec<(Cond, Vec<Node>)>,
        otherwise: Option<Vec<Node>>,
        /// By `:if` on tags: each branch is one.
        tags: bool,
    },
    Match {
        on: Matched,
        cases: Vec<(Pattern, Vec<Node>)>,
    },
    /// With what follows it.
    Let(String, Expr, Vec<Node>),
    For {
        names: Vec<String>,
        items: Source,
        filter: Option<Cond>,
        key: Option<Path>,
        body: Vec<Node>,
        otherwise: Option<Vec<Node>>,
        /// By `:for` on a tag: the body is one.
        tag: bool,
    },
    Call(Call),
    /// The component with state, and what is in its slot.
    Counter(Expr, Expr, Option<Expr>, Vec<Node>),
    Stream(Stream),
    /// `{@inner_block}`, or the variable of an entry.
    Slot(String, Handed),
    /// `{#if @inner_block.is_empty()}`.
    IfEmpty(String, Vec<Node>, Vec<Node>),
}

/// An element with a stream behind other children.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Stream {
    pub attributes: Vec<Attribute>,
    pub beside: Vec<Node>,
    /// Of the id and of the item.
    pub names: [String; 2],
    pub stream: Path,
    /// Of a row.
    pub row: Vec<Attribute>,
    pub body: Vec<Node>,
}

/// What a component hands to a slot's content.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Handed {
    Nothing,
    Int(Path),
    Row(Path),
    Pair(Path, Path),
}

/// What is matched.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Matched {
    Mode(Path),
    Modulo(Path, i64),
    Maybe(Path),
}

/// The pattern of a case.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Pattern {
    Idle,
    /// With the least number of a guard.
    Busy(String, Option<i64>),
    Named(String),
    Int(i64),
    Some(String),
    None,
    Rest,
}

#[derive(Debug)]
#[allow(missing_docs)]
pub struct Element {
    pub tag: &'static str,
    pub attributes: Vec<Attribute>,
    pub children: Vec<Node>,
}

#[derive(Debug)]
#[allow(missing_docs)]
pub enum Attribute {
    Static(&'static str, &'static str),
    Bare(&'static str),
    Dynamic(&'static str, Expr),
    Classes(Vec<Class>),
    /// A declaration in pixels.
    Style(&'static str, Expr),
    Spread(Path),
    /// Pairs of keys and texts.
    Data(Vec<(&'static str, Expr)>),
}

#[derive(Debug)]
#[allow(missing_docs)]
pub enum Class {
    Name(&'static str),
    If(&'static str, Cond),
    Maybe(Expr),
}

/// A call of a component by its number.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Call {
    pub component: usize,
    pub props: Vec<(Prop, Expr)>,
    pub rest: Vec<Attribute>,
    pub entries: Vec<Entry>,
    pub inner: Vec<Node>,
    /// The names of what the default slot is handed.
    pub names: Vec<String>,
}

/// An entry of the slot `entry`.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Entry {
    pub label: Expr,
    pub condition: Option<Cond>,
    pub each: Option<(String, Path)>,
    pub names: Vec<String>,
    pub body: Vec<Node>,
}
