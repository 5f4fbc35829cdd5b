//! Starts told by marked boundaries: rules of one kind that recur, form feeds, and headlines that are
//! underlined or set between signs.

use std::ops::Range;

use rustc_hash::FxHashSet;

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
    let mut readings: Vec<Vec<Start>> = Vec::new();
    for (_, lines) in kinds.iter().filter(|(_, lines)| lines.len() > 1) {
        let starts = after(page, lines);
        readings.extend(with_marked(page, &starts));
        readings.push(starts);
        readings.extend(over(page, lines));
    }
    readings
}

/// The starts after rules together with the headlines between them that are underlined, and credited or below
/// a rule of another kind, where most that begin after a rule are so too: a rule was forgotten.
fn with_marked(page: &Page, starts: &[Start]) -> Option<Vec<Start>> {
    let is_marked = |start: &&Start| start.credited && has_underline(page, start);
    let marked: Vec<Told> =
        (0..page.len()).filter_map(|line| underlined(page, line)).map(|(told, _)| told).collect();
    let marked =
        begin(page, &marked).into_iter().filter(|start| start.credited || is_below_rule(page, start));
    let told: FxHashSet<usize> = starts.iter().map(last_of_headline).collect();
    let more: Vec<Start> = marked.filter(|start| !told.contains(&last_of_headline(start))).collect();
    if more.is_empty() || starts.iter().filter(is_marked).count() * 2 <= starts.len() {
        return None;
    }
    let mut all: Vec<Start> = starts.iter().cloned().chain(more).collect();
    all.sort_by_key(|start| start.line);
    Some(all)
}

/// Starts at the lines that stand alone over the rules, where nearly all of these have one.
fn over(page: &Page, rules: &[usize]) -> Option<Vec<Start>> {
    let alone = |rule: &usize| {
        let line = rule.checked_sub(1)?;
        let short = matches!(page.kind(line), Kind::Short | Kind::Credit | Kind::Label);
        (short && page.block_start(line, 1) == Some(line)).then_some(line)
    };
    let lines: Vec<usize> = rules.iter().filter_map(alone).collect();
    if lines.len() < 2 || lines.len() * 10 < rules.len() * 8 {
        return None;
    }
    let ends = lines.iter().skip(1).copied().chain([page.len()]);
    let start =
        |(line, end): (&usize, usize)| Start { headline: Some(*line..line + 1), ..head_at(page, *line, end) };
    Some(lines.iter().zip(ends).map(start).collect())
}

/// A start after each boundary, and one before the first where an article stands there too.
fn after(page: &Page, boundaries: &[usize]) -> Vec<Start> {
    let first = boundaries.first().copied().unwrap_or(0);
    // Before the first boundary stand an article or the file's preamble, and rules of other kinds end that.
    let other = (0..first).rev().find(|line| page.kind(*line) == Kind::Rule && !is_underline(page, *line));
    let ends = boundaries.iter().skip(1).copied().chain([page.len()]);
    let pieces = boundaries.iter().map(|line| line + 1).zip(ends);
    let read = |(from, end): (usize, usize)| {
        let line =
            (from..end).find(|line| !matches!(page.kind(*line), Kind::Blank | Kind::Rule | Kind::Counter))?;
        Some(head_at(page, line, end))
    };
    let mut starts: Vec<Start> = pieces.filter_map(read).collect();
    let top = first_underlined(page, &starts, first)
        .or_else(|| read((other.map_or(0, |line| line + 1), first)).filter(|start| start.sure >= 0.6));
    starts.splice(0..0, top);
    starts
}

/// The last line of the headline.
fn last_of_headline(start: &Start) -> usize {
    start.headline.as_ref().map_or(start.line, |lines| lines.end.saturating_sub(1))
}

/// Whether the headline is underlined.
fn has_underline(page: &Page, start: &Start) -> bool {
    is_underline(page, last_of_headline(start) + 1)
}

/// The first article above the first boundary, where most of those below one have their headlines underlined and
/// one is there too: what stands above it is the file's title.
fn first_underlined(page: &Page, starts: &[Start], first: usize) -> Option<Start> {
    let marked = starts.iter().filter(|start| has_underline(page, start)).count();
    if marked * 2 <= starts.len() {
        return None;
    }
    let (line, lines) = (0..first).find_map(|line| underlined(page, line)).map(|(told, _)| told)?;
    Some(Start { headline: lines, ..head_at(page, line, first) })
}

