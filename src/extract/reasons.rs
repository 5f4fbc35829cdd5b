//! A file that was cut → why: what tells its layout, and for every line its role and the evidence for it, as
//! counted in the file itself. It looks at what was decided and decides nothing.

use rustc_hash::FxHashMap;

use super::StyleTold;
use super::marks::{self, Credit, Form, Rule};
use super::segment::layouts::wire;
use super::segment::page::{Kind, Page};
use super::segment::{Cut, Marked, Piece, layout, shape};
use super::styles::{self, Style};
use crate::model::{Considered, Explained, ReadLine, Role};

/// What tells each built-in layout.
const TELLS: [(&str, &str); 17] = [
    ("credited", "articles begin at credit lines and the headlines beside them"),
    ("counted", "articles begin at counters such as `3 of 10 DOCUMENTS`"),
    ("labelled", "articles are told by the labels of an export"),
    ("ruled", "articles begin below rules"),
    ("marked", "articles begin at headlines that are underlined or set between signs"),
    ("messages", "articles begin at the headers of mails"),
    ("notes", "articles are notes of a paragraph with their credit in it"),
    ("run-in", "articles begin where a headline opens a paragraph"),
    ("closed", "articles end with their credit, or with one line after another that is alike"),
    ("rows", "articles are rows of a list: headline, outlet and date on a line"),
    ("bulleted", "articles begin at the sign that opens a paragraph"),
    ("numbered", "articles begin at headlines that are numbered one after the other"),
    ("contents", "articles begin where the headlines of the contents list come again"),
    ("spaced", "articles begin after gaps of blank lines"),
    ("looks", "articles begin at lines that stand and look like headlines"),
    ("wire", "articles begin at the headers of a news wire"),
    ("single", "nothing shows well enough that it holds more than one"),
];

/// A rule of so many columns is called long.
const LONG_RULE: usize = 40;

/// How a file was cut and why, and what every line of it is for.
pub fn explained(page: &Page, cut: &Cut, told: Option<&StyleTold>, in_vain: bool) -> Explained {
    let style = match told.filter(|_| !in_vain) {
        Some(StyleTold::Written(style)) => Some(&**style),
        _ => None,
    };
    let why = match told {
        Some(told) if in_vain => {
            format!("the style `{}` finds no article here; {}", told.name(), tells(&cut.style))
        }
        Some(StyleTold::Written(_)) => "by the style that newsdex.toml describes for it".to_owned(),
        Some(StyleTold::BuiltIn(_)) => format!("as newsdex.toml says; {}", tells(&cut.style)),
        None => tells(&cut.style).to_owned(),
    };
    let reasons = Reasons { page, style, tally: Tally::of(page, cut) };
    Explained {
        style: cut.style.to_string(),
        articles: u32::try_from(cut.pieces.len()).unwrap_or(u32::MAX),
        why,
        considered: if told.is_some() && !in_vain { Vec::new() } else { considered(page) },
        lines: reasons.lines(cut),
    }
}

fn tells(layout: &str) -> &'static str {
    TELLS.iter().find(|(name, _)| *name == layout).map_or("", |(_, words)| words)
}

/// What each layout makes of a file, the best first; of several readings by one layout its best.
fn considered(page: &Page) -> Vec<Considered> {
    if !wire::starts(page).is_empty() {
        return Vec::new();
    }
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut read: Vec<Considered> = Vec::new();
    for found in layout::likely(layout::hypotheses(page)) {
        let this =
            Considered { layout: found.name, articles: count(found.starts.len()), chance: found.merit };
        match read.iter_mut().find(|other| other.layout == this.layout) {
            Some(other) if other.chance < this.chance => *other = this,
            Some(_) => {}
            None => read.push(this),
        }
    }
    read.sort_by(|a, b| b.chance.total_cmp(&a.chance));
    read
}

/// How often each kind of line stands in a file.
struct Tally {
    articles: usize,
    /// In how many articles there is a credit of a form.
    forms: FxHashMap<(Form, Option<char>), usize>,
    /// How many rules of a kind there are between lines that are not text.
    rules: FxHashMap<(char, bool), usize>,
}

impl Tally {
    fn of(page: &Page, cut: &Cut) -> Tally {
        let mut tally =
            Tally { articles: cut.pieces.len(), forms: FxHashMap::default(), rules: FxHashMap::default() };
        for piece in &cut.pieces {
            let credits = piece.marked.iter().filter(|mark| mark.role == Role::Credit);
            let mut forms: Vec<(Form, Option<char>)> =
                credits.filter_map(|mark| page.credit(mark.line)).map(form).collect();
            forms.dedup();
            forms.into_iter().for_each(|form| *tally.forms.entry(form).or_default() += 1);
        }
        let inner = cut.pieces.iter().flat_map(|piece| &piece.marked);
        for mark in cut.outside.iter().chain(inner).filter(|mark| mark.role == Role::Separator) {
            if let Some(rule) = marks::rule(page.text(mark.line)) {
                *tally.rules.entry(kind(&rule)).or_default() += 1;
            }
        }
        tally
    }
}

