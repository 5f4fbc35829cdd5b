//! One text being read, a file or what a format found in one: it is decoded and cut window by window, its articles
//! made one by one as they are asked for. Problems stand before the article that they are about.

use std::collections::VecDeque;

use super::claims::Claims;
use super::clipping::{Clipping, Labelled, Shared, Told};
use super::formats::{Budget, LARGEST, Text};
use super::lines::Sheet;
use super::marks::{self, Credit, Dateline, Dating};
use super::segment::page::{Page, trim};
use super::segment::{self, Cut, Piece};
use super::windows::Windows;
use super::{How, StyleTold, fields, issue, reasons, styles};
use crate::model::{Article, Code, Explained, Lines, Problem, Published, Role};

/// Articles whose cut is less sure than this are a doubt.
const UNSURE: f32 = 0.5;

/// So many bytes of a text are cut at once, or as many as its longest article has: a digest that is larger than most
/// shows its layout in any part of it.
const WINDOW: usize = 8 << 20;

/// What ends within this part of a window's end is cut once more, together with what follows.
const MARGIN: usize = 64;

/// What is known of a text before it is read.
pub struct About<'a> {
    /// The file that it stands in.
    pub path: &'a str,
    /// The name of the format that its articles carry.
    pub format: &'static str,
    /// The date in the file's name.
    pub named: Option<Published>,
    /// What holds for the file.
    pub how: &'a How,
    /// What its reading may cost.
    pub budget: Budget,
}

/// A text that is being read.
pub struct Reading<'a> {
    about: About<'a>,
    windows: Windows<'a>,
    /// How long a window is, in bytes.
    length: usize,
    /// The line of the file that the window begins on; none where its lines are not those of the file.
    line: Option<u32>,
    /// What the only article of the text has, where it does not print it.
    around: Told,
    /// What all articles of the text have, where they do not print it.
    of_whole: Told,
    sheet: Sheet,
    cut: Cut,
    /// How many pieces of the cut are settled. The others are cut once more, in the next window.
    settled: usize,
    /// How many of them were given.
    given: usize,
    /// How many articles earlier windows gave.
    before: usize,
    /// The line of the file that the text begins on.
    top: u32,
    /// Whether the file was said to have a style that finds nothing in it.
    told_in_vain: bool,
    /// Whether it was said that the text has dates that can be read in two ways.
    told_ambiguous: bool,
    claims: Claims,
    /// Whether a window was settled, which tells of all what they share.
    begun: bool,
    shared: Shared,
    dating: Dating,
    problems: VecDeque<Problem>,
}

