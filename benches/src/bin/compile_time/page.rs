//! The generated pages, before any engine writes them in its language.
//!
//! ```text
//! Element p { guard: If(flag_2), [Element em { [Hole(text_5)] }, Text("river stone")] }
//!
//! slotwise   <p :if={data.flag_2}><em>{data.text_5}</em>river stone</p>
//! maud       @if data.flag_2 { p { em { (data.text_5) } "river stone" } }
//! askama     {% if data.flag_2 %}<p><em>{{ data.text_5 }}</em>river stone</p>{% endif %}
//! ```

/// A piece of a page.
pub(crate) enum Node {
    Element(Element),
    /// Words alone: nothing that an engine would escape, nothing that is not a Rust token.
    Text(String),
    Hole(Value),
}

pub(crate) struct Element {
    pub(crate) tag: &'static str,
    pub(crate) guard: Option<Guard>,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Vec<Node>,
}

/// Whether, or how often, an element is there.
pub(crate) enum Guard {
    If(Value),
    /// Once for each `item` of a list, with its `id` as the key.
    For(Value),
}

pub(crate) enum Attribute {
    Static(&'static str, String),
    Dynamic(&'static str, Value),
    /// Two classes, the second under a condition.
    Classes(&'static str, &'static str, Value),
}

/// What stands in a hole.
pub(crate) enum Value {
    /// A field of the data.
    Field(String),
    /// A number of the data and another one: an expression that has to be computed.
    Sum(String, u64),
    /// A field of the loop's `item`.
    Item(&'static str),
}

/// How many fields of each type the data has: `text_0`, ..
pub(crate) const TEXTS: u64 = 8;
pub(crate) const LINKS: u64 = 4;
pub(crate) const COUNTS: u64 = 4;
pub(crate) const FLAGS: u64 = 4;
pub(crate) const LISTS: u64 = 2;

/// Makes one of the parts of a page.
type Part = fn(&mut Random) -> Element;

/// Page `number`: 50 elements with 38 slots, the same in every run.
pub(crate) fn page(number: u64) -> Element {
    let mut random = Random(number);
    let parts: [(usize, Part); 7] = [
        (2, list),
        (3, condition),
        (3, classes),
        (3, link),
        (4, computed),
        (4, text),
        (2, words),
    ];
    let mut children = Vec::new();
    for (count, part) in parts {
        for _ in 0..count {
            let at = random.below(children.len() as u64 + 1) as usize;
            children.insert(at, Node::Element(part(&mut random)));
        }
    }
    let title = element("h1", [], vec![Node::Hole(random.field("text", TEXTS))]);
    children.insert(0, title.into());
    element("section", [], children)
}

/// 4 elements, 4 slots.
fn list(random: &mut Random) -> Element {
    let item = Element {
        guard: Some(Guard::For(random.field("items", LISTS))),
        ..element(
            "li",
            [Attribute::Dynamic("data-id", Value::Item("id"))],
            vec![
                element("b", [], vec![Node::Hole(Value::Item("name"))]).into(),
                element("i", [], vec![Node::Hole(Value::Item("count"))]).into(),
            ],
        )
    };
    let class = Attribute::Static("class", random.words(1));
    element("ul", [class], vec![item.into()])
}

/// 2 elements, 2 slots.
fn condition(random: &mut Random) -> Element {
    let emphasis = element("em", [], vec![Node::Hole(random.field("text", TEXTS))]);
    Element {
        guard: Some(Guard::If(random.field("flag", FLAGS))),
        ..element("p", [], vec![emphasis.into(), random.text(3)])
    }
}

/// 2 elements, 2 slots.
fn classes(random: &mut Random) -> Element {
    let class = Attribute::Classes("box", "busy", random.field("flag", FLAGS));
    let inner = element("span", [], vec![Node::Hole(random.field("text", TEXTS))]);
    element("div", [class], vec![inner.into()])
}

/// 2 elements, 3 slots.
fn link(random: &mut Random) -> Element {
    let href = Attribute::Dynamic("href", random.field("link", LINKS));
    let title = Attribute::Dynamic("title", random.field("text", TEXTS));
    let name = Node::Hole(random.field("text", TEXTS));
    let link = element("a", [href, title], vec![name]);
    element("p", [], vec![link.into()])
}

/// 3 elements, 1 slot.
fn computed(random: &mut Random) -> Element {
    let Value::Field(count) = random.field("count", COUNTS) else {
        unreachable!("`Random::field` gives fields")
    };
    let sum = Value::Sum(count, 1 + random.below(9));
    let term = element("dt", [], vec![random.text(2)]);
    let value = element("dd", [], vec![Node::Hole(sum)]);
    element("dl", [], vec![term.into(), value.into()])
}

/// 2 elements, 1 slot.
fn text(random: &mut Random) -> Element {
    let bold = element("b", [], vec![Node::Hole(random.field("text", TEXTS))]);
    element("p", [], vec![random.text(4), bold.into()])
}

/// 1 element.
fn words(random: &mut Random) -> Element {
    element("p", [], vec![random.text(8)])
}

fn element<const N: usize>(
    tag: &'static str,
    attributes: [Attribute; N],
    children: Vec<Node>,
) -> Element {
    Element {
        tag,
        guard: None,
        attributes: attributes.into(),
        children,
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Node {
        Node::Element(element)
    }
}

/// A sequence that only depends on where it begins (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (word ^ (word >> 31)) % end
    }

    /// One of the fields `name_0`, ..
    fn field(&mut self, name: &str, count: u64) -> Value {
        Value::Field(format!("{name}_{}", self.below(count)))
    }

    fn words(&mut self, count: usize) -> String {
        const WORDS: [&str; 12] = [
            "river", "stone", "paper", "light", "window", "garden", "winter", "silver", "letter",
            "market", "bridge", "corner",
        ];
        let words: Vec<&str> = (0..count)
            .map(|_| WORDS[self.below(WORDS.len() as u64) as usize])
            .collect();
        words.join(" ")
    }

    fn text(&mut self, count: usize) -> Node {
        Node::Text(self.words(count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Elements and slots of a page.
    fn size(element: &Element) -> (usize, usize) {
        let dynamic = |attribute: &&Attribute| !matches!(attribute, Attribute::Static(..));
        let own = element.attributes.iter().filter(dynamic).count();
        let mut size = (1, own + usize::from(element.guard.is_some()));
        for child in &element.children {
            let (elements, slots) = match child {
                Node::Element(element) => self::size(element),
                Node::Text(_) => (0, 0),
                Node::Hole(_) => (0, 1),
            };
            size = (size.0 + elements, size.1 + slots);
        }
        size
    }

    #[test]
    fn pages_have_50_elements_and_38_slots() {
        for number in 0..150 {
            assert_eq!(size(&page(number)), (50, 38), "page {number}");
        }
    }
}
