//! Text → its lines, by number. A line ends at `\r\n`, `\n` or a lone `\r`; nothing else ends one,
//! and no line is ever lost: the numbers are what `path:line` promises.

use std::ops::Range;

use memchr::memchr2_iter;

use super::decode;
use crate::model::Lines;

/// A text and where its lines stand in it, ends not included. Counted from 0 inside the house.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    text: String,
    spans: Vec<Range<usize>>,
}

impl Sheet {
    /// The lines of a text. A line end at the very end does not begin another line.
    pub fn new(text: String) -> Sheet {
        let bytes = text.as_bytes();
        let mut spans = Vec::with_capacity(bytes.len() / 64 + 1);
        let mut start = 0;
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' && at == start && at > 0 && bytes[at - 1] == b'\r' {
                start = at + 1;
                continue;
            }
            spans.push(start..at);
            start = at + 1;
        }
        if start < bytes.len() {
            spans.push(start..bytes.len());
        }
        unquote(bytes, &mut spans);
        Sheet { text, spans }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is no line at all.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// A line, without its end; empty beyond the last.
    pub fn line(&self, index: usize) -> &str {
        self.spans.get(index).map_or("", |span| &self.text[span.clone()])
    }
}

/// Takes the sign of quoting (`> `) from the lines of a mail that was quoted as a whole.
fn unquote(bytes: &[u8], spans: &mut [Range<usize>]) {
    let quoted = |span: &Range<usize>| bytes.get(span.start) == Some(&b'>');
    let filled = spans.iter().filter(|span| !span.is_empty());
    let (all, count) = filled.fold((0, 0), |(all, count), span| (all + 1, count + usize::from(quoted(span))));
    // One line of four is the quoter's own: the mail's header and a remark.
    if count < 8 || count * 4 < all * 3 {
        return;
    }
    for span in spans.iter_mut().filter(|span| quoted(span)) {
        while bytes.get(span.start) == Some(&b'>') && span.start < span.end {
            span.start += 1;
        }
        if bytes.get(span.start) == Some(&b' ') && span.start < span.end {
            span.start += 1;
        }
    }
}

/// The exact bytes of some lines of a file, the last one's end included, whatever its charset.
/// `label` is the charset where it is known beforehand, as for decoding.
pub fn lines_of<'b>(bytes: &'b [u8], label: Option<&str>, lines: Lines) -> &'b [u8] {
    let unit = Unit::of(bytes, label);
    let first = lines.start.saturating_sub(1) as usize;
    let mut starts = unit.starts(bytes).skip(first);
    let Some(start) = starts.next() else { return &[] };
    let count = (lines.end as usize).saturating_sub(first);
    let end = count.checked_sub(1).and_then(|more| starts.nth(more)).unwrap_or(bytes.len());
    &bytes[start..if count == 0 { start } else { end }]
}

/// How many bytes a line end has in a charset, and which of them says so.
struct Unit {
    width: usize,
    place: usize,
}

impl Unit {
    fn of(bytes: &[u8], label: Option<&str>) -> Unit {
        let charset = decode::decode(bytes, label).charset;
        match (charset, bytes) {
            ("UTF-16LE", _) => Unit { width: 2, place: 0 },
            ("UTF-16BE", _) => Unit { width: 2, place: 1 },
            ("UTF-32", [0, ..]) => Unit { width: 4, place: 3 },
            ("UTF-32", _) => Unit { width: 4, place: 0 },
            _ => Unit { width: 1, place: 0 },
        }
    }

    /// Where each line begins.
    fn starts(&self, bytes: &[u8]) -> impl Iterator<Item = usize> {
        let sign = |at: usize| {
            let unit = bytes.get(at..at + self.width)?;
            let zero = unit.iter().enumerate().all(|(place, byte)| place == self.place || *byte == 0);
            if zero { unit.get(self.place).copied() } else { None }
        };
        let ends = (0..bytes.len()).step_by(self.width).filter(move |at| match sign(*at) {
            Some(b'\n') => true,
            Some(b'\r') => sign(at + self.width) != Some(b'\n'),
            _ => false,
        });
        let after = ends.map(move |at| at + self.width).filter(|at| *at < bytes.len());
        std::iter::once(0).chain(after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let sheet = Sheet::new(text.to_owned());
        let lines: Vec<&str> = (0..sheet.len()).map(|index| sheet.line(index)).collect();
        assert_eq!(lines, expect, "{text:?}");
    }

    #[test]
    fn every_kind_of_line_end_ends_one_line() {
        check("a\nb\r\nc\rd", &["a", "b", "c", "d"]);
        check("a\r\n\r\nb", &["a", "", "b"]);
        check("a\r\r\nb", &["a", "", "b"]);
        check("\n\n", &["", ""]);
        check("\r\n", &[""]);
        check("\r", &[""]);
        check("", &[]);
        check("a\u{2028}b\u{85}c\u{b}d\u{c}e", &["a\u{2028}b\u{85}c\u{b}d\u{c}e"]);
    }

    #[test]
    fn a_mail_quoted_as_a_whole_is_read_without_the_quoting() {
        let text = format!("Jane wrote:\n{}>> b\n>\nmine\n", "> a\n".repeat(9));
        let sheet = Sheet::new(text);
        assert_eq!(
            (sheet.line(0), sheet.line(1), sheet.line(10), sheet.line(11)),
            ("Jane wrote:", "a", "b", "")
        );
        let sheet = Sheet::new("> a\nb\nc\n".repeat(9));
        assert_eq!(sheet.line(0), "> a");
    }

    #[test]
    fn raw_lines_are_the_exact_bytes_in_any_charset() {
        let check = |bytes: &[u8], start, end, expect: &[u8]| {
            assert_eq!(lines_of(bytes, None, Lines { start, end }), expect, "{bytes:?}");
        };
        check(b"one\r\ntwo\rthree\nfour", 2, 3, b"two\rthree\n");
        check(b"one\ntwo\n", 2, 2, b"two\n");
        check(b"one\ntwo", 2, 9, b"two");
        check(b"one", 4, 5, b"");
        let wide: Vec<u8> =
            "\u{feff}one\r\ntw\u{a0a}o\r\nthree".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let expect: Vec<u8> = "tw\u{a0a}o\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&wide, 2, 2, &expect);
    }
}
