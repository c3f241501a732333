//! The engine's one module of unsafe code beside its safe twin, one operation after another.

use crate::engine_buffer::{Piece, safe, unchecked};
use std::array;

/// Whatever is appended, both strings are the same. The first byte is the room that there is; then each byte
/// chooses an operation, which takes its texts and integers from those that follow. Every text is allocated by
/// itself, so that the sanitizer sees what is read beyond its end.
pub fn buffer(data: &[u8]) {
    let mut input = Input(data);
    let room = input.byte().unwrap_or_default();
    let (mut out, mut expected) = (String::with_capacity(room.into()), String::new());
    while !input.0.is_empty() {
        append_some(&mut input, &mut out, &mut expected);
        assert_eq!(out, expected);
    }
}

/// From one look at the end of the strings to where they are finished, or left without that.
fn append_some(input: &mut Input<'_>, out: &mut String, expected: &mut String) {
    let mut end = unchecked::End::of(out);
    let mut twin = safe::End::of(expected);
    loop {
        match input.byte().map(|byte| byte % 8) {
            Some(0) => append::<0>(input, &mut end, &mut twin),
            Some(1) => append::<1>(input, &mut end, &mut twin),
            Some(2) => append::<2>(input, &mut end, &mut twin),
            Some(3) => append::<3>(input, &mut end, &mut twin),
            Some(4) => append::<8>(input, &mut end, &mut twin),
            Some(5) => {
                let change = Change::from(input);
                end = end.lend(|out| change.apply(out));
                twin = twin.lend(|out| change.apply(out));
            }
            Some(6) => {
                drop((end, twin));
                assert!(std::str::from_utf8(out.as_bytes()).is_ok());
                assert!(expected.starts_with(&**out), "{out:?}, {expected:?}");
                expected.clone_from(out);
                return;
            }
            _ => {
                end.finish();
                twin.finish();
                return;
            }
        }
    }
}

fn append<const N: usize>(
    input: &mut Input<'_>,
    end: &mut unchecked::End<'_>,
    twin: &mut safe::End<'_>,
) {
    let pieces: [(Box<str>, Owned); N] = array::from_fn(|_| (input.text(), input.piece()));
    let pieces = pieces
        .each_ref()
        .map(|(text, piece)| (&**text, piece.piece()));
    let last = input.text();
    end.append(pieces, &last);
    twin.append(pieces, &last);
}

/// A [`Piece`] that owns its text.
enum Owned {
    Text(Box<str>),
    Int(i64),
}

impl Owned {
    fn piece(&self) -> Piece<'_> {
        match self {
            Owned::Text(text) => Piece::Text(text),
            Owned::Int(number) => Piece::Int(*number),
        }
    }
}

/// What may become of a string that is lent.
enum Change {
    Push(Box<str>),
    Reserve(usize),
    Shrink,
    Clear,
    Replace(Box<str>),
}

impl Change {
    fn from(input: &mut Input<'_>) -> Change {
        match input.byte().unwrap_or_default() % 5 {
            0 => Change::Push(input.text()),
            1 => Change::Reserve(input.byte().unwrap_or_default().into()),
            2 => Change::Shrink,
            3 => Change::Clear,
            _ => Change::Replace(input.text()),
        }
    }

    fn apply(&self, out: &mut String) {
        match self {
            Change::Push(text) => out.push_str(text),
            Change::Reserve(room) => out.reserve(*room),
            Change::Shrink => out.shrink_to_fit(),
            Change::Clear => out.clear(),
            Change::Replace(text) => *out = text.to_string(),
        }
    }
}

/// The bytes that are left.
struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// A length and as many bytes.
    fn text(&mut self) -> Box<str> {
        let len = usize::from(self.byte().unwrap_or_default()).min(self.0.len());
        let (text, rest) = self.0.split_at(len);
        self.0 = rest;
        String::from_utf8_lossy(text).into()
    }

    /// An odd byte and a text, or an even one and an integer of fewer bits the higher it is.
    fn piece(&mut self) -> Owned {
        match self.byte().unwrap_or_default() {
            kind if kind % 2 == 1 => Owned::Text(self.text()),
            kind => {
                let bytes = array::from_fn(|_| self.byte().unwrap_or_default());
                Owned::Int(i64::from_be_bytes(bytes) >> (kind / 4))
            }
        }
    }
}
