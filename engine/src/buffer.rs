//! Short pieces at the end of a string: its room is looked at once for all of them.
//!
//! The only module with unsafe code. The feature `safe-buffer` leaves that out and takes its twin.
//!
//! ```text
//! let mut end = End::of(out);
//! end.append([("<td>", Int(7)), ("</td><td>", Text("x"))], "</td>");
//! end.finish();                      out += "<td>7</td><td>x</td>"
//! ```

use alloc::string::String;

/// A value that goes out as it is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Piece<'a> {
    Text(&'a str),
    Int(i64),
}

#[cfg(feature = "safe-buffer")]
pub(crate) use safe::End;
#[cfg(not(feature = "safe-buffer"))]
pub(crate) use unchecked::End;

#[cfg_attr(not(feature = "safe-buffer"), allow(dead_code))] // what the other is compared with
pub(crate) mod safe {
    use super::{Piece, String};

    /// The end of a string.
    pub(crate) struct End<'o> {
        out: &'o mut String,
    }

    impl<'o> End<'o> {
        #[inline(always)]
        pub(crate) fn of(out: &'o mut String) -> End<'o> {
            End { out }
        }

        /// Appends each text with the piece after it, and the last text.
        #[inline(always)]
        pub(crate) fn append<const N: usize>(
            &mut self,
            pieces: [(&str, Piece<'_>); N],
            last: &str,
        ) {
            for (text, piece) in pieces {
                self.out.push_str(text);
                match piece {
                    Piece::Text(text) => self.out.push_str(text),
                    Piece::Int(number) => self.out.push_str(itoa::Buffer::new().format(number)),
                }
            }
            self.out.push_str(last);
        }

        /// Hands the string to what appends to it by itself.
        #[inline(always)]
        pub(crate) fn lend(self, write: impl FnOnce(&mut String)) -> End<'o> {
            write(self.out);
            self
        }

        #[inline(always)]
        pub(crate) fn finish(self) {}
    }
}

#[cfg(any(test, not(feature = "safe-buffer")))]
#[allow(unsafe_code)]
pub(crate) mod unchecked {
    use super::{Piece, String};

    /// `-9223372036854775808`
    const LONGEST_INT: usize = 20;

    /// The end of a string, kept at hand while something is appended. What was is in the string once it is
    /// finished; without that, the string is as before or has grown by some of it.
    pub(crate) struct End<'o> {
        out: &'o mut String,
        /// Where the next byte goes: in the buffer of `out`, with whole `str`s between the string and here.
        at: *mut u8,
        /// The end of that buffer.
        limit: *mut u8,
    }

    impl<'o> End<'o> {
        #[inline(always)]
        pub(crate) fn of(out: &'o mut String) -> End<'o> {
            let (at, limit) = ends(out);
            End { out, at, limit }
        }

        /// Appends each text with the piece after it, and the last text.
        #[inline(always)]
        pub(crate) fn append<const N: usize>(
            &mut self,
            pieces: [(&str, Piece<'_>); N],
            last: &str,
        ) {
            let mut most = last.len();
            for (text, piece) in &pieces {
                most = most.saturating_add(text.len()).saturating_add(piece.most());
            }
            if (self.limit as usize - self.at as usize) < most {
                // SAFETY: `at` is where the appended bytes of `out` end.
                (self.at, self.limit) = unsafe { grown(self.out, self.at, most) };
            }
            // SAFETY: `most` bytes can be written from here, and no piece takes more than it added to `most`; the
            // pieces are not in this buffer, which is borrowed mutably.
            unsafe {
                for (text, piece) in pieces {
                    self.at = put(text, self.at);
                    self.at = match piece {
                        Piece::Text(text) => put_any(text, self.at),
                        Piece::Int(number) => put_int(number, self.at),
                    };
                }
                self.at = put(last, self.at);
            }
        }

        /// Hands the string to what appends to it by itself.
        #[inline(always)]
        pub(crate) fn lend(self, write: impl FnOnce(&mut String)) -> End<'o> {
            let End { out, at, .. } = self;
            // SAFETY: `at` is where the appended bytes of `out` end.
            unsafe { set_end(out, at) };
            write(out);
            End::of(out)
        }

        #[inline(always)]
        pub(crate) fn finish(self) {
            // SAFETY: `at` is where the appended bytes of `out` end.
            unsafe { set_end(self.out, self.at) };
        }
    }

    /// Where the string ends, and its buffer.
    #[inline(always)]
    fn ends(out: &mut String) -> (*mut u8, *mut u8) {
        // SAFETY: nothing is done to its bytes.
        let bytes = unsafe { out.as_mut_vec() };
        let (from, len, capacity) = (bytes.as_mut_ptr(), bytes.len(), bytes.capacity());
        // SAFETY: a vector is no longer than its capacity, and its buffer has that many bytes.
        unsafe { (from.add(len), from.add(capacity)) }
    }

    /// Makes the string end at `at`.
    ///
    /// # Safety
    /// `at` is in the buffer of `out`, and all that lies between the string and `at` was written, as whole `str`s.
    #[inline(always)]
    unsafe fn set_end(out: &mut String, at: *mut u8) {
        // SAFETY: its bytes stay UTF-8, and `at` is no further than its capacity.
        unsafe {
            let bytes = out.as_mut_vec();
            bytes.set_len(at.offset_from_unsigned(bytes.as_ptr()));
        }
    }

    /// Makes room for `most` bytes more.
    ///
    /// # Safety
    /// As for [`set_end`].
    #[cold]
    #[inline(never)]
    unsafe fn grown(out: &mut String, at: *mut u8, most: usize) -> (*mut u8, *mut u8) {
        // SAFETY: as the caller says.
        unsafe { set_end(out, at) };
        out.reserve(most);
        ends(out)
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

    /// Likewise of text that is not known when the program is compiled.
    ///
    /// # Safety
    /// As for [`put`].
    #[inline(never)]
    unsafe fn put_any(text: &str, at: *mut u8) -> *mut u8 {
        // SAFETY: as the caller says.
        unsafe { put(text, at) }
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
    const PAIRS: &[[u8; 2]; 100] = &{
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

    /// Both append the same, also where the string has to grow and where it is lent.
    fn check(room: usize, pieces: &[(&str, Piece<'_>)], last: &str) {
        let (mut expected, mut out) = (String::from("é"), String::with_capacity(room));
        out.push('é');
        let mut end = unchecked::End::of(&mut out);
        let mut safe_end = safe::End::of(&mut expected);
        for chunk in pieces.chunks(3) {
            match *chunk {
                [one, two, (text, _)] => {
                    safe_end.append([one, two], last);
                    end.append([one, two], last);
                    safe_end = safe_end.lend(|out| out.push_str(text));
                    end = end.lend(|out| out.push_str(text));
                }
                [one, ..] => {
                    safe_end.append([one], last);
                    end.append([one], last);
                }
                [] => {}
            }
        }
        safe_end.finish();
        end.finish();
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
            let mut end = unchecked::End::of(&mut out);
            end.append([("", Piece::Int(number))], "");
            end.finish();
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
