//! Starts told by lines that are an article each: `HEADLINE - Outlet 5/3/1993 <address>`, in a list of links.

use std::ops::Range;

use crate::extract::marks::{self, Credit, Form};
use crate::extract::segment::head::Head;
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Marked, Start};
use crate::model::Role;

/// Fewer rows are an accident.
const FEWEST: usize = 3;

/// A row's parts.
struct Row {
    headline: Range<usize>,
    credit: Credit,
}

/// Starts at each row, where most lines between the first and the last are rows.
pub fn starts(page: &Page) -> Vec<Start> {
    let rows: Vec<usize> = (0..page.len()).filter(|line| row(page, *line).is_some()).collect();
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Vec::new() };
    let filled = (*first..=*last).filter(|line| page.kind(*line) != Kind::Blank).count();
    if rows.len() < FEWEST || rows.len() * 10 < filled * 7 {
        return Vec::new();
    }
    let start = |line| Start { line, headline: Some(line..line + 1), sure: 0.85, credited: true };
    rows.into_iter().map(start).collect()
}

/// Reads an article that is one row; whether it is.
pub fn read(page: &Page, lines: Range<usize>, head: &mut Head) -> bool {
    let line = lines.start;
    let Some(row) = row(page, line) else { return false };
    if (line + 1..lines.end).any(|line| page.kind(line) != Kind::Blank) {
        return false;
    }
    let mark = Marked::new(line, Role::Headline, "headline of a row");
    head.marked.push(Marked { part: Some(row.headline), ..mark });
    head.credits.push(row.credit);
    head.body = lines.end;
    true
}

fn row(page: &Page, line: usize) -> Option<Row> {
    if !matches!(page.kind(line), Kind::Short | Kind::Credit) {
        return None;
    }
    let text = page.text(line);
    let address = text.find("http").or_else(|| text.find("www."))?;
    let url = text.get(address..)?.trim_end_matches(['>', ')', ']', '.']);
    let told = text.get(..address)?.trim_end_matches(['<', '(', '[', ' ', '-']);
    let date = marks::date_at_end(told, page.dating)?;
    let before = told.get(..date.range.start)?.trim_end_matches([' ', ',', '(', '[', '-', '|']);
    let (at, mark) = before.rmatch_indices([' ', '(', '[']).find_map(|(at, _)| {
        let rest = before.get(at..)?.trim_start();
        let mark = rest.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '|' | '(' | '['))?;
        Some((at, at + (before.get(at..)?.len() - rest.len()) + mark.len_utf8()))
    })?;
    let headline = before.get(..at)?.trim_end_matches([' ', '-']);
    let outlet = marks::outlet(before.get(mark..)?.trim_start_matches([' ', '-']))?;
    if url.contains(' ') || headline.split_whitespace().count() < 2 {
        return None;
    }
    let credit = Credit {
        outlet: Some(outlet),
        date: Some(date),
        url: Some(url.to_owned()),
        ..Credit::new(Form::HeadlineDate, 0.8)
    };
    Some(Row { headline: 0..headline.len(), credit })
}
