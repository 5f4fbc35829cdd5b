//! The lines of a file → where each article begins and ends, and what each line is for. The layout of
//! the whole file is decided first (`layout`), then each article's head is read (`head`); a line alone
//! never decides. Every line that is not blank gets exactly one role.

use std::borrow::Cow;
use std::ops::Range;

pub mod beginnings;
mod below;
mod colophon;
mod echo;
pub mod evidence;
pub mod exports;
pub mod furniture;
pub mod head;
mod labels;
pub mod layout;
pub mod layouts;
pub mod mail;
mod neighbours;
mod opening;
pub mod page;
mod sequence;
pub mod settle;
pub mod shape;

use page::{Kind, Page};

use crate::extract::clipping::Labelled;
use crate::extract::marks::{self, Credit};
use crate::model::Role;

/// A place where an article may begin.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    /// The first line that belongs to it.
    pub line: usize,
    /// Its headline's lines, where what told of the start tells them too.
    pub headline: Option<Range<usize>>,
    /// How sure it is, from 0 to 1.
    pub sure: f32,
    /// Whether a credit stands with it.
    pub credited: bool,
}

impl Start {
    /// A start that its credit tells, its headline yet to be found.
    pub fn credited(line: usize, sure: f32) -> Start {
        Start { line, headline: None, sure, credited: true }
    }
}

/// An article as lines of its file.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Its lines, separators and furniture at its ends left out.
    pub lines: Range<usize>,
    /// The lines in it that are not body, and what they are, in order.
    pub marked: Vec<Marked>,
    /// What its credit lines say, in order.
    pub credits: Vec<Credit>,
    /// What its labels say.
    pub labelled: Labelled,
    /// What stands where a date should and cannot be one.
    pub refused: Option<String>,
    /// How sure the cut is, from 0 to 1.
    pub confidence: f32,
}

/// A line that is not body text, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The line.
    pub line: usize,
    /// The bytes of the trimmed line that the role is about, where it is not all of it.
    pub part: Option<Range<usize>>,
    /// Where in the trimmed line the article's text begins, where it shares the line.
    pub text_from: Option<usize>,
    /// What it is for.
    pub role: Role,
    /// The evidence.
    pub why: &'static str,
}

impl Marked {
    /// A whole line.
    pub fn new(line: usize, role: Role, why: &'static str) -> Marked {
        Marked { line, part: None, text_from: None, role, why }
    }
}

/// How a file is to be cut.
#[derive(Debug, Clone, Default)]
pub struct Cut {
    /// The articles, in order; they never overlap.
    pub pieces: Vec<Piece>,
    /// The lines outside of them that are not blank, in order.
    pub outside: Vec<Marked>,
    /// The layout or style that explained the file best.
    pub style: Cow<'static, str>,
    /// How many articles the file says it holds, where its counters say so.
    pub announced: Option<u32>,
}

/// Cuts a file.
pub fn cut(page: &Page) -> Cut {
    if let Some(cut) = exports::cut(page) {
        return cut;
    }
    let (style, starts) = layout::decide(page);
    cut_as(page, style, &starts)
}

/// Whether a file is an export of an archive that is known.
pub fn is_export(page: &Page) -> bool {
    exports::cut(page).is_some()
}

/// Cuts a file as one layout reads it, whatever the others say; nothing where that layout finds no articles.
pub fn cut_told(page: &Page, layout: &str) -> Option<Cut> {
    if let Some(cut) = exports::cut_named(page, layout) {
        return Some(cut);
    }
    let read = layout::hypotheses(page).into_iter().filter(|read| read.name == layout);
    let best = read.max_by(|a, b| a.merit.total_cmp(&b.merit))?;
    let (style, starts) = settle::finished(page, best);
    Some(cut_as(page, style, &starts))
}

/// Takes a file as one article.
pub fn cut_whole(page: &Page) -> Cut {
    cut_as(page, layout::SINGLE, &layout::single(page))
}

