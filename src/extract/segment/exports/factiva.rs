//! Factiva: each article closes with its number (`Document QUAY000020100503e6530001z`); its head stands in a fixed
//! order without labels, or under codes of two letters (`HD`). A file comes in, its articles go out.

use std::ops::Range;

use super::{Style, head_above};
use crate::extract::marks;
use crate::extract::segment::head::Head;
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Marked, labels, shape};
use crate::model::Role;

/// Factiva.
pub const STYLE: Style = Style {
    name: "factiva",
    tells: "each article closes with a number of Factiva (`Document …`)",
    articles,
    read,
};

/// The codes that stand above values, in the order in which they are printed.
const CODES: [&str; 33] = [
    "CLM", "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD",
    "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "ART", "DJIC", "CLA", "NT", "GC", "AU",
];

/// No head has more lines than this below the length of its text.
const LONGEST: usize = 12;

fn articles(page: &Page) -> Vec<Range<usize>> {
    let closed: Vec<usize> = (0..page.len()).filter(|line| closes(page, *line)).collect();
    let above = [0].into_iter().chain(closed.iter().map(|line| line + 1));
    let told = above.zip(&closed).filter_map(|(low, end)| {
        let coded = (low..*end).find(|line| code(page, *line).is_some_and(|code| code.0 == "HD"));
        let told = coded.or_else(|| (low..*end).find(|line| is_length(page, *line)))?;
        Some(first_of(page, told, low, coded.is_some())..end + 1)
    });
    let articles: Vec<Range<usize>> = told.collect();
    if articles.len() * 10 >= closed.len() * 8 { articles } else { Vec::new() }
}

/// The first line of an article that is told by a line of its head, not above `low`.
fn first_of(page: &Page, told: usize, low: usize, coded: bool) -> usize {
    if coded {
        let above = (low..told).rev().filter(|line| page.kind(*line) != Kind::Blank).take(LONGEST);
        let codes =
            above.filter(|line| code(page, *line).is_some_and(|(code, _)| matches!(code, "SE" | "CLM")));
        return codes.last().unwrap_or(told);
    }
    if low == 0 { head_above(page, told, low) } else { page.from(low, page.len()).unwrap_or(low) }
}

/// Whether a line holds an article's number.
fn closes(page: &Page, line: usize) -> bool {
    if !matches!(page.kind(line), Kind::Short | Kind::Label | Kind::Credit | Kind::Counter) {
        return false;
    }
    let mut words = page.text(line).split_whitespace().rev();
    // `Document`, `Dokument`, `文件`: the word is in the language of whoever exports.
    let numbered = words.next().is_some_and(is_number);
    numbered && words.next().is_some_and(|word| word.chars().all(char::is_alphabetic)) && words.count() <= 1
}

/// Whether a word is an article's number: a code, zeros, a day, nine signs more.
fn is_number(word: &str) -> bool {
    let Some((code, rest)) = word.split_at_checked(word.len().saturating_sub(17)) else { return false };
    let Some((day, end)) = rest.split_at_checked(8) else { return false };
    (2..=16).contains(&code.len())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && code.starts_with(|c: char| c.is_ascii_alphabetic())
        && day.bytes().all(|byte| byte.is_ascii_digit())
        && (day.starts_with("19") || day.starts_with("20"))
        && end.starts_with(|c: char| c.is_ascii_lowercase())
}

/// The code that a line begins with, and where its value stands on the line.
fn code<'p>(page: &Page<'p>, line: usize) -> Option<(&'p str, Range<usize>)> {
    let text = page.text(line);
    let code = text.split([' ', '\t', '\u{a0}']).next()?;
    if !CODES.contains(&code) {
        return None;
    }
    let value = text.get(code.len()..)?;
    let from = text.len() - value.trim_start().len();
    (value.is_empty() || from - code.len() >= 2 || value.starts_with('\t'))
        .then_some((code, from..text.len()))
}

/// Whether a line says how many words the text has, and the next one begins with its date.
fn is_length(page: &Page, line: usize) -> bool {
    let text = page.text(line);
    let mut words = text.split_whitespace();
    let figures = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’'))
    };
    let unit = |word: &str| word.chars().all(char::is_alphabetic);
    let form = text.len() < 40
        && words.next().is_some_and(figures)
        && words.next().is_some_and(unit)
        && words.next().is_none();
    form && page
        .from(line + 1, 3)
        .is_some_and(|next| marks::date_at_start(page.text(next), page.dating).is_some())
}

fn read(page: &Page, lines: Range<usize>, head: &mut Head) {
    if lines.clone().take(2 * LONGEST).any(|line| code(page, line).is_some_and(|(code, _)| code == "HD")) {
        coded(page, lines, head);
    } else {
        ordered(page, lines, head);
    }
}

