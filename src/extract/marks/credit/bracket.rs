//! Credits in brackets: `(PRNewswire)`, `(Outlet, May 3, 1993, page 9)`, alone, behind an item, or inside a note.

use std::ops::Range;

use super::super::byline::persons;
use super::super::date::{Dating, date_only, range_of, reading_at_end, shifted};
use super::super::outlet::{is_known_outlet, is_trailing_word, looks_like_outlet, outlet};
use super::super::shape::{count_words, is_capitalised, may_hold_digit};
use super::page::{page_tail, with_page};
use super::split::{before_separator, is_name_like};
use super::{Credit, Form, by};

/// A bracket longer than this, in bytes, is text.
const LONGEST: usize = 110;

/// Words in brackets that credit nobody.
const REMARKS: [&str; 26] = [
    "video",
    "photo",
    "photos",
    "photo gallery",
    "applause",
    "laughter",
    "more",
    "end",
    "continued",
    "updated",
    "update",
    "op-ed",
    "opinion",
    "audio",
    "graphic",
    "map",
    "excerpt",
    "translation",
    "advertisement",
    "sic",
    "part",
    "commentary",
    "analysis",
    "interview",
    "exclusive",
    "see also",
];

/// The credit of a line that is a bracket and, perhaps, a page: `(Outlet)`, `(Outlet) p. 4`, `(Outlet)(Page A22)`.
pub(super) fn whole(line: &str, dating: &Dating) -> Option<Credit> {
    let start = line.len() - line.trim_start().len();
    let range = bracket_at(line, start)?;
    let inside = line.get(range.start + 1..range.end - 1)?;
    let tail = line.get(range.end..)?.trim().trim_end_matches('.');
    if tail.is_empty()
        && let Some(found) = dated_inside(line, &range, dating)
    {
        return Some(found);
    }
    let page = if tail.is_empty() { None } else { page_tail(tail)? };
    if date_only(inside, dating).is_some() || date_only(tail, dating).is_some() {
        return None;
    }
    bare_name(inside, page)
}

fn bare_name(inside: &str, page: Option<String>) -> Option<Credit> {
    let inside = inside.trim();
    if let Some(found) = by::by(inside) {
        return Some(Credit { page, ..found });
    }
    let words = count_words(inside, 8);
    let lower = inside.to_lowercase();
    let paged = is_trailing_word(inside.split_whitespace().next().unwrap_or(""));
    let remark =
        paged || REMARKS.iter().any(|remark| lower == *remark || lower.starts_with(&format!("{remark}:")));
    let named =
        is_capitalised(inside) || is_known_outlet(inside) || inside.starts_with(|c: char| c.is_ascii_digit());
    if remark
        || words == 0
        || words > 6
        || !is_name_like(inside)
        || !named
        || may_hold_digit(inside) && words > 4
    {
        return None;
    }
    let likeness = looks_like_outlet(inside);
    let mut found = Credit::new(
        Form::BracketOutlet,
        (0.2 + 0.7 * likeness + if page.is_some() { 0.3 } else { 0.0 }).min(0.95),
    );
    found.outlet = outlet(inside);
    found.page = page;
    found.outlet.is_some().then_some(found)
}

/// The first dated credit in brackets in `text`: `Second Man Charged (Harbour Star, May 3, 1993) -- Body…`.
pub fn bracket_credit(text: &str, dating: &Dating) -> Option<(Range<usize>, Credit)> {
    if !may_hold_digit(text) {
        return None;
    }
    let mut at = 0;
    while let Some(open) = text.get(at..)?.find(['(', '[']) {
        let start = at + open;
        if let Some(found) = bracket_at(text, start)
            .and_then(|range| Some((range.clone(), dated_inside(text, &range, dating)?)))
        {
            return Some(found);
        }
        at = start + 1;
    }
    None
}

/// The credit in brackets that `text` ends with, dated or of a known outlet: `… (Harbour Star, May 3, 1993, page 9)`.
pub fn bracket_credit_at_end(text: &str, dating: &Dating) -> Option<(Range<usize>, Credit)> {
    let body = text.trim_end().trim_end_matches('.');
    if !body.ends_with([')', ']']) {
        return None;
    }
    let range = body
        .rfind(['(', '['])
        .and_then(|start| bracket_at(body, start))
        .filter(|range| range.end == body.len())?;
    let inside = body.get(range.start + 1..range.end - 1)?;
    if let Some(found) = dated_inside(body, &range, dating) {
        return Some((range, found));
    }
    let found = bare_name(inside, None).filter(|found| found.sure >= 0.75)?;
    Some((range, found))
}

/// The bracket that opens at `start`, both signs included.
fn bracket_at(text: &str, start: usize) -> Option<Range<usize>> {
    let (open, close) = match text.get(start..)?.chars().next()? {
        '(' => ('(', ')'),
        '[' => ('[', ']'),
        _ => return None,
    };
    let mut depth = 0;
    for (place, c) in text.get(start..)?.char_indices().take_while(|(place, _)| *place <= LONGEST) {
        depth += i32::from(c == open) - i32::from(c == close);
        if depth == 0 {
            return Some(start..start + place + 1);
        }
    }
    None
}

/// `Outlet, May 3, 1993, page 9` inside a bracket; the date's range is one of `text`.
fn dated_inside(text: &str, range: &Range<usize>, dating: &Dating) -> Option<Credit> {
    let inside = text.get(range.start + 1..range.end - 1)?;
    if !may_hold_digit(inside) {
        return None;
    }
    let shift = range.start + 1;
    if let Some(reading) = reading_at_end(inside, dating) {
        let before = inside.get(..range_of(&reading).start)?;
        let (name, separator) = before_separator(before).or_else(|| Some((before.trim_end(), None)))?;
        return Some(Credit { separator, ..from_name(name)? }.dated(shifted(reading, shift)));
    }
    let mut found = with_page(inside, dating)?;
    found.form = Form::BracketCredit;
    found.date = found
        .date
        .map(|mark| super::DateMark { range: mark.range.start + shift..mark.range.end + shift, ..mark });
    found.refused = found.refused.map(|range| range.start + shift..range.end + shift);
    Some(found)
}

fn from_name(name: &str) -> Option<Credit> {
    let name = name.trim().trim_start_matches("Source:").trim();
    let mut found = Credit::new(Form::BracketCredit, 0.85);
    if by::opens(name) {
        let (writers, rest) = name.split_once(',').unwrap_or((name, ""));
        found.persons = persons(writers);
        found.outlet = outlet(rest);
        return Some(found);
    }
    let first = name.split([',', ';']).next().unwrap_or(name);
    found.outlet = outlet(first);
    (is_name_like(first) && count_words(name, 12) <= 10 && found.outlet.is_some() && is_capitalised(first))
        .then_some(found)
}