/// Cuts a file where its articles are said to begin.
pub fn cut_as(page: &Page, style: &'static str, starts: &[Start]) -> Cut {
    let mut cut = Cut { style: style.into(), announced: layouts::counted::announced(page), ..Cut::default() };
    let first = starts.first().map_or(page.len(), |start| start.line);
    outside(page, 0..first, Role::Preamble, "before the first article", &mut cut.outside);
    let headlines = starts.iter().filter_map(|start| start.headline.as_ref());
    contents(page, headlines.map(|lines| lines.start), first, &mut cut.outside);
    for (place, start) in starts.iter().enumerate() {
        let next = starts.get(place + 1).map_or(page.len(), |next| next.line);
        let only = starts.len() == 1 && cut.style != "wire";
        let end = if only { furniture::closed(page, start.line..next) } else { next };
        if start.sure <= 0.0 {
            outside(page, start.line..end, Role::Furniture, "stands for no article", &mut cut.outside);
            continue;
        }
        piece(page, start, end, &mut cut);
        outside(page, end..next, Role::Furniture, "below the only article", &mut cut.outside);
    }
    cut
}

/// Reads one article between its start and the next one's.
fn piece(page: &Page, start: &Start, end: usize, cut: &mut Cut) {
    let last = furniture::end(page, start.line..end);
    let Some(first) = page.from(start.line, page.len()).filter(|first| *first < last) else {
        outside(page, start.line..end, Role::Separator, "between articles", &mut cut.outside);
        return;
    };
    let mut head = head::read(page, first..last, start);
    if page.from(head.body, last.saturating_sub(head.body)).is_none() {
        // What is all the text there is, is no second headline.
        head.marked.retain(|mark| mark.role != Role::Deck || page.kind(mark.line) == Kind::Label);
    }
    let told = head.marked.iter().any(|mark| mark.role == Role::Headline);
    if !told && page.from(head.body, last.saturating_sub(head.body)).is_none() {
        // The day of all that follows, or a heading over it, is no article.
        outside(page, start.line..end, Role::Separator, "credits no article", &mut cut.outside);
        return;
    }
    outside(page, first..head.first, Role::Separator, "above the article", &mut cut.outside);
    let piece = Piece {
        lines: head.first..last,
        marked: head.marked,
        credits: head.credits,
        labelled: head.labelled,
        refused: head.refused,
        confidence: start.sure.min(1.0),
    };
    cut.pieces.push(piece);
    let tail = furniture::after(page, last..end);
    cut.outside.extend(tail);
}

/// Tells the lines of a contents list from the rest of a preamble, which ends above `end`: each names a headline
/// to come, which stand on `headlines`.
fn contents(page: &Page, headlines: impl Iterator<Item = usize>, end: usize, preamble: &mut [Marked]) {
    let short = |mark: &&mut Marked| mark.line < end && page.kind(mark.line) == Kind::Short;
    if !preamble.iter_mut().any(|mark| short(&mark)) {
        return;
    }
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
    };
    let headlines: rustc_hash::FxHashSet<String> = headlines.map(|line| plain(page.text(line))).collect();
    for mark in preamble.iter_mut().filter(short) {
        if headlines.contains(&plain(page.text(mark.line))) {
            (mark.role, mark.why) = (Role::Contents, "names a headline to come");
        }
    }
}

/// Notes lines that belong to no article.
fn outside(page: &Page, lines: Range<usize>, role: Role, why: &'static str, into: &mut Vec<Marked>) {
    into.extend(lines.filter(|line| page.kind(*line) != Kind::Blank).map(|line| {
        let role = if matches!(page.kind(line), Kind::Rule | Kind::Counter) { Role::Separator } else { role };
        Marked::new(line, role, why)
    }));
}

/// The headline whose last line this is, and how much it looks like one. In wrapped text a headline
/// is a block of its own, a few lines at most; elsewhere it is one line.
fn headline_up_to(page: &Page, last: usize) -> Option<(Range<usize>, f32)> {
    if !matches!(page.kind(last), Kind::Short | Kind::Label) {
        return None;
    }
    let mut first = last;
    if page.wrapped {
        first = page.block_start(last, 5)?;
        while first < last && page.kind(first) == Kind::Credit {
            first += 1;
        }
        if (first..last).any(|line| page.kind(line) != Kind::Short || shape::ends_sentence(page.text(line))) {
            return None;
        }
        // A line much shorter than the next was not broken: what follows it is a second headline.
        if let Some(short) = (first..last).find(|line| !runs_on(page, *line)) {
            return Some((first..short + 1, likeness_of(page, page.text(first))));
        }
    } else if last > 0 && goes_on(page, last - 1) {
        first = last - 1;
    }
    // An outlet's name below the headline belongs to the credit.
    let last = if first < last && names_outlet(page, last) { last - 1 } else { last };
    let mut likeness = likeness_of(page, page.text(last));
    if first < last {
        // A wrapped headline may go on with a small letter; it begins as any headline does.
        likeness = likeness.max(0.7 * likeness_of(page, page.text(first)));
        if shape::ends_sentence(page.text(last)) {
            likeness *= 0.6;
        }
    }
    Some((first..last + 1, likeness))
}

