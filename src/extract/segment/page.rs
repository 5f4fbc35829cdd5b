//! The lines of a file and what each could be, found in one pass. Nothing is decided here: a fact is
//! what a line looks like on its own, and long lines are only ever body text.

use std::cell::{OnceCell, RefCell};

use rustc_hash::{FxHashMap, FxHashSet};

use super::sequence::Seen;
use super::{neighbours, shape};
use crate::extract::lines::Sheet;
use crate::extract::marks::{self, Counter, Credit, Dating, Label};
use crate::model::{DateOrder, Published};

/// Lines longer than this, in bytes, are body text; they are not looked into.
pub const LONG: usize = 260;

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// White space only.
    Blank,
    /// A rule of signs (`-----`, `* * *`), or a form feed alone.
    Rule,
    /// A counter of articles (`3 of 10 DOCUMENTS`).
    Counter,
    /// A label and its value (`BYLINE: …`).
    Label,
    /// A line that credits an article.
    Credit,
    /// Anything else short enough to be a headline.
    Short,
    /// A line too long for a headline.
    Long,
}

/// What exports print below each article.
const ENDS: [&str; 7] = [
    "End of Document",
    "Ende des Dokuments",
    "Fin du document",
    "Fin del documento",
    "Einde van document",
    "Fine del documento",
    "Fim do documento",
];

/// Whether a line closes an article of an export.
pub fn is_end(text: &str) -> bool {
    /// What people write below one.
    const WRITTEN: [&str; 6] = [
        "end of article",
        "end of story",
        "end of text",
        "fin del artículo",
        "fin de l'article",
        "ende des artikels",
    ];
    let bare = || text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    ENDS.contains(&text) || text.len() < 60 && starts_end(text) && WRITTEN.contains(&bare().as_str())
}

/// Whether the first letters of a line are those of an end, so that few lines are looked at whole.
fn starts_end(text: &str) -> bool {
    let word = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    ["end", "END", "End", "fin", "FIN", "Fin"].iter().any(|start| word.starts_with(start))
}

/// A line's facts.
#[derive(Debug, Clone, Copy)]
pub struct Fact {
    /// What it looks like.
    pub kind: Kind,
    /// Its length without the blanks around it, in bytes, at most [`u16::MAX`].
    pub length: u16,
    /// The blanks before it, at most 255.
    pub indent: u8,
    /// Where in [`Page::credits`] its credit stands.
    pub credit: u32,
}

/// A file, its lines read one by one but not yet together.
pub struct Page<'t> {
    /// The lines.
    pub sheet: &'t Sheet,
    /// A fact for each line.
    pub facts: Vec<Fact>,
    /// The credits that lines print, with their lines.
    pub credits: Vec<(usize, Credit)>,
    /// Whether paragraphs are broken into lines of about one width.
    pub wrapped: bool,
    /// How long the lines of wrapped text are, in letters, with the blanks before them; 0 where it is not wrapped.
    pub width: usize,
    /// Whether there are blank lines between most others.
    pub spaced: bool,
    /// How many lines begin with a label.
    pub labels: usize,
    /// Whether its headlines end in a colon.
    pub colons: bool,
    /// What a date may be.
    pub dating: &'t Dating,
    /// The first lines of blocks that the file prints more than once: names of outlets and sections.
    recurring: FxHashSet<usize>,
    /// The lines that a list of contents names, once it was looked for.
    pub(super) named: OnceCell<Vec<usize>>,
    /// The line from which on it holds no article, once it was looked for.
    pub(super) closing: OnceCell<usize>,
    /// What lines were seen as, each below the line above it that is not blank, in heads that were looked for.
    pub(super) seen: RefCell<FxHashMap<(usize, Option<usize>), Seen>>,
}

impl<'t> Page<'t> {
    /// Looks at every line once.
    pub fn new(sheet: &'t Sheet, dating: &'t Dating) -> Page<'t> {
        let mut credits = Vec::new();
        let mut facts: Vec<Fact> =
            (0..sheet.len()).map(|line| fact(sheet.line(line), line, dating, &mut credits)).collect();
        neighbours::page_headers(sheet, &mut facts);
        neighbours::underlined_titles(sheet, &mut facts, &credits);
        neighbours::told_by_neighbours(sheet, &facts, &mut credits);
        settle_order(sheet, &mut credits);
        let (wrapped, spaced) = habit(&facts);
        let labels = facts.iter().filter(|fact| fact.kind == Kind::Label).count();
        let recurring = recurring(sheet, &facts);
        let colons = colons(sheet, &facts);
        let width = if wrapped { width(sheet, &facts) } else { 0 };
        let (named, closing, seen) = (OnceCell::new(), OnceCell::new(), RefCell::default());
        Page {
            sheet,
            facts,
            credits,
            wrapped,
            width,
            spaced,
            labels,
            colons,
            dating,
            recurring,
            named,
            closing,
            seen,
        }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether there is no line at all.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// What a line looks like; beyond the ends it is blank.
    pub fn kind(&self, line: usize) -> Kind {
        self.facts.get(line).map_or(Kind::Blank, |fact| fact.kind)
    }

