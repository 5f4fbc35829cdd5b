//! Markdown → its text as a reader sees it, as many lines as before: headings, links and stress without their marks,
//! pictures and notes gone. It knows no article.

use std::ops::Range;

use crate::extract::marks::shape;
use crate::extract::markup;

/// A text without its marks.
#[derive(Debug, Default)]
pub struct Plain {
    /// Its lines.
    pub lines: Vec<String>,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// The addresses that its lines point to, with the line of each and whether it has nothing else to say.
    links: Vec<(usize, String, bool)>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its line, from 0.
    pub line: usize,
    /// Its level: 1 is the highest.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Where it leads.
    pub link: Option<String>,
}

/// No link is longer than this, in bytes.
const LONGEST: usize = 2000;

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
        let alone = text.trim().chars().count() < POINTER;
        self.links.extend(links.into_iter().map(|link| (number, link, alone)));
        text.trim_end().to_owned()
    }

    /// The first line that says anything.
    pub fn first(&self) -> usize {
        self.lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(0)
    }

    /// The address that a section gives, where it has just one on a line of its own.
    pub fn only_link(&self, lines: Range<usize>) -> Option<String> {
        let mut links = self.links.iter().filter(|(line, _, alone)| lines.contains(line) && *alone);
        let (_, first, _) = links.next()?;
        links.all(|(_, other, _)| other == first).then(|| first.clone())
    }
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

/// The words of a line, with the addresses that it points to.
fn inline(line: &str, links: &mut Vec<String>) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['\\', '!', '[', '*', '_', '~', '`', '<', '=', '{']) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        rest = mark(tail, links, &mut out);
    }
    out.push_str(rest);
    if out.contains('<') || out.contains('&') { markup::printed(&out) } else { out }
}

/// Takes the mark that a text begins with; gives what stands behind it.
fn mark<'t>(text: &'t str, links: &mut Vec<String>, out: &mut String) -> &'t str {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return "" };
    let rest = letters.as_str();
    match first {
        '\\' if rest.starts_with(|next: char| next.is_ascii_punctuation()) => {
            let end = 1;
            out.push_str(&rest[..end]);
            &rest[end..]
        }
        '!' if rest.starts_with("[[") => until(rest, "]]").map_or(rest, |(_, behind)| behind),
        '!' if rest.starts_with('[') => match link(rest) {
            Some((_, _, behind)) => behind,
            None => {
                out.push('!');
                rest
            }
        },
        '[' if rest.starts_with('[') => match until(&rest[1..], "]]") {
            Some((name, behind)) if name.len() < 200 => {
                out.push_str(name.rsplit('|').next().unwrap_or(name));
                behind
            }
            _ => {
                out.push('[');
                rest
            }
        },
        '[' if rest.starts_with('^') => match until(rest, "]") {
            Some((name, behind)) if name.len() < 20 => behind,
            _ => {
                out.push('[');
                rest
            }
        },
        '[' => match link(text) {
            Some((words, url, behind)) => {
                let mut none = Vec::new();
                out.push_str(&inline(words, &mut none));
                if let Some(url) = url.filter(|url| url.starts_with("http")) {
                    links.push(url.to_owned());
                }
                behind
            }
            None => {
                out.push('[');
                rest
            }
        },
        '<' if rest.starts_with("http") => match until(rest, ">") {
            Some((url, behind)) if !url.contains(' ') => {
                links.push(url.to_owned());
                out.push_str(url);
                behind
            }
            _ => {
                out.push('<');
                rest
            }
        },
        '{' if rest.starts_with(['{', '%']) => {
            let end = if rest.starts_with('{') { "}}" } else { "%}" };
            match until(rest, end) {
                Some((_, behind)) => behind,
                None => {
                    out.push('{');
                    rest
                }
            }
        }
        '*' | '_' | '~' | '`' | '=' => stress(first, text, out),
        other => {
            out.push(other);
            rest
        }
    }
}

/// Takes a run of signs that stress what is beside them; a sign among blanks, or between letters of a name, stays.
fn stress<'t>(sign: char, text: &'t str, out: &mut String) -> &'t str {
    let rest = text.trim_start_matches(sign);
    let run = &text[..text.len() - rest.len()];
    let before = out.chars().next_back();
    let after = rest.chars().next();
    let blank = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    let word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let stays = match sign {
        '=' | '~' => run.len() != 2 || blank(before) && blank(after),
        '_' => run.len() > 3 || blank(before) && blank(after) || word(before) && word(after),
        _ => run.len() > 3 || blank(before) && blank(after),
    };
    if stays {
        out.push_str(run);
    }
    rest
}

/// The text before the next such sign, if it is near, and the text behind it.
fn until<'t>(text: &'t str, sign: &str) -> Option<(&'t str, &'t str)> {
    let at = shape::head(text, LONGEST).find(sign)?;
    Some((text.get(..at)?, text.get(at + sign.len()..)?))
}

/// A link's words and address, and what stands behind it: `[words](url "title")`, `[words][name]`.
fn link(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let mut depth = 0_usize;
    let mut escaped = false;
    let end = shape::head(text, LONGEST).char_indices().find_map(|(at, letter)| {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
        None
    })?;
    let (words, behind) = (text.get(1..end)?, text.get(end + 1..)?);
    if let Some(target) = behind.strip_prefix('(') {
        let mut depth = 1_usize;
        let close = shape::head(target, LONGEST).char_indices().find_map(|(at, letter)| {
            match letter {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at)
        })?;
        let url = target.get(..close)?.split_whitespace().next();
        return Some((words, url.map(|url| url.trim_matches(['<', '>'])), target.get(close + 1..)?));
    }
    let (name, behind) = until(behind.strip_prefix('[')?, "]")?;
    (name.len() < 100).then_some((words, None, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: &str) {
        assert_eq!(Plain::of(line).lines, [expect], "{line}");
    }

    #[test]
    fn marks_are_taken_and_words_stay() {
        check(
            "The **pier** and the *ferry* of [Vellmora](https://v.example/a_(b) \"Isle\") opened.",
            "The pier and the ferry of Vellmora opened.",
        );
        check(
            "![A crane](crane.jpg) ~~Closed~~ ==Open==, says [[people/ida|Ida]].[^1]",
            " Closed Open, says Ida.",
        );
        check("> [!quote] She said", "She said");
        check("> > `Tide` &amp; <b>time</b> \\*as ever\\*", "Tide & time *as ever*");
        check("| Tide | 6.10 |", "Tide | 6.10");
        check("[1]: https://v.example", "");
        check("{{< youtube x >}}", "");
    }

    #[test]
    fn signs_that_stress_nothing_stay() {
        check("2 * 3 = 6, file_name_a, 4 < 5, [sic], a == b", "2 * 3 = 6, file_name_a, 4 < 5, [sic], a == b");
        check("* a point", "* a point");
        check("***", "***");
    }

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
