//! Exports of archives that are not known, whose articles print labels (`BYLINE:`, `HD  `, `^ЗГ:`): where each
//! begins, told by the label that recurs once an article.

use crate::extract::marks::{self, LabelName};
use crate::extract::segment::labels::{export_label, is_copyright, is_export, is_tail};
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Start, shape};

/// How many lines that are not blank may stand above the label that an article is told by.
const REACH: usize = 14;

/// Labels that an article may be told by, the best first.
const TELLING: [LabelName; 6] = [
    LabelName::Headline,
    LabelName::Length,
    LabelName::Source,
    LabelName::Byline,
    LabelName::Body,
    LabelName::Date,
];

/// Starts above each label that recurs once an article.
pub fn starts(page: &Page) -> Vec<Start> {
    if page.labels < 4 {
        return Vec::new();
    }
    let labels: Vec<(usize, LabelName)> =
        (0..page.len()).filter_map(|line| Some((line, export_label(page, line)?.name))).collect();
    let count = |name: &LabelName| labels.iter().filter(|(_, other)| other == name).count();
    let Some(telling) = TELLING.iter().rev().max_by_key(|name| count(name)).filter(|name| count(name) > 1)
    else {
        return Vec::new();
    };
    let lines: Vec<usize> =
        labels.iter().filter(|(_, name)| name == telling).map(|(line, _)| *line).collect();
    let ruled = ruled(page, &lines);
    // What the first article has above that label, all have there.
    let above: Vec<LabelName> =
        labels.iter().take_while(|(line, _)| line < &lines[0]).map(|(_, name)| *name).collect();
    let opens = page.from(0, page.len()) == lines.first().copied();
    let mut low = 0;
    let mut starts = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        // Where the file begins with the label, so does each article.
        let found = || if opens { *line } else { first_above(page, *line, low, &above) };
        let start = ruled.get(place).copied().unwrap_or_else(found);
        let end = lines.get(place + 1).copied().unwrap_or(page.len());
        let text =
            (*line..end).any(|line| page.kind(line) == Kind::Long || shape::ends_sentence(page.text(line)));
        let sure = if text && is_export(page, start..end) { 0.9 } else { 0.35 };
        starts.push(Start::credited(start, sure));
        low = line + 1;
    }
    starts
}

/// The first line below a long rule for each of the labels, where exactly one rule stands above each.
fn ruled(page: &Page, labels: &[usize]) -> Vec<usize> {
    /// A rule between articles has as many columns as this.
    const LONG: usize = 40;
    let long = |line: &usize| {
        page.kind(*line) == Kind::Rule
            && (*line == 0 || page.kind(line - 1) == Kind::Blank)
            && marks::rule(page.text(*line)).is_some_and(|rule| rule.columns >= LONG)
    };
    let mut starts = Vec::new();
    let mut low = 0;
    for label in labels {
        let mut rules = (low..*label).filter(long);
        match (rules.next().and_then(|rule| page.from(rule + 1, 6)), rules.next()) {
            (Some(start), None) => starts.push(start),
            _ => return Vec::new(),
        }
        low = label + 1;
    }
    starts
}

/// The first line of the head that a label belongs to, not above `low`. `above` are labels that stand above it.
fn first_above(page: &Page, label: usize, low: usize, above: &[LabelName]) -> usize {
    let (mut first, mut seen, mut blank) = (label, 0, 0);
    for line in (low..label).rev() {
        if page.kind(line) == Kind::Blank {
            blank += 1;
            if blank > 4 {
                break;
            }
            continue;
        }
        let closed = match page.kind(line) {
            // A label may be underlined.
            Kind::Rule
                if line > low && export_label(page, line - 1).is_some_and(|label| !is_tail(label.name)) =>
            {
                continue;
            }
            Kind::Long | Kind::Rule | Kind::Counter => true,
            _ if is_copyright(page.text(line)) => {
                let dated = |line: usize| page.credit(line).is_some_and(|credit| credit.date.is_some());
                let below = page.from(line + 1, 3).is_some_and(dated);
                !below && !(line.saturating_sub(4)..line).any(dated)
            }
            _ => match export_label(page, line) {
                Some(label) => {
                    !above.contains(&label.name)
                        && (!above.is_empty() || is_tail(label.name) || label.name == LabelName::Body)
                }
                None => shape::ends_sentence(page.text(line)) || shape::is_listed(page.text(line)),
            },
        };
        seen += 1;
        if closed || seen > REACH {
            break;
        }
        (first, blank) = (line, 0);
    }
    first
}
