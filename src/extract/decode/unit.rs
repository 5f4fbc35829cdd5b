//! How many bytes a unit of a text has, which is all that its line ends need to be found before it is decoded.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use memchr::memrchr2_iter;

use super::{Mark, byte_order_mark, utf16};

/// How many bytes a line end has in a charset, and which of them says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    width: usize,
    place: usize,
}

impl Unit {
    /// The unit of a text; `label` is its charset where it is known beforehand, as for decoding.
    pub fn of(bytes: &[u8], label: Option<&str>) -> Unit {
        let encoding = match byte_order_mark(bytes) {
            Some((Mark::Utf32(_), _)) => {
                return Unit { width: 4, place: if bytes.starts_with(&[0]) { 3 } else { 0 } };
            }
            Some((Mark::Encoding(encoding), _)) => Some(encoding),
            None => label
                .and_then(|label| Encoding::for_label(label.as_bytes()))
                .or_else(|| utf16::without_mark(bytes)),
        };
        match encoding {
            Some(encoding) if encoding == UTF_16LE => Unit { width: 2, place: 0 },
            Some(encoding) if encoding == UTF_16BE => Unit { width: 2, place: 1 },
            _ => Unit { width: 1, place: 0 },
        }
    }

    /// Where each line begins.
    pub fn line_starts(self, bytes: &[u8]) -> impl Iterator<Item = usize> {
        let ends = (0..bytes.len()).step_by(self.width).filter(move |at| self.ends_line(bytes, *at));
        let after = ends.map(move |at| at + self.width).filter(|at| *at < bytes.len());
        std::iter::once(0).chain(after)
    }

    /// Where the last line begins, if not at the beginning; what goes on behind `bytes` cannot change it.
    pub fn last_line_start(self, bytes: &[u8]) -> Option<usize> {
        // The last unit may be half there, or a `\r` whose `\n` is yet to come.
        let last = (bytes.len() / self.width).checked_sub(1)? * self.width;
        let signs = memrchr2_iter(b'\n', b'\r', bytes.get(..last)?);
        let mut places = signs.filter_map(|at| at.checked_sub(self.place)).filter(|at| at % self.width == 0);
        places.find(|at| self.ends_line(bytes, *at)).map(|at| at + self.width)
    }

    /// Whether the unit at this place is the last of a line end.
    fn ends_line(self, bytes: &[u8], at: usize) -> bool {
        match self.sign(bytes, at) {
            Some(b'\n') => true,
            Some(b'\r') => self.sign(bytes, at + self.width) != Some(b'\n'),
            _ => false,
        }
    }

    /// The ASCII character that the unit at this place is.
    fn sign(self, bytes: &[u8], at: usize) -> Option<u8> {
        let unit = bytes.get(at..at + self.width)?;
        let zero = unit.iter().enumerate().all(|(place, byte)| place == self.place || *byte == 0);
        if zero { unit.get(self.place).copied() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_begins_behind_an_end_that_is_whole() {
        let start = |bytes: &[u8]| Unit::of(bytes, None).last_line_start(bytes);
        assert_eq!(start(b"one\ntwo\nthr"), Some(8));
        assert_eq!(start(b"one\r\ntwo\r"), Some(5));
        assert_eq!(start(b"one\rtwo\r\n"), Some(4));
        assert_eq!((start(b"one"), start(b"one\n"), start(b"")), (None, None, None));
        let wide: Vec<u8> = "\u{feff}one\ntw\u{a0a}o".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(start(&wide), Some(10));
        assert_eq!(start(&wide[..wide.len() - 1]), Some(10));
    }
}
