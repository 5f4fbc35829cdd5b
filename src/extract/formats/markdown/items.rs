//! The items of a digest in Markdown: paragraphs and points of lists that open with a headline, a link or words in
//! bold, and go on with what it says and where it is from.

use std::ops::Range;

use super::inline::{inline, link};
use super::plain::Plain;
use crate::extract::clipping::Told;
use crate::extract::marks::{self, Dating, LabelName, shape};

/// A line that opens with what may be a headline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// Its line, from 0.
    pub line: usize,
    sign: Sign,
    headline: String,
    url: Option<String>,
    /// The outlet that is set apart behind the headline or at the end.
    outlet: Option<String>,
    /// What follows.
    rest: String,
}

/// An item of a digest.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its lines, from 0.
    pub lines: Range<usize>,
    /// What it says.
    pub told: Told,
}

/// What stands before a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    None,
    Point,
    Number,
    /// The sign of a point inside another.
    Inner,
}

/// What follows a headline is no shorter than this where it is an article, in bytes.
const REST: usize = 20;

/// An outlet that is set apart is no longer than this, in bytes.
const OUTLET: usize = 60;

/// The lead that a line is.
pub fn lead(number: usize, line: &str) -> Option<Lead> {
    let (sign, text) = signed(line);
    let mut links = Vec::new();
    let (words, behind) = opening(text)?;
    let headline =
        inline(words, &mut links).trim().trim_end_matches([':', '.', '。', '：']).trim().to_owned();
    let (outlet, behind) = outlet_behind(behind);
    let (rest, last) = outlet_at_end(behind, &mut links);
    let url = links.into_iter().next();
    let found = Lead { line: number, sign, headline, url, outlet: outlet.or(last), rest };
    (!found.headline.is_empty()).then_some(found)
}

/// The sign that a line begins with, and what stands behind it and any picture.
fn signed(line: &str) -> (Sign, &str) {
    let text = line.trim();
    let inner = line.starts_with(['\t', ' ']) && line.len() - line.trim_start().len() > 1;
    let point = text.strip_prefix(['-', '*', '+', '•']).filter(|rest| rest.starts_with([' ', '\t']));
    let number = text.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let number = (number.len() < text.len())
        .then(|| number.strip_prefix(['.', ')', '/', '、']))
        .flatten()
        .filter(|rest| rest.starts_with([' ', '\t', '*', '[']));
    let (sign, rest) = match (point, number) {
        (Some(rest), _) => (Sign::Point, rest),
        (None, Some(rest)) => (Sign::Number, rest),
        (None, None) => (Sign::None, text),
    };
    let sign = if inner && sign != Sign::None { Sign::Inner } else { sign };
    let is_picture = |c: char| !c.is_alphanumeric() && !c.is_ascii_punctuation();
    (sign, rest.trim_start_matches(is_picture))
}

/// The link or the words in bold that a text opens with, and what is behind them.
fn opening(text: &str) -> Option<(&str, &str)> {
    if !text.starts_with(['[', '*']) {
        return None;
    }
    if let Some(inside) = text.strip_prefix("**") {
        let end = inside.find("**").filter(|end| *end > 0)?;
        return Some((&inside[..end], &inside[end + 2..]));
    }
    let (_, url, behind) = link(text)?;
    url.filter(|url| url.starts_with("http"))?;
    Some((&text[..text.len() - behind.len()], behind))
}

/// The outlet that follows a headline, in italics or brackets, and what is behind it: `— *Harbour Star* — The ferry …`.
fn outlet_behind(text: &str) -> (Option<String>, &str) {
    let is_dash = |c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-' | '|' | ':' | '·' | '：');
    let text = text.trim_start_matches(is_dash);
    let apart = ["*", "_", "("].iter().find_map(|sign| {
        let inside = text.strip_prefix(*sign).filter(|inside| !inside.starts_with(*sign))?;
        let close = if *sign == "(" { ")" } else { *sign };
        let end = inside.find(close).filter(|end| (2..=OUTLET).contains(end))?;
        let name = inline(&inside[..end], &mut Vec::new());
        let behind = &inside[end + close.len()..];
        let is_name = *sign != "("
            || !shape::may_hold_digit(&name)
                && (marks::looks_like_outlet(&name) >= 0.5 || name.contains('.'));
        let parted = behind.trim().is_empty() || behind.trim_start().starts_with(is_dash);
        (is_name && parted).then_some((name, behind))
    });
    match apart {
        Some((name, behind)) => (Some(name.trim().to_owned()), behind.trim_start_matches(is_dash)),
        None => (None, text),
    }
}

/// A text without the links in brackets at its end, which name where it is from: `… ([Harbour Star](https://…))`.
fn outlet_at_end(text: &str, links: &mut Vec<String>) -> (String, Option<String>) {
    let text = text.trim();
    let Some((before, inside)) = bracket_at_end(text).filter(|(_, inside)| inside.contains("](http")) else {
        return (inline(text, links).trim().to_owned(), None);
    };
    let name = inline(inside, links);
    (inline(before, links).trim().to_owned(), Some(name.trim().to_owned()).filter(|name| !name.is_empty()))
}

