//! The mirror: what the engine remembers of one client. Ids, stamps and 8 bytes a slot, never HTML. A long value has
//! a node beside its slot, so that what changes in it can be told: see [`crate::long`].
//!
//! `<h1>{@title}</h1><ul><li :for={r in @rows} :key={r.id}>{r.name}</li></ul>` with the rows 4 Ada and
//! 7 Grace:
//! ```text
//! node 0  Root([stamp, node 1])                                  holds the root
//! node 1  Block { shape: 0, words: ["title", stamp, node 2] }
//! node 2  List  { shape: 1, outer, keys: [h(4), h(7)], stamps: [s, s], words: ["Ada", "Grace"] }
//! ```
//! A lazy slot has two words, its stamp and its value. Rows lie one after another in `words`. What a component
//! with state shows hangs on a node of its own: in the slot of its call, or beside the page where the dialect has
//! it there ([`Beside`]).

#[cfg(feature = "edits")]
use crate::long::{Content, Long};
use crate::memo::{self, EMPTY, HashKey, Word};
use crate::spare::Spare;
use crate::stamp::Stamp;
#[cfg(feature = "session")]
use crate::stamp::fold;
use crate::stream::Stream;
use crate::template::Template;
use crate::wire;
use alloc::{boxed::Box, collections::BTreeMap, string::String, vec, vec::Vec};

/// How patches are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// LiveView's JSON, for the official client.
    Phoenix,
    /// slotwise's own, for its own client: `docs/wire-native.md`.
    Native,
}

/// What the engine remembers of one client, to send it only what changed.
///
/// Holds 8 bytes a slot (16 if it is lazy), 16 a row, and the shapes the client knows. After the first patch it
/// has no more memory than it needs; of a list that grew, at most an eighth is not used. In the native dialect it
/// holds less than a quarter of the bytes of a text that is longer than 256, and shares the nodes of long
/// [`Html`](crate::Html) with the value, as long as they are shown.
///
/// ```
/// use slotwise::{Dialect, HashKey, Mirror, h};
/// let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
/// let mut patch = String::new();
/// let mut name = "Ada";
/// assert!(mirror.patch(&h! { <p>Hello {name}</p> }, &mut patch));
/// assert_eq!(patch, r#"[{"0":[["p",[],"Hello ",0]]},[0,"Ada"]]"#);
///
/// patch.clear();
/// assert!(!mirror.patch(&h! { <p>Hello {name}</p> }, &mut patch));
/// assert_eq!(patch, "");
///
/// name = "Grace";
/// assert!(mirror.patch(&h! { <p>Hello {name}</p> }, &mut patch));
/// assert_eq!(patch, r#"[0,"Grace"]"#);
/// ```
#[derive(Clone, Debug)]
pub struct Mirror {
    pub(crate) dialect: Dialect,
    pub(crate) key: HashKey,
    /// The templates this client has seen; a shape's id is its index here.
    pub(crate) shapes: Vec<&'static Template>,
    nodes: Vec<Node>,
    /// First of the chain of free nodes.
    free: Option<u32>,
    /// What the client has depends on the view alone, not on how it came there: a list without rows is
    /// nothing, also if it had some.
    pub(crate) forgets_empty_lists: bool,
    is_new: bool,
    rare: Option<Box<Rare>>,
}

/// What most pages have none of.
#[derive(Clone, Debug, Default)]
struct Rare {
    /// The nodes of the components that the client has beside the page, by number.
    beside: BTreeMap<u32, u32>,
    /// One of them that shows a template, by fingerprint; it may be gone.
    showing: BTreeMap<u64, u32>,
    /// How many streams there have been.
    streams: u32,
    /// There was a temporary value.
    #[cfg(feature = "session")]
    has_temporary: bool,
}

impl Rare {
    /// Bytes it takes.
    fn size(&self) -> usize {
        size_of::<Self>() + (self.beside.len() + 2 * self.showing.len()) * 8
    }
}

