//! The marks between the parts of a credit, and whether a part is written like a name. Knows no dates but the
//! words beside them.

use std::ops::Range;

use super::super::byline;
use super::super::date::beside_date;
use super::super::outlet::is_small_word;
use super::super::shape::{count_words, past};

/// A name longer than this, in bytes, is a headline.
const LONGEST_NAME: usize = 70;
/// A name of more words than this is a headline.
const MOST_WORDS: usize = 8;
/// At most so many words belong to a date and stand before it.
const MOST_WORDS_BESIDE: usize = 4;
/// So many blanks set a date apart from the headline on its line.
const WIDE_GAP: usize = 3;

/// What stands before the mark that sets the date apart; no mark where a wide gap does.
pub(super) fn before_separator(before: &str) -> Option<(&str, Option<char>)> {
    let bare = before.trim_end();
    let gap = before.get(bare.len()..)?;
    if let Some(found) = ends_with_mark(bare) {
        return Some(found);
    }
    // "Outlet | Updated: Feb 13, 2020": words that belong to the date may stand behind the mark.
    let behind_mark = bare.rfind(|c: char| is_bar(c) || is_dash(c) || matches!(c, ',' | '('));
    if let Some(place) = behind_mark {
        let mark_end = place + bare.get(place..)?.chars().next()?.len_utf8();
        if beside_date(bare.get(mark_end..)?).is_some() {
            return ends_with_mark(bare.get(..mark_end)?);
        }
    }
    let wide = gap.chars().count() >= WIDE_GAP || gap.contains('\t');
    (wide && !bare.is_empty()).then_some((bare, None))
}

/// `text` without the words at its end that belong to the date behind it: "Published:", "on", "vom".
pub(super) fn without_words_beside(text: &str) -> &str {
    let mut text = text.trim();
    for _ in 0..MOST_WORDS_BESIDE {
        let start = text.rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
        let last = text.get(start..).unwrap_or("");
        if last.starts_with(char::is_uppercase) && !last.ends_with(':') && start > 0
            || beside_date(last).is_none()
        {
            break;
        }
        text = text.get(..start).unwrap_or("").trim_end();
    }
    text
}

fn ends_with_mark(bare: &str) -> Option<(&str, Option<char>)> {
    let mark = bare.chars().next_back()?;
    let name = bare.get(..bare.len() - mark.len_utf8())?;
    let parted = name.ends_with(char::is_whitespace);
    let fits = match mark {
        ',' => true,
        '-' => parted || name.ends_with('-'),
        '/' => parted || name.ends_with('/'),
        ';' => parted,
        ']' => name.contains('['),
        c => is_bar(c) || is_dash(c),
    };
    let name = name.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '|'));
    (fits && !name.trim().is_empty()).then_some((name, Some(mark)))
}

pub(super) fn is_bar(c: char) -> bool {
    matches!(c, '|' | '·' | '•' | '¦' | '│' | '｜' | '∙' | '●')
}

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―' | '−')
}

/// `name` at the marks of one kind.
pub(super) fn parts_of(name: &str, mark: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in name.char_indices() {
        if at < start {
            continue;
        }
        let parts_here = if is_bar(mark) {
            is_bar(c)
        } else if mark == ',' {
            c == ','
        } else {
            let blank_before = name.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
            let run = past(name, at, |next| next == c);
            let blank_after = name.get(run..).is_some_and(|after| after.starts_with(char::is_whitespace));
            (is_dash(c) || matches!(c, '-' | '/') || is_bar(c)) && blank_before && blank_after
        };
        if parts_here {
            parts.push(name.get(start..at).unwrap_or("").trim());
            start = past(name, at, |next| next == c);
        }
    }
    parts.push(name.get(start..).unwrap_or("").trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether `name` is short and written like a name.
pub(super) fn is_name_like(name: &str) -> bool {
    let words = count_words(name, MOST_WORDS + 1);
    let ends_open = name.ends_with(['?', '!', ':', ';']) || (name.ends_with('.') && words > 3);
    words > 0
        && words <= MOST_WORDS
        && name.len() <= LONGEST_NAME
        && !ends_open
        && small_words(name) <= usize::from(words > 2)
        && !name.contains(". ")
}

/// How many words of `name` are in small letters and not such as names hold.
pub(super) fn small_words(name: &str) -> usize {
    if name.split_whitespace().nth(1).is_none() {
        return 0;
    }
    let plain = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.starts_with(char::is_lowercase)
            && !is_small_word(word)
            && !byline::words::is_particle(word)
            && !word.contains('.')
    };
    name.split_whitespace().filter(plain).count()
}

pub(super) fn range_in(line: &str, part: &str) -> Range<usize> {
    let start = line.find(part).unwrap_or(0);
    start..start + part.len()
}
