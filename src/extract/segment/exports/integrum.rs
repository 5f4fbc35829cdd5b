//! Integrum, an archive of the Russian press: labels with carets (`^ЗГ:`) above each text. A file comes in; each
//! run of such labels begins an article.

use std::ops::Range;

use super::Style;
use crate::extract::segment::head::Head;
use crate::extract::segment::labels;
use crate::extract::segment::page::{Kind, Page};

/// Integrum.
pub const STYLE: Style = Style {
    name: "integrum",
    tells: "labels with carets, as Integrum prints them (`^ЗГ:`), stand above each article",
    articles,
    read: |page, lines, head: &mut Head| labels::under(page, lines, false, head),
};

/// The labels of the headline and of the source: one of them is in every run.
const TELLING: [&str; 2] = ["^ЗГ:", "^ИС:"];

fn articles(page: &Page) -> Vec<Range<usize>> {
    let caret = |line: usize| page.text(line).starts_with('^') && labels::export_label(page, line).is_some();
    let mut starts = Vec::new();
    let (mut run, mut told) = (None, false);
    for line in (0..page.len()).filter(|line| page.kind(*line) != Kind::Blank) {
        if !caret(line) {
            (run, told) = (None, false);
            continue;
        }
        let first = *run.get_or_insert(line);
        if !told && TELLING.iter().any(|label| page.text(line).starts_with(label)) {
            told = true;
            starts.push(first);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([page.len()]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}