/// Reads an article whose fields stand under codes.
fn coded(page: &Page, lines: Range<usize>, head: &mut Head) {
    let mut open = "";
    for line in lines.filter(|line| page.kind(*line) != Kind::Blank) {
        let text = page.text(line);
        let (value, from) = match code(page, line) {
            Some((code, value)) => {
                open = code;
                (text.get(value.clone()).unwrap_or(""), value.start)
            }
            None => (text, 0),
        };
        let said = &mut head.labelled;
        match open {
            _ if value.is_empty() => {}
            "HD" => {
                let part = (from > 0).then_some(from..text.len());
                head.marked.push(Marked { part, ..Marked::new(line, Role::Headline, "labelled headline") });
                continue;
            }
            "BY" | "AU" => said.persons.get_or_insert_default().extend(marks::persons(value)),
            "PD" => {
                let date = marks::dates(value, page.dating).next().map(|date| date.published);
                said.published = said.published.or(date);
            }
            "SN" => said.source = said.source.take().or_else(|| marks::outlet(value)),
            "LA" => said.language = Some(value.to_owned()),
            "LP" | "TD" if from == 0 => {
                if head.body == 0 {
                    head.body = line;
                }
                continue;
            }
            "LP" | "TD" => {
                head.body = if head.body == 0 { line } else { head.body };
                head.marked.push(Marked {
                    part: Some(from..text.len()),
                    ..Marked::new(line, Role::Body, "labelled text")
                });
                continue;
            }
            _ => {}
        }
        head.mark(line, Role::Credit, "label");
    }
}

/// Reads an article whose head stands in the archive's order: section, headline, writers, length, date, time,
/// outlet, its code, edition, page, language, rights.
fn ordered(page: &Page, lines: Range<usize>, head: &mut Head) {
    let Some(length) = lines.clone().find(|line| is_length(page, *line)) else { return };
    over(page, lines.start..length, head);
    head.mark(length, Role::Credit, "length");
    let filled: Vec<usize> = (length + 1..lines.end)
        .filter(|line| page.kind(*line) != Kind::Blank)
        .take(LONGEST)
        .take_while(|line| page.kind(*line) != Kind::Long || labels::is_copyright(page.text(*line)))
        .collect();
    let rights = filled.iter().position(|line| labels::is_copyright(page.text(*line)));
    let gap = filled.windows(2).position(|pair| pair.first().map(|line| line + 1) != pair.last().copied());
    let last = rights.or(gap).unwrap_or(filled.len().saturating_sub(1));
    let mut below = length + 1;
    for (place, line) in filled.iter().take(last + 1).copied().enumerate() {
        let text = page.text(line);
        let said = &mut head.labelled;
        if place == 0 {
            said.published = marks::dates(text, page.dating).next().map(|date| date.published);
        } else if said.source.is_none() && !shape::is_time_note(text) && !is_time(text) {
            said.source = marks::outlet(text);
        } else if rights == Some(place + 1) && text.split(' ').count() <= 2 {
            said.language = Some(text.to_owned());
        }
        head.mark(line, Role::Credit, "head of the archive");
        below = line + 1;
    }
    head.body = page.from(below, page.len()).unwrap_or(below);
    if let Some(line) = lines.rev().find(|line| closes(page, *line)) {
        head.mark(line, Role::Credit, "number of the archive");
    }
}

/// Reads what stands over the length: a section perhaps, the headline, and who wrote it.
fn over(page: &Page, lines: Range<usize>, head: &mut Head) {
    let mut filled: Vec<usize> = lines.filter(|line| page.kind(*line) != Kind::Blank).collect();
    if let [.., above, last] = filled.as_slice()
        && is_byline(page, *last, last - above > 1)
    {
        head.labelled.persons = Some(marks::persons(page.text(*last)));
        head.mark(*last, Role::Credit, "who wrote it");
        filled.pop();
    }
    if let [section, headline, ..] = filled.as_slice()
        && is_section(page.text(*section), page.text(*headline))
    {
        head.mark(*section, Role::Credit, "section");
        filled.remove(0);
    }
    let mut headline = true;
    for (place, line) in filled.iter().copied().enumerate() {
        let goes_on = place == 0 || line == filled[place - 1] + 1 && goes_on(page, line);
        headline &= goes_on;
        let (role, why) = if headline {
            (Role::Headline, "headline above the length")
        } else {
            (Role::Deck, "above the length")
        };
        head.mark(line, role, why);
    }
}

/// Whether a line below another is more of its headline.
fn goes_on(page: &Page, line: usize) -> bool {
    page.text(line).starts_with(char::is_lowercase) || page.text(line - 1).len() >= 60
}

/// Whether the last line over the length names who wrote the text.
fn is_byline(page: &Page, line: usize, apart: bool) -> bool {
    let text = page.text(line);
    let by = page.credit(line).is_some_and(|credit| !credit.persons.is_empty());
    by || marks::looks_like_person(text)
        || apart && text.len() < 100 && !marks::persons(text).is_empty() && !shape::ends_sentence(text)
}

/// Whether the first of two lines is the section that the headline below it stood in.
fn is_section(text: &str, headline: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    words(text) <= 3 && words(headline) > words(text) && headline.len() >= 25 && !shape::ends_sentence(text)
}

/// Whether a line is a time of day: `12:30 GMT`.
fn is_time(text: &str) -> bool {
    text.len() < 24 && text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(':')
}
