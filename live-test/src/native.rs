//! The native dialect read the obvious way, as `docs/wire-native.md` says it: values in a tree, HTML
//! printed from shapes and values. Whatever does not fit is an error.
//!
//! ```text
//! [{"0":[["p",[],"Hello ",0]]},[0,"Ada"]]   Block { shape: 0, values: [Text("Ada")] }   <p>Hello Ada</p>
//! [0,"Grace"]                               Block { shape: 0, values: [Text("Grace")] }
//! ```

use crate::batch::{self, Batch, Insertion};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// What a client holds.
#[derive(Default)]
pub struct Client {
    shapes: Shapes,
    root: Option<Block>,
}

/// Rows without slots can be many in few bytes.
const MOST_ROWS: u64 = 1_000_000;

#[derive(Default)]
struct Shapes(BTreeMap<usize, Shape>);

struct Shape {
    nodes: Vec<Json>,
    slots: usize,
}

#[derive(Clone, Debug)]
enum Value {
    Null,
    True,
    Text(String),
    /// Of a spread: names and texts.
    Attributes(Vec<(String, String)>),
    /// Nodes without slots.
    Markup(Vec<Json>),
    Block(Block),
    List(List),
    Stream(Stream),
}

/// Rows by their ids.
#[derive(Clone, Debug)]
struct Stream {
    shape: usize,
    rows: Vec<(String, Vec<Value>)>,
}

#[derive(Clone, Debug)]
struct Block {
    shape: usize,
    values: Vec<Value>,
}

#[derive(Clone, Debug)]
struct List {
    shape: usize,
    rows: Vec<Vec<Value>>,
}

type Result<T> = std::result::Result<T, String>;

impl Client {
    /// Applies one patch.
    pub fn apply(&mut self, patch: &str) -> Result<()> {
        let tokens: Vec<Json> = serde_json::from_str(patch).map_err(|e| e.to_string())?;
        let mut tokens = Tokens(tokens.into_iter().peekable());
        if let Some(Json::Object(shapes)) = tokens.next_if(Json::is_object) {
            for (id, shape) in shapes {
                self.shapes.add(&id, shape)?;
            }
        }
        let is_root = |token: &Json| token.get(0).and_then(Json::as_i64) >= Some(0);
        if let Some(root) = tokens.next_if(is_root) {
            match self.shapes.value(&root)? {
                Value::Block(root) => self.root = Some(root),
                root => return Err(format!("{root:?} as root")),
            }
        }
        let root = self.root.as_mut().ok_or("the first patch has no root")?;
        match self.shapes.block_scope(&mut tokens, &mut root.values)? {
            0 => Ok(()),
            left => Err(format!("{left} scopes left beyond the root")),
        }
    }

    /// The page.
    pub fn to_html(&self) -> Result<String> {
        let mut out = String::new();
        let root = self.root.as_ref().ok_or("no patch yet")?;
        self.shapes.print(root.shape, &root.values, &mut out)?;
        Ok(out)
    }
}

struct Tokens(std::iter::Peekable<std::vec::IntoIter<Json>>);

impl Tokens {
    fn next(&mut self) -> Option<Json> {
        self.0.next()
    }

    fn next_if(&mut self, holds: impl Fn(&Json) -> bool) -> Option<Json> {
        self.0.next_if(holds)
    }

    fn peek(&mut self) -> Option<&Json> {
        self.0.peek()
    }
}

/// Reading.
impl Shapes {
    fn add(&mut self, id: &str, shape: Json) -> Result<()> {
        let id: usize = id.parse().map_err(|_| format!("shape id {id}"))?;
        let Json::Array(nodes) = shape else {
            return Err("a shape is a list of nodes".to_owned());
        };
        let mut slots = Vec::new();
        nodes
            .iter()
            .try_for_each(|node| slots_of(node, &mut slots))?;
        if !slots.iter().copied().eq(0..slots.len()) {
            return Err(format!("slots {slots:?} are not numbered in order"));
        }
        let slots = slots.len();
        match self.0.insert(id, Shape { nodes, slots }) {
            None => Ok(()),
            Some(_) => Err(format!("shape {id} came before")),
        }
    }

