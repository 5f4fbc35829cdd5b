//! The place, date and agency that a news text begins with: `KURSK, Russia – `, `WASHINGTON (AP) - `. The first
//! line of a body comes in; the dateline goes out. It stays part of the body: nothing here cuts it off.

use std::ops::Range;

use super::byline::words;
use super::date::{DateMark, Dating, date_at_start, dates};
use super::outlet::is_known_outlet;
use super::shape::{char_at, head, is_all_capitals, is_capitalised, past};

/// The beginning of a news text that says where, when and by which agency it was filed.
#[derive(Debug, Clone, PartialEq)]
pub struct Dateline {
    /// Where it stands, up to the first byte of the text proper.
    pub range: Range<usize>,
    /// The place, as printed.
    pub place: Option<String>,
    /// The agency in brackets.
    pub agency: Option<String>,
    /// The date, where it has its year.
    pub date: Option<DateMark>,
}

/// How many bytes a dateline has at most.
const REACH: usize = 110;

/// The dateline that `text` begins with.
pub fn dateline(text: &str, dating: &Dating) -> Option<Dateline> {
    let start = past(text, 0, |c| c.is_whitespace() || matches!(c, '"' | '“' | '«'));
    let first = char_at(text, start)?;
    let beginning = head(text, start + REACH);
    if first != '(' && first != '/' && !first.is_uppercase() {
        return None;
    }
    let (end, after) = separator(beginning, start)?;
    let filed = beginning.get(start..end)?;
    let pieces = pieces_of(filed)?;
    // "(ANSA) - Milan, May 3 - ": the place follows the agency, with a mark of its own.
    if pieces.agency.is_some() && pieces.place.is_none() {
        let (place, next, filed) = second_half(beginning, after).unwrap_or((None, after, ""));
        let date = dates(filed, dating).next().map(|mark| moved(mark, after));
        let after = next;
        return Some(Dateline { range: start..after, place, agency: pieces.agency, date });
    }
    let (date, after) = match dates(filed, dating).next() {
        Some(mark) => (Some(moved(mark, start)), after),
        None => {
            date_behind(beginning, after, dating).map_or((None, after), |(mark, after)| (Some(mark), after))
        }
    };
    let followed = beginning.get(after..).is_some_and(|rest| !rest.trim().is_empty());
    let sure = pieces.capitals || pieces.agency.is_some() || pieces.dated || date.is_some();
    (followed && (sure || pieces.short)).then_some(Dateline {
        range: start..after,
        place: pieces.place,
        agency: pieces.agency,
        date,
    })
}

fn moved(mut mark: DateMark, by: usize) -> DateMark {
    mark.range = mark.range.start + by..mark.range.end + by;
    mark
}

/// The date between a first dash and a second: `RENO, Nev.-(BUSINESS WIRE)-May 3, 2003-`.
fn date_behind(text: &str, start: usize, dating: &Dating) -> Option<(DateMark, usize)> {
    let mark = moved(date_at_start(text.get(start..)?, dating)?, start);
    let dash = past(text, mark.range.end, |c| c.is_whitespace() || c == ',');
    let after = past(text, dash, |c| matches!(c, '-' | '–' | '—'));
    (after > dash).then(|| (mark, past(text, after, char::is_whitespace)))
}

/// Where what stands before the first dash ends, and where the text behind it begins.
fn separator(text: &str, start: usize) -> Option<(usize, usize)> {
    let may_tell = |byte: &u8| matches!(byte, b'-' | b'?' | b'!' | b';' | b'"' | 0xe2);
    let mut at = start;
    loop {
        at += text.as_bytes().get(at..)?.iter().position(may_tell)?;
        let c = char_at(text, at)?;
        let after = past(text, at, |c| matches!(c, '-' | '–' | '—' | '―' | '_'));
        let before = text.get(..at)?.chars().next_back();
        match c {
            '–' | '—' | '―' => return Some((at, past(text, after, char::is_whitespace))),
            '-' => {
                let parted = before.is_some_and(|c| c.is_whitespace() || matches!(c, ')' | '.' | '/'));
                let doubled = after > at + 1;
                let opens_bracket = char_at(text, after) == Some('(');
                let apart = parted || doubled || char_at(text, after).is_some_and(char::is_whitespace);
                if apart && !opens_bracket {
                    return Some((at, past(text, after, char::is_whitespace)));
                }
            }
            '?' | '!' | ';' | '"' | '“' | '”' => return None,
            _ => {}
        }
        at += c.len_utf8();
    }
}

struct Pieces {
    place: Option<String>,
    agency: Option<String>,
    capitals: bool,
    dated: bool,
    short: bool,
}

