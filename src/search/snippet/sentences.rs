//! Where sentences and words begin and end around a place in a text. Never looks further than it is told to.

use std::ops::Range;

/// Abbreviations that end in a dot and no sentence.
const ABBREVIATIONS: [&str; 34] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "gen", "col", "lt", "sgt", "capt", "sen", "rep",
    "gov", "rev", "hon", "no", "vs", "etc", "inc", "ltd", "co", "corp", "jan", "feb", "aug", "sept", "oct",
    "nov", "dec", "ca", "approx",
];

/// The beginning of the sentence that `at` is in, no further than `reach` bytes before it; `None` if it lies beyond.
pub(super) fn sentence_start(text: &str, at: usize, reach: usize) -> Option<usize> {
    let from = floor(text, at.saturating_sub(reach));
    let before = text.get(from..at)?;
    let mut end = at;
    for (offset, c) in before.char_indices().rev() {
        let here = from + offset;
        if is_break(c) || (c.is_whitespace() && ends_sentence(text, here)) || ends_without_blank(c) {
            return Some(skip_blanks(text, here + c.len_utf8()).min(at));
        }
        end = here;
    }
    (end == 0 || from == 0).then(|| skip_blanks(text, 0).min(at))
}

/// The end of the sentence that `at` is in, no further than `reach` bytes after it; `None` if it lies beyond.
pub(super) fn sentence_end(text: &str, at: usize, reach: usize) -> Option<usize> {
    let to = floor(text, at.saturating_add(reach));
    let after = text.get(at..to)?;
    for (offset, c) in after.char_indices() {
        let here = at + offset;
        if ends_without_blank(c) {
            return Some(here + c.len_utf8());
        }
        if is_break(c) || (c.is_whitespace() && ends_sentence(text, here)) {
            return Some(here);
        }
    }
    (to == text.len()).then_some(to)
}

/// The next place at or after `at` where a word ends, no further than `limit`; `limit` itself where there is none.
pub(super) fn word_end_before(text: &str, at: usize, limit: usize) -> usize {
    let limit = floor(text, limit);
    if limit >= text.len() || text.get(limit..).is_some_and(|rest| rest.starts_with(char::is_whitespace)) {
        return limit;
    }
    let part = text.get(at..limit).unwrap_or("");
    let cut =
        part.char_indices().rev().find(|&(_, c)| c.is_whitespace() || ends_without_blank(c) || is_wide(c));
    match cut {
        Some((offset, c)) if c.is_whitespace() => at + offset,
        Some((offset, c)) => at + offset + c.len_utf8(),
        None => limit,
    }
}

/// The first place at or after `from` where a word begins, no further than `at`.
pub(super) fn word_start_after(text: &str, from: usize, at: usize) -> usize {
    let from = floor(text, from);
    let at_start = from == 0
        || text
            .get(..from)
            .and_then(|before| before.chars().next_back())
            .is_none_or(|c| c.is_whitespace() || is_wide(c));
    if at_start {
        return skip_blanks(text, from).min(at);
    }
    let part = text.get(from..at).unwrap_or("");
    let cut = part.char_indices().find(|&(_, c)| c.is_whitespace() || is_wide(c));
    match cut {
        Some((offset, c)) if c.is_whitespace() => skip_blanks(text, from + offset).min(at),
        Some((offset, _)) => from + offset,
        None => from,
    }
}

/// The bytes around `range` without the blanks at their ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or("");
    let start = range.start + (part.len() - part.trim_start().len());
    start..(range.start + part.trim_end().len()).max(start)
}

/// The nearest place at or before `at` between two characters, marks not parted from their letter.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while at > 0 && text.get(at..).is_none_or(begins_with_mark) {
        at -= 1;
    }
    at
}

fn begins_with_mark(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c >= '\u{300}' && unicode_normalization::char::is_combining_mark(c))
}

fn skip_blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + (rest.len() - rest.trim_start().len())
}

/// Whether the blank at `blank` stands behind the end of a sentence.
fn ends_sentence(text: &str, blank: usize) -> bool {
    let before = text.get(floor(text, blank.saturating_sub(24))..blank).unwrap_or("");
    let bare = before.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    let Some(mark) = bare.chars().next_back() else { return false };
    match mark {
        '!' | '?' | '…' | '؟' | '۔' | '।' => true,
        '.' => {
            let word = bare
                .trim_end_matches('.')
                .rsplit(|c: char| !c.is_alphanumeric() && c != '.')
                .next()
                .unwrap_or("");
            let initial = word
                .rsplit('.')
                .next()
                .is_some_and(|last| last.chars().count() == 1 && !last.starts_with(char::is_numeric));
            let next = text.get(blank..).and_then(|rest| rest.trim_start().chars().next());
            let goes_on = next.is_some_and(char::is_lowercase);
            !(goes_on
                || (initial && word.contains(char::is_uppercase))
                || ABBREVIATIONS.contains(&word.to_lowercase().as_str()))
        }
        _ => false,
    }
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

fn ends_without_blank(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡')
}

/// Letters between which a line may be cut anywhere.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}