fn form(credit: &Credit) -> (Form, Option<char>) {
    (credit.form, credit.separator)
}

fn kind(rule: &Rule) -> (char, bool) {
    (rule.mark, rule.columns >= LONG_RULE)
}

/// What can be said of the lines of a file.
struct Reasons<'a, 't> {
    page: &'a Page<'t>,
    style: Option<&'a Style>,
    tally: Tally,
}

impl Reasons<'_, '_> {
    /// Every line with its role and the evidence for it.
    fn lines(&self, cut: &Cut) -> Vec<ReadLine> {
        let mut lines: Vec<ReadLine> = (0..self.page.len())
            .map(|line| ReadLine {
                number: number(line),
                text: self.page.sheet.line(line).to_owned(),
                role: if self.page.text(line).is_empty() { Role::Blank } else { Role::Separator },
                article: None,
                why: "".into(),
                confidence: None,
            })
            .collect();
        let mut contents = Contents::of(self.page, cut);
        for mark in &cut.outside {
            let why = match mark.role {
                Role::Contents => contents.why(self.page.text(mark.line)),
                _ => None,
            };
            if let Some(line) = lines.get_mut(mark.line) {
                line.role = mark.role;
                line.why = why.unwrap_or_else(|| self.between(mark)).into();
            }
        }
        for (place, piece) in cut.pieces.iter().enumerate() {
            self.article(place, piece, &mut lines);
        }
        lines
    }

    fn article(&self, place: usize, piece: &Piece, lines: &mut [ReadLine]) {
        let Some(own) = lines.get_mut(piece.lines.clone()) else { return };
        let first = piece.lines.start;
        for line in own.iter_mut() {
            line.article = Some(number(place));
            if line.role != Role::Blank {
                line.role = Role::Body;
            }
        }
        for mark in &piece.marked {
            let why = match mark.role {
                Role::Headline => self.headline(mark, piece),
                Role::Credit => self.credit(mark),
                _ => self.between(mark),
            };
            if let Some(line) = mark.line.checked_sub(first).and_then(|place| own.get_mut(place)) {
                (line.role, line.why) = (mark.role, why.into());
            }
        }
        let text = |line: &ReadLine| line.role == Role::Body && line.why.is_empty();
        let why = match own.iter().filter(|line| text(line)).count() {
            1 => "text, 1 line".to_owned(),
            count => format!("text, {count} lines"),
        };
        own.iter_mut().filter(|line| text(line)).for_each(|line| line.why = why.clone().into());
        if let Some(line) = own.first_mut() {
            line.confidence = Some(piece.confidence);
        }
    }

    /// The pattern of a written style that told a line.
    fn pattern(&self, mark: &Marked) -> Option<String> {
        let style = self.style.filter(|_| mark.why == styles::TOLD)?;
        let (key, pattern) = style.told_by(self.page.text(mark.line), self.page.dating)?;
        Some(format!("{key}: {pattern}"))
    }

    /// Why a line is a headline: what stands around it, or what it looks like.
    fn headline(&self, mark: &Marked, piece: &Piece) -> String {
        if let Some(pattern) = self.pattern(mark) {
            return pattern;
        }
        if mark.why != "headline" {
            return mark.why.to_owned();
        }
        let role_of = |line: usize| piece.marked.iter().find(|mark| mark.line == line).map(|mark| mark.role);
        let above = self.page.above(mark.line, 4);
        if above.and_then(role_of) == Some(Role::Headline) {
            return "the headline goes on".to_owned();
        }
        let text = self.page.text(mark.line);
        let part = mark.part.clone().unwrap_or(0..text.len());
        let mut told = Vec::new();
        if let Some(counter) = text.get(..part.start).and_then(marks::counter) {
            told.push(format!("number {}", counter.number));
        } else if part.start > 0 && marks::adorned(text).is_some() {
            told.push("set between signs".to_owned());
        }
        let last =
            piece.marked.iter().rev().find(|mark| mark.role == Role::Headline).map_or(0, |mark| mark.line);
        let below = self.page.from(last + 1, 4);
        if self.page.credit(mark.line).is_some_and(|credit| credit.form == Form::HeadlineDate) {
            told.push("its date on the line".to_owned());
        }
        if below.and_then(role_of) == Some(Role::Credit) {
            told.push("above its credit".to_owned());
        }
        if above.and_then(role_of) == Some(Role::Credit) {
            told.push("below its credit".to_owned());
        } else if let Some(rule) = above.and_then(|above| self.rule(above)) {
            told.push(format!("below {rule}"));
        }
        told.truncate(2);
        if told.is_empty() {
            told.push(self.gap(mark.line));
            told.push(format!("like a headline ({:.2})", shape::headline(text)));
        }
        told.join(", ")
    }

