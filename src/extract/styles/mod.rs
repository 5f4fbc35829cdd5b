//! Styles of digests that people describe themselves. A [`WrittenStyle`] comes in and is understood, or its
//! faults go out; a file's lines come in and its articles go out, or nothing where it is not of that style.

mod conformance;
mod cut;
mod pattern;
mod template;

pub use conformance::differences;
pub use cut::{TOLD, cut};

use pattern::{Part, Pattern};

use super::marks::Dating;
use super::segment::layouts::LAYOUTS;
use crate::model::{Fault, Step, WrittenStyle};

/// A style that is understood.
#[derive(Debug, Clone)]
pub struct Style {
    /// What its articles carry as their style.
    pub name: String,
    /// What an article may begin with, each a pattern for each of its lines.
    start: Vec<Vec<Pattern>>,
    /// What the lines of its credit look like.
    credit: Vec<Pattern>,
    /// What the line looks like that ends it.
    end: Vec<Pattern>,
}

/// The names of the built-in layouts that a folder may be told to have.
pub fn built_in_names() -> impl Iterator<Item = &'static str> {
    ["single"].into_iter().chain(LAYOUTS.iter().map(|layout| layout.name))
}

/// The built-in layout of that name.
pub fn built_in(name: &str) -> Option<&'static str> {
    built_in_names().find(|known| *known == name)
}

impl Style {
    /// Understands a style. `at` is its place in the configuration.
    ///
    /// # Errors
    /// All that cannot be meant.
    pub fn new(written: &WrittenStyle, at: &[Step]) -> Result<Style, Vec<Fault>> {
        let mut faults = Vec::new();
        if built_in(&written.name).is_some() || written.name == "wire" {
            let message = format!("`{}` is the name of a built-in layout; choose another", written.name);
            faults.push(Fault::new([at, &[Step::Key("name")]].concat(), message));
        }
        if written.start.is_empty() && written.end.is_empty() {
            let message =
                "this style says neither what an article starts with (`start`) nor what ends it (`end`)";
            faults.push(Fault::new(at, message));
        }
        let mut understood = |key: &'static str, texts: &[String]| -> Vec<Vec<Pattern>> {
            let texts = texts.iter().enumerate();
            texts
                .map(|(item, text)| {
                    let place = [at, &[Step::Key(key), Step::Item(item)]].concat();
                    patterns(text, &place, key == "start", &mut faults)
                })
                .collect()
        };
        let start = understood("start", &written.start);
        let credit = understood("credit", &written.credit);
        let end = understood("end", &written.end);
        if !faults.is_empty() {
            return Err(faults);
        }
        let lines = |patterns: Vec<Vec<Pattern>>| patterns.into_iter().flatten().collect();
        Ok(Style { name: written.name.clone(), start, credit: lines(credit), end: lines(end) })
    }

    /// Whether the lines of the head name the headline, so that it is not told by its place.
    fn names_headline(&self) -> bool {
        self.credit.iter().any(|pattern| pattern.has(Part::Headline))
    }

    /// The pattern that a line was told by, and what it is a pattern of.
    pub fn told_by(&self, line: &str, dating: &Dating) -> Option<(&'static str, &str)> {
        let starts = self.start.iter().flatten().map(|pattern| ("start", pattern));
        let credits = self.credit.iter().map(|pattern| ("credit", pattern));
        let all = starts.chain(credits).chain(self.end.iter().map(|pattern| ("end", pattern)));
        // One that fits every line tells of this one only where nothing better does.
        let (open, closed): (Vec<_>, Vec<_>) = all.partition(|(_, pattern)| pattern.matches_everything());
        let mut all = closed.into_iter().chain(open);
        let found = all.find(|(_, pattern)| pattern.read(line, dating).is_some());
        found.map(|(key, pattern)| (key, pattern.written.as_str()))
    }
}

/// The patterns of the lines of a text: one, or several where an article starts with several lines.
fn patterns(text: &str, at: &[Step], several: bool, faults: &mut Vec<Fault>) -> Vec<Pattern> {
    let mut found = Vec::new();
    let mut fault = |part: std::ops::Range<usize>, message: String| {
        faults.push(Fault { at: at.to_vec(), part: Some(part), message });
    };
    let mut offset = 0;
    let before = text.len();
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() || text.trim().is_empty() {
            match Pattern::new(line) {
                Ok(pattern) => found.push(pattern),
                Err(refusal) => {
                    fault(refusal.at.start + offset..refusal.at.end + offset, refusal.message);
                    return Vec::new();
                }
            }
        }
        offset += line.len();
    }
    if found.is_empty() {
        fault(0..before, "a pattern cannot be empty".to_owned());
    } else if found.len() > 1 && !several {
        let message = "this is a pattern of one line; write each line as a text of its own: [\"…\", \"…\"]";
        fault(0..before, message.to_owned());
    } else if found.iter().all(Pattern::matches_everything) {
        let hint = if several { "; add what stands before, behind, above or below it" } else { "" };
        fault(0..before, format!("`{}` matches every line{hint}", text.trim()));
    }
    found
}

#[cfg(test)]
mod tests;
