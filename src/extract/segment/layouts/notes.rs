//! Short notes whose credit stands in their text: `3.  Headline (Outlet, May 3, 1993) -- Text`. The
//! headline, credit and text share a line, or the credit is broken over two.

use std::ops::Range;

use crate::extract::marks::{self, Credit};
use crate::extract::segment::head::Head;
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Marked, Start, shape};
use crate::model::Role;

/// A note's head, as places in its first lines.
struct Note {
    /// The headline in the first line.
    headline: Range<usize>,
    /// The line on which the text begins, and where.
    text: (usize, usize),
    /// What stands in the brackets.
    credit: Credit,
}

/// Starts at each line that begins a note.
pub fn starts(page: &Page) -> Vec<Start> {
    let lines = (0..page.len()).filter(|line| note(page, *line).is_some());
    lines.map(|line| Start::credited(line, 0.85)).collect()
}

/// Reads the note that these lines begin with; whether there is one.
pub fn read(page: &Page, lines: Range<usize>, head: &mut Head) -> bool {
    let line = lines.start;
    let Some(note) = note(page, line).filter(|note| note.text.0 < lines.end) else { return false };
    let (last, from) = note.text;
    let own = Marked { part: Some(note.headline), ..Marked::new(line, Role::Headline, "headline of a note") };
    if last == line {
        head.marked.push(Marked { text_from: Some(from), ..own });
    } else {
        head.marked.push(own);
        let credit = Marked::new(last, Role::Credit, "credit of a note");
        head.marked.push(Marked { text_from: Some(from), ..credit });
    }
    head.body = last;
    head.credits.push(note.credit);
    true
}

fn note(page: &Page, line: usize) -> Option<Note> {
    if !matches!(page.kind(line), Kind::Short | Kind::Long) {
        return None;
    }
    let first = beginning(page.text(line));
    let counter = marks::counter(first).filter(|counter| !counter.rest.is_empty())?;
    let second = if page.kind(line + 1) == Kind::Short { page.text(line + 1) } else { "" };
    let joined = format!("{first} {second}");
    if !joined.contains(')') {
        return None;
    }
    let (bracket, credit) = marks::bracket_credit(&joined, page.dating)?;
    let rest = joined.get(bracket.end..)?.trim_start();
    let text = rest.trim_start_matches(['-', '–', '—', '.', ':']);
    let headline = counter.rest.start..bracket.start.min(first.len());
    let told = headline.end > headline.start
        && text.len() < rest.len()
        && shape::headline(joined.get(counter.rest.start..bracket.start)?.trim()) >= 0.3;
    // A headline broken over two lines is not looked for: its second half would stand in the credit.
    if !told || bracket.start > first.len() + 1 {
        return None;
    }
    let from = joined.len() - text.trim_start().len();
    let text = if from <= first.len() { (line, from) } else { (line + 1, from - first.len() - 1) };
    Some(Note { headline, text, credit })
}

/// The beginning of a line, as far as a note's head may reach.
fn beginning(text: &str) -> &str {
    let end = (0..=text.len().min(250)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}
