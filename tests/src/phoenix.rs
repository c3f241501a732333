//! The phoenix dialect read the obvious way: LiveView's merge, and strict about what would break the
//! official client.
//!
//! ```text
//! {"0":"a","s":["<p>","</p>"]}  <p>a</p>
//! {"0":"b"}                     <p>b</p>
//! {"0":1,"c":{"1":{..}}}        a slot that shows component 1, whose tree stands beside the page
//! ```

use crate::stream::{self, Batch, Insertion};
use serde_json::{Map, Value, json};

/// What a client holds.
#[derive(Default)]
pub struct Client {
    tree: Option<Value>,
    /// The trees of components by their numbers.
    components: Map<String, Value>,
}

type Result<T> = std::result::Result<T, String>;

impl Client {
    /// Merges one message.
    pub fn apply(&mut self, message: &str) -> Result<()> {
        let mut diff: Value = serde_json::from_str(message).map_err(|e| e.to_string())?;
        self.tree.iter_mut().for_each(forget_sent);
        self.components.values_mut().for_each(forget_sent);
        if !diff.is_object() {
            return Err("a message is an object".to_owned());
        }
        if diff.get("r").is_some() {
            return Err("`r` at the top is an event's reply".to_owned());
        }
        let components = diff.as_object_mut().and_then(|diff| diff.remove("c"));
        resolve(&mut diff, &Map::new())?;
        if diff.get("s").is_some() {
            check_whole(&diff)?;
            hold_streams(&mut diff)?;
            self.tree = Some(diff);
            self.components.clear();
        } else {
            let tree = self.tree.as_mut().ok_or("the first message has no `s`")?;
            merge(tree, diff)?;
        }
        match components {
            None => Ok(()),
            Some(Value::Object(diffs)) => self.merge_components(diffs),
            Some(_) => Err("`c` is no object".to_owned()),
        }
    }

    fn merge_components(&mut self, diffs: Map<String, Value>) -> Result<()> {
        let mut done = Map::new();
        for number in diffs.keys() {
            self.component(number, &diffs, &mut done)?;
        }
        self.components.extend(done);
        Ok(())
    }

    /// The tree of a component after this message, put among those that are `done`.
    fn component(
        &self,
        number: &str,
        diffs: &Map<String, Value>,
        done: &mut Map<String, Value>,
    ) -> Result<Value> {
        if let Some(tree) = done.get(number) {
            return Ok(tree.clone());
        }
        let mut diff = diffs.get(number).ok_or("no such component")?.clone();
        let object = diff.as_object_mut().ok_or("a component is an object")?;
        let donor = object.get("s").and_then(Value::as_i64);
        let mut tree = match donor {
            Some(donor) => {
                object.remove("s");
                let held = self.components.get(&(-donor).to_string());
                match donor {
                    1.. => self.component(&donor.to_string(), diffs, done)?,
                    _ => held
                        .ok_or(format!("there is no component {donor}"))?
                        .clone(),
                }
            }
            None => self.components.get(number).cloned().unwrap_or(Value::Null),
        };
        if let Some(donor) = donor {
            begin_streams(&mut tree, donor > 0);
        }
        resolve(&mut diff, &Map::new())?;
        merge(&mut tree, diff)?;
        done.insert(number.to_owned(), tree.clone());
        Ok(tree)
    }

    /// The page.
    pub fn to_html(&self) -> Result<String> {
        self.html("held")
    }

    /// The page with no rows of streams but those of the last message: the text from which the official client
    /// brings its page up to date.
    pub fn to_sent_html(&self) -> Result<String> {
        self.html("sent")
    }

    fn html(&self, rows: &'static str) -> Result<String> {
        let mut out = String::new();
        let tree = self.tree.as_ref().ok_or("no message yet")?;
        let components = &self.components;
        Printer { components, rows }.write(tree, &mut out)?;
        Ok(out)
    }
}

