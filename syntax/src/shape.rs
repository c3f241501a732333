//! Writes the shape of a template, in the JSON of `docs/wire-native.md` section 1.
//!
//! Takes nodes in document order, gives text. Adjacent texts become one. It is the one place of
//! this crate that knows a byte of JSON.

use std::fmt::Write;

/// A shape being written.
pub(crate) struct Shape {
    out: String,
    /// Text not written yet, since more may follow.
    text: String,
    /// Nothing stands in the innermost array.
    empty: bool,
}

impl Shape {
    pub(crate) fn new() -> Shape {
        Shape {
            out: "[".to_owned(),
            text: String::new(),
            empty: true,
        }
    }

    /// Ends the shape.
    pub(crate) fn finish(mut self) -> String {
        self.close_array();
        self.out
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(crate) fn slot(&mut self, slot: usize) {
        self.separate();
        let _ = write!(self.out, "{slot}");
    }

    pub(crate) fn comment(&mut self, text: &str) {
        self.open_array();
        self.string("!");
        self.string(text);
        self.close_array();
    }

    /// Begins an element; its attributes follow, then `end_attributes`.
    pub(crate) fn open(&mut self, tag: &str) {
        self.open_array();
        self.string(tag);
        self.open_array();
    }

    /// An attribute with a static value.
    pub(crate) fn attribute(&mut self, name: &str, value: &str) {
        self.string(name);
        self.string(value);
    }

    /// An attribute that is one slot.
    pub(crate) fn attribute_slot(&mut self, name: &str, slot: usize) {
        self.string(name);
        self.slot(slot);
    }

    /// An attribute of static pieces with slots between them, the first one being `slot`.
    pub(crate) fn attribute_pieces(&mut self, name: &str, pieces: &[String], slot: usize) {
        self.string(name);
        self.open_array();
        for (index, piece) in pieces.iter().enumerate() {
            if index > 0 {
                self.slot(slot + index - 1);
            }
            self.string(piece);
        }
        self.close_array();
    }

    pub(crate) fn end_attributes(&mut self) {
        self.close_array();
    }

    /// Ends an element.
    pub(crate) fn close(&mut self) {
        self.close_array();
    }

    fn open_array(&mut self) {
        self.separate();
        self.out.push('[');
        self.empty = true;
    }

    fn close_array(&mut self) {
        self.flush();
        self.out.push(']');
        self.empty = false;
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.comma();
            json_string(&text, &mut self.out);
        }
    }

    fn separate(&mut self) {
        self.flush();
        self.comma();
    }

    fn comma(&mut self) {
        if !self.empty {
            self.out.push(',');
        }
        self.empty = false;
    }

    fn string(&mut self, text: &str) {
        self.separate();
        json_string(text, &mut self.out);
    }
}

fn json_string(text: &str, out: &mut String) {
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\x1F' => {
                let _ = write!(out, "\\u{:04x}", char as u32);
            }
            _ => out.push(char),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_kinds_of_nodes() {
        let mut shape = Shape::new();
        shape.text("a");
        shape.text("\"\\\n\u{1}é");
        shape.slot(0);
        shape.open("p");
        shape.attribute("id", "");
        shape.attribute_slot("x", 1);
        shape.attribute_pieces("y", &["".into(), "-".into(), "".into()], 2);
        shape.end_attributes();
        shape.text("b");
        shape.close();
        shape.comment(" c ");
        shape.open("br");
        shape.end_attributes();
        shape.close();
        assert_eq!(
            shape.finish(),
            r#"["a\"\\\n\u0001é",0,["p",["id","","x",1,"y",["",2,"-",3,""]],"b"],["!"," c "],["br",[]]]"#
        );
        assert_eq!(Shape::new().finish(), "[]");
    }
}