    fn slots(&self, shape: usize) -> Result<usize> {
        let known = self.0.get(&shape).ok_or(format!("unknown shape {shape}"))?;
        Ok(known.slots)
    }

    fn value(&self, json: &Json) -> Result<Value> {
        match json {
            Json::Null => Ok(Value::Null),
            Json::Bool(true) => Ok(Value::True),
            Json::String(text) => Ok(Value::Text(text.clone())),
            Json::Number(number) => match number.as_i64() {
                Some(n) if n.unsigned_abs() < 1 << 53 => Ok(Value::Text(n.to_string())),
                _ => Err(format!("{number} as a value")),
            },
            Json::Array(parts) => match parts.split_first() {
                None => Ok(Value::Attributes(Vec::new())),
                Some((Json::String(name), _)) if !name.is_empty() => {
                    attributes(parts).map(Value::Attributes)
                }
                Some((Json::Array(nodes), [])) => {
                    let mut slots = Vec::new();
                    nodes
                        .iter()
                        .try_for_each(|node| slots_of(node, &mut slots))?;
                    match slots.is_empty() {
                        true => Ok(Value::Markup(nodes.clone())),
                        false => Err(format!("{json} has slots")),
                    }
                }
                Some((Json::Null, [shape, values @ ..])) => {
                    self.stream(integer(shape)? as usize, values)
                }
                Some((head, values)) => match head.as_i64() {
                    Some(head) if head >= 0 => self.block(head as usize, values),
                    Some(head) => self.list((-1 - head) as usize, values),
                    None => Err(format!("{json} begins with no shape")),
                },
            },
            json => Err(format!("{json} as a value")),
        }
    }

    fn block(&self, shape: usize, values: &[Json]) -> Result<Value> {
        if values.len() != self.slots(shape)? {
            return Err(format!("{} values for shape {shape}", values.len()));
        }
        let values = values
            .iter()
            .map(|value| self.value(value))
            .collect::<Result<_>>()?;
        Ok(Value::Block(Block { shape, values }))
    }

    fn list(&self, shape: usize, values: &[Json]) -> Result<Value> {
        let rows = self.rows(shape, values)?;
        Ok(Value::List(List { shape, rows }))
    }

    fn stream(&self, shape: usize, values: &[Json]) -> Result<Value> {
        let mut stream = Stream {
            shape,
            rows: Vec::new(),
        };
        let inserts = match values {
            [] => Vec::new(),
            values => self.insertions(shape, values, None, None, false)?,
        };
        let batch = Batch {
            inserts,
            ..Batch::default()
        };
        batch.apply(&mut stream.rows);
        Ok(Value::Stream(stream))
    }

    fn insertions(
        &self,
        shape: usize,
        values: &[Json],
        at: Option<usize>,
        limit: Option<i64>,
        update_only: bool,
    ) -> Result<Vec<Insertion<Vec<Value>>>> {
        let rows = self.rows(shape, values)?;
        let inserts = rows.into_iter().map(|row| {
            let mut html = String::new();
            self.print(shape, &row, &mut html)?;
            let id = batch::id_of(&html).ok_or(format!("{html} has no id"))?;
            Ok(Insertion {
                id,
                row,
                at,
                limit,
                update_only,
            })
        });
        inserts.collect()
    }