/// In the copy of a component's tree, what is held of streams has gone to the element of that one. In the message
/// that brings it the client has it still.
fn begin_streams(part: &mut Value, is_in_message: bool) {
    if let Value::Object(node) = part {
        if node.contains_key("held") {
            let sent = node.remove("sent").filter(|_| is_in_message);
            let sent = sent.unwrap_or_else(|| json!([]));
            node.insert("held".to_owned(), sent.clone());
            node.insert("sent".to_owned(), sent);
            return;
        }
        let parts = node.values_mut();
        parts.for_each(|part| begin_streams(part, is_in_message));
    }
}

/// Ends a message: no stream has rows of it any more.
fn forget_sent(part: &mut Value) {
    if let Value::Object(node) = part {
        node.remove("sent");
        node.values_mut().for_each(forget_sent);
    }
}

/// Puts the statics of this message's table `p` where an index stands, and takes the table away.
fn resolve(diff: &mut Value, table: &Map<String, Value>) -> Result<()> {
    let Value::Object(object) = diff else {
        return Ok(());
    };
    let own = object.remove("p");
    let table = match &own {
        Some(Value::Object(own)) => own,
        _ => table,
    };
    if let Some(statics) = object.get_mut("s")
        && let Some(index) = statics.as_u64()
    {
        let found = table.get(&index.to_string());
        *statics = found.ok_or("`s` is not in this message's `p`")?.clone();
    }
    for (key, part) in object.iter_mut().filter(|(key, _)| *key != "s") {
        match part {
            Value::Array(moved) => moved
                .iter_mut()
                .try_for_each(|part| resolve(part, table))
                .map_err(|error| format!("{key}: {error}"))?,
            part => resolve(part, table)?,
        }
    }
    Ok(())
}

/// Merges a part of a message into what is held in its place.
fn merge(held: &mut Value, diff: Value) -> Result<()> {
    match (held, diff) {
        (held, mut diff) if diff.get("s").is_some() => {
            check_whole(&diff)?;
            hold_streams(&mut diff)?;
            *held = diff;
        }
        (held, diff @ (Value::String(_) | Value::Number(_))) => *held = diff,
        (Value::Object(held), Value::Object(diff)) => match diff.get("k") {
            Some(Value::Object(rows)) => match diff.get("stream") {
                Some(change) => return merge_stream(held, rows, change),
                None => return merge_rows(held, rows),
            },
            Some(_) => return Err("`k` is no object".to_owned()),
            None if held.contains_key("k") => return Err("a list is changed by `k`".to_owned()),
            None => return merge_slots(held, diff),
        },
        (held, diff) => return Err(format!("{diff} cannot be merged into {held}")),
    }
    Ok(())
}

/// Merges slots of a block or row that is held.
fn merge_slots(held: &mut Map<String, Value>, diff: Map<String, Value>) -> Result<()> {
    for (slot, part) in diff {
        let held = held
            .get_mut(&slot)
            .ok_or(format!("there is no slot {slot}"))?;
        merge(held, part)?;
    }
    Ok(())
}

fn merge_rows(held: &mut Map<String, Value>, diff: &Map<String, Value>) -> Result<()> {
    let slots = statics(held)?.len() - 1;
    let Some(Value::Object(rows)) = held.get_mut("k") else {
        return Err("`k` where no list is".to_owned());
    };
    let before = rows.clone();
    let old_count = count(&before)?;
    let new_count = count(diff)?;
    let mut sources = Vec::new();
    for (index, entry) in diff {
        if index == "kc" || index == "km" {
            continue;
        }
        if !index.parse::<usize>().is_ok_and(|index| index < new_count) {
            return Err(format!("row {index} of {new_count}"));
        }
        let (source, change) = match entry {
            Value::Number(source) => (source.as_u64(), None),
            Value::Array(moved) => match moved.as_slice() {
                [Value::Number(source), change] => (source.as_u64(), Some(change)),
                _ => return Err(format!("{entry} is no move")),
            },
            change => (None, Some(change)),
        };
        if let Some(source) = source {
            if diff.get("km") != Some(&Value::Bool(true)) {
                return Err("a move without `km`".to_owned());
            }
            if sources.contains(&source) {
                return Err(format!("row {source} moved twice"));
            }
            sources.push(source);
        }
        let old = source.map_or(index.clone(), |source| source.to_string());
        let mut row = match before.get(&old) {
            Some(row) => row.clone(),
            None if source.is_some() => return Err(format!("there was no row {old}")),
            None => Value::Object(whole_row(change.unwrap_or(&Value::Null), slots)?),
        };
        match (change, &mut row) {
            (Some(Value::Object(change)), Value::Object(row)) => merge_slots(row, change.clone())?,
            (None, _) => {}
            _ => return Err(format!("{entry} is no row")),
        }
        rows.insert(index.clone(), row);
    }
    for gone in new_count..old_count {
        rows.remove(&gone.to_string());
    }
    rows.insert("kc".to_owned(), Value::from(new_count));
    match (0..new_count).find(|row| !rows.contains_key(&row.to_string())) {
        Some(missing) => Err(format!("row {missing} was never sent")),
        None => Ok(()),
    }
}

