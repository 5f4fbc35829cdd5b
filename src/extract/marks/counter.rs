//! Numbers that count articles: `3 of 10 DOCUMENTS`, `Message: 3`, `12. Headline`. A line comes in; the number,
//! what it counts to, and where the rest of the line stands go out.

use std::ops::Range;

use super::date::is_month_or_weekday;
use super::shape::{Folded, Number, char_at, number_at, past, word_at};

/// How an article is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CounterForm {
    /// `3 of 10 DOCUMENTS`, `Dokument 3 von 20`.
    OfTotal,
    /// `Message: 3`, `Article 3`.
    Named,
    /// `12. Headline`.
    Point,
    /// `[3] Headline`, `[3]`.
    Squares,
    /// `3) Headline`, `(3) Headline`.
    Bracket,
    /// `#3 Headline`.
    Hash,
    /// `3- Headline`, `3 - Headline`.
    Dash,
}

/// A number at the beginning of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    /// The number.
    pub number: u32,
    /// How many there are said to be.
    pub total: Option<u32>,
    /// How it is written.
    pub form: CounterForm,
    /// What follows it on the line; empty where it stands alone.
    pub rest: Range<usize>,
}

/// A counter that opens with a word is no longer than this, in bytes.
const LONGEST: usize = 60;

/// What is counted, in the languages of the archives.
const COUNTED: [&str; 28] = [
    "document",
    "documents",
    "dokument",
    "dokumente",
    "dokumenten",
    "documento",
    "documentos",
    "documenti",
    "dokumenter",
    "artikel",
    "artikelen",
    "artikler",
    "artiklar",
    "article",
    "articles",
    "articulo",
    "articulos",
    "artigo",
    "artigos",
    "articolo",
    "articoli",
    "story",
    "stories",
    "message",
    "item",
    "документ",
    "документов",
    "статья",
];

const OF: [&str; 9] = ["of", "von", "de", "van", "di", "af", "av", "sur", "из"];

/// The counter that `line` begins with.
pub fn counter(line: &str) -> Option<Counter> {
    let start = past(line, 0, char::is_whitespace);
    match char_at(line, start)? {
        '[' => enclosed(line, start, ']', CounterForm::Squares),
        '(' => enclosed(line, start, ')', CounterForm::Bracket),
        '#' => {
            let number = number_at(line, start + 1).filter(is_small)?;
            Some(plain(line, number, past(line, number.end, |c| matches!(c, ':' | '.')), CounterForm::Hash))
        }
        '0' if matches!(char_at(line, start + 1), Some('x' | 'X')) => hexadecimal(line, start + 2),
        c if c.is_ascii_digit() => figures_first(line, start),
        c if c.is_alphabetic() => word_first(line, start),
        _ => None,
    }
}

fn is_small(number: &Number) -> bool {
    number.digits <= 5
}

fn plain(line: &str, number: Number, after: usize, form: CounterForm) -> Counter {
    let rest = past(line, after, char::is_whitespace);
    Counter { number: number.value, total: None, form, rest: rest..line.trim_end().len().max(rest) }
}

/// `[3]`, `(3)`, `[3/12]`.
fn enclosed(line: &str, start: usize, close: char, form: CounterForm) -> Option<Counter> {
    let number = number_at(line, start + 1).filter(|number| number.digits <= 4)?;
    let (mut end, mut total) = (number.end, None);
    if char_at(line, end) == Some('/') {
        let whole = number_at(line, end + 1).filter(is_small)?;
        (end, total) = (whole.end, Some(whole.value));
    }
    if char_at(line, end) != Some(close) {
        return None;
    }
    Some(Counter { total, ..plain(line, number, end + 1, form) })
}

/// `12. Headline`, `3) Headline`, `3 of 10 DOCUMENTS`.
fn figures_first(line: &str, start: usize) -> Option<Counter> {
    let number = number_at(line, start).filter(is_small)?;
    match char_at(line, number.end)? {
        '.' | ')' if number.digits <= 4 => {
            let form = if char_at(line, number.end) == Some('.') {
                CounterForm::Point
            } else {
                CounterForm::Bracket
            };
            let after = number.end + 1;
            let parted = char_at(line, after).is_none_or(|c| c.is_whitespace() || is_opening(c));
            parted.then(|| plain(line, number, after, form))
        }
        '-' if number.digits <= 3 => dashed(line, number, number.end + 1),
        c if c.is_whitespace() => {
            let dash = past(line, number.end, char::is_whitespace);
            if number.digits <= 3 && char_at(line, dash) == Some('-') {
                return dashed(line, number, dash + 1);
            }
            // `03 Headline`, but `03 June`.
            let next = line.get(word_at(line, dash)).unwrap_or("");
            let padded = number.digits == 2 && number.value < 10;
            if padded && char_at(line, dash).is_some_and(is_opening) && !is_month_or_weekday(next) {
                return Some(plain(line, number, number.end, CounterForm::Point));
            }
            of_all(line, number, number.end)
        }
        c if c.is_alphabetic() => {
            let (ordinal, end) = next_word(line, number.end);
            ["st", "nd", "rd", "th"].contains(&ordinal).then(|| of_all(line, number, end))?
        }
        _ => None,
    }
}