    /// `[null?, id.., (true?, at?, limit?, [values..])..]`
    fn change(&self, stream: &mut Stream, change: &[Json]) -> Result<()> {
        let mut tokens = change.iter().peekable();
        let mut batch = Batch {
            reset: tokens.next_if(|token| token.is_null()).is_some(),
            ..Batch::default()
        };
        while let Some(id) = tokens.next_if(|token| token.is_string()) {
            batch
                .deletes
                .push(id.as_str().unwrap_or_default().to_owned());
        }
        while tokens.peek().is_some() {
            let update_only = tokens
                .next_if(|token| **token == Json::Bool(true))
                .is_some();
            let at = tokens.next_if(|token| token.is_i64());
            let limit = tokens.next_if(|token| token.is_i64());
            let limit = limit.map(integer).transpose()?;
            let at = match at.map(integer).transpose()? {
                None | Some(-1) => None,
                Some(at) => Some(usize::try_from(at).map_err(|_| format!("{at} as a position"))?),
            };
            let values = tokens.next().and_then(Json::as_array);
            let values = values.ok_or(format!("{change:?} without rows"))?;
            let new = self.insertions(stream.shape, values, at, limit, update_only)?;
            batch.inserts.extend(new);
        }
        let mut ids: Vec<&str> = batch.inserts.iter().map(|insert| &*insert.id).collect();
        ids.sort_unstable();
        if ids.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(format!("{change:?} has a row twice"));
        }
        batch.apply(&mut stream.rows);
        Ok(())
    }

    /// The values of rows, flat; of a shape without slots, their number.
    fn rows(&self, shape: usize, values: &[Json]) -> Result<Vec<Vec<Value>>> {
        let slots = self.slots(shape)?;
        if slots == 0 {
            return match values {
                [Json::Number(rows)] if (1..=MOST_ROWS).contains(&rows.as_u64().unwrap_or(0)) => {
                    Ok(vec![Vec::new(); rows.as_u64().unwrap_or_default() as usize])
                }
                _ => Err(format!("{values:?} as a number of rows")),
            };
        }
        if !values.len().is_multiple_of(slots) || values.is_empty() {
            return Err(format!("{} values for rows of {slots}", values.len()));
        }
        values
            .chunks(slots)
            .map(|row| row.iter().map(|value| self.value(value)).collect())
            .collect()
    }
}

/// Scopes. Each gives how many more scopes are to be left.
impl Shapes {
    /// A block or a row.
    fn block_scope(&self, tokens: &mut Tokens, values: &mut [Value]) -> Result<i64> {
        let mut done = Vec::new();
        while let Some(token) = tokens.next() {
            if let Json::Array(run) = &token {
                self.run(run, values, &mut done)?;
                continue;
            }
            let slot = integer(&token)?;
            if slot < 0 {
                return Ok(-slot - 1);
            }
            let value = values
                .get_mut(slot as usize)
                .ok_or(format!("no slot {slot}"))?;
            if done.contains(&slot) && !matches!(value, Value::Null) {
                return Err(format!("slot {slot} comes twice"));
            }
            done.push(slot);
            let left = self.slot(tokens, value)?;
            if left > 0 {
                return Ok(left - 1);
            }
        }
        Ok(0)
    }

    /// `[-1 - s, value...]`: of slot `s` and those that follow.
    fn run(&self, run: &[Json], values: &mut [Value], done: &mut Vec<i64>) -> Result<()> {
        let (head, new) = run.split_first().ok_or("an empty run")?;
        let first = -1 - integer(head)?;
        if first < 0 || new.is_empty() {
            return Err(format!("{run:?} as a run"));
        }
        for (slot, new) in (first..).zip(new) {
            let value = values
                .get_mut(slot as usize)
                .ok_or(format!("no slot {slot}"))?;
            if done.contains(&slot) {
                return Err(format!("slot {slot} comes twice"));
            }
            done.push(slot);
            self.replace(value, new)?;
        }
        Ok(())
    }

    fn slot(&self, tokens: &mut Tokens, value: &mut Value) -> Result<i64> {
        let next = tokens.peek().ok_or("a slot without its value")?;
        let enters_row = next.as_i64().is_some_and(|n| n >= 0);
        let is_structure = next.get(0).and_then(Json::as_i64).is_some_and(|n| n >= 0);
        match value {
            Value::Block(block) if enters_row => {
                return self.block_scope(tokens, &mut block.values);
            }
            Value::List(list) if enters_row || is_structure => {
                return self.list_scope(tokens, list);
            }
            Value::Stream(stream) => {
                if let Some(change) = tokens.next_if(Json::is_array) {
                    self.change(stream, change.as_array().unwrap_or(&Vec::new()))?;
                    return Ok(0);
                }
            }
            _ => {}
        }
        let new = tokens.next().unwrap_or_default();
        self.replace(value, &new)?;
        Ok(0)
    }

    fn replace(&self, value: &mut Value, new: &Json) -> Result<()> {
        match value {
            Value::Text(text) if is_edits(new) => {
                *text = edited_text(text, items(new)?)?;
                return Ok(());
            }
            Value::Markup(nodes) if is_edits(new) => {
                *nodes = edited_nodes(nodes, items(new)?)?;
                return Ok(());
            }
            _ => {}
        }
        if matches!(
            value,
            Value::Block(_) | Value::List(_) | Value::Stream(_) | Value::Markup(_)
        ) && !(new.is_array() || new.is_string() || new.is_null())
        {
            return Err(format!("{new} in place of a node"));
        }
        *value = self.value(new)?;
        Ok(())
    }

