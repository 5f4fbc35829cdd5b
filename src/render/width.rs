//! Text → lines of so many columns, as a terminal counts them: none for a combining mark, two for a
//! Chinese character. What goes in is already harmless.

use std::borrow::Cow;
use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns a text takes.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// Marks that do not begin a line in Chinese and Japanese.
const CLINGING: &str = "、。，．！？：；」』）】》〉”’…ー";

/// The byte ranges of a text's lines when it is folded: at blanks where it can be, between wide
/// characters, or within a word that is longer than a line.
pub(super) fn fold(text: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    let (mut start, mut width) = (0, 0);
    // Where the line may end, and where the next one would then begin.
    let mut gap: Option<(usize, usize)> = None;
    let mut after_wide = false;
    for (at, c) in text.char_indices() {
        let own = c.width().unwrap_or(0);
        if c == ' ' {
            if at == start {
                start += 1;
            } else {
                gap = Some((at, at + 1));
                width += 1;
            }
            after_wide = false;
            continue;
        }
        if at > start && own > 0 && (own == 2 || after_wide) && !CLINGING.contains(c) {
            gap = gap.filter(|(_, next)| *next == at).or(Some((at, at)));
        }
        while width + own > columns && at > start {
            let (end, next) = gap.take().unwrap_or((at, at));
            lines.push(start..end);
            start = next;
            width = self::columns(&text[start..at]);
        }
        width += own;
        after_wide = own == 2;
    }
    let rest = start + text[start..].trim_end().len();
    if rest > start || lines.is_empty() {
        lines.push(start..rest);
    }
    lines
}

/// The lines of a text when it is folded.
pub fn folded(text: &str, columns: usize) -> impl Iterator<Item = &str> {
    fold(text, columns).into_iter().map(|line| &text[line])
}

/// A text, or as much of its beginning as fits, with `…`.
pub(super) fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if self::columns(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut width = 1;
    let fits = |(_, c): &(usize, char)| {
        width += c.width().unwrap_or(0);
        width > columns
    };
    let end = text.char_indices().find(fits).map_or(text.len(), |(at, _)| at);
    Cow::Owned(format!("{}…", text[..end].trim_end()))
}

/// A text made as wide as `columns` by blanks behind it.
pub(super) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(self::columns(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_folded_by_columns() {
        let check = |text: &str, width: usize, expect: &[&str]| {
            let lines: Vec<&str> = fold(text, width).into_iter().map(|line| &text[line]).collect();
            assert_eq!(lines, expect);
        };
        check("the ferry is late again", 10, &["the ferry", "is late", "again"]);
        check("", 10, &[""]);
        check("one", 10, &["one"]);
        check("ten chars, ten", 10, &["ten chars,", "ten"]);
        check("incomprehensibilities now", 10, &["incomprehe", "nsibilitie", "s now"]);
        check("渡船今天又晚点了", 6, &["渡船今", "天又晚", "点了"]);
        check("渡船晚，又晚", 6, &["渡船", "晚，又", "晚"]);
        check("e\u{301}te\u{301} e\u{301}te\u{301}", 3, &["e\u{301}te\u{301}", "e\u{301}te\u{301}"]);
        check("паром опять опоздал", 12, &["паром опять", "опоздал"]);
    }

    #[test]
    fn what_does_not_fit_is_cut_with_an_ellipsis() {
        let check = |text: &str, width: usize, expect: &str| assert_eq!(cut(text, width), expect);
        check("short", 5, "short");
        check("rather long", 8, "rather…");
        check("渡船今天", 5, "渡船…");
    }
}
