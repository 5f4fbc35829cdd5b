//! What a file says of its own content, held against what was cut: how many articles it announces, the numbers it
//! gives them, the headlines that its list of contents names. A sentence for each claim that does not hold.

use rustc_hash::FxHashSet;

use super::marks;
use super::segment::Cut;
use super::segment::page::Page;
use crate::model::Role;

/// So many of what is missing are named.
const NAMED: usize = 3;

/// The claims of the file that do not hold.
pub fn broken(page: &Page, cut: &Cut) -> Vec<String> {
    let mut broken = Vec::new();
    let found = cut.pieces.len();
    if let Some(announced) = cut.announced.filter(|count| *count as usize != found) {
        let were = if found == 1 { "was" } else { "were" };
        let told = format!("the file announces {announced} articles, {found} {were} found");
        let missing = if found < announced as usize { missing_numbers(page, announced) } else { Vec::new() };
        broken.push(match missing.as_slice() {
            [] => told,
            [one] => format!("{told}: number {one} is missing"),
            _ => format!("{told}: numbers {} are missing", several(&missing)),
        });
    }
    let unmet = unmet_contents(page, cut);
    if !unmet.is_empty() {
        let is = if unmet.len() == 1 { "it" } else { "them" };
        broken
            .push(format!("the list of contents names {}; no article with {is} was found", several(&unmet)));
    }
    broken
}

/// The first few, and how many more there are.
fn several<T: std::fmt::Display>(all: &[T]) -> String {
    let named: Vec<String> = all.iter().take(NAMED).map(ToString::to_string).collect();
    match all.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// The numbers from 1 to `announced` that no counter of the file has, where it has counters at all.
fn missing_numbers(page: &Page, announced: u32) -> Vec<u32> {
    /// A file that announces more is not believed.
    const MOST: u32 = 100_000;
    let numbers: FxHashSet<u32> =
        (0..page.len()).filter_map(|line| page.counter(line)).map(|counter| counter.number).collect();
    if numbers.is_empty() || announced > MOST {
        return Vec::new();
    }
    (1..=announced).filter(|number| !numbers.contains(number)).collect()
}

/// The numbered headlines of a list of contents that no article has, where nearly all others have theirs.
fn unmet_contents(page: &Page, cut: &Cut) -> Vec<String> {
    let lines = |role: Role| cut.outside.iter().filter(move |mark| mark.role == role).map(|mark| mark.line);
    let (Some(first), Some(last)) = (lines(Role::Contents).next(), lines(Role::Contents).next_back()) else {
        return Vec::new();
    };
    let numbered =
        |line: &usize| marks::counter(page.text(*line)).is_some_and(|counter| !counter.rest.is_empty());
    let met = lines(Role::Contents).filter(numbered).count();
    let unmet: Vec<usize> = lines(Role::Preamble)
        .filter(|line| (first..=last).contains(line) && numbered(line))
        .filter(|line| !is_met(page, cut, *line))
        .collect();
    if met < 3 || unmet.len() * 5 > met {
        return Vec::new();
    }
    let title = |line: &usize| {
        let text = page.text(*line);
        let counter = marks::counter(text);
        format!("“{}”", counter.and_then(|counter| text.get(counter.rest)).unwrap_or(text).trim())
    };
    unmet.iter().map(title).collect()
}

/// Whether an article has the headline that a line of the contents begins or is.
fn is_met(page: &Page, cut: &Cut, line: usize) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
    };
    let named = letters(page.text(line));
    cut.pieces.iter().any(|piece| {
        let headline = piece.marked.iter().filter(|mark| mark.role == Role::Headline);
        let headline: String = headline.map(|mark| letters(page.text(mark.line))).collect();
        headline.starts_with(&named) || !headline.is_empty() && named.starts_with(&headline)
    })
}