/// What the client has of a component with state.
#[derive(Clone, Debug)]
pub(crate) struct Component {
    pub(crate) number: u32,
    /// Of what is shown: of the instance and its slots.
    pub(crate) stamp: Word,
    /// The word of its root.
    root: [Word; 1],
    /// The components in it, however far in.
    pub(crate) inside: Vec<Inside>,
    /// It is being compared.
    pub(crate) open: bool,
    /// It is in the message being written.
    pub(crate) sent: bool,
}

/// A component in another one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inside {
    pub(crate) number: u32,
    /// Of the instance, when it was shown.
    pub(crate) stamp: Stamp,
}

/// A component whose tree another one may begin with.
pub(crate) struct Donor {
    pub(crate) number: u32,
    /// The client has it by this message, and not as it was before.
    pub(crate) sent: bool,
    root: Word,
}

#[derive(Clone, Debug)]
pub(crate) enum Node {
    /// The stamp and the word of the root block.
    Root([Word; 2]),
    Free {
        next: Option<u32>,
    },
    Block {
        shape: u32,
        words: Box<[Word]>,
    },
    List(Box<List>),
    /// Of its rows nothing is remembered.
    Stream(Box<Streamed>),
    /// A long value: not nodes to a client, unless it is markup.
    #[cfg(feature = "edits")]
    Long(Box<Long>),
    Component(Box<Component>),
    /// A value that the view has forgotten, and the client shows.
    #[cfg(feature = "session")]
    Temporary {
        /// Which it is.
        identity: Stamp,
        root: [Word; 1],
    },
}

/// What the client has got of a stream.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Streamed {
    pub(crate) shape: u32,
    /// What the phoenix dialect calls it; no other stream of this mirror was called so.
    pub(crate) reference: u32,
    /// Which stream it is.
    pub(crate) identity: Stamp,
    /// The version it is at.
    pub(crate) seen: Stamp,
}

/// The rows of a list.
#[derive(Clone, Debug)]
pub(crate) struct List {
    pub(crate) shape: u32,
    /// Stamp of what the rows read beside themselves.
    pub(crate) outer: u64,
    /// Version of the list, if it has one and no row depends on more than its stamp tells of.
    pub(crate) seen: Stamp,
    pub(crate) rows: Rows,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    pub(crate) keys: Vec<u64>,
    pub(crate) stamps: Vec<u64>,
    /// `width` words a row, one row after another.
    pub(crate) words: Vec<Word>,
}

/// The node that holds the root: a stamp, and the word of the root block.
pub(crate) const ROOT: u32 = 0;

impl Mirror {
    /// A mirror of a client that has nothing yet.
    pub fn new(dialect: Dialect, key: HashKey) -> Self {
        Mirror {
            dialect,
            key,
            shapes: Vec::new(),
            nodes: vec![Node::Root([EMPTY; 2])],
            free: None,
            forgets_empty_lists: false,
            is_new: true,
            rare: None,
        }
    }

    /// A mirror for a client of a group.
    pub(crate) fn of_group(dialect: Dialect, key: HashKey) -> Self {
        Mirror {
            forgets_empty_lists: true,
            ..Mirror::new(dialect, key)
        }
    }

    /// Writes the shapes that the client of this mirror has, by their ids: a JSON object as at the beginning of a
    /// patch. Of the native dialect.
    pub fn shapes(&self, out: &mut String) {
        wire::shapes(&self.shapes, out);
    }

    #[cfg(feature = "session")]
    pub(crate) fn key(&self) -> HashKey {
        self.key
    }

    /// Whether the client may show what the view has forgotten.
    #[cfg(feature = "session")]
    pub(crate) fn is_ahead(&self) -> bool {
        let rare = self.rare.as_ref();
        rare.is_some_and(|rare| rare.streams > 0 || rare.has_temporary)
    }