/// The headline whose first line this is, and how much it looks like one.
fn headline_from(page: &Page, first: usize) -> Option<(Range<usize>, f32)> {
    if !matches!(page.kind(first), Kind::Short | Kind::Label) {
        return None;
    }
    let mut end = first + 1;
    while end < page.len()
        && end - first < 5
        && page.kind(end) == Kind::Short
        && !shape::is_time_note(page.text(end))
        && !is_indented(page, end)
    {
        end += 1;
    }
    if end - first < 5 {
        let more = (first + 1..end).find(|line| {
            !runs_on(page, line - 1)
                || names_outlet(page, *line) && !is_full(page, line - 1) && !ends_open(page.text(line - 1))
                || shape::is_notice(page.text(*line))
        });
        end = more.unwrap_or(end);
    }
    let section = if is_section(page, first) { 0.1 } else { 1.0 };
    let likeness = section * likeness(page, first);
    if let Some(end) = capitals_over_text(page, first) {
        return Some((first..end, likeness));
    }
    let whole = end - first < 5 && !shape::ends_sentence(page.text(end - 1));
    // A line that begins with a small letter goes on with the one above it, wrapped text or not.
    let indent = |line: usize| page.facts.get(line).map_or(0, |fact| fact.indent);
    let small =
        |line: usize| page.text(line).starts_with(char::is_lowercase) && indent(line) <= indent(first) + 1;
    let joined = (first + 1..end).take_while(|line| small(*line)).last().map_or(first + 1, |last| last + 1);
    if !page.wrapped && joined > first + 1 && page.text(first).len() >= 30 {
        return Some((first..joined, likeness));
    }
    if end == first + 1 || page.wrapped && whole && page.kind(end) != Kind::Long {
        // A comma at a line's end does not end the headline that goes on below it.
        let open = page.text(first).strip_suffix([',', ';']).filter(|_| end > first + 1);
        let likeness = open.map_or(likeness, |text| section * 0.8 * shape::headline(text));
        Some((first..end, likeness))
    } else if page.wrapped {
        Some((first..first + 1, likeness * 0.3))
    } else {
        Some((first..first + 1, likeness))
    }
}

/// One past the last line of the capitals that a block begins with, where text in small letters goes on below.
fn capitals_over_text(page: &Page, first: usize) -> Option<usize> {
    let in_capitals = |line: usize| {
        matches!(page.kind(line), Kind::Short | Kind::Label) && shape::is_capitals(page.text(line))
    };
    let end = (first..first + 4).find(|line| !in_capitals(*line)).filter(|end| *end > first)?;
    let text = matches!(page.kind(end), Kind::Short | Kind::Long) && page.text(end).len() > 30;
    (text && page.text(end).chars().any(char::is_lowercase)).then_some(end)
}

/// How much a line looks like a headline; where it stands alone, without the sign before it.
fn likeness(page: &Page, line: usize) -> f32 {
    let text = page.text(line);
    let alone = page.kind(line + 1) == Kind::Blank;
    likeness_of(page, text.get(shape::sign(text)..).filter(|_| alone).unwrap_or(text))
}

/// How much a text looks like a headline of this file.
fn likeness_of(page: &Page, text: &str) -> f32 {
    let text = if page.colons { text.trim_end_matches([':', ' ']) } else { text };
    shape::headline(text)
}