    fn list_scope(&self, tokens: &mut Tokens, list: &mut List) -> Result<i64> {
        if let Some(structure) = tokens.next_if(Json::is_array) {
            self.reorder(list, &structure)?;
        }
        let mut done = Vec::new();
        while let Some(token) = tokens.next() {
            let row = integer(&token)?;
            if row < 0 {
                return Ok(-row - 1);
            }
            if done.contains(&row) {
                return Err(format!("row {row} comes twice"));
            }
            done.push(row);
            let values = list
                .rows
                .get_mut(row as usize)
                .ok_or(format!("no row {row}"))?;
            let left = self.block_scope(tokens, values)?;
            if left > 0 {
                return Ok(left - 1);
            }
        }
        Ok(0)
    }

    /// `[p, -n]`: the `n` rows behind the first `p` turned round. `[p, q, 0]`: the rows `p` and `q`
    /// exchanged. `[p, item..., s?]`: the first `p` old rows, then runs of old rows and new rows, then the
    /// last `s` old rows.
    fn reorder(&self, list: &mut List, structure: &Json) -> Result<()> {
        let parts = structure.as_array().ok_or("a structure is an array")?;
        let numbers: Vec<i64> = parts.iter().flat_map(integer).collect();
        let at = |number: i64| usize::try_from(number).map_err(|_| format!("{structure}"));
        match numbers[..] {
            [first, rows] if parts.len() == 2 && rows < 0 => {
                let turned = at(first)?..at(first - rows)?;
                let turned = list.rows.get_mut(turned).ok_or(format!("{structure}"))?;
                turned.reverse();
                return Ok(());
            }
            [one, other, 0] if parts.len() == 3 => {
                let (one, other) = (at(one)?, at(other)?);
                if one + 1 >= other || other >= list.rows.len() {
                    return Err(format!("{structure}"));
                }
                list.rows.swap(one, other);
                return Ok(());
            }
            _ => {}
        }
        let (first, mut items) = parts.split_first().ok_or("an empty structure")?;
        let mut old: Vec<Option<Vec<Value>>> = list.rows.drain(..).map(Some).collect();
        let len = old.len() as i64;
        let mut take = |position: i64| {
            let row = usize::try_from(position)
                .ok()
                .and_then(|at| old.get_mut(at)?.take());
            row.ok_or(format!("old row {position} is not there, or not any more"))
        };
        for position in 0..integer(first)? {
            list.rows.push(take(position)?);
        }
        loop {
            items = match items {
                [] => return Ok(()),
                [Json::Array(new), rest @ ..] => {
                    list.rows.extend(self.rows(list.shape, new)?);
                    rest
                }
                [start, count @ Json::Number(_), rest @ ..] => {
                    let (start, count) = (integer(start)?, integer(count)?);
                    for step in 0..count.abs() {
                        list.rows.push(take(start + step * count.signum())?);
                    }
                    rest
                }
                [last] => {
                    for position in len - integer(last)?..len {
                        list.rows.push(take(position)?);
                    }
                    &[]
                }
                [item, ..] => return Err(format!("{item} in a structure")),
            };
        }
    }
}

/// Printing.
impl Shapes {
    fn print(&self, shape: usize, values: &[Value], out: &mut String) -> Result<()> {
        let nodes = &self
            .0
            .get(&shape)
            .ok_or(format!("unknown shape {shape}"))?
            .nodes;
        nodes
            .iter()
            .try_for_each(|node| self.node(node, values, "", out))
    }