    /// What stands above a line that no mark tells.
    fn gap(&self, line: usize) -> String {
        match self.page.above(line, line) {
            None => "first line".to_owned(),
            Some(above) if above + 1 == line => "no blank line above".to_owned(),
            Some(above) if above + 2 == line => "after a blank line".to_owned(),
            Some(above) => format!("after {} blank lines", line - above - 1),
        }
    }

    /// Why a line is a credit: its form, and in how many articles of the file that is found.
    fn credit(&self, mark: &Marked) -> String {
        if let Some(pattern) = self.pattern(mark) {
            return pattern;
        }
        if mark.why == "label" {
            return self.label(mark.line);
        }
        let by_form = matches!(mark.why, "credit" | "credit above the headline" | "date");
        let Some(credit) = self.page.credit(mark.line).filter(|_| by_form) else {
            return mark.why.to_owned();
        };
        let words = form_in_words(credit);
        match self.tally.forms.get(&form(credit)) {
            Some(count) if self.tally.articles > 1 => {
                format!("{words}, so in {count} of {}", self.tally.articles)
            }
            _ => words,
        }
    }

    /// The label that a line begins with.
    fn label(&self, line: usize) -> String {
        let text = self.page.text(line);
        let printed = marks::label(text).and_then(|label| text.get(label.printed));
        printed.map_or_else(|| "label".to_owned(), |printed| format!("label {printed}"))
    }

    /// Why a line stands between articles, or beside the text of one.
    fn between(&self, mark: &Marked) -> String {
        if let Some(pattern) = self.pattern(mark) {
            return pattern;
        }
        if let Some(counter) = self.page.counter(mark.line) {
            return match counter.total {
                Some(total) => format!("counter: {} of {total}", counter.number),
                None => format!("counter: {}", counter.number),
            };
        }
        let rule = (mark.role == Role::Separator).then(|| self.rule(mark.line)).flatten();
        rule.unwrap_or_else(|| mark.why.to_owned())
    }

    /// The rule on a line, and how many of its kind there are.
    fn rule(&self, line: usize) -> Option<String> {
        if self.page.kind(line) != Kind::Rule {
            return None;
        }
        let rule = marks::rule(self.page.text(line))?;
        let name = if kind(&rule).1 { "long rule" } else { "rule" };
        let count = self.tally.rules.get(&kind(&rule)).copied().unwrap_or(1);
        Some(format!("{name}, one of {count}"))
    }
}

/// Which headline each line of a contents list names.
struct Contents(FxHashMap<String, u32>);

impl Contents {
    fn of(page: &Page, cut: &Cut) -> Contents {
        let headlines =
            cut.pieces.iter().filter(|_| cut.outside.iter().any(|mark| mark.role == Role::Contents));
        let first = |piece: &Piece| {
            piece.marked.iter().find(|mark| mark.role == Role::Headline).map(|mark| mark.line)
        };
        Contents(headlines.filter_map(first).map(|line| (letters(page.text(line)), number(line))).collect())
    }

    fn why(&mut self, text: &str) -> Option<String> {
        self.0.get(&letters(text)).map(|line| format!("names the headline of line {line}"))
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// A form of credit as people would describe it.
fn form_in_words(credit: &Credit) -> String {
    let mark = credit.separator.unwrap_or('–');
    match credit.form {
        Form::BareDate => "a date alone".to_owned(),
        Form::NameDate => format!("name {mark} date"),
        Form::DateName => format!("date {mark} name"),
        Form::OutletCommaDate => "outlet, date".to_owned(),
        Form::ByNameDate if credit.outlet.is_some() => format!("by name {mark} outlet {mark} date"),
        Form::ByNameDate => format!("by name {mark} date"),
        Form::By => "by a name".to_owned(),
        Form::ByBracketOutlet => "by name (outlet)".to_owned(),
        Form::ByOfOutlet => "by name of outlet".to_owned(),
        Form::PersonJob => "name, job".to_owned(),
        Form::Job => "job at the outlet".to_owned(),
        Form::From => "from outlet".to_owned(),
        Form::BracketOutlet => "(outlet)".to_owned(),
        Form::BracketCredit => "(outlet, date)".to_owned(),
        Form::HeadlineDate => "headline and date".to_owned(),
        Form::NumberedSource => "outlet, date, page".to_owned(),
        Form::Agency => "an agency's name".to_owned(),
        Form::Source => "a source is named".to_owned(),
        Form::Url => "a web address".to_owned(),
        Form::Mail => "a mail address".to_owned(),
    }
}

/// A place counted from 0 as people count it.
fn number(place: usize) -> u32 {
    u32::try_from(place + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::segment::layouts::LAYOUTS;

    #[test]
    fn every_layout_is_told_in_words() {
        for name in LAYOUTS.iter().map(|layout| layout.name).chain(["wire", "single"]) {
            assert!(!tells(name).is_empty(), "{name}");
        }
    }
}
