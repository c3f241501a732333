//! The checksum of a tree, by which a client in development finds out that it shows another one.
//!
//! ```text
//! [{"0":[["p",["class",0],1]]},[0,"big","Hi"]]  ->  4p 5class=big 1Hi  ->  a number of 32 bits
//! ```
//! The tree is written as a text that does not depend on how it came to the client, see docs/wire-native.md,
//! section 10; the digits above stand for control characters. Of that the number is the FNV-1a hash.

use serde_json::Value;
use std::collections::HashMap;

const SLOT: char = '\u{1}';
const ROW: char = '\u{2}';
const COMMENT: char = '\u{3}';
const ELEMENT: char = '\u{4}';
const ATTRIBUTE: char = '\u{5}';

/// The checksum of a whole tree of the native dialect, the first patch of a mirror; `None` if it is none, or nested
/// too deeply for the parser.
pub(crate) fn checksum(patch: &str) -> Option<u32> {
    let Ok(Value::Array(patch)) = serde_json::from_str(patch) else {
        return None;
    };
    let (shapes, root) = match &patch[..] {
        [Value::Object(shapes), root] => (shapes.iter(), root),
        _ => return None,
    };
    let shapes = shapes.map(|(id, shape)| Some((id.parse().ok()?, Shape::of(shape)?)));
    let mut writer = Writer {
        shapes: shapes.collect::<Option<_>>()?,
        out: String::new(),
    };
    writer.value(root)?;
    let units = writer.out.encode_utf16();
    Some(units.fold(0x811C_9DC5, |hash, unit| {
        (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193)
    }))
}

struct Shape<'j> {
    nodes: &'j [Value],
    slots: usize,
}

impl<'j> Shape<'j> {
    fn of(json: &'j Value) -> Option<Shape<'j>> {
        let nodes = json.as_array()?;
        let slots = slots(nodes);
        Some(Shape { nodes, slots })
    }
}

/// How many slots are in nodes: numbers stand for nothing else.
fn slots(json: &[Value]) -> usize {
    let count = |json: &Value| match json {
        Value::Array(inner) => slots(inner),
        other => usize::from(other.is_number()),
    };
    json.iter().map(count).sum()
}

struct Element<'j> {
    tag: &'j str,
    pairs: &'j [Value],
    children: &'j [Value],
}

impl<'j> Element<'j> {
    fn of(json: &'j Value) -> Option<Element<'j>> {
        match &json.as_array()?[..] {
            [Value::String(tag), Value::Array(pairs), children @ ..] => Some(Element {
                tag,
                pairs,
                children,
            }),
            _ => None,
        }
    }

    /// Whether scripts own what is in it.
    fn is_ignored(&self) -> bool {
        self.is_noscript() || self.updates_by("ignore")
    }

    /// Whether it is patched though scripts own what is around it.
    fn is_replaced(&self) -> bool {
        !self.is_noscript() && self.updates_by("replace")
    }

    fn is_noscript(&self) -> bool {
        self.tag.eq_ignore_ascii_case("noscript")
    }

    fn updates_by(&self, how: &str) -> bool {
        let mut pairs = self.pairs.chunks_exact(2);
        pairs
            .find(|pair| pair[0] == "phx-update")
            .is_some_and(|pair| pair[1] == how)
    }
}

struct Writer<'j> {
    shapes: HashMap<usize, Shape<'j>>,
    out: String,
}

impl<'j> Writer<'j> {
    fn value(&mut self, value: &'j Value) -> Option<()> {
        let Value::Array(parts) = value else {
            self.out.push_str(&scalar(value));
            return Some(());
        };
        match parts.first()? {
            // What a stream shows the server does not know.
            Value::Null => Some(()),
            Value::Array(markup) => self.nodes(markup, &[]),
            id => match usize::try_from(id.as_i64()?) {
                Ok(id) => {
                    let nodes = self.shapes.get(&id)?.nodes;
                    self.nodes(nodes, &parts[1..])
                }
                Err(_) => self.rows(usize::try_from(-1 - id.as_i64()?).ok()?, &parts[1..]),
            },
        }
    }

    fn rows(&mut self, id: usize, values: &'j [Value]) -> Option<()> {
        let &Shape { nodes, slots } = self.shapes.get(&id)?;
        let rows = match slots {
            0 => usize::try_from(values.first()?.as_u64()?).ok()?,
            slots => values.len() / slots,
        };
        for row in 0..rows {
            self.out.push(ROW);
            self.nodes(nodes, values.get(row * slots..(row + 1) * slots)?)?;
        }
        Some(())
    }

    fn nodes(&mut self, nodes: &'j [Value], values: &'j [Value]) -> Option<()> {
        for node in nodes {
            match node {
                Value::String(text) => self.out.push_str(text),
                Value::Array(parts) => match &parts[..] {
                    [Value::String(tag), Value::String(text)] if tag == "!" => {
                        self.out.push(COMMENT);
                        self.out.push_str(text);
                    }
                    _ => self.element(Element::of(node)?, values)?,
                },
                slot => {
                    self.out.push(SLOT);
                    self.value(value_of(slot, values)?)?;
                }
            }
        }
        Some(())
    }

    fn element(&mut self, element: Element<'j>, values: &'j [Value]) -> Option<()> {
        let ignored = element.is_ignored();
        self.out.push(ELEMENT);
        self.out.push_str(element.tag);
        for pair in element.pairs.chunks_exact(2) {
            self.attribute(pair[0].as_str()?, &pair[1], values, ignored)?;
        }
        if ignored {
            self.replaced(element.children, values)
        } else {
            self.nodes(element.children, values)
        }
    }