    fn rare(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// Whether it may be a temporary value.
    #[cfg(feature = "session")]
    pub(crate) fn has_temporary(&self) -> bool {
        self.rare.as_ref().is_some_and(|rare| rare.has_temporary)
    }

    /// The node of a temporary value in a slot, which takes over what stood there.
    #[cfg(feature = "session")]
    pub(crate) fn new_temporary(&mut self, identity: Stamp, root: Word) -> u32 {
        self.rare().has_temporary = true;
        let root = [root];
        self.insert(Node::Temporary { identity, root })
    }

    /// Which temporary value stands there, if one does.
    #[cfg(feature = "session")]
    pub(crate) fn temporary(&mut self, node: u32) -> Option<&mut Stamp> {
        match &mut self.nodes[node as usize] {
            Node::Temporary { identity, .. } => Some(identity),
            _ => None,
        }
    }

    /// Of the shapes that the client has: equal sets in equal order have equal ones.
    #[cfg(feature = "session")]
    pub(crate) fn fingerprint(&self) -> u64 {
        let shapes = self.shapes.iter();
        shapes.fold(0, |all, shape| {
            fold(all ^ shape.fingerprint, 0xA076_1D64_78BD_642F)
        })
    }

    /// Bytes this mirror takes, itself and what it owns: not what it shares with values.
    pub fn size(&self) -> usize {
        let nodes: usize = self.nodes.iter().map(Node::size).sum();
        size_of::<Self>()
            + self.shapes.capacity() * 8
            + self.nodes.capacity() * size_of::<Node>()
            + self.rare.as_ref().map_or(0, |rare| rare.size())
            + nodes
    }

    pub(crate) fn is_block_of(&self, node: u32, template: &Template) -> bool {
        match &self.nodes[node as usize] {
            Node::Block { shape, .. } => {
                let known = self.shapes.get(*shape as usize);
                known.is_some_and(|known| known.fingerprint == template.fingerprint)
            }
            _ => false,
        }
    }

    pub(crate) fn is_list_of(&self, node: u32, row: &Template) -> bool {
        match &self.nodes[node as usize] {
            Node::List(list) => self.shapes[list.shape as usize].fingerprint == row.fingerprint,
            _ => false,
        }
    }

    pub(crate) fn node(&self, node: u32) -> &Node {
        &self.nodes[node as usize]
    }

    /// Whether a list stands there, by itself or as all of a component.
    pub(crate) fn is_list(&self, node: u32) -> bool {
        match &self.nodes[node as usize] {
            Node::List(_) => true,
            Node::Component(component) => {
                memo::node(component.root[0]).is_some_and(|root| self.is_list(root))
            }
            #[cfg(feature = "session")]
            Node::Temporary { root, .. } => {
                memo::node(root[0]).is_some_and(|root| self.is_list(root))
            }
            _ => false,
        }
    }

    pub(crate) fn is_component(&self, node: u32) -> bool {
        matches!(self.nodes[node as usize], Node::Component(_))
    }

    pub(crate) fn component(&mut self, node: u32) -> &mut Component {
        match &mut self.nodes[node as usize] {
            Node::Component(component) => component,
            _ => unreachable!("the node of a component is one"),
        }
    }

    /// The node of a component in a slot, which takes over what stood there.
    pub(crate) fn new_component(&mut self, number: u32, root: Word) -> u32 {
        self.insert(Node::Component(Box::new(Component {
            number,
            stamp: EMPTY,
            root: [root],
            inside: Vec::new(),
            open: false,
            sent: false,
        })))
    }

    /// The node of a component beside the page.
    pub(crate) fn component_beside(&mut self, number: u32) -> u32 {
        if let Some(node) = self.rare().beside.get(&number) {
            return *node;
        }
        let node = self.new_component(number, EMPTY);
        self.rare().beside.insert(number, node);
        node
    }

    /// A component beside the page with this template at its root.
    pub(crate) fn donor(&mut self, template: &Template) -> Option<Donor> {
        let rare = self.rare.as_ref()?;
        // Of what a copy showed nothing would be there to show another time, though its stamps were the same.
        #[cfg(feature = "session")]
        if rare.has_temporary {
            return None;
        }
        let named = rare.showing.get(&template.fingerprint);
        let named = named.and_then(|number| rare.beside.get(number));
        let found = named.and_then(|node| self.as_donor(*node, template));
        found.or_else(|| {
            let all = rare.beside.values();
            all.copied().find_map(|node| self.as_donor(node, template))
        })
    }

    fn as_donor(&self, node: u32, template: &Template) -> Option<Donor> {
        let Node::Component(component) = &self.nodes[node as usize] else {
            return None;
        };
        let root = memo::node(component.root[0])?;
        (!component.open && self.is_block_of(root, template)).then_some(Donor {
            number: component.number,
            sent: component.sent,
            root: component.root[0],
        })
    }

    /// What the root of a donor refers to once more.
    pub(crate) fn copy_of(&mut self, donor: &Donor) -> Word {
        self.copy(donor.root).0
    }

    /// The copy, and whether a stream was left out of it: its rows were sent to another element, and where it stood
    /// it has to be met, so stamps around it are forgotten.
    fn copy(&mut self, word: Word) -> (Word, bool) {
        let Some(node) = memo::node(word) else {
            return (word, false);
        };
        let mut copy = self.nodes[node as usize].clone();
        let has_stream = match &mut copy {
            Node::Stream(_) => return (EMPTY, true),
            #[cfg(feature = "edits")]
            Node::Long(_) => false,
            Node::Block { shape, words } => self.copy_slots(self.shapes[*shape as usize], words),
            Node::List(list) => self.copy_rows(list),
            Node::Component(component) => {
                let (root, has_stream) = self.copy(component.root[0]);
                component.root = [root];
                if has_stream {
                    component.stamp = EMPTY;
                }
                has_stream
            }
            #[cfg(feature = "session")]
            Node::Temporary { .. } => unreachable!("no donor has a temporary value"),
            Node::Root(_) | Node::Free { .. } => unreachable!("a word names a live node"),
        };
        (memo::of_node(self.insert(copy)), has_stream)
    }

    fn copy_slots(&mut self, template: &Template, words: &mut [Word]) -> bool {
        let (mut at, mut has_stream) = (0, false);
        for kind in template.slots {
            let stamp = at;
            at += usize::from(kind.lazy);
            let (word, is_left_out) = self.copy(words[at]);
            words[at] = word;
            if is_left_out && kind.lazy {
                words[stamp] = EMPTY;
            }
            has_stream |= is_left_out;
            at += 1;
        }
        has_stream
    }

    fn copy_rows(&mut self, list: &mut List) -> bool {
        let row = self.shapes[list.shape as usize];
        let rows = list.rows.words.chunks_mut(row.words.max(1));
        let mut has_stream = false;
        for (words, stamp) in rows.zip(&mut list.rows.stamps) {
            if self.copy_slots(row, words) {
                *stamp = EMPTY;
                has_stream = true;
            }
        }
        if has_stream {
            list.seen = Stamp::ALWAYS;
        }
        has_stream
    }

    /// Notes that a component was compared.
    pub(crate) fn shows(&mut self, node: u32) {
        let component = self.component(node);
        component.open = false;
        let (number, root) = (component.number, component.root[0]);
        if let Some(Node::Block { shape, .. }) =
            memo::node(root).map(|root| &self.nodes[root as usize])
        {
            let fingerprint = self.shapes[*shape as usize].fingerprint;
            self.rare().showing.insert(fingerprint, number);
        }
    }

    /// Ends a message: forgets the components beside the page that are not to be kept.
    pub(crate) fn keep_beside(&mut self, spare: &mut Spare, keep: impl Fn(u32) -> bool) {
        let Some(rare) = self.rare.as_mut().filter(|rare| !rare.beside.is_empty()) else {
            return;
        };
        let mut beside = core::mem::take(&mut rare.beside);
        beside.retain(|number, node| {
            self.component(*node).sent = false;
            let is_kept = keep(*number);
            if !is_kept {
                self.release(memo::of_node(*node), spare);
            }
            is_kept
        });
        let rare = self.rare();
        rare.beside = beside;
        if rare.beside.is_empty() {
            rare.showing.clear();
        }
    }

    /// The id of a template's shape, and whether this client sees it for the first time.
    pub(crate) fn shape(&mut self, template: &'static Template) -> (u32, bool) {
        match self
            .shapes
            .iter()
            .position(|known| known.fingerprint == template.fingerprint)
        {
            Some(id) => (id as u32, false),
            None => {
                self.shapes.push(template);
                (self.shapes.len() as u32 - 1, true)
            }
        }
    }

    pub(crate) fn new_block(&mut self, shape: u32, words: usize, spare: &mut Spare) -> u32 {
        let words = spare.block(words);
        self.insert(Node::Block { shape, words })
    }

    pub(crate) fn new_list(&mut self, shape: u32, outer: u64, spare: &mut Spare) -> u32 {
        self.insert(Node::List(spare.list(shape, outer)))
    }

    /// The node of a new stream, and what the phoenix dialect calls it.
    pub(crate) fn new_stream<T>(&mut self, shape: u32, stream: &Stream<T>) -> (u32, u32) {
        let streams = &mut self.rare().streams;
        let reference = *streams;
        *streams = reference.wrapping_add(1);
        let streamed = Streamed {
            shape,
            reference,
            identity: stream.identity(),
            seen: stream.version(),
        };
        (self.insert(Node::Stream(Box::new(streamed))), reference)
    }

    /// What this node is of a stream of such rows.
    pub(crate) fn stream_of(&mut self, node: u32, row: &Template) -> Option<&mut Streamed> {
        match &mut self.nodes[node as usize] {
            Node::Stream(stream)
                if self.shapes[stream.shape as usize].fingerprint == row.fingerprint =>
            {
                Some(stream)
            }
            _ => None,
        }
    }

    #[cfg(feature = "edits")]
    pub(crate) fn new_long(&mut self, long: Long) -> u32 {
        self.insert(Node::Long(Box::new(long)))
    }

    /// The long value of a word.
    #[cfg(feature = "edits")]
    pub(crate) fn long(&self, word: Word) -> Option<&Long> {
        match &self.nodes[memo::node(word)? as usize] {
            Node::Long(long) => Some(long),
            _ => None,
        }
    }

    /// Whether the word is of something that is nodes to a client: a block, a list or markup.
    pub(crate) fn is_nodes(&self, word: Word) -> bool {
        #[cfg(feature = "edits")]
        if let Some(long) = self.long(word) {
            return !matches!(long.content, Content::Text(_));
        }
        if let Some(node) = memo::node(word)
            && let Node::Component(component) = self.node(node)
        {
            return self.is_nodes(component.root[0]);
        }
        #[cfg(feature = "session")]
        if let Some(node) = memo::node(word)
            && let Node::Temporary { root, .. } = self.node(node)
        {
            return self.is_nodes(root[0]);
        }
        memo::is_nodes(word)
    }

    fn insert(&mut self, node: Node) -> u32 {
        match self.free {
            Some(free) => {
                let place = &mut self.nodes[free as usize];
                let Node::Free { next } = *place else {
                    unreachable!("the free chain links free nodes")
                };
                self.free = next;
                *place = node;
                free
            }
            None => {
                let nodes = self.nodes.len();
                // A mirror that is being made doubles, and is cut when it is there.
                if nodes == self.nodes.capacity() && !self.is_new() {
                    self.nodes.reserve_exact(nodes / 16 + 1);
                }
                self.nodes.push(node);
                nodes as u32
            }
        }
    }

    /// Whether the first patch has not come to its end.
    pub(crate) fn is_new(&self) -> bool {
        self.is_new
    }

    /// Ends the first patch: what it took beyond what it needed goes back.
    pub(crate) fn settle(&mut self) {
        self.is_new = false;
        self.nodes.shrink_to_fit();
        self.shapes.shrink_to_fit();
    }

    /// Forgets what a word refers to, and all below.
    pub(crate) fn release(&mut self, word: Word, spare: &mut Spare) {
        let Some(node) = memo::node(word) else { return };
        let freed = core::mem::replace(
            &mut self.nodes[node as usize],
            Node::Free { next: self.free },
        );
        self.free = Some(node);
        match freed {
            Node::Block { words, .. } => {
                self.release_all(&words, spare);
                spare.keep_block(words);
            }
            Node::List(list) => {
                self.release_all(&list.rows.words, spare);
                spare.keep_list(list);
            }
            Node::Stream(_) => {}
            #[cfg(feature = "edits")]
            Node::Long(_) => {}
            Node::Component(component) => self.release_all(&component.root, spare),
            #[cfg(feature = "session")]
            Node::Temporary { root, .. } => self.release_all(&root, spare),
            Node::Root(_) | Node::Free { .. } => unreachable!("a node is released once"),
        }
    }

    /// Releases the nodes among `words`; a stamp never looks like one.
    pub(crate) fn release_all(&mut self, words: &[Word], spare: &mut Spare) {
        for word in words {
            self.release(*word, spare);
        }
    }

    pub(crate) fn list(&mut self, node: u32) -> &mut List {
        match &mut self.nodes[node as usize] {
            Node::List(list) => list,
            _ => unreachable!("the word of a list names a list"),
        }
    }

    pub(crate) fn rows(&self, node: u32) -> &Rows {
        match &self.nodes[node as usize] {
            Node::List(list) => &list.rows,
            _ => unreachable!("the word of a list names a list"),
        }
    }

    /// The words of a block, or of the rows of a list, from one on.
    #[inline]
    pub(crate) fn words(&self, node: u32, from: usize) -> &[Word] {
        let words = match &self.nodes[node as usize] {
            Node::Block { words, .. } => &words[..],
            Node::List(list) => &list.rows.words[..],
            Node::Root(words) => words,
            Node::Component(component) => &component.root,
            #[cfg(feature = "session")]
            Node::Temporary { root, .. } => root,
            _ => unreachable!("a scope stands on a live node with words"),
        };
        &words[from..]
    }

    /// A word of a block, or of the rows of a list counted from the first row.
    #[inline]
    pub(crate) fn word(&mut self, node: u32, word: usize) -> &mut Word {
        match &mut self.nodes[node as usize] {
            Node::Block { words, .. } => &mut words[word],
            Node::List(list) => &mut list.rows.words[word],
            Node::Root(words) => &mut words[word],
            Node::Component(component) => &mut component.root[word],
            #[cfg(feature = "session")]
            Node::Temporary { root, .. } => &mut root[word],
            _ => unreachable!("a scope stands on a live node with words"),
        }
    }
}

impl Rows {
    pub(crate) fn clear(&mut self) {
        self.truncate(0, 0);
    }