impl<'a> Reading<'a> {
    /// Reads a text.
    pub fn new(text: Text<'a>, about: About<'a>) -> Reading<'a> {
        // What has a subject is one article unless the whole of it shows that it holds several.
        let length = if text.around.headline.is_empty() { WINDOW } else { LARGEST };
        Reading::by(length, text, about)
    }

    /// Reads a text all at once, which its explanation needs.
    pub fn whole(text: Text<'a>, about: About<'a>) -> Reading<'a> {
        Reading::by(LARGEST, text, about)
    }

    /// Reads a text in windows of about so many bytes.
    fn by(length: usize, text: Text<'a>, about: About<'a>) -> Reading<'a> {
        let Text { input, charset, line, around, of_whole } = text;
        let charset = charset.or_else(|| about.how.charset.clone());
        let mut reading = Reading {
            windows: Windows::of(input, charset, about.budget.clone()),
            length,
            line,
            around,
            of_whole,
            sheet: Sheet::default(),
            cut: Cut::default(),
            settled: 0,
            given: 0,
            before: 0,
            top: line.unwrap_or(1),
            told_in_vain: false,
            told_ambiguous: false,
            claims: Claims::default(),
            begun: false,
            shared: Shared::default(),
            dating: Dating { today: about.how.today, order: about.how.date_order },
            problems: VecDeque::new(),
            about,
        };
        reading.turn();
        reading
    }

    /// Cuts the next window: what is not settled yet, and what follows it in the text.
    fn turn(&mut self) {
        let settled = self.settled.checked_sub(1).and_then(|last| self.cut.pieces.get(last));
        let from = settled.map_or(0, |piece| piece.lines.end);
        self.line = self.line.map(|line| line.saturating_add(u32::try_from(from).unwrap_or(u32::MAX)));
        self.before += std::mem::take(&mut self.given);
        let mut text = self.sheet.rest(from).to_owned();
        self.sheet = Sheet::default();
        loop {
            // An article that is longer than a window is cut in one four times as long.
            match self.windows.next(self.length.max(3 * text.len())) {
                Some(window) if text.is_empty() => text = window,
                Some(window) => text.push_str(&window),
                None => text.clear(),
            }
            let sheet = Sheet::new(text);
            if self.settle(&sheet) {
                self.sheet = sheet;
                return;
            }
            text = sheet.into_text();
        }
    }

    /// Cuts a window, and says whether an article of it is settled or nothing follows it.
    fn settle(&mut self, sheet: &Sheet) -> bool {
        let dating = self.dating;
        let page = Page::new(sheet, &dating);
        let how = self.about.how;
        let told = how.style.as_ref().and_then(|style| told(style, &page));
        let in_vain = how.style.is_some() && told.is_none();
        let cut = told.unwrap_or_else(|| match segment::cut(&page) {
            // What has a subject is one article unless it shows that it holds several.
            cut if !self.around.headline.is_empty() && !holds_several(&cut) => segment::cut_whole(&page),
            cut => cut,
        });
        let is_last = self.windows.are_over();
        self.settled = if is_last { cut.pieces.len() } else { settled(&cut, sheet, self.length / MARGIN) };
        if self.settled == 0 && !is_last {
            return false;
        }
        self.claims.see(&page, &cut, self.settled);
        self.told_in_vain |= in_vain && !self.begun;
        self.doubt_whole(&page, &cut, is_last);
        if !self.begun {
            self.shared = self.shared(&page, &cut);
            self.begun = true;
        }
        self.cut = cut;
        true
    }

    /// What is doubtful about the text, as far as this window shows it; what it claims, once it is read to its end.
    fn doubt_whole(&mut self, page: &Page, cut: &Cut, is_last: bool) {
        let mut doubts = Vec::new();
        if let Some((count, charset)) = self.windows.undecodable().filter(|_| is_last) {
            let message = format!("{count} bytes are no text in {charset}; they are read as U+FFFD");
            doubts.push((self.top, Code::Undecodable, message));
        }
        if let Some(style) = self.about.how.style.as_ref().filter(|_| self.told_in_vain && !self.begun) {
            let message = format!(
                "the style `{}` is for this file and finds no article in it; it is cut as if there were none",
                style.name()
            );
            doubts.push((self.top, Code::StyleFindsNothing, message));
        }
        if is_last {
            doubts
                .extend(self.claims.broken().into_iter().map(|claim| (self.top, Code::CountDiffers, claim)));
        }
        if let Some(line) = ambiguous(page, cut).filter(|_| !self.told_ambiguous) {
            let message =
                "day and month of the dates in figures could be either way round; month first is taken";
            doubts.push((self.place(line), Code::AmbiguousDate, message.to_owned()));
            self.told_ambiguous = true;
        }
        let doubts = doubts
            .into_iter()
            .map(|(line, code, message)| Problem::doubt(self.about.path, line, code, message));
        self.problems.extend(doubts);
    }

    /// What the first window tells of all articles of the text.
    fn shared(&mut self, page: &Page, cut: &Cut) -> Shared {
        let preamble = cut.outside.iter().filter(|mark| mark.role == Role::Preamble).map(|mark| mark.line);
        let is_alone = cut.pieces.len() == 1 && self.windows.are_over();
        let of_several = if is_alone { Told::default() } else { std::mem::take(&mut self.around) };
        let of_whole = std::mem::take(&mut self.of_whole);
        // What the text itself says of its day is truer than when it was sent or saved.
        let issued = issue::date_in_preamble(preamble.map(|line| page.text(line)), &self.dating);
        let how = self.about.how;
        Shared {
            source: of_several.source.or(of_whole.source).or_else(|| how.source.clone()),
            published: match of_several.published.or(of_whole.published) {
                Some(sent) => issued.or(Some(sent)),
                None => self.about.named.or(issued),
            },
            lang: fields::language::of_file(page.sheet).or(how.lang),
        }
    }

    /// How the file was cut and why, and what every line of it is for.
    pub fn explain(&self) -> Explained {
        let page = Page::new(&self.sheet, &self.dating);
        let style = self.about.how.style.as_ref();
        reasons::explained(&page, &self.cut, style, self.told_in_vain)
    }

    /// Whether the file was said to have a style that finds nothing in it.
    pub fn told_in_vain(&self) -> bool {
        self.told_in_vain
    }

    /// A piece with the text of its lines.
    fn clipping<'t>(&'t self, piece: &'t Piece) -> Clipping<'t> {
        let mut clipping = Clipping {
            lines: self.line.map(|_| Lines {
                start: self.place(piece.lines.start),
                end: self.place(piece.lines.end - 1),
            }),
            credits: piece.credits.clone(),
            labelled: piece.labelled.clone(),
            style: &self.cut.style,
            confidence: piece.confidence,
            ..Clipping::default()
        };
        let mut marks = piece.marked.iter().peekable();
        for line in piece.lines.clone() {
            let text = self.sheet.line(line);
            let Some(mark) = marks.next_if(|mark| mark.line == line) else {
                clipping.body.push(text);
                continue;
            };
            let whole = trim(text);
            let (told, shared) = match mark.text_from.and_then(|from| whole.split_at_checked(from)) {
                Some((told, shared)) => (told, Some(shared)),
                None => (whole, None),
            };
            match mark.role {
                Role::Headline => {
                    let (headline, rest) = segment::head::headline_part(told, mark.part.clone());
                    clipping.headline.push(headline);
                    clipping.printed.extend(rest);
                }
                Role::Deck | Role::Credit => clipping.printed.push(told),
                Role::Body => {
                    clipping.body.push(mark.part.clone().and_then(|part| whole.get(part)).unwrap_or(text));
                }
                _ => {}
            }
            clipping.body.extend(shared);
        }
        clipping.filed = self.filed(&clipping);
        self.fill(&mut clipping);
        clipping
    }

    /// Gives the only article of a text what is known of it from around the text. A headline that the text does
    /// not credit is no more than its first line.
    fn fill<'t>(&'t self, clipping: &mut Clipping<'t>) {
        let around = &self.around;
        clipping.lines = around.lines.or(clipping.lines);
        let credited = clipping.credits.iter().any(|credit| credit.date.is_some() || credit.outlet.is_some());
        if !around.headline.is_empty() && (!credited || clipping.headline.is_empty()) {
            let first = std::mem::replace(&mut clipping.headline, vec![&around.headline]);
            if !same_letters(&first.concat(), &around.headline) {
                clipping.body.splice(0..0, first);
            }
        }
        let labelled = &mut clipping.labelled;
        let credits = &clipping.credits;
        if labelled.source.is_none() && !credits.iter().any(|credit| credit.outlet.is_some()) {
            labelled.source.clone_from(&around.source);
        }
        if labelled.published.is_none() && !credits.iter().any(|credit| credit.date.is_some()) {
            labelled.published = around.published;
        }
        if labelled.persons.is_none() && credits.iter().all(|credit| credit.persons.is_empty()) {
            labelled.persons = Some(around.persons.clone()).filter(|persons| !persons.is_empty());
        }
        if labelled.url.is_none() && !credits.iter().any(|credit| credit.url.is_some()) {
            labelled.url.clone_from(&around.url);
        }
        if labelled.language.is_none() {
            labelled.language.clone_from(&around.language);
        }
    }

    /// A line of the text as people count it in its file.
    fn place(&self, line: usize) -> u32 {
        number(line).saturating_add(self.line.map_or(0, |first| first - 1))
    }

    /// The dateline that a clipping's text begins with.
    fn filed(&self, clipping: &Clipping) -> Option<Dateline> {
        let line = clipping.body.iter().map(|line| trim(line)).find(|line| !line.is_empty())?;
        marks::dateline(line, &self.dating)
    }

    /// What is doubtful about an article.
    fn doubts(&mut self, place: usize) {
        let Some(piece) = self.cut.pieces.get(place) else { return };
        let line = self.place(piece.lines.start);
        if piece.confidence < UNSURE {
            let message = "where this article begins is a guess; `newsdex segment --explain` shows why";
            self.problems.push_back(Problem::doubt(self.about.path, line, Code::UnsureCut, message));
        }
        if let Some(refused) = &piece.refused {
            let message = format!("“{refused}” cannot be a date of publication and was not taken");
            self.problems.push_back(Problem::doubt(self.about.path, line, Code::ImpossibleDate, message));
        }
    }
}

