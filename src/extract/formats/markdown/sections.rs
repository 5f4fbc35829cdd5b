//! The articles of a digest in Markdown: which of its headings begin one, and where each ends. A heading is a headline
//! where its section says where it is from; one that holds such sections names a part of the digest.

use std::collections::HashMap;
use std::ops::Range;

use super::plain::{BOLD, Heading, Plain};
use crate::extract::marks::{self, CounterForm, Dating, LabelName};

/// An article of a digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its lines, from 0; the first is its heading.
    pub lines: Range<usize>,
    /// Its heading, without its number.
    pub headline: String,
    /// Where it is to be read.
    pub url: Option<String>,
    /// The part of the digest that it stands in, where that names the outlet the address is of.
    pub outlet: Option<String>,
}

/// The least text of an article, in bytes.
const TEXT: usize = 80;

/// A line with a label is no longer than this, in bytes.
const LABELLED: usize = 160;

/// So many lines at either end of a section may credit it.
pub const ENDS: usize = 3;

/// The articles of a digest. Most headings of one level are credited, and all together they have most of the text; a
/// credited heading above them that has none of them below it is an article too. None where this is no digest.
/// In what is an issue by its title, any address in a section credits it, or a number before its heading.
pub fn sections(plain: &Plain, is_issue: bool, dating: &Dating) -> Option<Vec<Section>> {
    let outline = Outline::of(plain, is_issue, dating);
    let level = outline.level()?;
    let begins: Vec<usize> = (0..plain.headings.len()).filter(|at| outline.begins(*at, level)).collect();
    let counted = outline.are_counted(&begins);
    let section = |at: &usize| {
        let heading = &plain.headings[*at];
        let lines = heading.line..outline.end(*at);
        let headline = counted.then(|| uncounted(&heading.text)).flatten().unwrap_or(&heading.text);
        let url = heading.link.clone().or_else(|| plain.only_link(heading.line + 1..lines.end));
        let outlet = outline.above(*at).filter(|part| url.as_deref().is_some_and(|url| is_of(url, part)));
        Section {
            headline: headline.to_owned(),
            outlet: outlet.map(|part| part.trim().to_owned()),
            url,
            lines,
        }
    };
    Some(begins.iter().map(section).collect())
}

/// The headings of a text, and what is known of each.
struct Outline<'p> {
    plain: &'p Plain,
    /// Whether a heading only names a part of an article, since others say the same.
    recurs: Vec<bool>,
    /// Whether a heading, or what stands below it up to the next of its level, says where it is from.
    credited: Vec<bool>,
}

