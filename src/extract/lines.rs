//! Text → its lines, by number. A line ends at `\r\n`, `\n` or a lone `\r`; nothing else ends one,
//! and no line is ever lost: the numbers are what `path:line` promises.

use std::ops::Range;

use memchr::memchr2_iter;

use super::decode::Unit;
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

    /// The text that the lines are of.
    pub fn into_text(self) -> String {
        self.text
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

    /// The text from a line on, as it stands in the file.
    pub fn rest(&self, line: usize) -> &str {
        let above =
            line.checked_sub(1).map(|above| self.spans.get(above).map_or(self.text.len(), |span| span.end));
        let rest = above.map_or(&*self.text, |end| &self.text[end..]);
        let end = |end| if above.is_some() { rest.strip_prefix(end) } else { None };
        end("\r\n").or_else(|| end("\n")).or_else(|| end("\r")).unwrap_or(rest)
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
    let first = lines.start.saturating_sub(1) as usize;
    let mut starts = Unit::of(bytes, label).line_starts(bytes).skip(first);
    let Some(start) = starts.next() else { return &[] };
    let count = (lines.end as usize).saturating_sub(first);
    let end = count.checked_sub(1).and_then(|more| starts.nth(more)).unwrap_or(bytes.len());
    &bytes[start..if count == 0 { start } else { end }]
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
