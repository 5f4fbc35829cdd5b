//! Starts told by numbers: counters on a line of their own (`3 of 10 DOCUMENTS`) and numbered headlines.

use crate::extract::marks::{self, Counter, CounterForm};
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Start, head_at};

/// Starts after each counter that stands alone on its line.
pub fn after_counters(page: &Page) -> Vec<Start> {
    let is_counter = |line: &usize| {
        page.counter(*line)
            .is_some_and(|counter| matches!(counter.form, CounterForm::OfTotal | CounterForm::Named))
    };
    let counters: Vec<usize> = (0..page.len()).filter(is_counter).collect();
    let ends = counters.iter().skip(1).copied().chain([page.len()]);
    let read = |(counter, end): (&usize, usize)| {
        let line = page.from(counter + 1, 12).filter(|line| *line < end)?;
        let start = head_at(page, line, end);
        Some(Start { sure: 0.5 + 0.5 * start.sure, ..start })
    };
    counters.iter().zip(ends).filter_map(read).collect()
}

/// How many articles the file says it holds: the total of its counters, where they agree, or what its cover says.
pub fn announced(page: &Page) -> Option<u32> {
    let mut totals = (0..page.len()).filter_map(|line| page.counter(line)?.total);
    match totals.next() {
        Some(first) => totals.all(|total| total == first).then_some(first),
        None => (0..page.len().min(COVER)).find_map(|line| covered(page.text(line))),
    }
}

/// The cover sheet of an export has no more lines than this.
const COVER: usize = 60;

/// The number that the cover sheet of an export gives: `Documents (100)`.
fn covered(text: &str) -> Option<u32> {
    const WORDS: [&str; 5] = ["Documents", "Dokumente", "Documentos", "Documenten", "Documenti"];
    let (word, number) = text.strip_suffix(')')?.split_once(" (")?;
    if WORDS.contains(&word) { number.parse().ok() } else { None }
}

/// Starts at headlines that are numbered one after the other, for each way of writing the numbers.
pub fn at_numbers(page: &Page) -> Vec<Vec<Start>> {
    let numbered: Vec<(usize, Counter)> = (0..page.len())
        .filter(|line| matches!(page.kind(*line), Kind::Short | Kind::Credit))
        .filter_map(|line| Some((line, marks::counter(page.text(line))?)))
        .filter(|(line, counter)| !counter.rest.is_empty() && opens(page, *line))
        .collect();
    let forms = [
        CounterForm::Point,
        CounterForm::Squares,
        CounterForm::Bracket,
        CounterForm::Hash,
        CounterForm::Dash,
    ];
    forms.map(|form| sequence(page, numbered.iter().filter(|(_, counter)| counter.form == form))).into()
}

/// Whether a line may be a numbered headline: something other than another numbered line follows it.
fn opens(page: &Page, line: usize) -> bool {
    let Some(next) = page.from(line + 1, 4) else { return false };
    page.kind(next) == Kind::Long || marks::counter(page.text(next)).is_none()
}

/// The lines whose numbers follow on each other.
fn sequence<'c>(page: &Page, numbered: impl Iterator<Item = &'c (usize, Counter)>) -> Vec<Start> {
    let mut lines: Vec<usize> = Vec::new();
    let mut last = 0;
    for (line, counter) in numbered {
        if counter.number == last + 1 {
            last = counter.number;
            lines.push(*line);
        }
    }
    let ends = lines.iter().skip(1).copied().chain([page.len()]);
    lines.iter().zip(ends).map(|(line, end)| head_at(page, *line, end)).collect()
}
