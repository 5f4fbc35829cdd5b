//! Starts told by a list of contents: headlines that stand one below the other near the file's beginning and
//! again, in the same order, each above its article.

use rustc_hash::FxHashMap;

use crate::extract::marks;
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Start, head_at};

/// A list has as many headlines as this.
const FEWEST: usize = 3;

/// A list begins so near the file's beginning, in lines.
const DEEPEST: usize = 400;

/// A headline has as many letters as this, so that a word does not pass for one.
const SHORTEST: usize = 6;

/// The reading of a file by its list of contents; none where it has no list.
pub fn readings(page: &Page) -> Vec<Vec<Start>> {
    let lines = told(page);
    if lines.len() < FEWEST {
        return Vec::new();
    }
    let ends = lines.iter().skip(1).copied().chain([page.len()]);
    vec![lines.iter().zip(ends).map(|(line, end)| head_at(page, *line, end)).collect()]
}

/// The lines, in order, that an earlier list names.
pub fn told(page: &Page) -> Vec<usize> {
    let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for line in 0..page.len() {
        if let Some(letters) = letters(page, line) {
            places.entry(letters).or_default().push(line);
        }
    }
    let mut named = Vec::new();
    let mut last = 0;
    let mut listed = 0;
    for line in 0..page.len().min(DEEPEST) {
        // Where the first article begins the list has ended.
        if named.first().is_some_and(|first| line >= *first) {
            break;
        }
        let Some(places) = letters(page, line).and_then(|letters| places.get(&letters)) else { continue };
        listed += 1;
        if let Some(place) = places.iter().find(|place| **place > line.max(last)) {
            named.push(*place);
            last = *place;
        }
    }
    if listed > 2 * named.len() { Vec::new() } else { named }
}

/// The letters of a line that may be a headline, without the number before it or the page behind it.
fn letters(page: &Page, line: usize) -> Option<String> {
    if !matches!(page.kind(line), Kind::Short | Kind::Label | Kind::Credit) {
        return None;
    }
    let text = page.text(line);
    let text = marks::counter(text).and_then(|counter| text.get(counter.rest)).unwrap_or(text);
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    (letters.chars().count() >= SHORTEST).then_some(letters)
}