    /// A line without the blanks around it.
    pub fn text(&self, line: usize) -> &'t str {
        trim(self.sheet.line(line))
    }

    /// The credit that a line prints.
    pub fn credit(&self, line: usize) -> Option<&Credit> {
        let fact = self.facts.get(line)?;
        if fact.kind != Kind::Credit {
            return None;
        }
        self.credits.get(fact.credit as usize).map(|(_, credit)| credit)
    }

    /// Whether a line begins a block and is printed again at the head of another.
    pub fn recurs(&self, line: usize) -> bool {
        self.recurring.contains(&line)
    }

    /// The label that a line begins with.
    pub fn label(&self, line: usize) -> Option<Label> {
        if self.kind(line) == Kind::Label { marks::label(self.text(line)) } else { None }
    }

    /// The counter that a line is.
    pub fn counter(&self, line: usize) -> Option<Counter> {
        if self.kind(line) == Kind::Counter { marks::counter(self.text(line)) } else { None }
    }

    /// The nearest line above that is not blank, within `reach` lines.
    pub fn above(&self, line: usize, reach: usize) -> Option<usize> {
        (line.saturating_sub(reach)..line).rev().find(|line| self.kind(*line) != Kind::Blank)
    }

    /// The first line from here on that is not blank, within `reach` lines.
    pub fn from(&self, line: usize, reach: usize) -> Option<usize> {
        (line..self.len().min(line.saturating_add(reach))).find(|line| self.kind(*line) != Kind::Blank)
    }

    /// The first line of the run of lines without a blank or rule between them that this line is in,
    /// looked for over at most `reach` lines; none if the run is longer.
    pub fn block_start(&self, line: usize, reach: usize) -> Option<usize> {
        let open = |line: usize| !matches!(self.kind(line), Kind::Blank | Kind::Rule | Kind::Counter);
        let low = line.saturating_sub(reach);
        match (low..line).rev().find(|line| !open(*line)) {
            Some(end) => Some(end + 1),
            None => (low == 0).then_some(0),
        }
    }
}

/// Trims white space, and what is no text at all: byte-order marks, form feeds and other control characters.
pub fn trim(text: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if plain(text.as_bytes().first()) && plain(text.as_bytes().last()) {
        return text;
    }
    let text = text
        .trim_matches(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'));
    if text.starts_with(is_picture) {
        text.trim_start_matches(|c: char| is_picture(c) || c == ' ')
    } else {
        text
    }
}

/// Whether a letter is a small picture, as messages set before their lines.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{26ff}' | '\u{2705}' | '\u{270a}'..='\u{270d}'
        | '\u{2728}' | '\u{274c}' | '\u{2753}'..='\u{2757}' | '\u{fe0f}' | '\u{200d}')
}

fn fact(raw: &str, line: usize, dating: &Dating, credits: &mut Vec<(usize, Credit)>) -> Fact {
    let text = trim(raw);
    let indent = raw.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let mut fact = Fact {
        kind: Kind::Long,
        length: u16::try_from(text.len()).unwrap_or(u16::MAX),
        indent: u8::try_from(indent).unwrap_or(u8::MAX),
        credit: 0,
    };
    if text.is_empty() {
        fact.kind = if raw.contains('\u{c}') { Kind::Rule } else { Kind::Blank };
    } else if text.chars().all(|c| matches!(c, '[' | ']' | ' ')) {
        // The place of a picture: `[]`.
        fact.kind = Kind::Blank;
    } else if text.len() <= LONG {
        fact.kind = kind(text, line, dating, credits, &mut fact.credit);
    }
    fact
}

fn kind(
    text: &str,
    line: usize,
    dating: &Dating,
    credits: &mut Vec<(usize, Credit)>,
    credit: &mut u32,
) -> Kind {
    if marks::rule(text).is_some() || is_end(text) || shape::repeats(text) || marks::is_tag(text) {
        return Kind::Rule;
    }
    if marks::counter(text).is_some_and(|counter| counter.rest.is_empty()) {
        return Kind::Counter;
    }
    // Copy from a wire closes its lines with signs.
    if let Some(found) = marks::credit(text.trim_end_matches(['=', '<']), dating) {
        *credit = u32::try_from(credits.len()).unwrap_or(u32::MAX);
        credits.push((line, found));
        return Kind::Credit;
    }
    if marks::label(text).is_some() { Kind::Label } else { Kind::Short }
}