/// Whether a rule underlines the headline above it rather than standing between articles.
pub fn is_underline(page: &Page, line: usize) -> bool {
    let Some(above) = line.checked_sub(1) else { return false };
    if !matches!(page.kind(above), Kind::Short | Kind::Credit | Kind::Label) || page.kind(line) != Kind::Rule
    {
        return false;
    }
    let Some(rule) = marks::rule(page.text(line)) else { return false };
    let length = page.text(above).chars().count();
    let fits = rule.columns.abs_diff(length) <= 2 + length / 10;
    let block = page.block_start(above, 3).is_some();
    let asks = fits && page.text(above).ends_with(['?', '!']);
    block && (fits || rule.mark == '~') && (asks || !shape::ends_sentence(page.text(above)))
}

/// Starts at headlines that are underlined, boxed or set between signs (`***** Title *****`): all of them, and
/// those that are set with each sign alone, since sections and subheads have signs of their own.
pub fn at_marked_headlines(page: &Page) -> Vec<Vec<Start>> {
    let marked: Vec<(Told, char)> =
        (0..page.len()).filter_map(|line| underlined(page, line).or_else(|| adorned(page, line))).collect();
    let mut signs: Vec<char> = marked.iter().map(|(_, sign)| *sign).collect();
    signs.sort_unstable();
    signs.dedup();
    let all = marked.iter().map(|(told, _)| told.clone()).collect();
    let mut readings: Vec<Vec<Told>> = vec![all];
    if signs.len() > 1 && signs.len() < 8 {
        readings.extend(signs.iter().map(|sign| {
            marked.iter().filter(|(_, other)| other == sign).map(|(told, _)| told.clone()).collect()
        }));
    }
    readings.extend(boxed(page));
    let mut readings: Vec<Vec<Start>> = readings.into_iter().map(|told| begin(page, &told)).collect();
    readings.extend(without_subheads(page, readings.first().map_or(&[], Vec::as_slice)));
    readings
}

/// Whether a rule that underlines nothing stands above.
fn is_below_rule(page: &Page, start: &Start) -> bool {
    let above = page.above(start.line, 4);
    above.is_some_and(|line| page.kind(line) == Kind::Rule && !is_underline(page, line))
}

/// The marked headlines that credit somebody or stand below a rule: the others stand over parts of an article.
fn without_subheads(page: &Page, marked: &[Start]) -> Option<Vec<Start>> {
    let opens = |start: &Start| start.credited || is_below_rule(page, start);
    let parts = marked.iter().enumerate().filter(|(place, start)| *place == 0 || opens(start));
    let own: Vec<Start> = parts.map(|(_, start)| start.clone()).collect();
    (own.len() < marked.len() && own.len() * 2 > marked.len()).then_some(own)
}

/// The first line of an article that a marked headline begins, and the headline where it is known.
type Told = (usize, Option<Range<usize>>);

fn begin(page: &Page, told: &[Told]) -> Vec<Start> {
    let ends = told.iter().skip(1).map(|(line, _)| *line).chain([page.len()]);
    told.iter()
        .zip(ends)
        .map(|((line, headline), end)| {
            let start = head_at(page, *line, end);
            Start { headline: headline.clone().or(start.headline.clone()), ..start }
        })
        .collect()
}

/// The headline whose last line is underlined, and the sign it is underlined with.
fn underlined(page: &Page, line: usize) -> Option<(Told, char)> {
    if !is_underline(page, line + 1) {
        return None;
    }
    let first = page.block_start(line, 3).unwrap_or(line);
    Some(((first, Some(first..line + 1)), marks::rule(page.text(line + 1))?.mark))
}

/// The headline that is set between signs, and the first of them.
fn adorned(page: &Page, line: usize) -> Option<(Told, char)> {
    if page.kind(line) != Kind::Short {
        return None;
    }
    marks::adorned(page.text(line))?;
    let first = page.block_start(line, 3).unwrap_or(line);
    Some(((first, Some(first..line + 1)), page.text(line).chars().next()?))
}

/// A box holds as many lines at most: a headline over two lines, a deck, a writer and a date.
const TALLEST: usize = 6;

/// Heads that stand between two rules of one kind, without a blank line.
fn boxed(page: &Page) -> Option<Vec<Told>> {
    let mut told = Vec::new();
    let mut line = 0;
    while line < page.len() {
        let end = (line + 1..line + TALLEST + 2).find(|line| !is_text(page, *line)).unwrap_or(line);
        if page.kind(line) == Kind::Rule && end > line + 1 && page.kind(end) == Kind::Rule {
            let mark = |line: usize| marks::rule(page.text(line)).map(|rule| rule.mark);
            if mark(line) == mark(end) && page.kind(line + 1) != Kind::Long {
                told.push((line + 1, None));
                line = end;
            }
        }
        line += 1;
    }
    (told.len() > 1).then_some(told)
}

fn is_text(page: &Page, line: usize) -> bool {
    !matches!(page.kind(line), Kind::Blank | Kind::Rule | Kind::Counter)
}
