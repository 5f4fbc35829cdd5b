//! A word or phrase of a query and what is marked on it: `=exact`, `fuzzy~1`, `weight^2`, `pre*`, `wom?n`.

use std::ops::Range;

use super::refusal::{refuse, refuse_for};
use crate::model::{QueryError, Wanted};

/// Text with what is marked on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Marked<'q> {
    /// The text without its marks.
    pub(super) text: &'q str,
    /// `=` before it.
    pub(super) exact: bool,
    /// The number behind its `~`.
    pub(super) tilde: Option<u32>,
    /// The number behind its `^`.
    pub(super) boost: Option<f32>,
}

/// The greatest distance of a fuzzy word.
const MAX_DISTANCE: u32 = 2;

/// How far apart the words of a phrase may be moved.
const MAX_SLOP: u32 = 100;

/// The greatest weight of a word.
const MAX_BOOST: f32 = 100.0;

/// Takes the marks off the word at `at`.
pub(super) fn split_marks(query: &str, at: Range<usize>) -> Result<Marked<'_>, QueryError> {
    let whole = &query[at.clone()];
    if is_address(whole) {
        return Ok(Marked { text: whole, exact: false, tilde: None, boost: None });
    }
    let (text, exact) = match whole.strip_prefix('=') {
        Some(rest) => (rest, true),
        None => (whole, false),
    };
    if exact && let (super::fields::Named::Field(_), length) = super::fields::named(text) {
        let (name, value) = (&text[..length], &text[length + 1..]);
        let message = "a `=` stands right before the word, behind the name of the field";
        return Err(refuse_for(query, at, message, &format!("{name}:={value}")));
    }
    // A comma or full stop behind a mark belongs to the sentence.
    let bare = text.trim_end_matches([',', ';', '.', '!']);
    let marks_end = at.end - (text.len() - bare.len());
    let text = if bare.contains(['^', '~']) { bare } else { text };
    let (text, boost) = match text.rsplit_once('^') {
        Some((before, number)) if is_number(number) => {
            let start = marks_end - number.len() - 1;
            if !has_content(before) {
                return Err(refuse_for(query, at, "a `^` stands right behind what it weighs", ""));
            }
            (before, Some(boost_of(query, start..marks_end, number)?))
        }
        _ => (text, None),
    };
    let end = at.start + usize::from(exact) + text.len();
    let (text, tilde) = match text.rsplit_once('~') {
        Some((before, number)) if has_content(before) && number.bytes().all(|b| b.is_ascii_digit()) => {
            let start = end - number.len() - 1;
            (before, Some(distance_of(query, start..end, number)?))
        }
        _ => (text, None),
    };
    Ok(Marked { text, exact, tilde, boost })
}

/// The marks that stand right behind a closing quote or parenthesis at `from`, and their length in bytes.
/// `start` is where the quote or parenthesis opened.
pub(super) fn marks_after<'q>(
    query: &'q str,
    start: usize,
    from: usize,
    text: &'q str,
) -> Result<(Marked<'q>, usize), QueryError> {
    let mut marked = Marked { text, exact: false, tilde: None, boost: None };
    let mut next = from;
    while let Some(mark) = query[next..].chars().next().filter(|mark| matches!(mark, '~' | '^')) {
        let behind = &query[next + 1..];
        let belongs = |c: char| c.is_ascii_digit() || (mark == '^' && is_number_letter(c));
        let length = behind.find(|c| !belongs(c)).unwrap_or(behind.len());
        let number = behind[..length].trim_end_matches(['.', ',']);
        let (at, length) = (next..next + 1 + number.len(), number.len());
        let twice = match mark {
            '~' => marked.tilde.is_some() || marked.boost.is_some(),
            _ => marked.boost.is_some(),
        };
        if twice {
            return Err(refuse_for(query, at, "one `~` and then one `^` may stand here", ""));
        }
        match mark {
            '~' if query[start..].starts_with(')') => {
                return Err(refuse_for(query, at, "a `~` stands behind a word or a phrase, not a group", ""));
            }
            '~' => marked.tilde = Some(slop_of(query, at, number)?),
            _ => marked.boost = Some(boost_of(query, at, number)?),
        }
        next += 1 + length;
    }
    Ok((marked, next - from))
}

fn distance_of(query: &str, at: Range<usize>, number: &str) -> Result<u32, QueryError> {
    if number.is_empty() {
        return Ok(1);
    }
    number.parse().ok().filter(|distance| (1..=MAX_DISTANCE).contains(distance)).ok_or_else(|| {
        let message = format!("a fuzzy word may differ by 1 or 2 letters, not {number}");
        refuse_for(query, at, message, if number.bytes().all(|b| b == b'0') { "~1" } else { "~2" })
    })
}

