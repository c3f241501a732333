//! What calls ask of a component when they are compiled: whether it takes a literal, whether it may stand
//! where it is called, and whether content fits where the component puts it.
//!
//! ```text
//! <table><.row/></table>     const FACTS: Facts = row().facts();
//!                            const _: () = FACTS.stands(Place { table });      `row` has a `tr` at its root
//! ```

use slotwise_html::content::{Fault, Inside, Place, fault};

/// What is known of a component when the program is compiled.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Its name.
    pub name: &'static str,
    /// Props that take some literals only: name, literals, what to say about any other.
    pub values: &'static [(&'static str, &'static [&'static str], &'static str)],
    /// Slots that take one entry.
    pub single: &'static [&'static str],
    /// What its template shows; nothing if that is not known.
    pub inside: Inside,
    /// The element that it says it stands in, and that element's name.
    pub place: Option<(Place, &'static str)>,
    /// Where its template puts the content of slots.
    pub slots: &'static [(&'static str, Place)],
}

impl Facts {
    /// A literal is given for a prop.
    #[track_caller]
    pub const fn literal(&self, prop: &str, value: &str) {
        let mut i = 0;
        while i < self.values.len() {
            let (name, values, message) = self.values[i];
            if equal(name, prop) && !contains(values, value) {
                fail(&[message]);
            }
            i += 1;
        }
    }

    /// A slot has more than one entry.
    #[track_caller]
    pub const fn several(&self, slot: &str) {
        if contains(self.single, slot) {
            fail(&["`", self.name, "` takes one `<:", slot, ">`"]);
        }
    }

    /// The component is called at a place.
    #[track_caller]
    pub const fn stands(&self, place: Place) {
        if let Some((own, name)) = self.place {
            let (parent, expected) = (place.parts().0 as u8, own.parts().0 as u8);
            if parent != expected {
                fail(&["`", self.name, "` stands in `<", name, ">`"]);
            }
        }
        if let Some(fault) = fault(place, self.inside) {
            misplaced(&["`", self.name, "` cannot stand here: "], fault);
        }
    }

    /// A slot is filled.
    #[track_caller]
    pub const fn filled(&self, slot: &str, inside: Inside) {
        let mut i = 0;
        while i < self.slots.len() {
            let (name, place) = self.slots[i];
            if equal(name, slot)
                && let Some(fault) = fault(place, inside)
            {
                misplaced(
                    &["`", self.name, "` cannot take this as `", slot, "`: "],
                    fault,
                );
            }
            i += 1;
        }
    }
}

#[track_caller]
const fn misplaced(parts: &[&str], fault: Fault) -> ! {
    let mut text = Text::new();
    text.push_all(parts);
    text.push_all(&[fault.reason(), "; ", fault.help()]);
    text.fail()
}

#[track_caller]
const fn fail(parts: &[&str]) -> ! {
    let mut text = Text::new();
    text.push_all(parts);
    text.fail()
}

/// A message put together while compiling, cut off where it grows too long.
struct Text {
    bytes: [u8; 512],
    length: usize,
}

impl Text {
    const fn new() -> Text {
        Text {
            bytes: [0; 512],
            length: 0,
        }
    }

    const fn push_all(&mut self, parts: &[&str]) {
        let mut i = 0;
        while i < parts.len() {
            self.push(parts[i].as_bytes());
            i += 1;
        }
    }

    const fn push(&mut self, part: &[u8]) {
        let mut i = 0;
        while i < part.len() && self.length < self.bytes.len() {
            self.bytes[self.length] = part[i];
            self.length += 1;
            i += 1;
        }
    }

    #[track_caller]
    const fn fail(&self) -> ! {
        let (text, _) = self.bytes.split_at(self.length);
        match core::str::from_utf8(text) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("this component cannot be called so"),
        }
    }
}

const fn contains(values: &[&str], value: &str) -> bool {
    let mut i = 0;
    while i < values.len() {
        if equal(values[i], value) {
            return true;
        }
        i += 1;
    }
    false
}

const fn equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}
