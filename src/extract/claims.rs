//! What a file says of its own content, held against what was cut: how many articles it announces, the numbers it
//! gives them, the headlines that its list of contents names. A sentence for each claim that does not hold.

use rustc_hash::FxHashSet;

use super::marks;
use super::segment::Cut;
use super::segment::page::Page;
use crate::model::Role;

/// So many of what is missing are named.
const NAMED: usize = 3;

/// What a file claims, and what of it was met so far. It is cut window by window, and seen as it is cut.
#[derive(Debug, Default)]
pub struct Claims {
    /// How many articles it announces, where all its windows say the same.
    announced: Option<Option<u32>>,
    /// How many were found.
    found: usize,
    /// The numbers that its counters have.
    numbers: FxHashSet<u32>,
    /// The numbered headlines of its list of contents.
    contents: Vec<Named>,
}

/// A headline that a list of contents names.
#[derive(Debug)]
struct Named {
    title: String,
    letters: String,
    is_met: bool,
}

impl Claims {
    /// Looks at a window of the file of which the first `ready` articles are settled.
    pub fn see(&mut self, page: &Page, cut: &Cut, ready: usize) {
        match (self.announced, cut.announced) {
            (None, announced) => (self.announced, self.contents) = (Some(announced), contents(page, cut)),
            (Some(before), Some(now)) if before != Some(now) => self.announced = Some(None),
            _ => {}
        }
        self.found += ready;
        if matches!(self.announced, Some(Some(_))) {
            let counters = (0..page.len()).filter_map(|line| page.counter(line));
            self.numbers.extend(counters.map(|counter| counter.number));
        }
        if self.contents.iter().all(|named| named.is_met) {
            return;
        }
        for piece in &cut.pieces {
            let headline = piece.marked.iter().filter(|mark| mark.role == Role::Headline);
            let headline: String = headline.map(|mark| letters(page.text(mark.line))).collect();
            for named in self.contents.iter_mut().filter(|_| !headline.is_empty()) {
                named.is_met |= headline.starts_with(&named.letters) || named.letters.starts_with(&headline);
            }
        }
    }

    /// The claims that do not hold.
    pub fn broken(&self) -> Vec<String> {
        let mut broken = Vec::new();
        let found = self.found;
        if let Some(announced) = self.announced.flatten().filter(|count| *count as usize != found) {
            let were = if found == 1 { "was" } else { "were" };
            let told = format!("the file announces {announced} articles, {found} {were} found");
            let missing =
                if found < announced as usize { self.missing_numbers(announced) } else { Vec::new() };
            broken.push(match missing.as_slice() {
                [] => told,
                [one] => format!("{told}: number {one} is missing"),
                _ => format!("{told}: numbers {} are missing", several(&missing)),
            });
        }
        let unmet = self.unmet_contents();
        if !unmet.is_empty() {
            let is = if unmet.len() == 1 { "it" } else { "them" };
            broken.push(format!(
                "the list of contents names {}; no article with {is} was found",
                several(&unmet)
            ));
        }
        broken
    }

    /// The numbers from 1 to `announced` that no counter of the file has, where it has counters at all.
    fn missing_numbers(&self, announced: u32) -> Vec<u32> {
        /// A file that announces more is not believed.
        const MOST: u32 = 100_000;
        if self.numbers.is_empty() || announced > MOST {
            return Vec::new();
        }
        (1..=announced).filter(|number| !self.numbers.contains(number)).collect()
    }

    /// The numbered headlines of the list of contents that no article has, where nearly all others have theirs.
    fn unmet_contents(&self) -> Vec<String> {
        let unmet: Vec<&Named> = self.contents.iter().filter(|named| !named.is_met).collect();
        let met = self.contents.len() - unmet.len();
        if met < 3 || unmet.len() * 5 > met {
            return Vec::new();
        }
        unmet.iter().map(|named| named.title.clone()).collect()
    }
}

/// The first few, and how many more there are.
fn several<T: std::fmt::Display>(all: &[T]) -> String {
    let named: Vec<String> = all.iter().take(NAMED).map(ToString::to_string).collect();
    match all.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// The numbered headlines of a list of contents: where some of its lines name headlines to come, those between them
/// should too.
fn contents(page: &Page, cut: &Cut) -> Vec<Named> {
    let lines = |role: Role| cut.outside.iter().filter(move |mark| mark.role == role).map(|mark| mark.line);
    let (Some(first), Some(last)) = (lines(Role::Contents).next(), lines(Role::Contents).next_back()) else {
        return Vec::new();
    };
    let named = |line: usize, is_met: bool| {
        let text = page.text(line);
        let counter = marks::counter(text).filter(|counter| !counter.rest.is_empty())?;
        let title = format!("“{}”", text.get(counter.rest).unwrap_or(text).trim());
        Some(Named { title, letters: letters(text), is_met })
    };
    let met = lines(Role::Contents).filter_map(|line| named(line, true));
    let others = lines(Role::Preamble).filter(|line| (first..=last).contains(line));
    met.chain(others.filter_map(|line| named(line, false))).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}
