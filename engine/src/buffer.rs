//! Short pieces at the end of a string: its room is looked at once for all of them.
//!
//! The only module with unsafe code. The feature `safe-buffer` leaves that out and takes its twin.
//!
//! ```text
//! append(out, [("<td>", Int(7)), ("</td><td>", Text("x"))], "</td>")
//! out += "<td>7</td><td>x</td>"
//! ```

use alloc::string::String;

/// A value that goes out as it is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Piece<'a> {
    Text(&'a str),
    Int(i64),
}

#[cfg(feature = "safe-buffer")]
pub(crate) use safe::append;
#[cfg(not(feature = "safe-buffer"))]
pub(crate) use unchecked::append;

#[cfg(any(test, feature = "safe-buffer"))]
mod safe {
    use super::{Piece, String};

    /// Appends each text with the piece after it, and the last text.
    #[inline(always)]
    pub(crate) fn append<const N: usize>(
        out: &mut String,
        pieces: [(&str, Piece<'_>); N],
        last: &str,
    ) {
        for (text, piece) in pieces {
            out.push_str(text);
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Int(number) => out.push_str(itoa::Buffer::new().format(number)),
            }
        }
        out.push_str(last);
    }
}

#[cfg(any(test, not(feature = "safe-buffer")))]
#[allow(unsafe_code)]
mod unchecked {
    use super::{Piece, String};

    /// `-9223372036854775808`
    const LONGEST_INT: usize = 20;