impl<'p> Outline<'p> {
    fn of(plain: &'p Plain, is_issue: bool, dating: &Dating) -> Outline<'p> {
        /// So often the headings of parts recur.
        const OFTEN: usize = 3;
        let mut times: HashMap<String, usize> = HashMap::new();
        let words = |heading: &Heading| -> String {
            heading.text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
        };
        for heading in &plain.headings {
            *times.entry(words(heading)).or_default() += 1;
        }
        let headings = &plain.headings;
        let recurs = headings
            .iter()
            .map(|heading| heading.link.is_none() && times.get(&words(heading)).is_some_and(|n| *n >= OFTEN));
        let mut outline = Outline { plain, recurs: recurs.collect(), credited: Vec::new() };
        outline.credited = (0..headings.len())
            .map(|at| is_credited(plain, at, outline.below(at), is_issue, dating))
            .collect();
        outline
    }

    /// The lines below a heading, up to the next of its level or above.
    fn below(&self, at: usize) -> Range<usize> {
        self.plain.headings[at].line + 1..self.end(at)
    }

    /// The line that a section ends before: that of the next heading of its level or above.
    fn end(&self, at: usize) -> usize {
        let level = self.plain.headings[at].level;
        let mut later = self.plain.headings.iter().skip(at + 1).filter(|heading| heading.level <= level);
        later.next().map_or(self.plain.lines.len(), |heading| heading.line)
    }

    /// The headings of a level that may be headlines.
    fn of_level(&self, level: u8) -> impl Iterator<Item = usize> {
        (0..self.plain.headings.len())
            .filter(move |at| self.plain.headings[*at].level == level && !self.recurs[*at])
    }

    /// The level that most articles begin at.
    fn level(&self) -> Option<u8> {
        let lines = &self.plain.lines;
        let letters = |lines: &[String]| lines.iter().map(String::len).sum::<usize>();
        let digests = (1..=BOLD).rev().filter_map(|level| {
            let credited = self.of_level(level).filter(|at| self.credited[*at]).count();
            let all = self.of_level(level).filter(|at| self.plain.weigh(self.below(*at)) != (0, 0)).count();
            let first = self.of_level(level).next()?;
            let below = lines.get(self.plain.headings[first].line..).unwrap_or_default();
            (credited > 1 && credited * 2 > all && letters(below) * 2 > letters(lines))
                .then_some((credited, level))
        });
        digests.max_by_key(|(credited, _)| *credited).map(|(_, level)| level)
    }

    /// Whether an article begins at a heading, where most begin at `level`.
    fn begins(&self, at: usize, level: u8) -> bool {
        let heading = &self.plain.headings[at];
        if heading.level == level {
            return !self.recurs[at];
        }
        let end = self.end(at);
        let holds_articles = || {
            self.of_level(level).any(|other| {
                let line = self.plain.headings[other].line;
                line > heading.line && line < end
            })
        };
        heading.level < level && !self.recurs[at] && self.credited[at] && !holds_articles()
    }

    /// The heading of the part that a heading stands in.
    fn above(&self, at: usize) -> Option<&'p str> {
        let heading = &self.plain.headings[at];
        let earlier = self.plain.headings.get(..at)?.iter().rev();
        let mut parts = earlier.filter(|other| other.level < heading.level);
        parts.next().map(|part| part.text.as_str())
    }

    /// Whether most of the headings that articles begin at are numbered, one after the other.
    fn are_counted(&self, begins: &[usize]) -> bool {
        let number =
            |at: &usize| marks::counter(&self.plain.headings[*at].text).map(|counter| counter.number);
        let steps = begins.windows(2).filter(|pair| match pair {
            [one, next] => {
                number(one).zip(number(next)).is_some_and(|(one, next)| next == one + 1 || next == 1)
            }
            _ => false,
        });
        begins.len() > 1 && steps.count() * 2 >= begins.len() - 1
    }
}

/// A heading without the number before it.
fn uncounted(heading: &str) -> Option<&str> {
    let counter = marks::counter(heading)?;
    let is_item = matches!(
        counter.form,
        CounterForm::Point
            | CounterForm::Squares
            | CounterForm::Bracket
            | CounterForm::Hash
            | CounterForm::Dash
    );
    heading.get(counter.rest).filter(|rest| is_item && !rest.is_empty())
}

/// Whether a heading leads elsewhere, or its section opens or closes with a credit or an address, or labels a field,
/// and there is some text, or nothing but the address.
fn is_credited(plain: &Plain, at: usize, section: Range<usize>, is_issue: bool, dating: &Dating) -> bool {
    let lines: Vec<&str> = plain
        .lines
        .get(section.clone())
        .unwrap_or_default()
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
        .collect();
    let credit = |line: &&str| {
        marks::credit(line, dating).is_some_and(|credit| credit.date.is_some() || credit.url.is_some())
    };
    let labelled = |line: &&str| {
        line.len() < LABELLED
            && marks::label(line).is_some_and(|label| {
                matches!(label.name, LabelName::Source | LabelName::Byline | LabelName::Date | LabelName::Url)
            })
    };
    let (text, links) = plain.weigh(section.clone());
    if text < TEXT && !(text == 0 && links > 0) {
        return false;
    }
    plain.headings[at].link.is_some()
        || is_issue && (plain.has_link(section.clone()) || uncounted(&plain.headings[at].text).is_some())
        || lines.iter().take(ENDS).any(credit)
        || lines.iter().rev().take(ENDS).any(credit)
        || lines.iter().any(labelled)
        || plain.only_link(section).is_some()
}

/// Whether an address is of the outlet of that name: `https://techpost.example/a` of `Tech Post`.
fn is_of(url: &str, name: &str) -> bool {
    let host = url.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or("");
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let name = letters(name);
    name.len() > 2 && host.split('.').any(|label| letters(label) == name) || letters(host) == name
}