    /// Of what scripts own the elements that are patched all the same.
    fn replaced(&mut self, nodes: &'j [Value], values: &'j [Value]) -> Option<()> {
        for element in nodes.iter().filter_map(Element::of) {
            if element.is_replaced() {
                self.element(element, values)?;
            } else {
                self.replaced(element.children, values)?;
            }
        }
        Some(())
    }

    fn attribute(
        &mut self,
        name: &str,
        value: &'j Value,
        values: &'j [Value],
        ignored: bool,
    ) -> Option<()> {
        if ignored && !value.is_string() && !name.starts_with("data-") {
            return Some(());
        }
        match value {
            Value::Number(_) if name == ".." => {
                let spread = value_of(value, values)?.as_array()?;
                for pair in spread.chunks_exact(2) {
                    self.pair(pair[0].as_str()?, &scalar(&pair[1]));
                }
            }
            Value::Number(_) => match value_of(value, values)? {
                Value::Null => {}
                value => self.pair(name, &scalar(value)),
            },
            Value::Array(pieces) => {
                let mut text = String::new();
                for piece in pieces {
                    text += &scalar(value_of(piece, values).unwrap_or(piece));
                }
                self.pair(name, &text);
            }
            text => self.pair(name, text.as_str()?),
        }
        Some(())
    }

    fn pair(&mut self, name: &str, text: &str) {
        self.out.push(ATTRIBUTE);
        self.out.push_str(name);
        self.out.push('=');
        self.out.push_str(text);
    }
}

fn value_of<'j>(slot: &Value, values: &'j [Value]) -> Option<&'j Value> {
    values.get(usize::try_from(slot.as_u64()?).ok()?)
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) {
        assert_eq!(
            checksum(one).unwrap(),
            checksum(other).unwrap(),
            "{one} {other}"
        );
    }

    fn differ(one: &str, other: &str) {
        assert_ne!(
            checksum(one).unwrap(),
            checksum(other).unwrap(),
            "{one} {other}"
        );
    }

    #[test]
    fn it_is_of_what_is_shown() {
        same(
            r#"[{"0":[["p",[],0]]},[0,7]]"#,
            r#"[{"3":[["p",[],0]]},[3,"7"]]"#,
        );
        same(r#"[{"0":["a",0]},[0,null]]"#, r#"[{"0":["a",0]},[0,""]]"#);
        // A list that was emptied, and one that never had a row.
        same(
            r#"[{"0":[0],"1":["x",0]},[0,[-2]]]"#,
            r#"[{"0":[0]},[0,""]]"#,
        );
        same(
            r#"[{"0":[["p",["a",0]]]},[0,true]]"#,
            r#"[{"0":[["p",["a",0]]]},[0,""]]"#,
        );
        differ(
            r#"[{"0":[["p",["a",0]]]},[0,null]]"#,
            r#"[{"0":[["p",["a",0]]]},[0,""]]"#,
        );
        differ(
            r#"[{"0":[["p",[],0]]},[0,7]]"#,
            r#"[{"0":[["b",[],0]]},[0,7]]"#,
        );
        differ(
            r#"[{"0":[0,1]},[0,"ab","c"]]"#,
            r#"[{"0":[0,1]},[0,"a","bc"]]"#,
        );
        differ(
            r#"[{"0":[0],"1":["x"]},[0,[-2,2]]]"#,
            r#"[{"0":[0],"1":["x"]},[0,[-2,3]]]"#,
        );
    }

    #[test]
    fn what_scripts_own_does_not_count() {
        let ignored = r#"[{"0":[["p",["phx-update","ignore","class",0,"data-x",["",1,""]],2]]},[0,"A","B","C"]]"#;
        same(ignored, &ignored.replace("\"A\"", "\"a\""));
        differ(ignored, &ignored.replace("\"B\"", "\"b\""));
        same(ignored, &ignored.replace("\"C\"", "\"c\""));
    }

    #[test]
    fn what_is_patched_among_it_counts() {
        let kept = r#"[{"0":[["div",["phx-update","ignore"],0,["i",["data-x",1],["b",["phx-update","replace","class",2],3,["u",[],4]]]],["p",[],5]]},
            [0,"A","B","C","D","E","F"]]"#;
        for (value, counts) in ["\"A\"", "\"B\"", "\"C\"", "\"D\"", "\"E\""]
            .into_iter()
            .zip([false, false, true, true, true])
        {
            let other = kept.replace(value, "\"z\"");
            assert_eq!(checksum(kept) != checksum(&other), counts, "{value}");
        }
        // Neither is patched in `noscript`, nor what stands in a slot of what scripts own.
        let slot = r#"[{"0":[["div",["phx-update","ignore"],0,["noscript",["phx-update","replace"],1]]],"1":[["b",["phx-update","replace"],0]]},
            [0,[1,"A"],"B"]]"#;
        same(slot, &slot.replace("\"A\"", "\"a\""));
        same(slot, &slot.replace("\"B\"", "\"b\""));
    }

    #[test]
    fn a_known_number() {
        let patch = r#"[{"0":[["p",["class",["big ",0,""],"..",1],"é",2],["!","c"],3,4,
                ["div",["phx-update","ignore","class",5],["i",[],["b",["phx-update","replace","class",6],7]]]],"1":["x",0]},
            [0,"k",["id",7,"hidden",true],[[["b",[],"y"]]],[-2,1,"\ud83d\ude00"],[null,1],"own","c","t"]]"#;
        assert_eq!(checksum(patch), Some(3_843_282_754));
    }

    #[test]
    fn what_is_no_tree_has_none() {
        for patch in [
            "",
            "[]",
            "[0,1]",
            "[{},[0]]",
            r#"[{"0":[0]},[0]]"#,
            r#"[{"0":7},[0]]"#,
        ] {
            assert_eq!(checksum(patch), None, "{patch}");
        }
    }
}
