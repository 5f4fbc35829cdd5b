//! One text being read, a file or what a format found in one: its bytes are decoded and cut at once, its articles
//! made one by one as they are asked for. Problems stand before the article that they are about.

use std::collections::VecDeque;

use super::clipping::{Clipping, Labelled, Shared, Told};
use super::formats::Text;
use super::lines::Sheet;
use super::marks::{self, Credit, Dateline, Dating};
use super::segment::page::{Page, trim};
use super::segment::{self, Cut, Piece};
use super::{How, StyleTold, claims, decode, fields, issue, reasons, styles};
use crate::model::{Article, Code, Explained, Lines, Problem, Published, Role};

/// Articles whose cut is less sure than this are a doubt.
const UNSURE: f32 = 0.5;

/// A text that is being read.
pub struct Reading<'a> {
    path: &'a str,
    /// The name of the format that articles carry.
    format: &'static str,
    /// The line of the file that the text begins on; none where its lines are not those of the file.
    line: Option<u32>,
    /// What the only article of the text has, where it does not print it.
    around: Told,
    sheet: Sheet,
    cut: Cut,
    /// Whether the file was said to have a style that finds nothing in it.
    told_in_vain: bool,
    shared: Shared,
    dating: Dating,
    /// How many articles were given.
    given: usize,
    problems: VecDeque<Problem>,
}

impl<'a> Reading<'a> {
    /// Decodes and cuts a whole text, which stands in the file of that path. `named` is the date in the file's name.
    pub fn new(
        text: Text,
        path: &'a str,
        format: &'static str,
        named: Option<Published>,
        how: &How,
    ) -> Reading<'a> {
        let Text { bytes, charset, line: first, mut around, of_whole } = text;
        let place = |line: usize| number(line).saturating_add(first.map_or(0, |first| first - 1));
        let decoded = decode::decode(&bytes, charset.as_deref().or(how.charset.as_deref()));
        let mut problems = VecDeque::new();
        if decoded.undecodable > 0 {
            let (count, charset) = (decoded.undecodable, decoded.charset);
            let message = format!("{count} bytes are no text in {charset}; they are read as U+FFFD");
            problems.push_back(Problem::doubt(path, place(0), Code::Undecodable, message));
        }
        let sheet = Sheet::new(decoded.text.into_owned());
        let dating = Dating { today: how.today, order: how.date_order };
        let page = Page::new(&sheet, &dating);
        let told = how.style.as_ref().map(|style| (style, told(style, &page)));
        let told_in_vain = told.as_ref().is_some_and(|(_, cut)| cut.is_none());
        if let Some((style, None)) = &told {
            let message = format!(
                "the style `{}` is for this file and finds no article in it; it is cut as if there were none",
                style.name()
            );
            problems.push_back(Problem::doubt(path, place(0), Code::StyleFindsNothing, message));
        }
        let cut = told.and_then(|(_, cut)| cut).unwrap_or_else(|| match segment::cut(&page) {
            // What has a subject is one article unless it shows that it holds several.
            cut if !around.headline.is_empty() && !holds_several(&cut) => segment::cut_whole(&page),
            cut => cut,
        });
        for claim in claims::broken(&page, &cut) {
            problems.push_back(Problem::doubt(path, place(0), Code::CountDiffers, claim));
        }
        if let Some(line) = ambiguous(&page, &cut) {
            let message =
                "day and month of the dates in figures could be either way round; month first is taken";
            problems.push_back(Problem::doubt(path, place(line), Code::AmbiguousDate, message));
        }
        let preamble = cut.outside.iter().filter(|mark| mark.role == Role::Preamble).map(|mark| mark.line);
        let of_several = if cut.pieces.len() == 1 { Told::default() } else { std::mem::take(&mut around) };
        // What the text itself says of its day is truer than when it was sent or saved.
        let issued = issue::date_in_preamble(preamble.map(|line| page.text(line)), &dating);
        let shared = Shared {
            source: of_several.source.or(of_whole.source).or_else(|| how.source.clone()),
            published: match of_several.published.or(of_whole.published) {
                Some(sent) => issued.or(Some(sent)),
                None => named.or(issued),
            },
            lang: fields::language::of_file(&sheet).or(how.lang),
        };
        let line = first;
        Reading { path, format, line, around, sheet, cut, told_in_vain, shared, dating, given: 0, problems }
    }

    /// How the file was cut and why, and what every line of it is for.
    pub fn explain(&self, how: &How) -> Explained {
        let page = Page::new(&self.sheet, &self.dating);
        let style = how.style.as_ref();
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
            self.problems.push_back(Problem::doubt(self.path, line, Code::UnsureCut, message));
        }
        if let Some(refused) = &piece.refused {
            let message = format!("“{refused}” cannot be a date of publication and was not taken");
            self.problems.push_back(Problem::doubt(self.path, line, Code::ImpossibleDate, message));
        }
    }
}

impl Iterator for Reading<'_> {
    type Item = Result<Article, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(problem) = self.problems.pop_front() {
            return Some(Err(problem));
        }
        let piece = self.cut.pieces.get(self.given)?;
        let article = fields::article(&self.clipping(piece), number(self.given), self.format, &self.shared);
        self.doubts(self.given);
        self.given += 1;
        Some(Ok(article))
    }
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
