//! The lines of a file × a style that someone wrote → its articles. Patterns alone decide where an article
//! begins, what credits it and where it ends; nothing is guessed, and every line goes somewhere.

use std::ops::Range;

use super::Style;
use super::pattern::{Part, Pattern, Told};
use crate::extract::clipping::Labelled;
use crate::extract::fields::tidy;
use crate::extract::marks::{self, Credit, Form};
use crate::extract::segment::page::{self, Kind, Page};
use crate::extract::segment::{Cut, Marked, Piece, layouts};
use crate::model::Role;

/// Why a line is what it is: some pattern of the style says so. Which one, [`Style::told_by`] tells.
pub const TOLD: &str = "told by its pattern";

/// So many blank lines may stand between the lines that a start is made of.
const GAP: usize = 3;

/// A head has no more lines than this that are not blank.
const LONGEST_HEAD: usize = 14;

/// A headline that no pattern tells has no more lines than this.
const LONGEST_HEADLINE: usize = 4;

/// A place where an article begins: what each line of its start says.
struct Opening {
    lines: Vec<(usize, Told)>,
    /// The first line below it.
    below: usize,
}

/// Cuts a file; nothing where no line of it is what the style says.
pub fn cut(style: &Style, page: &Page) -> Option<Cut> {
    let openings = openings(style, page);
    let mut cut = Cut {
        style: style.name.clone().into(),
        announced: layouts::counted::announced(page),
        ..Cut::default()
    };
    let mut reader = Reader { style, page, cut: &mut cut, credits: Vec::new() };
    let ended = if style.start.is_empty() { reader.between_ends() } else { reader.at_starts(openings) };
    let credits = std::mem::take(&mut reader.credits);
    if !ended || cut.pieces.is_empty() {
        return None;
    }
    share_out(page, credits, &mut cut.pieces);
    Some(cut)
}

/// All places where an article begins; none within another.
fn openings(style: &Style, page: &Page) -> Vec<Opening> {
    let mut found: Vec<Opening> = Vec::new();
    let mut line = 0;
    while line < page.len() {
        let opening = style.start.iter().find_map(|patterns| opening(patterns, page, line));
        line = opening.as_ref().map_or(line + 1, |opening| opening.below);
        found.extend(opening);
    }
    found
}

/// The start that some patterns tell on a line and those below it.
fn opening(patterns: &[Pattern], page: &Page, first: usize) -> Option<Opening> {
    let mut lines = Vec::with_capacity(patterns.len());
    let mut below = first;
    for pattern in patterns {
        let reach = if lines.is_empty() { 1 } else { GAP + 1 };
        let line = page.from(below, reach)?;
        lines.push((line, pattern.read(page.text(line), page.dating)?));
        below = line + 1;
    }
    Some(Opening { lines, below })
}

/// A file on its way to its articles.
struct Reader<'a, 't> {
    style: &'a Style,
    page: &'a Page<'t>,
    cut: &'a mut Cut,
    /// What the lines credit, each with its line.
    credits: Vec<(usize, Credit)>,
}

impl Reader<'_, '_> {
    /// Cuts at starts. Whether there is one.
    fn at_starts(&mut self, openings: Vec<Opening>) -> bool {
        let firsts: Vec<usize> =
            openings.iter().filter_map(|opening| opening.lines.first()).map(|(line, _)| *line).collect();
        self.outside(
            0..firsts.first().copied().unwrap_or(self.page.len()),
            Role::Preamble,
            "before the first article",
        );
        for (place, opening) in openings.into_iter().enumerate() {
            let end = firsts.get(place + 1).copied().unwrap_or(self.page.len());
            self.article(Some(opening), firsts[place]..end);
        }
        !firsts.is_empty()
    }

    /// Cuts behind ends. Whether there is one.
    fn between_ends(&mut self) -> bool {
        let mut first = 0;
        let mut ended = false;
        while first < self.page.len() {
            let end = (first..self.page.len()).find(|line| self.ends(*line).is_some());
            ended |= end.is_some();
            let below = end.map_or(self.page.len(), |end| end + 1);
            self.article(None, first..below);
            first = below;
        }
        ended
    }

    /// What a line says that ends an article.
    fn ends(&self, line: usize) -> Option<Told> {
        told(&self.style.end, self.page, line)
    }

    /// Reads the article on these lines, and what stands behind its end.
    fn article(&mut self, opening: Option<Opening>, lines: Range<usize>) {
        let mut marked = Vec::new();
        let below = opening.as_ref().map_or(lines.start, |opening| opening.below);
        for (line, told) in opening.map(|opening| opening.lines).unwrap_or_default() {
            self.mark(line, &told, &mut marked);
        }
        let text = self.head(below..lines.end, &mut marked);
        let end = (text..lines.end).find_map(|line| Some((line, self.ends(line)?)));
        if let Some((line, told)) = &end {
            self.mark(*line, told, &mut marked);
        }
        let past = end.as_ref().map_or(lines.end, |(line, _)| line + 1);
        self.piece(lines.start..past, marked, end.is_some());
        self.outside(past..lines.end, Role::Furniture, "after the article's end");
    }