/// The short lines at the head of blocks that are printed more than once.
fn recurring(sheet: &Sheet, facts: &[Fact]) -> FxHashSet<usize> {
    /// A name has no more bytes than this.
    const LONGEST: u16 = 100;
    let mut found: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut fresh = true;
    for (line, fact) in facts.iter().enumerate() {
        let open = !matches!(fact.kind, Kind::Blank | Kind::Rule | Kind::Counter);
        if open && fresh && fact.kind == Kind::Short && fact.length <= LONGEST {
            found.entry(trim(sheet.line(line))).or_default().push(line);
        }
        fresh = !open;
    }
    found.into_values().filter(|lines| lines.len() > 1).flatten().collect()
}

/// Whether most lines that could be headlines end in a colon: they open a block and stand alone, or in capitals.
fn colons(sheet: &Sheet, facts: &[Fact]) -> bool {
    /// Fewer headlines are an accident, and shorter ones name what follows: `Key points:`.
    const FEWEST: usize = 3;
    let (mut all, mut closed) = (0, 0);
    let mut fresh = true;
    for (line, fact) in facts.iter().enumerate() {
        let open = !matches!(fact.kind, Kind::Blank | Kind::Rule | Kind::Counter);
        if open && fresh && fact.kind == Kind::Short {
            let text = trim(sheet.line(line));
            let alone = facts.get(line + 1).is_none_or(|next| next.kind == Kind::Blank);
            if (alone || shape::is_capitals(text)) && text.split_whitespace().count() >= 3 {
                all += 1;
                closed += usize::from(text.ends_with(':'));
            }
        }
        fresh = !open;
    }
    closed >= FEWEST && closed * 2 > all
}

/// Settles how `03/04/2019` is meant by the other dates of the file, where these leave no doubt.
pub fn settle_order(sheet: &Sheet, credits: &mut [(usize, Credit)]) {
    let shown = |order| {
        let dates = credits.iter().filter_map(|(_, credit)| credit.date.as_ref());
        dates.filter(|date| date.shows == Some(order)).count()
    };
    let order = match (shown(DateOrder::Dmy), shown(DateOrder::Mdy)) {
        (days, months) if days > months => DateOrder::Dmy,
        (days, months) if months > days => DateOrder::Mdy,
        _ => return,
    };
    for (line, credit) in credits {
        let Some(date) = credit.date.as_mut() else { continue };
        let Some(other) = date.other.take() else { continue };
        let figures = trim(sheet.line(*line)).get(date.range.clone()).unwrap_or("");
        let first = figures.split(|c: char| !c.is_ascii_digit()).find_map(|part| part.parse::<u8>().ok());
        let fits = |published: Published| {
            let (_, month, day) = published.first().parts();
            first == Some(if order == DateOrder::Dmy { day } else { month })
        };
        if !fits(date.published) && fits(other) {
            date.published = other;
        }
    }
}

/// Whether paragraphs are wrapped, and whether most lines have blank ones between them.
fn habit(facts: &[Fact]) -> (bool, bool) {
    let (mut inner, mut full, mut texts, mut apart) = (0_usize, 0_usize, 0_usize, 0_usize);
    for pair in facts.windows(2) {
        let [this, next] = pair else { continue };
        if matches!(this.kind, Kind::Blank | Kind::Rule) {
            continue;
        }
        texts += 1;
        if next.kind == Kind::Blank {
            apart += 1;
        } else {
            inner += 1;
            full += usize::from((45..=105).contains(&this.length.saturating_add(u16::from(this.indent))));
        }
    }
    (inner >= 6 && full * 10 >= inner * 7, texts > 0 && apart * 10 >= texts * 9)
}

/// The length, in letters, that nine of ten lines of wrapped text keep within.
fn width(sheet: &Sheet, facts: &[Fact]) -> usize {
    /// So many lines tell.
    const ENOUGH: usize = 2000;
    let inner = |line: &usize| facts.get(line + 1).is_some_and(|next| matches!(next.kind, Kind::Short));
    let lines = (0..facts.len()).filter(|line| facts[*line].kind == Kind::Short && inner(line)).take(ENOUGH);
    let mut widths: Vec<usize> = lines.map(|line| sheet.line(line).trim_end().chars().count()).collect();
    widths.sort_unstable();
    widths.get(widths.len() * 9 / 10).copied().unwrap_or(0)
}