fn slop_of(query: &str, at: Range<usize>, number: &str) -> Result<u32, QueryError> {
    number.parse().ok().filter(|slop| *slop <= MAX_SLOP).ok_or_else(|| {
        let message =
            format!("behind the `~` of a phrase stands how far its words may be apart, 0 to {MAX_SLOP}");
        refuse_for(query, at, message, if number.len() > 2 { "~100" } else { "~5" })
    })
}

fn boost_of(query: &str, at: Range<usize>, number: &str) -> Result<f32, QueryError> {
    number.parse().ok().filter(|boost| *boost > 0.0 && *boost <= MAX_BOOST).ok_or_else(|| {
        let message = format!("a weight is a number above 0 and at most {MAX_BOOST}, such as 2 or 0.5");
        refuse_for(query, at, message, "^2")
    })
}

/// How a word is to be looked for; two ways where its last `?` may stand for nothing.
pub(super) fn wanted(query: &str, at: &Range<usize>, marked: Marked<'_>) -> Result<Vec<Wanted>, QueryError> {
    let word = marked.text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '*' | '?'));
    let core = word.trim_end_matches('?');
    let wild = !is_address(marked.text) && core.contains(['*', '?']);
    if let Some(distance) = marked.tilde {
        if wild || marked.exact || !is_one_word(word) {
            let message = "a `~` stands behind a single word without `=`, `*` or `?`";
            return Err(refuse(query, at.clone(), message));
        }
        let distance = u8::try_from(distance).unwrap_or(1);
        return Ok(vec![Wanted::Fuzzy { text: word.to_owned(), distance }]);
    }
    if marked.exact {
        if wild {
            let message = "`=` asks for a word just so; `*` and `?` ask for many";
            return Err(refuse_for(query, at.clone(), message, word));
        }
        return Ok(vec![Wanted::Exact(marked.text.to_owned())]);
    }
    if core.starts_with(['*', '?']) {
        let letters = word.trim_start_matches(['*', '?']);
        let message =
            "a word cannot begin with `*` or `?`: every word that the index has would have to be tried";
        return Err(refuse_for(query, at.clone(), message, letters));
    }
    if wild {
        if !is_one_word(word) {
            let message = "`*` and `?` stand in a single word";
            let apart = word.replace(|c: char| !is_word_letter(c) && !matches!(c, '*' | '?'), " ");
            return Err(refuse_for(query, at.clone(), message, &apart));
        }
        return Ok(vec![Wanted::Wildcard(word.to_owned())]);
    }
    if core.len() < word.len() && is_one_word(core) && !is_address(marked.text) {
        return Ok(vec![Wanted::Word(core.to_owned()), Wanted::Wildcard(word.to_owned())]);
    }
    Ok(vec![Wanted::Word(marked.text.to_owned())])
}

/// The text between quotes as something to look for.
pub(super) fn phrase(query: &str, at: &Range<usize>, marked: Marked<'_>) -> Result<Wanted, QueryError> {
    if !has_content(marked.text) {
        let empty = marked.text.chars().all(super::lexer::is_blank);
        let message = if empty {
            "there is nothing between these quotes"
        } else {
            "there is no letter or digit between these quotes"
        };
        return Err(refuse_for(query, at.clone(), message, ""));
    }
    let starred = |pair: &[char]| matches!(pair, [a, '*'] | ['*', a] if a.is_alphanumeric());
    let letters: Vec<char> = marked.text.chars().collect();
    if letters.windows(2).any(starred) {
        let message = "a `*` between quotes stands for nothing but itself: write the word outside of them";
        return Err(refuse(query, at.clone(), message));
    }
    Ok(Wanted::Phrase { text: marked.text.to_owned(), slop: marked.tilde.unwrap_or(0) })
}

/// Whether there is a letter or digit in it, without which there is nothing to look for.
pub(super) fn has_content(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Whether it is an address on the web, in which `?`, `~`, `^` and `=` are letters like others.
pub(super) fn is_address(text: &str) -> bool {
    let begins = |start: &str| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    text.contains("://") || begins("www.") || begins("mailto:")
}

/// Whether it is one word to the index: letters, digits, marks on them, and apostrophes.
pub(super) fn is_one_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| is_word_letter(c) || matches!(c, '*' | '?'))
}

/// Letters and digits, apostrophes, and what is written onto letters (accents of their own, vowel signs).
fn is_word_letter(c: char) -> bool {
    let is_mark = !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace() && !is_punctuation(c);
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '_') || is_mark
}

/// The blocks of general, supplemental and CJK punctuation, and the marks of Latin-1.
fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{bf}' | '×' | '÷' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
        | '\u{20a0}'..='\u{20cf}' | '\u{2100}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff0f}')
        && c != '\u{ad}'
}

fn is_number(text: &str) -> bool {
    text.chars().all(is_number_letter)
}

fn is_number_letter(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-')
}