    /// Appends each text with the piece after it, and the last text.
    #[inline(always)]
    pub(crate) fn append<const N: usize>(
        out: &mut String,
        pieces: [(&str, Piece<'_>); N],
        last: &str,
    ) {
        let mut most = last.len();
        for (text, piece) in &pieces {
            most = most.saturating_add(text.len()).saturating_add(piece.most());
        }
        out.reserve(most);
        // SAFETY: what is put behind its bytes below is whole `str`s and digits, so they stay UTF-8; nothing in
        // between panics.
        let bytes = unsafe { out.as_mut_vec() };
        // SAFETY: `most` bytes from here on were reserved, and no piece takes more than it added to `most`; the
        // pieces are borrowed while `out` is borrowed mutably, so they do not overlap. The new length is where
        // the last byte was written.
        unsafe {
            let end = bytes.as_mut_ptr().add(bytes.len());
            let mut at = end;
            for (text, piece) in pieces {
                at = put(text, at);
                at = match piece {
                    Piece::Text(text) => put(text, at),
                    Piece::Int(number) => put_int(number, at),
                };
            }
            at = put(last, at);
            bytes.set_len(bytes.len() + at.offset_from_unsigned(end));
        }
    }

    impl Piece<'_> {
        /// It takes no more bytes.
        #[inline(always)]
        fn most(&self) -> usize {
            match self {
                Piece::Text(text) => text.len(),
                Piece::Int(_) => LONGEST_INT,
            }
        }
    }

    /// Writes the text and gives where it ends. Short text takes two copies of one size, which may overlap.
    ///
    /// # Safety
    /// `at` can be written for as many bytes as the text has, and the text is not there.
    #[inline(always)]
    unsafe fn put(text: &str, at: *mut u8) -> *mut u8 {
        let (from, len) = (text.as_ptr(), text.len());
        // SAFETY: within the first `len` bytes of either, as each length is in its range.
        unsafe {
            match len {
                0 => {}
                1..4 => {
                    *at = *from;
                    *at.add(len / 2) = *from.add(len / 2);
                    *at.add(len - 1) = *from.add(len - 1);
                }
                4..8 => put_ends::<4>(from, at, len),
                8..16 => put_ends::<8>(from, at, len),
                16..=32 => put_ends::<16>(from, at, len),
                _ => at.copy_from_nonoverlapping(from, len),
            }
            at.add(len)
        }
    }

    /// Copies the first `N` bytes and the last.
    ///
    /// # Safety
    /// `N <= len`; `from` can be read and `at` written for `len` bytes, and they do not overlap.
    #[inline(always)]
    unsafe fn put_ends<const N: usize>(from: *const u8, at: *mut u8, len: usize) {
        // SAFETY: both copies lie within `len` bytes, and an array of bytes has no alignment.
        unsafe {
            let (first, last) = (
                *from.cast::<[u8; N]>(),
                *from.add(len - N).cast::<[u8; N]>(),
            );
            *at.cast() = first;
            *at.add(len - N).cast() = last;
        }
    }

    /// Writes the number and gives where it ends.
    ///
    /// # Safety
    /// `at` can be written for [`LONGEST_INT`] bytes.
    #[inline(always)]
    unsafe fn put_int(number: i64, at: *mut u8) -> *mut u8 {
        // SAFETY: one or two bytes of 20.
        unsafe {
            match number {
                0..10 => {
                    *at = b'0' + number as u8;
                    at.add(1)
                }
                10..100 => {
                    *at.cast() = PAIRS[number as usize];
                    at.add(2)
                }
                _ => put_long_int(number, at),
            }
        }
    }

    /// Likewise of one with at least three characters.
    ///
    /// # Safety
    /// `at` can be written for [`LONGEST_INT`] bytes.
    #[inline(never)]
    unsafe fn put_long_int(number: i64, at: *mut u8) -> *mut u8 {
        // SAFETY: three or four bytes of 20, or as many as the number has, which is no more.
        unsafe {
            match number {
                100..1000 => {
                    *at = b'0' + (number / 100) as u8;
                    *at.add(1).cast() = PAIRS[number as usize % 100];
                    at.add(3)
                }
                1000..10_000 => {
                    *at.cast() = PAIRS[number as usize / 100];
                    *at.add(2).cast() = PAIRS[number as usize % 100];
                    at.add(4)
                }
                _ => put(itoa::Buffer::new().format(number), at),
            }
        }
    }

    /// `00` to `99`.
    static PAIRS: [[u8; 2]; 100] = {
        let mut pairs = [[b'0'; 2]; 100];
        let mut number = 0;
        while number < 100 {
            pairs[number] = [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
            number += 1;
        }
        pairs
    };
}

#[cfg(test)]
mod tests {
    use super::{Piece, safe, unchecked};
    use alloc::{format, string::String, vec::Vec};
    use proptest::prelude::*;

    /// Both append the same, also where the string has to grow.
    fn check(room: usize, pieces: &[(&str, Piece<'_>)], last: &str) {
        let (mut expected, mut out) = (String::from("é"), String::with_capacity(room));
        out.push('é');
        for chunk in pieces.chunks(2) {
            match *chunk {
                [one, two] => {
                    safe::append(&mut expected, [one, two], last);
                    unchecked::append(&mut out, [one, two], last);
                }
                [one] => {
                    safe::append(&mut expected, [one], last);
                    unchecked::append(&mut out, [one], last);
                }
                _ => {}
            }
        }
        assert_eq!(out, expected);
    }

    #[test]
    fn text_of_every_length() {
        let letters: String = (0..100).map(|n| char::from(b'!' + n % 90)).collect();
        for len in 0..=letters.len() {
            let text = &letters[letters.len() - len..];
            check(len, &[(text, Piece::Text(text))], text);
        }
    }

    #[test]
    fn integers_around_each_length() {
        for power in 0..19 {
            let power = 10_i64.pow(power);
            for number in [
                power - 1,
                power,
                power + 1,
                1 - power,
                -power,
                2 * (power / 2),
            ] {
                check(0, &[("", Piece::Int(number))], "");
            }
        }
        for number in (-20_000..20_000).chain([i64::MIN, i64::MAX]) {
            let mut out = String::new();
            unchecked::append(&mut out, [("", Piece::Int(number))], "");
            assert_eq!(out, format!("{number}"));
        }
    }

    proptest! {
        #[test]
        fn as_its_safe_twin(
            room in 0..200_usize,
            pieces in prop::collection::vec(
                (".{0,40}", prop::option::of(any::<i64>()), ".{0,20}", 0..63_u32),
                0..8,
            ),
            last in ".{0,40}",
        ) {
            let pieces: Vec<(&str, Piece<'_>)> = pieces
                .iter()
                .map(|(text, number, other, shift)| {
                    let piece = match number {
                        Some(number) => Piece::Int(number >> shift),
                        None => Piece::Text(other),
                    };
                    (text.as_str(), piece)
                })
                .collect();
            check(room, &pieces, &last);
        }
    }
}
