//! Articles whose headline opens their first line of text: `FERRY SAILS AGAIN: The ferry …`, `**Ferry.** The …`. Only where
//! they recur do such words tell of articles; a dateline looks much the same.

use std::ops::Range;

use crate::extract::segment::head::Head;
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Marked, Start};
use crate::model::Role;

/// A headline that opens a line takes no more bytes of it than this.
const LONGEST: usize = 120;

/// Fewer than these are no habit of the file.
const FEWEST: usize = 3;

/// Starts at each block that a headline opens, where they recur.
pub fn readings(page: &Page) -> Vec<Vec<Start>> {
    let opens =
        |line: usize| line == 0 || matches!(page.kind(line - 1), Kind::Blank | Kind::Rule | Kind::Counter);
    let read = |form: fn(&str) -> Option<Parts>| -> Vec<Start> {
        let lines = (0..page.len()).filter(|line| opens(*line));
        let lines = lines.filter(|line| form(beginning(page.text(*line))).is_some());
        lines.map(|line| Start::run_in(line, 0.8)).collect()
    };
    [read(capitals), read(bold)].into_iter().filter(|starts| starts.len() >= FEWEST).collect()
}

/// Reads the article whose first line a headline opens; whether there is one.
pub fn read(page: &Page, lines: Range<usize>, head: &mut Head) -> bool {
    let line = lines.start;
    let Some(parts) = parts(beginning(page.text(line))) else { return false };
    head.marked.push(Marked {
        part: Some(parts.headline),
        text_from: Some(parts.text),
        ..Marked::new(line, Role::Headline, "headline that opens the text")
    });
    head.body = line;
    true
}

/// A headline within a line, and where the text begins behind it.
struct Parts {
    headline: Range<usize>,
    text: usize,
}

fn parts(text: &str) -> Option<Parts> {
    capitals(text).or_else(|| bold(text))
}

/// `FERRY SAILS AGAIN: The ferry …`: two words in capitals or more, then a sign, then other letters.
fn capitals(text: &str) -> Option<Parts> {
    let (end, sign) = [": ", ". ", " - ", " -- ", " – ", " — "]
        .iter()
        .filter_map(|sign| Some((text.find(sign)?, *sign)))
        .min_by_key(|(place, _)| *place)?;
    let headline = text.get(..end)?;
    let mut words = headline.split_whitespace();
    let large = words.clone().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    let small = words.any(|word| word.chars().any(char::is_lowercase));
    let rest = text.get(end + sign.len()..)?;
    let spoken = rest.chars().any(char::is_lowercase);
    (large >= 2 && !small && spoken && end <= LONGEST)
        .then(|| Parts { headline: 0..end, text: end + sign.len() })
}

/// `**Ferry.** The ferry …`: bold in Markdown.
fn bold(text: &str) -> Option<Parts> {
    let inner = text.strip_prefix("**")?;
    let end = inner.find("**").filter(|end| (3..=LONGEST).contains(end))?;
    let headline = inner.get(..end)?.trim_end_matches(['.', ':', ' ']);
    let text_from = 2 + end + 2;
    let spoken = text.get(text_from..)?.chars().any(char::is_lowercase);
    (spoken && headline.chars().any(char::is_alphabetic))
        .then(|| Parts { headline: 2..2 + headline.len(), text: text_from })
}

/// The beginning of a line, as far as a headline may reach.
fn beginning(text: &str) -> &str {
    let end = (0..=text.len().min(2 * LONGEST)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}