    /// `parent` is the element that the node stands in.
    fn node(&self, node: &Json, values: &[Value], parent: &str, out: &mut String) -> Result<()> {
        match node {
            Json::String(text) if matches!(parent, "script" | "style") => out.push_str(text),
            Json::String(text) => escape(text, out),
            Json::Number(_) => match value(node, values)? {
                Value::Null => {}
                Value::Text(text) if parent == "script" => out.push_str(text),
                Value::Text(text) => escape(text, out),
                Value::Markup(nodes) => {
                    for node in nodes {
                        self.node(node, &[], parent, out)?;
                    }
                }
                value @ (Value::True | Value::Attributes(_)) => {
                    return Err(format!("{value:?} between tags"));
                }
                Value::Block(block) => self.print(block.shape, &block.values, out)?,
                Value::Stream(stream) => {
                    for (_, row) in &stream.rows {
                        self.print(stream.shape, row, out)?;
                    }
                }
                Value::List(list) => {
                    for row in &list.rows {
                        self.print(list.shape, row, out)?;
                    }
                }
            },
            Json::Array(parts) => match parts.as_slice() {
                [Json::String(mark), Json::String(text)] if mark == "!" => {
                    *out += &format!("<!--{text}-->");
                }
                [Json::String(tag), Json::Array(attributes), children @ ..] => {
                    self.element(tag, attributes, children, values, out)?;
                }
                _ => return Err(format!("{node} is no element")),
            },
            node => return Err(format!("{node} in a shape")),
        }
        Ok(())
    }

    fn element(
        &self,
        tag: &str,
        attributes: &[Json],
        children: &[Json],
        values: &[Value],
        out: &mut String,
    ) -> Result<()> {
        *out += &format!("<{tag}");
        let mut names = Vec::new();
        for pair in attributes.chunks(2) {
            let [Json::String(name), written] = pair else {
                return Err(format!("{pair:?} is no attribute"));
            };
            for (name, text) in attribute(name, written, values)? {
                let lower = name.to_ascii_lowercase();
                if names.contains(&lower) {
                    return Err(format!("{name} comes twice on <{tag}>"));
                }
                names.push(lower);
                *out += &format!(" {name}=\"");
                escape(&text, out);
                out.push('"');
            }
        }
        out.push('>');
        if VOID.contains(&tag) {
            return Ok(());
        }
        let start = out.len();
        for child in children {
            self.node(child, values, tag, out)?;
        }
        // A parser drops one line feed that comes first in these.
        if matches!(tag, "textarea" | "pre" | "listing") && out[start..].starts_with('\n') {
            out.insert(start, '\n');
        }
        *out += &format!("</{tag}>");
        Ok(())
    }
}

/// `["", item...]`
fn is_edits(json: &Json) -> bool {
    json.get(0) == Some(&Json::from(""))
}

fn items(edits: &Json) -> Result<&[Json]> {
    let items = edits.as_array().and_then(|edits| edits.get(1..));
    items.ok_or(format!("{edits} as edits"))
}

/// The first `count` of what is left, which go on in `kept` if the number is positive.
fn take<T: Clone>(rest: &mut &[T], number: i64, kept: &mut Vec<T>) -> Result<()> {
    let count = number.unsigned_abs() as usize;
    if count == 0 || count > rest.len() {
        return Err(format!("{number} of {} units or nodes", rest.len()));
    }
    let (taken, behind) = rest.split_at(count);
    if number > 0 {
        kept.extend_from_slice(taken);
    }
    *rest = behind;
    Ok(())
}

/// A text by its UTF-16 units.
fn edited_text(text: &str, items: &[Json]) -> Result<String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let (mut rest, mut edited) = (&units[..], Vec::new());
    for item in items {
        match item {
            Json::String(text) if !text.is_empty() => edited.extend(text.encode_utf16()),
            number => {
                take(&mut rest, integer(number)?, &mut edited)?;
                if rest
                    .first()
                    .is_some_and(|unit| (0xDC00..0xE000).contains(unit))
                {
                    return Err(format!("{item} ends inside a character"));
                }
            }
        }
    }
    edited.extend_from_slice(rest);
    String::from_utf16(&edited).map_err(|error| error.to_string())
}

