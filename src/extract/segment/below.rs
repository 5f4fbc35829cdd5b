//! What stands below a headline: its credit, line by line to where the text begins, and where it has none there, the
//! date or credit further down. The headline is found elsewhere; no line is body here.

use std::ops::Range;

use super::head::{Head, LONGEST, NAME, OUTLET};
use super::layouts::closed;
use super::page::{Kind, Page};
use super::{labels, shape};
use crate::extract::marks::{self, Credit, Form, Label, LabelName};
use crate::model::Role;

/// How far down a saved web page its date may stand.
const PAGE_HEAD: usize = 40;

/// Marks the credit under a headline; gives the line where the text begins.
pub fn under(page: &Page, lines: Range<usize>, head: &mut Head) -> usize {
    let mut line = lines.start;
    let mut seen = 0;
    let mut body = lines.start;
    while line < lines.end && seen < LONGEST {
        let role = match page.kind(line) {
            Kind::Blank => {
                line += 1;
                continue;
            }
            Kind::Long => break,
            Kind::Rule if seen == 0 || head.marked.last().is_some_and(|mark| mark.line + 1 == line) => {
                Some((Role::Separator, "rule under the headline"))
            }
            Kind::Rule | Kind::Counter => break,
            Kind::Credit => Some((Role::Credit, "credit")),
            Kind::Short if wrapped_date(page, line).is_some() && line + 1 < lines.end => {
                head.credits.extend(wrapped_date(page, line));
                head.mark(line, Role::Credit, "a date over two lines");
                line += 1;
                Some((Role::Credit, "a date over two lines"))
            }
            Kind::Short if paged_date(page, line).is_some() => {
                head.credits.extend(paged_date(page, line));
                Some((Role::Credit, "a date and a page"))
            }
            Kind::Label | Kind::Short => near_credit(page, line, lines.end, head),
        };
        let Some((role, why)) = role else { break };
        head.mark(line, role, why);
        seen += 1;
        line += 1;
        body = line;
    }
    body
}

/// Reads the labels that the last lines bear, if several do: `Source: …`, `Date: …`.
fn last_labels(page: &Page, lines: Range<usize>, head: &mut Head) {
    /// An article closes with no more labels.
    const MOST: usize = 6;
    let told = |line: &usize| {
        labels::export_label(page, *line).filter(|label| {
            let known = matches!(
                label.name,
                LabelName::Source | LabelName::Byline | LabelName::Date | LabelName::Url
            );
            known && !label.value.is_empty()
        })
    };
    let last = lines.rev().filter(|line| page.kind(*line) != Kind::Blank).take(MOST);
    let closing: Vec<(usize, Label)> = last.map_while(|line| Some((line, told(&line)?))).collect();
    if closing.len() > 1 {
        for (line, label) in closing.iter().rev() {
            labels::labelled(page, *line, label, head);
        }
        head.marked.sort_by_key(|mark| mark.line);
    }
}

/// The date that is broken over this line and the next.
pub fn wrapped_date(page: &Page, line: usize) -> Option<Credit> {
    let (upper, lower) = (page.text(line), page.text(line + 1));
    let short = upper.len() < 40 && lower.len() < 24;
    let date = if short { marks::wrapped_date(upper, lower, page.dating) } else { None }?;
    Some(Credit { date: Some(date), ..Credit::new(Form::BareDate, 0.5) })
}

/// The date of a line that names the page after it: `Thursday, May 3, 2001; Page A01`.
fn paged_date(page: &Page, line: usize) -> Option<Credit> {
    let text = page.text(line);
    if text.len() > 60 {
        return None;
    }
    let date = marks::date_at_start(text, page.dating)?;
    let rest = text.get(date.range.end..)?.trim_start_matches([';', ',', ' ', '-', '|', ':']);
    let page_word = ["page", "pg", "p.", "seite", "s.", "pag", "blz", "section"];
    let lower = rest.to_lowercase();
    let paged = rest.is_empty() || page_word.iter().any(|word| lower.starts_with(word));
    paged.then(|| Credit { date: Some(date), ..Credit::new(Form::BareDate, 0.5) })
}

/// Whether a short line under a headline belongs to its credit, being no credit on its own.
fn near_credit(page: &Page, line: usize, end: usize, head: &Head) -> Option<(Role, &'static str)> {
    let text = page.text(line);
    if shape::is_time_note(text) {
        return Some((Role::Credit, "when it was filed"));
    }
    if marks::weekday_only(text) {
        return Some((Role::Credit, "a day of the week"));
    }
    if text.len() < 70 && shape::is_notice(text) {
        return Some((Role::Credit, "rights or release"));
    }
    let next = page.from(line + 1, 3).filter(|next| *next < end);
    let credit_follows = next.is_some_and(|next| page.kind(next) == Kind::Credit && next - line <= 3);
    let credited = head.credited(page);
    let apart = page.kind(line + 1) == Kind::Blank || credit_follows;
    if marks::looks_like_person(text) && apart && text.len() < 60 && (credit_follows || !page.spaced) {
        return Some((Role::Credit, NAME));
    }
    if text.len() < 70
        && marks::looks_like_outlet(text) >= 0.5
        && (apart || credited)
        && !shape::ends_sentence(text)
    {
        return Some((Role::Credit, OUTLET));
    }
    if !credited && (credit_follows || credit_below_block(page, line, end)) && shape::headline(text) >= 0.25 {
        return Some((Role::Deck, "a second headline above the credit"));
    }
    None
}

/// Whether the short block that goes on below this line has a credit below it.
fn credit_below_block(page: &Page, line: usize, end: usize) -> bool {
    /// A second headline has no more lines than this.
    const TALLEST: usize = 4;
    let block = (line..end.min(line + TALLEST)).take_while(|line| page.kind(*line) == Kind::Short);
    let Some(last) = block.last() else { return false };
    let short = page.kind(last + 1) == Kind::Blank && !shape::ends_sentence(page.text(last));
    short && page.from(last + 1, 3).is_some_and(|next| next < end && page.kind(next) == Kind::Credit)
}

/// A date alone on its line further down a saved web page, blank lines around it.
pub fn late_date(page: &Page, lines: Range<usize>, head: &mut Head) {
    let from_page = head
        .marked
        .iter()
        .any(|mark| page.credit(mark.line).is_some_and(|credit| credit.form == Form::Source));
    if !from_page {
        return;
    }
    let alone =
        |line: usize| page.kind(line.wrapping_sub(1)) == Kind::Blank && page.kind(line + 1) == Kind::Blank;
    let found = lines
        .take(PAGE_HEAD)
        .find(|line| page.credit(*line).is_some_and(|credit| credit.form == Form::BareDate) && alone(*line));
    if let Some(line) = found {
        head.mark(line, Role::Credit, "a date alone on its line");
    }
}

/// The credit that closes an article that has none at its head, in brackets or on its last line; addresses and
/// remarks may stand below it.
pub fn last_credit(page: &Page, lines: Range<usize>, head: &mut Head) {
    /// So many lines that are not blank may stand below the credit.
    const REACH: usize = 4;
    last_labels(page, lines.clone(), head);
    let mut last = lines.rev().filter(|line| page.kind(*line) != Kind::Blank).take(REACH);
    let Some(line) = last.find(|line| closed::closes(page, *line)) else { return };
    if let Some(credit) = closed::credit(page, line) {
        head.credits.push(credit);
    }
    if page.kind(line) == Kind::Credit {
        head.mark(line, Role::Credit, "credit at the end");
    }
}
