//! Starts told by marked boundaries: rules of one kind that recur, form feeds, and headlines that are
//! underlined or set between signs.

use crate::extract::marks;
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Start, head_at, shape};

/// What a boundary is drawn with; lines drawn alike are of one kind.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Drawn {
    mark: char,
    columns: usize,
}

impl Drawn {
    fn like(self, other: Drawn) -> bool {
        self.mark == other.mark && self.columns.abs_diff(other.columns) <= 1 + self.columns / 8
    }
}

/// Starts after each rule of a kind, for each kind that recurs.
pub fn after_rules(page: &Page) -> Vec<Vec<Start>> {
    let mut kinds: Vec<(Drawn, Vec<usize>)> = Vec::new();
    for line in 0..page.len() {
        if page.kind(line) != Kind::Rule || is_underline(page, line) {
            continue;
        }
        let drawn = marks::rule(page.text(line)).map_or(Drawn { mark: '\u{c}', columns: 1 }, |rule| Drawn {
            mark: rule.mark,
            columns: rule.columns,
        });
        match kinds.iter().position(|(kind, _)| kind.like(drawn)) {
            Some(place) => kinds[place].1.push(line),
            None if kinds.len() < 16 => kinds.push((drawn, vec![line])),
            None => {}
        }
    }
    kinds.iter().filter(|(_, lines)| lines.len() > 1).map(|(_, lines)| after(page, lines)).collect()
}

/// A start after each boundary, and one before the first where an article stands there too.
fn after(page: &Page, boundaries: &[usize]) -> Vec<Start> {
    let first = boundaries.first().copied().unwrap_or(0);
    // Before the first boundary stand an article or the file's preamble, and rules of other kinds end that.
    let other = (0..first).rev().find(|line| page.kind(*line) == Kind::Rule && !is_underline(page, *line));
    let opening = std::iter::once((other.map_or(0, |line| line + 1), first));
    let ends = boundaries.iter().skip(1).copied().chain([page.len()]);
    let pieces = boundaries.iter().map(|line| line + 1).zip(ends);
    let read = |(from, end): (usize, usize)| {
        let line =
            (from..end).find(|line| !matches!(page.kind(*line), Kind::Blank | Kind::Rule | Kind::Counter))?;
        Some(head_at(page, line, end))
    };
    let mut starts: Vec<Start> = pieces.filter_map(read).collect();
    if let Some(start) = opening.filter_map(read).next().filter(|start| start.sure >= 0.6) {
        starts.insert(0, start);
    }
    starts
}

/// Whether a rule underlines the headline above it rather than standing between articles.
pub fn is_underline(page: &Page, line: usize) -> bool {
    let Some(above) = line.checked_sub(1) else { return false };
    if !matches!(page.kind(above), Kind::Short | Kind::Credit) || page.kind(line) != Kind::Rule {
        return false;
    }
    let Some(rule) = marks::rule(page.text(line)) else { return false };
    let length = page.text(above).chars().count();
    let fits = rule.columns.abs_diff(length) <= 2 + length / 10;
    let block = page.block_start(above, 3).is_some();
    block && (fits || rule.mark == '~') && !shape::ends_sentence(page.text(above))
}

/// Starts at headlines that are underlined or set between signs (`***** Title *****`).
pub fn at_marked_headlines(page: &Page) -> Vec<Start> {
    let marked = |line: &usize| {
        let rule = |line: usize| page.kind(line) == Kind::Rule;
        let boxed = *line > 0 && page.kind(*line) == Kind::Short && rule(line - 1) && rule(line + 1);
        boxed
            || is_underline(page, line + 1)
            || (page.kind(*line) == Kind::Short && marks::adorned(page.text(*line)).is_some())
    };
    let lines: Vec<usize> = (0..page.len()).filter(marked).collect();
    let ends = lines.iter().skip(1).copied().chain([page.len()]);
    lines
        .iter()
        .zip(ends)
        .map(|(line, end)| {
            let first = page.block_start(*line, 3).unwrap_or(*line);
            let mut start = head_at(page, first, end);
            start.headline = Some(first..line + 1);
            start
        })
        .collect()
}