/// Gives each new stream the key `held`, in place of `k` and `stream`: what the page holds of it, an array
/// of ids and rows. Beside it stand those that this message has `sent`.
fn hold_streams(part: &mut Value) -> Result<()> {
    let Value::Object(node) = part else {
        return Ok(());
    };
    for (_, part) in node.iter_mut().filter(|(key, _)| *key != "s") {
        hold_streams(part)?;
    }
    let Some(change) = node.remove("stream") else {
        return Ok(());
    };
    let Some(Value::Object(rows)) = node.remove("k") else {
        return Err("a stream without `k`".to_owned());
    };
    node.insert("held".to_owned(), json!([]));
    merge_stream(node, &rows, &change)
}

/// `stream`: `[ref, [[id, at, limit, update_only]..], [id..], true?]`
fn merge_stream(
    node: &mut Map<String, Value>,
    rows: &Map<String, Value>,
    change: &Value,
) -> Result<()> {
    let statics = statics(node)?.clone();
    let (placings, deletes, reset) = match change.as_array().map(Vec::as_slice) {
        Some(
            [
                Value::String(_),
                Value::Array(placings),
                Value::Array(deletes),
            ],
        ) => (placings, deletes, false),
        Some(
            [
                Value::String(_),
                Value::Array(placings),
                Value::Array(deletes),
                reset,
            ],
        ) => (placings, deletes, *reset == Value::Bool(true)),
        _ => return Err(format!("{change} as a stream")),
    };
    let mut batch = Batch {
        reset,
        ..Batch::default()
    };
    for id in deletes {
        batch
            .deletes
            .push(id.as_str().ok_or("an id is text")?.to_owned());
    }
    let count = count(rows)?;
    if (placings.len(), rows.len()) != (count, count + 1) {
        return Err(format!("{change} for {count} rows"));
    }
    for row in 0..count {
        let row = rows.get(&row.to_string()).ok_or("a row is missing")?;
        let mut row = Value::Object(whole_row(row, statics.len() - 1)?);
        hold_streams(&mut row)?;
        let html = beginning(&row, &statics);
        let id = stream::id_of(&html).ok_or(format!("{html} has no id"))?;
        let placing = placings.iter().find(|placing| placing[0] == *id);
        let placing = placing.ok_or(format!("{change} without {id}"))?;
        batch.inserts.push(Insertion {
            id,
            row,
            at: placing[1].as_u64().map(|at| at as usize),
            limit: placing[2].as_i64(),
            update_only: placing[3] == Value::Bool(true),
        });
    }
    let held = node.get("held").ok_or("`stream` where no stream is")?;
    let mut held: Vec<(String, Value)> =
        serde_json::from_value(held.clone()).map_err(|error| error.to_string())?;
    let sent = batch
        .inserts
        .iter()
        .map(|insert| json!([insert.id, insert.row]));
    node.insert("sent".to_owned(), sent.collect());
    batch.apply(&mut held);
    node.insert("held".to_owned(), json!(held));
    Ok(())
}

