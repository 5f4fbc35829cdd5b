//! Markdown → its text as a reader sees it, as many lines as before: headings, links and stress without their marks,
//! pictures and notes gone. It knows no article.

use std::ops::Range;

use super::inline::inline;
use super::items::{Lead, lead};
use crate::extract::marks::{self, LabelName};

/// A text without its marks.
#[derive(Debug, Default)]
pub struct Plain {
    /// Its lines.
    pub lines: Vec<String>,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// The lines that open with a link or words in bold, and go on.
    pub leads: Vec<Lead>,
    /// The addresses that its lines point to, with the line of each and whether it has nothing else to say.
    links: Vec<(usize, String, bool)>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its line, from 0.
    pub line: usize,
    /// Its level: 1 is the highest; [`BOLD`] is a line that is set in bold and no more.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Where it leads.
    pub link: Option<String>,
}

/// The level of headings that are only set in bold, below all others.
pub const BOLD: u8 = 7;

/// A line that says no more than where to read on has so many letters.
const POINTER: usize = 80;

impl Plain {
    /// The text of a file.
    pub fn of(text: &str) -> Plain {
        let mut plain = Plain::default();
        let mut state = State::default();
        for line in text.lines() {
            let number = plain.lines.len();
            let written = match state.enter(line) {
                Block::Unseen => String::new(),
                Block::Code => line.to_owned(),
                Block::Text(line) => plain.text_line(number, line),
            };
            plain.lines.push(written);
        }
        plain
    }

    /// A line that is no code.
    fn text_line(&mut self, number: usize, line: &str) -> String {
        let trimmed = line.trim();
        let above = number
            .checked_sub(1)
            .and_then(|above| self.lines.get(above))
            .filter(|text| !text.trim().is_empty());
        if let Some(above) = above.cloned()
            && let Some(level) = underline(trimmed)
            && above.trim().len() < 200
            && self.headings.last().is_none_or(|heading| heading.line + 1 != number)
        {
            let link =
                self.links.iter().find(|(line, ..)| *line + 1 == number).map(|(_, url, _)| url.clone());
            self.headings.push(Heading { line: number - 1, level, text: above.trim().to_owned(), link });
            return String::new();
        }
        if is_definition(trimmed) || is_table_rule(trimmed) {
            return String::new();
        }
        let mut links = Vec::new();
        if let Some((level, words)) = heading(trimmed) {
            let text = inline(words, &mut links).trim().to_owned();
            let link = links.into_iter().next();
            if !text.is_empty() {
                self.headings.push(Heading { line: number, level, text: text.clone(), link });
            }
            return text;
        }
        let quoted = unquoted(line);
        let cells = trimmed.strip_prefix('|').map(|row| row.strip_suffix('|').unwrap_or(row).trim());
        let text = inline(cells.unwrap_or(quoted), &mut links);
        if let Some(words) = bold(trimmed) {
            let text = inline(words, &mut Vec::new()).trim().to_owned();
            let link = links.first().cloned();
            self.headings.push(Heading { line: number, level: BOLD, text, link });
        }
        self.leads.extend(lead(number, line));
        let words = |text: &str| {
            text.split_whitespace().filter(|word| !word.contains("://")).map(str::len).sum::<usize>()
        };
        let closes = !links.is_empty() && closes_with_link(trimmed);
        let alone = words(&text) < POINTER || closes;
        self.links.extend(links.into_iter().map(|link| (number, link, alone)));
        let text = if quoted.contains("**") || quoted.contains("__") { unlisted(&text) } else { &text };
        text.trim_end().to_owned()
    }

    /// The first line that says anything.
    pub fn first(&self) -> usize {
        self.lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(0)
    }

    /// The address that a section gives, where it has just one on a line of its own, or the first of those that its
    /// last line points to.
    pub fn only_link(&self, lines: Range<usize>) -> Option<String> {
        let last =
            lines.clone().rev().find(|line| self.lines.get(*line).is_some_and(|text| !is_blank(text)))?;
        let mut links = self.links.iter().filter(|(line, _, alone)| lines.contains(line) && *alone);
        let (_, first, _) = links.clone().next()?;
        let closing = links.clone().find(|(line, ..)| *line == last).map(|(_, url, _)| url.clone());
        if links.all(|(_, other, _)| other == first) { Some(first.clone()) } else { closing }
    }

    /// Whether such lines point anywhere.
    pub fn has_link(&self, lines: Range<usize>) -> bool {
        self.links.iter().any(|(line, ..)| lines.contains(line))
    }

    /// Where an item ends that goes no further than such lines: before a heading or a rule.
    pub fn end_of_item(&self, lines: Range<usize>) -> usize {
        let heading = self.headings.iter().map(|heading| heading.line).find(|line| lines.contains(line));
        let is_rule = |line: &usize| {
            self.lines.get(*line).is_some_and(|text| !text.trim().is_empty() && is_blank(text))
        };
        let rule = lines.clone().find(is_rule);
        heading.into_iter().chain(rule).min().unwrap_or(lines.end)
    }

