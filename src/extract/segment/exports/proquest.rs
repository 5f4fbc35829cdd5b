//! ProQuest: articles between rules of underscores, the headline first, labels around the text (`Full text:`,
//! `ProQuest document ID:`), the source and date cited in one line. A file comes in, its articles go out.

use std::ops::Range;

use super::Style;
use crate::extract::clipping::Labelled;
use crate::extract::marks;
use crate::extract::segment::head::Head;
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Marked, labels};
use crate::model::Role;

/// ProQuest.
pub const STYLE: Style = Style {
    name: "proquest",
    tells: "rules of underscores and labels of ProQuest (`ProQuest document ID:`) stand around each article",
    articles,
    read,
};

/// How lines begin that only ProQuest prints, lower-cased.
const OWN: [&str; 4] =
    ["proquest document id", "document url: http", "publication info:", "proquest-dokument-id"];

/// A rule between articles has as many columns as this.
const LONG: usize = 40;

fn articles(page: &Page) -> Vec<Range<usize>> {
    let is_rule = |line: &usize| {
        page.kind(*line) == Kind::Rule
            && marks::rule(page.text(*line)).is_some_and(|rule| rule.mark == '_' && rule.columns >= LONG)
    };
    let rules: Vec<usize> = (0..page.len()).filter(is_rule).collect();
    let starts: Vec<usize> = match rules.as_slice() {
        [] => (0..page.len()).filter(|line| page.kind(*line) == Kind::Counter).map(|line| line + 1).collect(),
        rules => [0].into_iter().chain(rules.iter().map(|rule| rule + 1)).collect(),
    };
    let ends = starts.iter().skip(1).copied().chain([page.len()]);
    let held = |lines: &Range<usize>| lines.clone().any(|line| is_own(page, line));
    starts.iter().zip(ends).map(|(start, end)| *start..end).filter(held).collect()
}

/// Whether only ProQuest prints such a line.
fn is_own(page: &Page, line: usize) -> bool {
    if !matches!(page.kind(line), Kind::Label | Kind::Short | Kind::Credit | Kind::Long) {
        return false;
    }
    let start: String = page.text(line).chars().take(24).flat_map(char::to_lowercase).collect();
    OWN.iter().any(|own| start.starts_with(own))
        && (!start.starts_with("document url") || page.text(line).contains("proquest"))
}

fn read(page: &Page, lines: Range<usize>, head: &mut Head) {
    let mut below = lines.start;
    while below < lines.end && labels::export_label(page, below).is_none() && !is_own(page, below) {
        match page.kind(below) {
            Kind::Counter | Kind::Rule => head.mark(below, Role::Separator, "rule or counter"),
            Kind::Blank if head.marked.iter().any(|mark| mark.role == Role::Headline) => break,
            Kind::Blank => {}
            _ => head.marked.push(Marked::new(below, Role::Headline, "headline above the labels")),
        }
        below += 1;
    }
    labels::under(page, below..lines.end, false, head);
    let cited = (below..lines.end)
        .filter(|line| page.text(*line).len() < 300)
        .take(12)
        .find_map(|line| citation(page, page.text(line)));
    if let Some(cited) = cited {
        head.labelled.source = head.labelled.source.take().or(cited.source);
        head.labelled.published = head.labelled.published.or(cited.published);
    }
}

/// What a citation says: `Outlet ; Boston, Mass. [Boston, Mass]03 May 2011: B.4.`
fn citation(page: &Page, text: &str) -> Option<Labelled> {
    let text = text.strip_prefix("Publication info:").unwrap_or(text).trim();
    let (outlet, rest) = text.split_once(" ; ").or_else(|| text.split_once("; "))?;
    let (_, rest) = rest.split_once('[')?;
    let (_, rest) = rest.split_once(']')?;
    let date = marks::dates(rest, page.dating).next()?;
    Some(Labelled { source: marks::outlet(outlet), published: Some(date.published), ..Labelled::default() })
}