/// What stands before the dash: a place of few words, an agency in brackets, a day. `None` for a sentence.
fn pieces_of(filed: &str) -> Option<Pieces> {
    let (outside, agency) = without_agency(filed);
    let mut place_words: Vec<&str> = Vec::new();
    let mut dated = false;
    for token in outside.split_whitespace() {
        let bare = token.trim_matches([',', '.', ':', '-', '/']);
        if bare.is_empty() {
            continue;
        }
        if bare.chars().next().is_some_and(|c| c.is_ascii_digit()) || is_calendar_word(bare) {
            dated = true;
            continue;
        }
        let of_place = is_capitalised(bare) || (!place_words.is_empty() && words::is_particle(bare));
        if dated && !of_place {
            continue;
        }
        if !of_place || !bare.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-')) {
            return None;
        }
        if !dated {
            place_words.push(token);
        }
    }
    let count = place_words.len();
    if count > 6 || (count == 0 && agency.is_none()) {
        return None;
    }
    let capitals = place_words
        .first()
        .is_some_and(|word| is_all_capitals(word) && word.chars().filter(|c| c.is_alphabetic()).count() > 2);
    let article = place_words.iter().any(|word| word.eq_ignore_ascii_case("the"));
    let place = place_words.join(" ");
    let place = place.trim_end_matches([',', ':', ' ', '-']);
    Some(Pieces {
        place: (!place.is_empty()).then(|| place.to_owned()),
        agency,
        capitals,
        dated,
        short: count <= 2 && !article,
    })
}

/// `filed` without the agency in brackets or between strokes, and that agency.
fn without_agency(filed: &str) -> (String, Option<String>) {
    for (open, close) in [('(', ')'), ('/', '/')] {
        let Some(start) = filed.find(open) else { continue };
        let inner_start = start + open.len_utf8();
        let Some(len) = filed.get(inner_start..).and_then(|rest| rest.find(close)) else { continue };
        let inner = filed.get(inner_start..inner_start + len).unwrap_or("").trim();
        let named = !inner.is_empty()
            && inner.len() <= 40
            && !inner.chars().next().is_some_and(|c| c.is_ascii_digit());
        if named && (inner.split_whitespace().count() <= 4) {
            let outside = format!(
                "{} {}",
                filed.get(..start).unwrap_or(""),
                filed.get(inner_start + len + 1..).unwrap_or("")
            );
            return (outside, Some(inner.to_owned()));
        }
    }
    (filed.to_owned(), None)
}

/// After `(ANSA) - `: the place, where the text begins, and what may hold a date.
fn second_half(text: &str, start: usize) -> Option<(Option<String>, usize, &str)> {
    let (end, after) = separator(text, start)?;
    let filed = text.get(start..end)?;
    let pieces = pieces_of(filed)?;
    (pieces.capitals || pieces.dated || pieces.short).then_some((pieces.place, after, filed))
}

fn is_calendar_word(word: &str) -> bool {
    super::date::is_month_or_weekday(word)
}

/// The agency named by a dateline or closing bracket, where `text` is one that is known: `(AP)`, `dpa`.
pub fn agency(text: &str) -> Option<String> {
    let name = text.trim_matches(|c: char| c.is_whitespace() || "()[]/-–—.".contains(c));
    is_known_outlet(name).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    #[test]
    fn datelines_open_a_body() {
        let dating = Dating { today: Day::new(2025, 6, 10).unwrap(), order: None };
        let check = |text: &str, expect: Option<(&str, Option<&str>, &str)>| {
            let found = dateline(text, &dating);
            let found = found.as_ref().map(|found| {
                (
                    found.place.as_deref().unwrap_or(""),
                    found.agency.as_deref(),
                    text.get(found.range.end..).unwrap(),
                )
            });
            assert_eq!(found, expect, "{text}");
        };
        check("KURSK, Russia – Text begins", Some(("KURSK, Russia", None, "Text begins")));
        check("WASHINGTON (AP) - Text", Some(("WASHINGTON", Some("AP"), "Text")));
        check("ATLANTA (UPI) --   Text", Some(("ATLANTA", Some("UPI"), "Text")));
        check("ALBANY, NY -- Text", Some(("ALBANY, NY", None, "Text")));
        check("ROME, May 3 -- Text", Some(("ROME", None, "Text")));
        check(
            "RENO, Nev.-(BUSINESS WIRE)-May 3, 2003-Text",
            Some(("RENO, Nev.", Some("BUSINESS WIRE"), "Text")),
        );
        check("Lima, May 3 (EFE).- Text", Some(("Lima", Some("EFE"), "Text")));
        check("(ANSA) - Milan, May 3 - Text", Some(("Milan", Some("ANSA"), "Text")));
        check("OSLO, NORWAY, 1993 MAY 3 (NB) -- Text", Some(("OSLO, NORWAY", Some("NB"), "Text")));
        check("Wien - Text", Some(("Wien", None, "Text")));
        check("BERLIN (dpa) - Text", Some(("BERLIN", Some("dpa"), "Text")));
        check("NEW YORK, May 3, 2003 /PRNewswire/ -- Text", Some(("NEW YORK", Some("PRNewswire"), "Text")));
        check("The minister said on Monday - as before - no.", None);
        check("It was late. Nobody came – or so they said.", None);
        check("Text without any", None);
        check("“Never again,” she said – and left.", None);
    }

    #[test]
    fn a_dated_dateline_gives_its_date() {
        let dating = Dating { today: Day::new(2025, 6, 10).unwrap(), order: None };
        let found = dateline("RENO, Nev.-(BUSINESS WIRE)-May 3, 2003-Text", &dating).unwrap();
        assert_eq!(found.date.map(|mark| mark.published.to_string()).as_deref(), Some("2003-05-03"));
    }
}