fn edited_nodes(nodes: &[Json], items: &[Json]) -> Result<Vec<Json>> {
    let (mut rest, mut edited) = (nodes, Vec::new());
    for item in items {
        if let Json::Number(_) = item {
            take(&mut rest, integer(item)?, &mut edited)?;
        } else if is_edits(item) {
            let (node, behind) = rest
                .split_first()
                .ok_or(format!("{item} behind all nodes"))?;
            edited.push(edited_node(node, self::items(item)?)?);
            rest = behind;
        } else {
            let mut slots = Vec::new();
            slots_of(item, &mut slots)?;
            if !slots.is_empty() {
                return Err(format!("{item} has slots"));
            }
            edited.push(item.clone());
        }
    }
    edited.extend_from_slice(rest);
    let is_text = |node: &Json| node.is_string();
    if edited.windows(2).any(|pair| pair.iter().all(is_text)) || edited.contains(&Json::from("")) {
        return Err(format!("texts side by side, or an empty one: {edited:?}"));
    }
    Ok(edited)
}

/// A comment or a script.
fn is_whole(name: &Json) -> bool {
    let name = name.as_str().unwrap_or_default();
    name == "!" || name.eq_ignore_ascii_case("script")
}

fn edited_node(node: &Json, items: &[Json]) -> Result<Json> {
    let parts = match node {
        Json::String(text) => return edited_text(text, items).map(Json::from),
        Json::Array(parts) if !is_whole(&parts[0]) => parts,
        _ => return Err(format!("{node} is not changed, but replaced")),
    };
    let (mut attributes, mut items) = (&parts[1], items);
    if let [Json::Array(now), rest @ ..] = items
        && let [Json::Array(_)] = now[..]
    {
        (attributes, items) = (&now[0], rest);
    }
    let children = edited_nodes(&parts[2..], items)?;
    let head = [parts[0].clone(), attributes.clone()];
    Ok(head.into_iter().chain(children).collect())
}

/// What a spread holds.
fn attributes(parts: &[Json]) -> Result<Vec<(String, String)>> {
    let pair = |pair: &[Json]| match pair {
        [Json::String(name), Json::Bool(true)] => Ok((name.clone(), String::new())),
        [Json::String(name), Json::String(text)] => Ok((name.clone(), text.clone())),
        [Json::String(name), Json::Number(number)] if number.is_i64() => {
            Ok((name.clone(), number.to_string()))
        }
        pair => Err(format!("{pair:?} in a spread")),
    };
    parts.chunks(2).map(pair).collect()
}

/// The attributes that a pair of a shape stands for, none or one but for a spread.
fn attribute(name: &str, written: &Json, values: &[Value]) -> Result<Vec<(String, String)>> {
    if name == ".." {
        return match value(written, values)? {
            Value::Attributes(attributes) => Ok(attributes.clone()),
            value => Err(format!("{value:?} as a spread")),
        };
    }
    let text = match written {
        Json::String(text) => text.clone(),
        Json::Number(_) => match value(written, values)? {
            Value::Null => return Ok(Vec::new()),
            Value::True => String::new(),
            Value::Text(text) => text.clone(),
            node => return Err(format!("{node:?} as an attribute")),
        },
        Json::Array(pieces) => {
            let mut whole = String::new();
            for piece in pieces {
                match piece {
                    Json::String(text) => whole += text,
                    slot => match value(slot, values)? {
                        Value::Null => {}
                        Value::Text(text) => whole += text,
                        value => return Err(format!("{value:?} inside an attribute")),
                    },
                }
            }
            whole
        }
        written => return Err(format!("{written} as an attribute")),
    };
    Ok(vec![(name.to_owned(), text)])
}

fn value<'v>(slot: &Json, values: &'v [Value]) -> Result<&'v Value> {
    let slot = integer(slot)?;
    values.get(slot as usize).ok_or(format!("no slot {slot}"))
}

/// The slots of a node, in order.
fn slots_of(node: &Json, slots: &mut Vec<usize>) -> Result<()> {
    match node {
        Json::Number(slot) => {
            let slot = slot.as_u64().ok_or(format!("slot {slot}"))?;
            slots.push(slot as usize);
            Ok(())
        }
        Json::Array(parts) => parts.iter().try_for_each(|part| slots_of(part, slots)),
        _ => Ok(()),
    }
}

fn integer(token: &Json) -> Result<i64> {
    let known = token.as_i64().filter(|n| n.unsigned_abs() < 1 << 53);
    known.ok_or(format!("{token}, expected an integer"))
}

fn escape(text: &str, out: &mut String) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\0' => out.push('\u{FFFD}'),
            char => out.push(char),
        }
    }
}

const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];