/// `3 of 10 DOCUMENTS`, `3rd of 10 Stories`, where what counts them ends at `after`.
fn of_all(line: &str, number: Number, after: usize) -> Option<Counter> {
    let (total, end) = of_total(line, after)?;
    let (word, end) = counted_word(line, end);
    let alone = line.get(end..).is_some_and(|rest| rest.trim().is_empty());
    (word && alone).then(|| Counter { total: Some(total), ..plain(line, number, end, CounterForm::OfTotal) })
}

/// `3- Headline`: a blank and a capital follow the dash, since `3-mile` and `3 - 2` are no numbers of articles.
fn dashed(line: &str, number: Number, after: usize) -> Option<Counter> {
    let rest = past(line, after, char::is_whitespace);
    let parted = rest > after && char_at(line, rest).is_some_and(is_opening);
    parted.then(|| plain(line, number, after, CounterForm::Dash))
}

/// `0x0b - Headline`.
fn hexadecimal(line: &str, start: usize) -> Option<Counter> {
    let end = past(line, start, |c| c.is_ascii_hexdigit());
    let number = u32::from_str_radix(line.get(start..end).filter(|digits| digits.len() <= 4)?, 16).ok()?;
    let rest = past(line, end, |c| c.is_whitespace() || matches!(c, '-' | ':' | '.' | ')' | '>'));
    let end = line.trim_end().len().max(rest);
    (rest > start).then_some(Counter { number, total: None, form: CounterForm::Hash, rest: rest..end })
}

fn is_opening(c: char) -> bool {
    c.is_uppercase() || matches!(c, '"' | '“' | '„' | '«' | '‘' | '\'')
}

/// `Dokument 3 von 20`, `Message: 3`, `Article 3 of 10`.
fn word_first(line: &str, start: usize) -> Option<Counter> {
    // Behind the word stands a number, and little more.
    if line.len() > start + LONGEST || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (known, end) = counted_word(line, start);
    if !known {
        return None;
    }
    let at = past(line, end, |c| c.is_whitespace() || matches!(c, ':' | '#'));
    let number = number_at(line, at).filter(is_small)?;
    if let Some((total, end)) = of_total(line, number.end) {
        return Some(Counter { total: Some(total), ..plain(line, number, end, CounterForm::OfTotal) });
    }
    let alone = line.get(number.end..).is_some_and(|rest| rest.trim().is_empty());
    alone.then(|| plain(line, number, number.end, CounterForm::Named))
}

/// The total after "of" in some language, and where it ends.
fn of_total(line: &str, at: usize) -> Option<(u32, usize)> {
    let (word, end) = next_word(line, at);
    if word != "/" && !Folded::of(word).is_some_and(|folded| OF.contains(&folded.as_str())) {
        return None;
    }
    let total = number_at(line, past(line, end, char::is_whitespace)).filter(is_small)?;
    Some((total.value, total.end))
}

/// Whether the next word is one of [`COUNTED`], and where it ends.
fn counted_word(line: &str, at: usize) -> (bool, usize) {
    let (word, end) = next_word(line, at);
    (Folded::of(word).is_some_and(|folded| COUNTED.contains(&folded.as_str())), end)
}

fn next_word(line: &str, at: usize) -> (&str, usize) {
    let start = past(line, at, char::is_whitespace);
    let end = past(line, start, char::is_alphabetic);
    let end = if end == start { past(line, start, |c| c == '/') } else { end };
    (line.get(start..end).unwrap_or(""), end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_counted_in_many_ways() {
        use CounterForm::*;
        let check = |line: &str, expect: Option<(CounterForm, u32, Option<u32>, &str)>| {
            let found = counter(line)
                .map(|found| (found.form, found.number, found.total, line.get(found.rest).unwrap()));
            assert_eq!(found, expect, "{line}");
        };
        check("3 of 10 DOCUMENTS", Some((OfTotal, 3, Some(10), "")));
        check("            1 of 1 DOCUMENT", Some((OfTotal, 1, Some(1), "")));
        check("Dokument 3 von 20", Some((OfTotal, 3, Some(20), "")));
        check("Document 2 de 7", Some((OfTotal, 2, Some(7), "")));
        check("Document 2 van 7", Some((OfTotal, 2, Some(7), "")));
        check("1st of 10 Stories", Some((OfTotal, 1, Some(10), "")));
        check("1st of May", None);
        check("Message: 3", Some((Named, 3, None, "")));
        check("12. Ferry sinks", Some((Point, 12, None, "Ferry sinks")));
        check("3.  Second Man Charged", Some((Point, 3, None, "Second Man Charged")));
        check("[3]", Some((Squares, 3, None, "")));
        check("[3/12] Ferry sinks", Some((Squares, 3, Some(12), "Ferry sinks")));
        check("3) Ferry sinks", Some((Bracket, 3, None, "Ferry sinks")));
        check("(3) Ferry sinks", Some((Bracket, 3, None, "Ferry sinks")));
        check("#3 Ferry sinks", Some((Hash, 3, None, "Ferry sinks")));
        check("3- Ferry sinks", Some((Dash, 3, None, "Ferry sinks")));
        check("3 - Ferry sinks", Some((Dash, 3, None, "Ferry sinks")));
        check("03 Ferry sinks", Some((Point, 3, None, "Ferry sinks")));
        check("03 June", None);
        check("3-mile zone", None);
        check("3 - 2 in Vellmora", None);
        check("0x0b - Ferry sinks", Some((Hash, 11, None, "Ferry sinks")));
        check("3.5 per cent", None);
        check("3 of 10 people", None);
        check("1993 was bad", None);
        check("(May 3, 1993)", None);
        check("Message from the king", None);
    }
}