    /// Marks the lines of a head below its start; gives the line where the text begins.
    fn head(&mut self, lines: Range<usize>, marked: &mut Vec<Marked>) -> usize {
        let mut wanted = !self.style.names_headline() && !marked.iter().any(is_headline);
        let mut text = lines.start;
        while let Some(line) = self.page.from(text, lines.end - text) {
            // The text may begin behind the credit, on its line.
            if marked.len() >= LONGEST_HEAD || marked.last().is_some_and(|mark| mark.text_from.is_some()) {
                break;
            }
            if let Some(told) = told(&self.style.credit, self.page, line) {
                self.mark(line, &told, marked);
                text = line + 1;
            } else if wanted && self.page.kind(line) != Kind::Long && self.ends(line).is_none() {
                let headline = self.headline(line..lines.end);
                text = headline.end;
                marked.extend(
                    headline.map(|line| Marked::new(line, Role::Headline, "first line of the article")),
                );
                wanted = false;
            } else {
                break;
            }
        }
        text
    }

    /// The lines of a headline that no pattern tells: one, or all of a few above a line of credit.
    fn headline(&self, lines: Range<usize>) -> Range<usize> {
        let mut end = lines.start;
        while end < lines.end && end - lines.start <= LONGEST_HEADLINE && self.page.kind(end) != Kind::Blank {
            if end > lines.start && told(&self.style.credit, self.page, end).is_some() {
                return lines.start..end;
            }
            end += 1;
        }
        lines.start..lines.start + 1
    }

    /// Notes what a line says, and what it is for.
    fn mark(&mut self, line: usize, told: &Told, marked: &mut Vec<Marked>) {
        let role = match told.part(Part::Headline) {
            Some(_) => Role::Headline,
            None if told.says_anything() => Role::Credit,
            None => Role::Separator,
        };
        let text = self.page.text(line);
        let credit = credit(text, told);
        if credit != Credit::new(Form::Source, 1.0) {
            self.credits.push((line, credit));
        }
        marked.push(Marked {
            part: told.part(Part::Headline),
            text_from: told.part(Part::Text).map(|text| text.start),
            ..Marked::new(line, role, TOLD)
        });
    }

    /// Takes the article on these lines, without what belongs to none at its ends.
    fn piece(&mut self, lines: Range<usize>, marked: Vec<Marked>, ended: bool) {
        let mark_of = |line: usize| marked.iter().find(|mark| mark.line == line);
        let is_own = |line: &usize| match mark_of(*line) {
            Some(mark) => mark.role != Role::Separator,
            None => !matches!(self.page.kind(*line), Kind::Blank | Kind::Rule),
        };
        let (first, past) = match (lines.clone().find(is_own), lines.clone().rev().find(is_own)) {
            (Some(first), Some(last)) => (first, last + 1),
            _ => (lines.end, lines.end),
        };
        let between = (lines.start..first).chain(past..lines.end);
        let between = between.filter(|line| self.page.kind(*line) != Kind::Blank);
        let separator = |line| Marked::new(line, Role::Separator, "between articles");
        self.cut
            .outside
            .extend(between.map(|line| mark_of(line).cloned().unwrap_or_else(|| separator(line))));
        if first == past {
            return;
        }
        let credited = self.style.credit.is_empty() || marked.iter().any(|mark| mark.role == Role::Credit);
        let confidence = match (marked.iter().any(is_headline), credited) {
            // What stands behind the last end may be no article at all.
            _ if self.style.start.is_empty() && !ended => 0.4,
            (true, true) => 0.95,
            (true, false) => 0.7,
            (false, _) => 0.5,
        };
        self.cut.pieces.push(Piece {
            lines: first..past,
            marked: marked.into_iter().filter(|mark| (first..past).contains(&mark.line)).collect(),
            credits: Vec::new(),
            labelled: Labelled::default(),
            refused: None,
            confidence,
        });
    }

    fn outside(&mut self, lines: Range<usize>, role: Role, why: &'static str) {
        let filled = lines.filter(|line| self.page.kind(*line) != Kind::Blank);
        self.cut.outside.extend(filled.map(|line| {
            let drawn = self.page.kind(line) == Kind::Rule;
            Marked::new(line, if drawn { Role::Separator } else { role }, why)
        }));
    }
}

fn is_headline(mark: &Marked) -> bool {
    mark.role == Role::Headline
}

/// What a line says by the first of some patterns that matches it.
fn told(patterns: &[Pattern], page: &Page, line: usize) -> Option<Told> {
    patterns.iter().find_map(|pattern| pattern.read(page.text(line), page.dating))
}

/// What a line credits.
fn credit(text: &str, told: &Told) -> Credit {
    let part = |part| told.part(part).and_then(|range| text.get(range)).map(tidy);
    Credit {
        outlet: part(Part::Source),
        persons: part(Part::Byline).map(|names| marks::persons(&names)).unwrap_or_default(),
        url: part(Part::Url),
        date: told.date.clone(),
        refused: told.refused.clone(),
        ..Credit::new(Form::Source, 1.0)
    }
}

/// Gives each article its credits, once the file's own dates have settled the order of day and month.
fn share_out(page: &Page, mut credits: Vec<(usize, Credit)>, pieces: &mut [Piece]) {
    page::settle_order(page.sheet, &mut credits);
    let mut pieces = pieces.iter_mut().peekable();
    for (line, credit) in credits {
        while pieces.next_if(|piece| piece.lines.end <= line).is_some() {}
        let Some(piece) = pieces.peek_mut().filter(|piece| piece.lines.contains(&line)) else { continue };
        if let Some(refused) = credit.refused.clone() {
            piece.refused = page.text(line).get(refused).map(str::to_owned);
        }
        piece.credits.push(credit);
    }
}
