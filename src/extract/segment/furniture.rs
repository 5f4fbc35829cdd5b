//! Where an article's text ends: rules, page furniture and blank lines at its end are not part of it.

use std::ops::Range;

use super::page::{Kind, Page};
use super::{Marked, shape};
use crate::model::Role;

/// Words that only the furniture of a web page holds, lower-cased; a line that begins with one is furniture.
const CUES: [&str; 34] = [
    "sort by",
    "chat with ",
    "ask any question",
    "×",
    "share this",
    "share on",
    "share:",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "add a comment",
    "subscribe to our",
    "sign up for",
    "log in",
    "sign in",
    "read more:",
    "related articles",
    "related stories",
    "popular stories",
    "most read",
    "most popular",
    "advertisement",
    "skip to ",
    "back to top",
    "cookie ",
    "accept cookies",
    "privacy policy",
    "terms of use",
    "no ads",
    "tweet",
    "print this",
    "email this",
    "discussion:",
    "kommentare (",
];

/// The end of the article on these lines: one past its last line of text.
pub fn end(page: &Page, lines: Range<usize>) -> usize {
    let text = |line: &usize| !matches!(page.kind(*line), Kind::Blank | Kind::Rule | Kind::Counter);
    let Some(last) = lines.clone().rev().find(text) else { return lines.start };
    let (mut cut, mut cues, mut line) = (last + 1, 0, last + 1);
    while line > lines.start {
        line -= 1;
        match page.kind(line) {
            Kind::Blank | Kind::Rule | Kind::Counter => {}
            Kind::Short | Kind::Label if is_cue(page.text(line)) => {
                cues += 1;
                cut = line;
            }
            Kind::Short | Kind::Label if cues > 0 && is_caption(page.text(line)) => {}
            _ => break,
        }
    }
    // One cue may be a line of the article; a page's furniture has several.
    let end = if cues >= 2 && cut > lines.start { cut } else { last + 1 };
    (lines.start..end).rev().find(text).map_or(last + 1, |last| last + 1)
}

/// What stands below the only article of a file: the end of the mail that carried it, how to leave its
/// list, the links of its page. In lower case, signs before them left out.
const CLOSINGS: [&str; 12] = [
    "end forwarded",
    "end of forwarded",
    "to subscribe",
    "to unsubscribe",
    "for help on using this list",
    "note: in accordance with",
    "distributed without profit",
    "related sites",
    "related links",
    "previous story:",
    "visible links",
    "references 1.",
];

/// The end of a file's only article on these lines, told by what closes it.
pub fn closed(page: &Page, lines: Range<usize>) -> usize {
    let text = |line: &usize| !matches!(page.kind(*line), Kind::Blank | Kind::Rule | Kind::Counter);
    let from = lines.start + lines.len() * 2 / 5;
    let closing = (from..lines.end).filter(text).find_map(|line| {
        let words: String = page
            .text(line)
            .chars()
            .skip_while(|c| !c.is_alphanumeric())
            .take(40)
            .flat_map(char::to_lowercase)
            .collect();
        let rights =
            ["copyright ", "c) ", "all rights reserved"].iter().any(|right| words.starts_with(right));
        let linked = words.trim() == "references"
            && page.from(line + 1, 4).is_some_and(|next| page.text(next).contains("://"));
        match () {
            () if rights && page.text(line).len() < 120 => Some(line + 1),
            () if linked || CLOSINGS.iter().any(|closing| words.starts_with(closing)) => Some(line),
            () => None,
        }
    });
    let end = signature(page, lines.start..closing.unwrap_or(lines.end));
    (lines.start..end).rev().find(text).map_or(lines.end, |last| last + 1)
}

/// The end of the text above the signature of who sent it: a rule near the end, and below it a mail address.
fn signature(page: &Page, lines: Range<usize>) -> usize {
    /// The lines that a signature takes at most.
    const LONGEST: usize = 14;
    let low = lines.end.saturating_sub(LONGEST).max(lines.start + lines.len() / 2);
    let rule = (low..lines.end).find(|line| page.kind(*line) == Kind::Rule || page.text(*line) == "--");
    let signed = |rule: &usize| {
        (*rule..lines.end).any(|line| page.text(line).contains('@') && page.text(line).len() < 80)
    };
    rule.filter(signed).unwrap_or(lines.end)
}

/// The lines after an article's end that belong to none.
pub fn after(page: &Page, lines: Range<usize>) -> impl Iterator<Item = Marked> {
    lines.filter(|line| page.kind(*line) != Kind::Blank).map(|line| match page.kind(line) {
        Kind::Rule | Kind::Counter => Marked::new(line, Role::Separator, "between articles"),
        _ => Marked::new(line, Role::Furniture, "furniture of the page"),
    })
}

/// Whether a line is furniture by its words.
fn is_cue(text: &str) -> bool {
    const NO_ADS: &[u8] = b". no ads";
    let mut parts = text.as_bytes().windows(NO_ADS.len());
    shape::begins_with_any(text, &CUES) || parts.any(|part| part.eq_ignore_ascii_case(NO_ADS))
}

/// Whether a line could be the caption of a part of a page: short, no sentence, no list.
fn is_caption(text: &str) -> bool {
    text.len() <= 40 && !shape::ends_sentence(text) && !shape::is_listed(text) && text.split(' ').count() <= 4
}
