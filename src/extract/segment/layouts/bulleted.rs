//! Starts told by a sign at the beginning of each note: `--The ferry …`, `o Cod prices …`, `* Mayor resigns`. Most
//! such notes have no headline; a list in an article looks the same, so this is never believed for itself.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::extract::marks;
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Start, head_at, is_full, names_outlet, shape};

/// Fewer notes are an accident.
const FEWEST: usize = 3;

/// A sign has as many bytes at most.
const LONGEST: usize = 4;

/// The readings of a file by the signs that its notes begin with.
pub fn readings(page: &Page) -> Vec<Vec<Start>> {
    let mut signs: FxHashMap<(&str, u8), Vec<usize>> = FxHashMap::default();
    for line in 0..page.len() {
        if let Some(sign) = sign(page, line) {
            signs.entry(sign).or_default().push(line);
        }
    }
    let mut read: Vec<Vec<usize>> = signs.into_values().filter(|lines| lines.len() >= FEWEST).collect();
    read.sort();
    read.into_iter().map(|lines| starts(page, &lines)).collect()
}

fn starts(page: &Page, lines: &[usize]) -> Vec<Start> {
    let ends = lines.iter().skip(1).copied().chain([page.len()]);
    let (first, last) = (lines.first().copied().unwrap_or(0), lines.last().copied().unwrap_or(0));
    let blocks = (first..=last).filter(|line| opens(page, *line)).count();
    let own = lines.iter().filter(|line| opens(page, **line)).count();
    // Where most paragraphs begin without the sign, it makes lists in them.
    let listed = own * 10 < blocks * 7;
    let start = |(line, end): (&usize, usize)| {
        // What stands alone above its text, or above its credit, is a headline; what goes on is text.
        let whole = !shape::ends_sentence(page.text(*line));
        let alone =
            page.kind(line + 1) == Kind::Blank && page.from(line + 1, 4).is_some_and(|next| next < end);
        if whole && (alone || is_credited(page, line + 1..end) || stands_over(page, *line, end)) {
            return Start { headline: Some(*line..line + 1), sure: 0.8, ..head_at(page, *line, end) };
        }
        Start {
            line: *line,
            headline: Some(*line..*line),
            sure: if listed { 0.1 } else { 0.6 },
            credited: false,
        }
    };
    lines.iter().zip(ends).map(start).collect()
}

/// Whether a line breaks off above text that begins anew: a headline, where text of one width would have gone on.
fn stands_over(page: &Page, line: usize, end: usize) -> bool {
    let next = page.text(line + 1);
    let anew = next.starts_with(|c: char| c.is_uppercase() || marks::shape::is_unspaced(c));
    let text = page.kind(line + 1) == Kind::Long
        || shape::ends_sentence(page.text(end.min(page.len()) - 1))
        || next.len() > 50;
    line + 1 < end && anew && text && !is_full(page, line) && page.kind(line) == Kind::Short
}

/// Whether the first of these lines credits what stands above it: `Harbour Star | 3 May 06:09`, or one of them is an
/// address and no more.
fn is_credited(page: &Page, lines: Range<usize>) -> bool {
    let below = |line: usize| page.kind(line) != Kind::Blank;
    let credit =
        page.credit(lines.start).is_some_and(|credit| credit.date.is_some() || credit.outlet.is_some());
    credit || lines.take_while(|line| below(*line)).any(|line| shape::is_address(page.text(line)))
}

/// Whether a block begins on a line.
fn opens(page: &Page, line: usize) -> bool {
    page.kind(line) != Kind::Blank && (line == 0 || page.kind(line - 1) == Kind::Blank)
}

/// The sign that a line of text begins with, and how far it is indented.
fn sign<'t>(page: &Page<'t>, line: usize) -> Option<(&'t str, u8)> {
    if !matches!(page.kind(line), Kind::Short | Kind::Long | Kind::Credit) {
        return None;
    }
    // `-- Harbour Star, 3 May 2001` or `--Harbour Star` closes what stands above it.
    let dated = page.credit(line).is_some_and(|credit| credit.date.is_some() && credit.headline.is_none());
    if dated || page.kind(line + 1) == Kind::Blank && names_outlet(page, line) {
        return None;
    }
    let text = page.text(line);
    let opening =
        |c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '„' | '«' | '‘' | '\'' | '「' | '《');
    let end = text.find(opening).filter(|end| (1..=LONGEST).contains(end));
    let sign = match end {
        Some(end) => text.get(..end)?.trim_end(),
        None => text.get(..1).filter(|_| text.starts_with("o ") || text.starts_with("o\t"))?,
    };
    let drawn = |c: char| {
        matches!(
            c,
            '-' | '*'
                | '#'
                | '+'
                | '•'
                | '·'
                | '–'
                | '—'
                | '>'
                | '»'
                | '~'
                | '='
                | '■'
                | '●'
                | '▪'
                | 'o'
                | '\\'
        )
    };
    (!sign.is_empty() && sign.chars().all(drawn)).then_some((sign, page.facts.get(line)?.indent))
}