    pub(crate) fn truncate(&mut self, rows: usize, width: usize) {
        self.keys.truncate(rows);
        self.stamps.truncate(rows);
        self.words.truncate(rows * width);
    }

    /// Makes room for `rows` more of them, and for none beyond.
    pub(crate) fn reserve(&mut self, rows: usize, width: usize) {
        self.keys.reserve_exact(rows);
        self.stamps.reserve_exact(rows);
        self.words.reserve_exact(rows * width);
    }

    /// Whether there is no more memory than is used.
    pub(crate) fn is_full(&self) -> bool {
        self.keys.len() == self.keys.capacity() && self.words.len() == self.words.capacity()
    }

    /// Gives back what is not used if it is more than an eighth. Two rows may always come and go.
    pub(crate) fn trim(&mut self) {
        let rows = self.keys.len();
        if self.keys.capacity() - rows > rows / 8 + 2 {
            self.keys.shrink_to_fit();
            self.stamps.shrink_to_fit();
            self.words.shrink_to_fit();
        }
    }
}

impl Node {
    fn size(&self) -> usize {
        match self {
            Node::Root(_) | Node::Free { .. } => 0,
            #[cfg(feature = "session")]
            Node::Temporary { .. } => 0,
            Node::Stream(_) => size_of::<Streamed>(),
            Node::Block { words, .. } => words.len() * 8,
            Node::Component(component) => {
                size_of::<Component>() + component.inside.capacity() * size_of::<Inside>()
            }
            Node::List(list) => {
                let Rows {
                    keys,
                    stamps,
                    words,
                } = &list.rows;
                size_of::<List>() + (keys.capacity() + stamps.capacity() + words.capacity()) * 8
            }
            #[cfg(feature = "edits")]
            Node::Long(long) => long.size(),
        }
    }
}