impl Iterator for Reading<'_> {
    type Item = Result<Article, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(problem) = self.problems.pop_front() {
                return Some(Err(problem));
            }
            if let Some(piece) = self.cut.pieces.iter().take(self.settled).nth(self.given) {
                let ordinal = number(self.before + self.given);
                let article =
                    fields::article(&self.clipping(piece), ordinal, self.about.format, &self.shared);
                self.doubts(self.given);
                self.given += 1;
                return Some(Ok(article));
            }
            if self.windows.are_over() {
                let loss = self.windows.loss()?;
                return Some(Err(Problem::lost(self.about.path, loss.code, loss.message)));
            }
            self.turn();
        }
    }
}

/// How many pieces of a window that others follow are settled: what ends near its end, or is the last, could have looked
/// otherwise with what follows.
fn settled(cut: &Cut, sheet: &Sheet, margin: usize) -> usize {
    let others = cut.pieces.len().saturating_sub(1);
    cut.pieces.iter().take(others).take_while(|piece| sheet.rest(piece.lines.end).len() >= margin).count()
}

/// A file cut as it is said to be; nothing where that finds no article in it.
fn told(style: &StyleTold, page: &Page) -> Option<Cut> {
    match style {
        StyleTold::Written(style) => styles::cut(style, page),
        StyleTold::BuiltIn(layout) => segment::cut_told(page, layout),
    }
}

