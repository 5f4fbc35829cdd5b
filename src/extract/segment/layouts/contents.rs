//! Starts told by a list of contents: headlines that stand one below the other near the file's beginning and
//! again, in the same order, each above its article.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

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
    // Only what stands near the beginning may be a list; the rest is looked up in it.
    let listed: Vec<Option<u64>> = (0..page.len().min(DEEPEST)).map(|line| letters(page, line)).collect();
    let mut places: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (line, letters) in listed.iter().enumerate() {
        if let Some(letters) = letters {
            places.entry(*letters).or_default().push(line);
        }
    }
    for line in listed.len()..page.len() {
        if let Some(places) = letters(page, line).and_then(|letters| places.get_mut(&letters)) {
            places.push(line);
        }
    }
    let mut named = Vec::new();
    let (mut last, mut count) = (0, 0);
    for (line, letters) in listed.iter().enumerate() {
        // Where the first article begins the list has ended.
        if named.first().is_some_and(|first| line >= *first) {
            break;
        }
        let Some(places) = letters.and_then(|letters| places.get(&letters)) else { continue };
        count += 1;
        if let Some(place) = places.get(places.partition_point(|place| *place <= line.max(last))) {
            named.push(*place);
            last = *place;
        }
    }
    if count > 2 * named.len() { Vec::new() } else { named }
}

/// A hash of the letters of a line that may be a headline, without the number before it or the page behind it.
fn letters(page: &Page, line: usize) -> Option<u64> {
    if !matches!(page.kind(line), Kind::Short | Kind::Label | Kind::Credit) {
        return None;
    }
    let text = page.text(line);
    // What ends as a sentence does is text, and most lines are.
    if text.len() < SHORTEST || text.ends_with('.') {
        return None;
    }
    let text = marks::counter(text).and_then(|counter| text.get(counter.rest)).unwrap_or(text);
    let mut hasher = FxHasher::default();
    let mut count = 0;
    let mut take = |c: char| {
        hasher.write_u32(u32::from(c));
        count += 1;
    };
    for c in text.chars() {
        if c.is_ascii_alphabetic() {
            take(c.to_ascii_lowercase());
        } else if !c.is_ascii() && c.is_alphabetic() {
            c.to_lowercase().for_each(&mut take);
        }
    }
    (count >= SHORTEST).then(|| hasher.finish())
}