/// The article that begins at a line if one does, and how much its first lines look like a head: a
/// headline, or credits with one below them, and text after it.
fn head_at(page: &Page, line: usize, end: usize) -> Start {
    let head = head::read(page, line..end, &Start::credited(line, 0.0));
    let mut lines = head.marked.iter().filter(|mark| mark.role == Role::Headline).map(|mark| mark.line);
    let told = !head.credits.is_empty() || head.labelled != Labelled::default();
    let Some(first) = lines.next() else { return Start { credited: told, ..Start::credited(line, 0.2) } };
    let last = lines.next_back().unwrap_or(first);
    let credited = if told { 1.0 } else { 0.75 };
    let text = page.from(head.body, 8).filter(|line| *line < end).map_or(0.5, |_| 1.0);
    let likeness = match headline_from(page, first) {
        Some((_, likeness)) if head.labelled == Labelled::default() => likeness,
        _ => likeness(page, first),
    };
    let sure = likeness * credited * text;
    let headline = (head.labelled == Labelled::default()).then_some(first..last + 1);
    Start { headline, credited: told, ..Start::credited(line, sure) }
}

/// Whether a line is a label that names the section an article stood in.
fn is_section(page: &Page, line: usize) -> bool {
    page.label(line).is_some_and(|label| label.name == marks::LabelName::Section)
}

/// Whether a line begins a paragraph by its indent: the lines around it have less.
fn is_indented(page: &Page, line: usize) -> bool {
    let indent = |line: usize| page.facts.get(line).map_or(0, |fact| fact.indent);
    let (above, here, below) = (indent(line.saturating_sub(1)), indent(line), indent(line + 1));
    let paragraph = page.text(line).len() > 45 && matches!(page.kind(line + 1), Kind::Short | Kind::Long);
    paragraph && here > above && here > below && here - below <= 10
}

/// Whether a headline may go on in the line below: this one is not much shorter than that and, where the text
/// is wrapped at one width, had no room for the next line's first word.
fn runs_on(page: &Page, line: usize) -> bool {
    let (text, next) = (page.text(line), page.text(line + 1));
    if next.chars().next().is_some_and(char::is_lowercase) || ends_open(text) {
        return true;
    }
    let centred = page.facts.get(line).is_some_and(|fact| fact.indent >= 10);
    is_full(page, line) || text.len() * 5 >= next.len() * 3 && (centred || page.width == 0)
}

/// Whether a line ends in a word that no headline ends in.
fn ends_open(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or("");
    matches!(
        last,
        "a" | "an"
            | "and"
            | "at"
            | "for"
            | "from"
            | "of"
            | "the"
            | "to"
            | "with"
            | "und"
            | "der"
            | "die"
            | "das"
            | "von"
            | "et"
            | "de"
            | "du"
            | "des"
            | "la"
            | "le"
            | "les"
            | "y"
            | "el"
            | "los"
            | "del"
            | "e"
            | "do"
            | "da"
            | "em"
            | "en"
            | "van"
            | "het"
            | "och"
            | "og"
            | "di"
            | "il"
            | "и"
            | "на"
            | "i"
            | "w"
            | "z"
    )
}

/// Whether a line of wrapped text had no room for the first word of the next.
fn is_full(page: &Page, line: usize) -> bool {
    /// Writers break a line so many letters before they must.
    const SLACK: usize = 8;
    let width = page.sheet.line(line).trim_end().chars().count();
    let word = page.text(line + 1).split_whitespace().next().map_or(0, |word| word.chars().count());
    page.width > 0 && width + 1 + word + SLACK > page.width
}

/// Whether a line is an outlet's name and nothing else.
fn names_outlet(page: &Page, line: usize) -> bool {
    let text = page.text(line);
    text.len() < 60 && marks::looks_like_outlet(text) >= 0.5 && !shape::ends_sentence(text)
}

/// Whether a headline's line goes on in the next one: it stands alone at the head of its block, is
/// long enough to have been broken, and what follows does not begin anew.
fn goes_on(page: &Page, line: usize) -> bool {
    let text = page.text(line);
    page.kind(line) == Kind::Short
        && page.block_start(line, 1) == Some(line)
        && line > 0
        && text.len() >= 30
        && !shape::ends_sentence(text)
        && !shape::is_listed(text)
        && page.text(line + 1).chars().next().is_some_and(char::is_lowercase)
}
