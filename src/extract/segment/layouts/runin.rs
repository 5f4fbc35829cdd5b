//! Starts told by headlines that share a line with their text: `FERRY SAILS AGAIN: The ferry …`, `**Cod.** Prices
//! rose …`. The headline may be broken over two lines.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::extract::marks;
use crate::extract::segment::head::Head;
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Marked, Start, shape};
use crate::model::Role;

/// A headline in its text's line is no longer than this, in bytes.
const LONGEST: usize = 120;

/// Fewer are an accident.
const FEWEST: usize = 3;

/// The marks that set a headline apart from its text.
const STRONG: [&str; 2] = ["**", "__"];

/// A headline in its text's line.
struct RunIn {
    /// Its places: in the first line, and in the second where it is broken.
    parts: Vec<(usize, Range<usize>)>,
    /// Where on the last of these lines the text begins.
    text_from: usize,
}

/// The readings of a file whose headlines stand in their text: those set in capitals, and those set strong.
pub fn readings(page: &Page) -> Vec<Vec<Start>> {
    let opens =
        |line: &usize| *line == 0 || matches!(page.kind(line - 1), Kind::Blank | Kind::Rule | Kind::Counter);
    let (mut capitals, mut strong) = (Vec::new(), Vec::new());
    for line in (0..page.len()).filter(opens) {
        if run_in(page, line).is_none() {
        } else if is_strong(page.text(line)) {
            strong.push(line);
        } else {
            capitals.push(line);
        }
    }
    [capitals, strong].into_iter().filter(|lines| differ(page, lines)).map(starts).collect()
}

fn starts(lines: Vec<usize>) -> Vec<Start> {
    let start = |line| Start { line, headline: Some(line..line + 1), sure: 0.8, credited: false };
    lines.into_iter().map(start).collect()
}

/// Whether what stands before the text differs from place to place: the names in an interview recur.
fn differ(page: &Page, lines: &[usize]) -> bool {
    let names: FxHashSet<&str> =
        lines.iter().filter_map(|line| page.text(*line).split([':', '.', '-']).next()).collect();
    lines.len() >= FEWEST && names.len() * 5 >= lines.len() * 4
}

/// Reads the head of an article whose headline, on these lines, stands in its text; whether it does.
pub fn read(page: &Page, headline: Range<usize>, head: &mut Head) -> bool {
    let Some(found) = run_in(page, headline.start).filter(|_| headline.len() == 1) else { return false };
    let count = found.parts.len();
    for (place, (line, part)) in found.parts.into_iter().enumerate() {
        let text_from = (place + 1 == count).then_some(found.text_from);
        let mark = Marked::new(line, Role::Headline, "a headline in its text's line");
        head.marked.push(Marked { part: Some(part), text_from, ..mark });
        head.body = line;
    }
    true
}

fn run_in(page: &Page, line: usize) -> Option<RunIn> {
    if !matches!(page.kind(line), Kind::Short | Kind::Long) {
        return None;
    }
    let text = page.text(line);
    let first = opening(text);
    let goes_on = matches!(page.kind(line + 1), Kind::Short | Kind::Long | Kind::Credit);
    if text.len() < 40 || !goes_on && text.len() < 120 {
        return None;
    }
    if let Some((end, from)) = ends(text, first) {
        // `VELLMORA (May 3) -- The ferry` is a dateline.
        let behind_dash = text.get(end..from).is_some_and(|mark| !mark.contains([':', '?', '!', '*', '_']));
        let bracketed = text.get(..end).is_some_and(|told| told.contains('('));
        if (behind_dash || bracketed) && marks::dateline(text, page.dating).is_some() {
            return None;
        }
        return Some(RunIn { parts: vec![(line, first..end)], text_from: from });
    }
    let whole = shape::is_capitals(text) && text.len() <= LONGEST && goes_on;
    let (end, from) = if whole { ends(page.text(line + 1), 0) } else { None }?;
    Some(RunIn { parts: vec![(line, first..text.len()), (line + 1, 0..end)], text_from: from })
}

/// Where a line's words begin, behind a sign or number.
fn opening(text: &str) -> usize {
    if is_strong(text) {
        return 0;
    }
    if let Some(counter) = marks::counter(text).filter(|counter| !counter.rest.is_empty()) {
        return counter.rest.start;
    }
    let listed = shape::is_listed(text);
    if listed { text.find(char::is_whitespace).map_or(0, |blank| blank + 1) } else { 0 }
}

fn is_strong(text: &str) -> bool {
    STRONG.iter().any(|mark| text.starts_with(mark))
}

/// Where the headline ends that begins at `first`, and where the text begins behind it.
fn ends(text: &str, first: usize) -> Option<(usize, usize)> {
    let rest = text.get(first..)?;
    if let Some(mark) = STRONG.iter().find(|mark| rest.starts_with(**mark)) {
        let inner = rest.get(mark.len()..)?;
        let close = inner.find(mark).filter(|close| (3..LONGEST).contains(close))?;
        let from = first + 2 * mark.len() + close;
        let told = text.get(from..)?.trim_start_matches([':', '.', '-', ' ', '—', '–']).len() > 20;
        return told.then_some((from, from));
    }
    let mut letters = 0;
    for (at, c) in rest.char_indices().take_while(|(at, _)| *at <= LONGEST) {
        letters += usize::from(c.is_alphabetic());
        let mark = match c {
            ':' | '.' | '?' | '!' | '–' | '—' => c.len_utf8(),
            '-' if rest.get(..at).is_some_and(|before| before.ends_with([' ', '-'])) => 1,
            _ => continue,
        };
        let behind = rest.get(at + mark..)?;
        let before = rest.get(..at)?.trim_end_matches([' ', '-']);
        if letters >= 4 && behind.starts_with([' ', '\u{a0}']) && shape::is_capitals(before) && speaks(behind)
        {
            let end = if matches!(c, '?' | '!') { at + mark } else { before.len() };
            let text_from = first + at + mark + (behind.len() - behind.trim_start_matches([' ', '-']).len());
            return Some((first + end, text_from));
        }
    }
    None
}

/// Whether text in small letters begins here.
fn speaks(text: &str) -> bool {
    let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count() > 1;
    if text.split_whitespace().next().is_none_or(capitals) {
        return false;
    }
    let mut small =
        text.split_whitespace().take(4).filter(|word| word.chars().skip(1).any(char::is_lowercase));
    small.next().is_some() && small.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_in_capitals_ends_where_text_begins() {
        let check = |text: &str, expect: Option<(&str, &str)>| {
            let found = ends(text, 0).map(|(end, from)| (&text[..end], &text[from..]));
            assert_eq!(found, expect, "{text}");
        };
        check(
            "FERRY SAILS AGAIN: The ferry left at noon",
            Some(("FERRY SAILS AGAIN", "The ferry left at noon")),
        );
        check("WHO PAYS?  The mayor does not say", Some(("WHO PAYS?", "The mayor does not say")));
        check("THE U.S. FERRY -- It left at noon", Some(("THE U.S. FERRY", "It left at noon")));
        check(
            "**Cod.** Prices rose by a tenth before Easter",
            Some(("**Cod.**", " Prices rose by a tenth before Easter")),
        );
        check("The mayor said: no ferry leaves today", None);
        check("FERRY SAILS AGAIN", None);
        check("FERRY: COD PRICES CLIMB", None);
    }
}