/// Whether the pieces of a cut are articles of their own: most have a headline, and a credit or marks that are sure.
fn holds_several(cut: &Cut) -> bool {
    /// Pieces without credit are as sure as this on the average.
    const SURE: f32 = 0.6;
    let pieces = &cut.pieces;
    let most = |holds: &dyn Fn(&Piece) -> bool| {
        pieces.iter().filter(|piece| holds(piece)).count() * 2 > pieces.len()
    };
    let headed = |piece: &Piece| piece.marked.iter().any(|mark| mark.role == Role::Headline);
    let credited = |piece: &Piece| !piece.credits.is_empty() || piece.labelled != Labelled::default();
    let sure = pieces.iter().map(|piece| piece.confidence).sum::<f32>() >= SURE * pieces.len() as f32;
    pieces.len() < 2 || most(&headed) && (most(&credited) || sure)
}

/// The first line whose date can be read in two ways, where nothing in the file or its folder settles it.
fn ambiguous(page: &Page, cut: &Cut) -> Option<usize> {
    let is_ambiguous = |credit: &Credit| credit.date.as_ref().is_some_and(|date| date.other.is_some());
    let of_line = page.credits.iter().find(|(_, credit)| is_ambiguous(credit)).map(|(line, _)| *line);
    let of_article = || cut.pieces.iter().find(|piece| piece.credits.iter().any(is_ambiguous));
    of_line.or_else(|| of_article().map(|piece| piece.lines.start))
}

/// Whether two lines are the same but for signs and blanks.
fn same_letters(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(a) == letters(b)
}

/// A place counted from 0 as people count it.
fn number(place: usize) -> u32 {
    u32::try_from(place + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