/// The bracket that a text ends with, and the text before it.
fn bracket_at_end(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_suffix(')')?;
    let mut depth = 1_usize;
    let (open, _) = inside.char_indices().rev().find(|(_, letter)| {
        match letter {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    Some((&text[..open], &inside[open + 1..]))
}

/// The items of a digest: most of its text stands in those with one sign, most of them lead elsewhere or name an
/// outlet, and they look like headlines. What leads elsewhere between them under another sign is an item too. None
/// where this is no digest; a list of links that is of no day and names no outlets is none.
pub fn items(plain: &Plain, is_dated: bool, dating: &Dating) -> Option<Vec<Item>> {
    let signs = [Sign::Number, Sign::Point, Sign::None];
    let digests = signs.into_iter().map(|sign| with_sign(plain, sign, &[]));
    let mut found = digests.filter(|items| are_digest(plain, items, is_dated)).max_by_key(Vec::len)?;
    for sign in signs {
        let others = with_sign(plain, sign, &found);
        found.extend(others.into_iter().filter(|other| other.is_credited() && other.is_told(plain)));
    }
    found.sort_by_key(|candidate| candidate.lead.line);
    Some(found.into_iter().map(|candidate| article(plain, &candidate, dating)).collect())
}

/// A lead and the lines below it that may be an item.
struct Candidate<'p> {
    lead: &'p Lead,
    below: Range<usize>,
}

impl Candidate<'_> {
    fn is_credited(&self) -> bool {
        self.lead.url.is_some() || self.lead.outlet.is_some()
    }

    /// Whether more is said than the headline.
    fn is_told(&self, plain: &Plain) -> bool {
        self.lead.rest.len() + letters(plain, self.below.clone()) >= REST || self.lead.outlet.is_some()
    }
}

/// The candidates with such a sign that stand in none of the others.
fn with_sign<'p>(plain: &'p Plain, sign: Sign, others: &[Candidate]) -> Vec<Candidate<'p>> {
    let is_free =
        |line: usize| !others.iter().any(|other| (other.lead.line..other.below.end).contains(&line));
    let leads: Vec<&Lead> =
        plain.leads.iter().filter(|lead| lead.sign == sign && is_free(lead.line)).collect();
    let candidate = |(at, lead): (usize, &&'p Lead)| {
        let next = leads.get(at + 1).map_or(plain.lines.len(), |next| next.line);
        let other = others.iter().map(|other| other.lead.line).find(|line| *line > lead.line);
        let below = lead.line + 1..next.min(other.unwrap_or(next));
        Candidate { lead, below: below.start..plain.end_of_item(below) }
    };
    leads.iter().enumerate().map(candidate).collect()
}

/// Whether such candidates are the items of a digest.
fn are_digest(plain: &Plain, items: &[Candidate], is_dated: bool) -> bool {
    /// A digest has at least so many.
    const FEW: usize = 3;
    /// A headline has so many words, on the average; after a number it may be the name of a thing.
    const WORDS: usize = 4;
    let most = |holds: &dyn Fn(&Candidate) -> bool| {
        items.iter().filter(|item| holds(item)).count() * 2 > items.len()
    };
    let text: usize = items.iter().map(|item| letters(plain, item.lead.line..item.below.end)).sum();
    let words: usize = items.iter().map(|item| words_of(&item.lead.headline)).sum();
    let least = match items.first() {
        Some(item) if item.lead.sign == Sign::Number => WORDS / 2,
        _ => WORDS,
    };
    let headings = plain.headings.iter().map(|heading| heading.text.len()).sum();
    let whole = letters(plain, 0..plain.lines.len()).saturating_sub(headings);
    items.len() >= FEW
        && text * 2 > whole
        && words >= least * items.len()
        // Bare headlines are a digest where there is hardly anything else.
        && (most(&|item| item.is_told(plain)) || text * 5 > whole * 4)
        && most(&|item| item.is_credited())
        && (is_dated || most(&|item| item.lead.outlet.is_some()))
}

/// How much text such lines have, in bytes.
fn letters(plain: &Plain, lines: Range<usize>) -> usize {
    plain.lines.get(lines).unwrap_or_default().iter().map(|line| line.trim().len()).sum()
}

/// How many words a headline has; two letters of a script without blanks count as one.
fn words_of(headline: &str) -> usize {
    let unspaced = headline.chars().filter(|letter| shape::is_unspaced(*letter)).count();
    headline.split_whitespace().count() + unspaced / 2
}

/// The article that an item is.
fn article(plain: &Plain, item: &Candidate, dating: &Dating) -> Item {
    let lead = item.lead;
    let mut told = Told {
        headline: lead.headline.clone(),
        source: lead.outlet.clone(),
        url: lead.url.clone(),
        ..Told::default()
    };
    let mut body: Vec<&str> = Vec::new();
    let rest = match marks::bracket_credit_at_end(&lead.rest, dating) {
        Some((at, credit)) => {
            told.source = told.source.or(credit.outlet);
            told.published = credit.date.map(|date| date.published);
            told.persons = credit.persons;
            lead.rest.get(..at.start).unwrap_or(&lead.rest).trim()
        }
        None => lead.rest.as_str(),
    };
    body.extend(Some(rest).filter(|rest| !rest.is_empty()));
    let mut last = lead.line;
    for line in item.below.clone() {
        let text = plain.lines.get(line).map_or("", |text| text.trim());
        if !text.is_empty() {
            last = line;
        }
        if !labelled(text, &mut told, dating) {
            body.push(text);
        }
    }
    told.body = body.join("\n").trim().to_owned();
    Item { lines: lead.line..last + 1, told }
}

/// Takes what a line labels.
fn labelled(line: &str, told: &mut Told, dating: &Dating) -> bool {
    let words = line.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let Some(label) = marks::label(words) else { return false };
    let value = words.get(label.value).unwrap_or("").trim();
    match label.name {
        LabelName::Source if !value.is_empty() => told.source = Some(value.to_owned()),
        LabelName::Date => {
            let date = marks::dates(value, dating).next();
            told.published = date.map(|date| date.published).or(told.published);
        }
        LabelName::Byline => told.persons = marks::persons(value),
        LabelName::Url if value.starts_with("http") => told.url = Some(value.to_owned()),
        _ => return false,
    }
    true
}