    /// How much text such lines have, in bytes, but for points of lists that are links; and how many of them are
    /// nothing but addresses.
    pub fn weigh(&self, lines: Range<usize>) -> (usize, usize) {
        let mut weight = (0, 0);
        for line in lines {
            let text = self.lines.get(line).map_or("", |text| text.trim());
            let linked = self.links.iter().any(|(at, ..)| *at == line);
            if linked && text.split_whitespace().all(|word| word.contains("://")) {
                weight.1 += 1;
            } else if !(is_blank(text) || linked && text.starts_with(['*', '-', '+'])) {
                weight.0 += text.len();
            }
        }
        weight
    }
}

/// Whether a line says nothing, or only parts what is above from what is below.
fn is_blank(line: &str) -> bool {
    line.chars().all(|letter| letter.is_whitespace() || matches!(letter, '-' | '*' | '_'))
}

/// Whether a text ends with a link that stands behind a sentence: `… by noon. [Read on](https://…)`.
fn closes_with_link(line: &str) -> bool {
    let line = line.trim_end_matches(['*', '_', '.', ')', ']', ' ']);
    let before = line.rfind("](").and_then(|link| line.get(..link)?.rsplit_once('['));
    before.is_some_and(|(before, _)| {
        before.trim_end().ends_with(['.', '!', '?', '。', '！', '？', ':', '：', '(', '|', '”', '"'])
    })
}

/// A label that is a point of a list, without the sign before it: `- Source: Harbour Star`.
fn unlisted(line: &str) -> &str {
    let point = line.trim_start();
    let words = point.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let is_label = || marks::label(words).is_some_and(|label| label.name != LabelName::Other);
    if words.len() < point.len() && is_label() { words } else { line }
}

/// What a line belongs to.
enum Block<'t> {
    Text(&'t str),
    Code,
    Unseen,
}

/// Whether a block of code or a note is open.
#[derive(Default)]
struct State {
    fence: Option<&'static str>,
    note: bool,
}

impl State {
    fn enter<'t>(&mut self, line: &'t str) -> Block<'t> {
        let trimmed = line.trim_start();
        if let Some(fence) = self.fence {
            if trimmed.starts_with(fence) {
                self.fence = None;
                return Block::Unseen;
            }
            return Block::Code;
        }
        if self.note {
            self.note = !line.contains("-->");
            return Block::Unseen;
        }
        if let Some(fence) = ["```", "~~~"].into_iter().find(|fence| trimmed.starts_with(fence)) {
            self.fence = Some(fence);
            return Block::Unseen;
        }
        if trimmed.starts_with("<!--") && !line.contains("-->") {
            self.note = true;
            return Block::Unseen;
        }
        // What the program that makes a page of it is told.
        let told = (trimmed.starts_with("{{") && trimmed.trim_end().ends_with("}}"))
            || (trimmed.starts_with("{%") && trimmed.trim_end().ends_with("%}"));
        if told { Block::Unseen } else { Block::Text(line) }
    }
}

/// The level and words of a heading: `## Pier opens ##`.
fn heading(line: &str) -> Option<(u8, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let words = line.get(level..)?;
    let is_heading = (1..=6).contains(&level) && words.starts_with([' ', '\t']);
    is_heading.then(|| (level as u8, words.trim().trim_end_matches('#').trim_end()))
}

/// The words of a line that is all bold.
fn bold(line: &str) -> Option<&str> {
    let words = line.strip_prefix("**")?.strip_suffix("**")?;
    (!words.is_empty() && !words.contains("**")).then_some(words)
}

/// The level of the heading that a line underlines.
fn underline(line: &str) -> Option<u8> {
    let made_of = |sign: u8| line.len() >= 3 && line.bytes().all(|byte| byte == sign);
    if made_of(b'=') { Some(1) } else { made_of(b'-').then_some(2) }
}

/// Whether a line only says where a link leads: `[1]: https://…`, `[^1]: …`.
fn is_definition(line: &str) -> bool {
    let name = line.strip_prefix('[').and_then(|rest| rest.split_once("]:"));
    name.is_some_and(|(name, rest)| {
        !name.contains(']')
            && (name.starts_with('^') || rest.trim_start().trim_start_matches('<').starts_with("http"))
    })
}

fn is_table_rule(line: &str) -> bool {
    line.contains('|')
        && line.contains("--")
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}

/// A line without the signs of a quotation before it; the name of a box is no text.
fn unquoted(line: &str) -> &str {
    let mut rest = line;
    while let Some(inside) = rest.trim_start().strip_prefix('>') {
        rest = inside.strip_prefix(' ').unwrap_or(inside);
    }
    match rest.strip_prefix("[!").and_then(|named| named.split_once(']')) {
        Some((name, title)) if rest.len() < line.len() && name.chars().all(char::is_alphabetic) => {
            title.trim_start_matches(['-', '+']).trim_start()
        }
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_both_forms() {
        let plain = Plain::of(
            "# [Pier](https://v.example) opens #\nText\n\nFerry *sails*\n---\n\n```\n# no heading\n```\n#tag",
        );
        let levels: Vec<(usize, u8, &str)> = plain
            .headings
            .iter()
            .map(|heading| (heading.line, heading.level, heading.text.as_str()))
            .collect();
        assert_eq!(levels, [(0, 1, "Pier opens"), (3, 2, "Ferry sails")]);
        assert_eq!(plain.headings[0].link.as_deref(), Some("https://v.example"));
        assert_eq!(plain.lines.len(), 10);
    }
}
