//! Short notes whose credit stands in their text: `3.  Headline (Outlet, May 3, 1993) -- Text`. The
//! headline, credit and text share a line, or are broken over a few. And abstracts under a quoted headline with
//! its credit behind it: `"Headline" Outlet (05/03/93) Vol. 2, P. 7  (Roe, Jane)`.

use std::ops::Range;

use crate::extract::marks::{self, Credit};
use crate::extract::segment::head::Head;
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Marked, Start, shape};
use crate::model::Role;

/// A note's head takes no more lines than this.
const MOST_LINES: usize = 4;

/// A note's head, as places in its first lines.
struct Note {
    /// The headline: a part of each line that it takes.
    headline: Vec<(usize, Range<usize>)>,
    /// The line on which the text begins, and where.
    text: (usize, usize),
    /// What stands in the brackets.
    credits: Vec<Credit>,
}

/// Starts at each line that begins a note.
pub fn starts(page: &Page) -> Vec<Start> {
    let lines = (0..page.len()).filter(|line| begins(page, *line));
    lines.map(|line| Start::credited(line, 0.85)).collect()
}

/// Whether a note begins on a line.
pub fn begins(page: &Page, line: usize) -> bool {
    any(page, line).is_some()
}

/// The note of whatever kind that begins on a line.
fn any(page: &Page, line: usize) -> Option<Note> {
    note(page, line).or_else(|| quoted(page, line))
}

/// Reads the note that these lines begin with; whether there is one.
pub fn read(page: &Page, lines: Range<usize>, head: &mut Head) -> bool {
    let Some(note) = any(page, lines.start).filter(|note| note.text.0 < lines.end) else { return false };
    let (last, from) = note.text;
    let above = note.headline.last().map_or(lines.start, |(line, _)| *line);
    for (line, part) in note.headline {
        let text_from = (line == last).then_some(from);
        let mark = Marked::new(line, Role::Headline, "headline of a note");
        head.marked.push(Marked { part: Some(part), text_from, ..mark });
    }
    for line in above + 1..last + usize::from(from > 0) {
        let text_from = (line == last).then_some(from);
        head.marked.push(Marked { text_from, ..Marked::new(line, Role::Credit, "credit of a note") });
    }
    head.body = last;
    head.credits.extend(note.credits);
    true
}

fn note(page: &Page, line: usize) -> Option<Note> {
    if !matches!(page.kind(line), Kind::Short | Kind::Long) {
        return None;
    }
    let first = beginning(page.text(line));
    let counter = marks::counter(first).filter(|counter| !counter.rest.is_empty())?;
    // Where each line begins in the joined ones.
    let (mut joined, mut begins) = (first.to_owned(), vec![0]);
    while !joined.contains(')') && begins.len() < MOST_LINES && page.kind(line + begins.len()) == Kind::Short
    {
        begins.push(joined.len() + 1);
        joined = format!("{joined} {}", page.text(line + begins.len() - 1));
    }
    let (bracket, credit) = marks::bracket_credit(&joined, page.dating)?;
    let told = joined.get(counter.rest.start..bracket.start)?.trim_end();
    if shape::headline(told.trim()) < 0.3 {
        return None;
    }
    let (mut end, mut credits) = (bracket.end, vec![credit]);
    // `(June 10, 1989)(Outlet, p. 2)`: what the first does not tell stands in a second.
    if joined.get(end..)?.starts_with('(') {
        let close = end + joined.get(end..)?.find(')')?;
        credits.extend(marks::credit(joined.get(end..=close)?, page.dating));
        end = close + 1;
    }
    let rest = joined.get(end..)?.trim_start();
    let text = rest.trim_start_matches(['-', '–', '—', '.', ':']);
    if text.len() == rest.len() {
        return None;
    }
    let from = joined.len() - text.trim_start().len();
    let place = |at: usize| begins.partition_point(|begin| *begin <= at).saturating_sub(1);
    let headline = (0..=place(counter.rest.start + told.len() - 1)).map(|part| {
        let (begin, next) = (begins[part], begins.get(part + 1).map_or(joined.len(), |next| next - 1));
        let to = next.min(counter.rest.start + told.len()) - begin;
        (line + part, counter.rest.start.saturating_sub(begin).min(to)..to)
    });
    let text = (line + place(from), from - begins[place(from)]);
    Some(Note { headline: headline.collect(), text, credits })
}

/// The abstract whose quoted headline begins a block, its credit behind the quote and its text below.
fn quoted(page: &Page, line: usize) -> Option<Note> {
    if !matches!(page.kind(line), Kind::Short | Kind::Credit)
        || !page.text(line).starts_with(['"', '“'])
        || line > 0 && !matches!(page.kind(line - 1), Kind::Blank | Kind::Rule | Kind::Counter)
    {
        return None;
    }
    let (mut joined, mut begins) = (String::new(), Vec::new());
    while begins.len() < MOST_LINES && matches!(page.kind(line + begins.len()), Kind::Short | Kind::Credit) {
        begins.push(joined.len());
        joined.push_str(page.text(line + begins.len() - 1));
        joined.push(' ');
    }
    let below = line + begins.len();
    if page.kind(below) != Kind::Blank {
        return None;
    }
    let text = page.from(below, 12).filter(|line| matches!(page.kind(*line), Kind::Short | Kind::Long))?;
    // Quotes may stand inside the quote: the last before the bracket closes it.
    let open = joined.find(" (").filter(|open| *open > 0)?;
    let mark = joined.get(..open)?.rfind(['"', '”'])?;
    let behind = mark + joined.get(mark..)?.chars().next()?.len_utf8();
    let outlet = marks::outlet(joined.get(behind..open)?)?;
    let end = open + joined.get(open..)?.find(')')?;
    let date = marks::dates(joined.get(open..end)?, page.dating).next();
    let headline = joined.get(..behind)?.trim_matches(['"', '“', '”']);
    if shape::headline(headline) < 0.3 || date.is_none() && !joined.get(open..end)?.contains('/') {
        return None;
    }
    let writers = joined.get(end + 1..)?;
    let writers = writers.rfind('(').and_then(|open| writers.get(open + 1..)?.trim_end().strip_suffix(')'));
    let persons =
        writers.map(|writers| marks::persons(writers.trim_end_matches(" et al."))).unwrap_or_default();
    let credit =
        Credit { outlet: Some(outlet), date, persons, ..Credit::new(marks::Form::BracketCredit, 0.85) };
    let place = begins.partition_point(|begin| *begin < behind).saturating_sub(1);
    let lines = (0..=place).map(|part| {
        let next = begins.get(part + 1).map_or(joined.len(), |next| next - 1);
        (line + part, 0..behind.min(next) - begins[part])
    });
    Some(Note { headline: lines.collect(), text: (text, 0), credits: vec![credit] })
}

/// The beginning of a line, as far as a note's head may reach.
fn beginning(text: &str) -> &str {
    let end = (0..=text.len().min(250)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}