/// The HTML of a row up to the first slot that is more than text: all of its tag.
fn beginning(row: &Value, statics: &[Value]) -> String {
    let mut html = String::new();
    for (slot, text) in statics.iter().enumerate() {
        html.push_str(text.as_str().unwrap_or_default());
        match row.get(slot.to_string()) {
            Some(Value::String(text)) => html.push_str(text),
            _ => break,
        }
    }
    html
}

/// The row itself, if it has all its slots.
fn whole_row(row: &Value, slots: usize) -> Result<Map<String, Value>> {
    let row = row.as_object().ok_or("a row is an object")?;
    for slot in 0..slots {
        let part = row.get(&slot.to_string());
        check_whole(part.ok_or(format!("a new row without slot {slot}"))?)?;
    }
    match row.len() == slots {
        true => Ok(row.clone()),
        false => Err("a new row with more than its slots".to_owned()),
    }
}

/// Checks that something sent for the first time is complete.
fn check_whole(part: &Value) -> Result<()> {
    let node = match part {
        // A number is a component's.
        Value::String(_) | Value::Number(_) => return Ok(()),
        Value::Object(node) => node,
        part => return Err(format!("{part} stands for nothing")),
    };
    let slots = statics(node)?.len() - 1;
    if node.contains_key("held") {
        // In the row of another stream.
        return Ok(());
    }
    let Some(rows) = node.get("k") else {
        let node = node
            .iter()
            .filter(|(key, _)| *key != "s" && *key != "r")
            .map(|(key, part)| (key.clone(), part.clone()))
            .collect();
        return whole_row(&Value::Object(node), slots).map(|_| ());
    };
    let rows = rows.as_object().ok_or("`k` is no object")?;
    let count = count(rows)?;
    for row in 0..count {
        let row = rows.get(&row.to_string());
        whole_row(row.ok_or("`kc` counts a row that is not there")?, slots)?;
    }
    match rows.len() == count + 1 {
        true => Ok(()),
        false => Err("a new list with more than its rows".to_owned()),
    }
}

fn statics(node: &Map<String, Value>) -> Result<&Vec<Value>> {
    let statics = node.get("s").and_then(Value::as_array);
    statics
        .filter(|statics| !statics.is_empty())
        .ok_or("a node without `s`".to_owned())
}

fn count(rows: &Map<String, Value>) -> Result<usize> {
    let count = rows.get("kc").and_then(Value::as_u64);
    count
        .map(|count| count as usize)
        .ok_or("`k` without `kc`".to_owned())
}

/// Writes HTML.
struct Printer<'c> {
    components: &'c Map<String, Value>,
    /// Which rows of streams.
    rows: &'static str,
}

impl Printer<'_> {
    fn write(&self, part: &Value, out: &mut String) -> Result<()> {
        match part {
            Value::Number(number) => {
                let tree = self.components.get(&number.to_string());
                self.write(tree.ok_or(format!("no component {number}"))?, out)?;
            }
            Value::String(text) => out.push_str(text),
            Value::Object(node) => {
                let statics = statics(node)?;
                if node.contains_key("held") {
                    let rows = node.get(self.rows).and_then(Value::as_array);
                    return rows
                        .into_iter()
                        .flatten()
                        .try_for_each(|row| self.write_slots(&row[1], statics, out));
                }
                match node.get("k") {
                    Some(Value::Object(rows)) => {
                        for row in 0..count(rows)? {
                            self.write_slots(&rows[&row.to_string()], statics, out)?;
                        }
                    }
                    _ => self.write_slots(part, statics, out)?,
                }
            }
            part => return Err(format!("{part} cannot be shown")),
        }
        Ok(())
    }

    fn write_slots(&self, node: &Value, statics: &[Value], out: &mut String) -> Result<()> {
        for (slot, text) in statics.iter().enumerate() {
            out.push_str(text.as_str().ok_or("statics are text")?);
            if slot + 1 < statics.len() {
                let part = node.get(slot.to_string());
                self.write(part.ok_or(format!("slot {slot} is missing"))?, out)?;
            }
        }
        Ok(())
    }
}
