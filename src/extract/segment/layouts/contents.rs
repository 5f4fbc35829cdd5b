//! Starts told by a list of contents: headlines that stand one below the other near the file's beginning and
//! again, in the same order, each above its article.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::extract::marks;
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Start, head_at, shape};

/// A list has as many headlines as this.
const FEWEST: usize = 3;

/// A list begins so near the file's beginning, in lines.
const DEEPEST: usize = 400;

/// A headline has as many letters as this, so that a word does not pass for one.
const SHORTEST: usize = 6;

/// A line of a list is no longer than this, in bytes.
const LONGEST: usize = 160;

/// A list shortens or rewords headlines; so large a share of the words stays.
const ALIKE: f32 = 0.7;

/// So many lines above a list may name headlines too.
const TRIES: usize = 8;

/// A word in more entries than this tells none of them.
const COMMON: usize = 12;

/// The reading of a file by its list of contents; none where it has no list.
pub fn readings(page: &Page) -> Vec<Vec<Start>> {
    let lines = told(page);
    if lines.is_empty() {
        return Vec::new();
    }
    let ends = lines.iter().skip(1).copied().chain([page.len()]);
    vec![lines.iter().zip(ends).map(|(line, end)| head_at(page, *line, end)).collect()]
}

/// The lines, in order, that an earlier list names; none where there is no list.
pub fn told<'p>(page: &'p Page) -> &'p [usize] {
    page.named.get_or_init(|| named(page))
}

fn named(page: &Page) -> Vec<usize> {
    if !may_hold_list(page) {
        return Vec::new();
    }
    // Only what stands near the beginning may be a list; the rest is looked up in it.
    let listed: Vec<Listed> = (0..page.len().min(DEEPEST)).flat_map(|line| entries(page, line)).collect();
    let mut holding: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (place, entry) in listed.iter().enumerate() {
        for word in &entry.words {
            holding.entry(*word).or_default().push(place);
        }
    }
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); listed.len()];
    let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
    for line in 0..page.len() {
        let opens = line == 0 || matches!(page.kind(line - 1), Kind::Blank | Kind::Rule | Kind::Counter);
        // Where paragraphs are parted by blank lines, or broken into lines, a line inside one is no headline.
        if (page.spaced || page.wrapped) && !opens && line >= DEEPEST {
            continue;
        }
        for head in entries(page, line) {
            shared.clear();
            for word in &head.words {
                // A word that most entries hold tells none of them.
                let entries = holding.get(word).filter(|entries| entries.len() <= COMMON);
                for place in entries.into_iter().flatten() {
                    *shared.entry(*place).or_default() += 1;
                }
            }
            for place in shared.keys() {
                let named = head.likeness(&listed[*place]);
                if (named >= 1.0 || named >= ALIKE && opens) && places[*place].last() != Some(&line) {
                    places[*place].push(line);
                }
            }
        }
    }
    // A title or the subject of a mail may name the first headline above the list, which begins below it then.
    let mut from = 0;
    for _ in 0..TRIES {
        let named = chain(&listed, &places, from);
        if named.len() >= FEWEST {
            return named;
        }
        let found = |place: &usize| places[*place].last().is_some_and(|line| *line > listed[*place].line);
        let Some(first) = (from..listed.len()).find(found) else { break };
        from = first + 1;
    }
    Vec::new()
}

/// Whether a few lines near the beginning open with the same two words as a later one: most files have no list, and
/// this is soon seen.
fn may_hold_list(page: &Page) -> bool {
    let mut listed: FxHashSet<u64> = FxHashSet::default();
    let mut named = 0;
    for line in (0..page.len()).filter(|line| matches!(page.kind(*line), Kind::Short | Kind::Label)) {
        let words = page.text(line).split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| word.starts_with(char::is_alphabetic)).take(2);
        let mut hasher = FxHasher::default();
        words.flat_map(str::bytes).for_each(|byte| hasher.write_u8(byte.to_ascii_lowercase()));
        let opening = hasher.finish();
        named += usize::from(listed.contains(&opening));
        if line < DEEPEST {
            listed.insert(opening);
        }
        if named >= FEWEST {
            return true;
        }
    }
    false
}

/// The lines that the list which begins with an entry names, in order.
fn chain(listed: &[Listed], places: &[Vec<usize>], from: usize) -> Vec<usize> {
    let mut named: Vec<usize> = Vec::new();
    let (mut last, mut count) = (0, FxHashSet::default());
    for (entry, places) in listed.iter().zip(places).skip(from) {
        // Where the first article begins the list has ended.
        if named.first().is_some_and(|first| entry.line >= *first) {
            break;
        }
        if places.iter().any(|place| *place != entry.line) {
            count.insert(entry.line);
        }
        if let Some(place) = places.get(places.partition_point(|place| *place <= entry.line.max(last))) {
            named.push(*place);
            last = *place;
        }
    }
    if count.len() > 2 * named.len() { Vec::new() } else { named }
}

/// A line that may be a headline, or two that it takes, as words.
struct Listed {
    line: usize,
    /// Hashes of its words in order of size, none twice.
    words: Vec<u64>,
}

impl Listed {
    /// The share of the words of both that both hold; no less than whole where all are the same.
    fn likeness(&self, other: &Listed) -> f32 {
        let shared = self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
        let all = self.words.len() + other.words.len() - shared;
        if shared == all || shared >= 2 { shared as f32 / all.max(1) as f32 } else { 0.0 }
    }
}

/// What a line may say as a headline: alone, and together with the one below that it may go on in.
fn entries(page: &Page, line: usize) -> impl Iterator<Item = Listed> {
    let alone = words(page, line, false);
    let goes_on = alone.is_some()
        && page.kind(line + 1) == Kind::Short
        && !shape::is_listed(page.text(line + 1))
        && marks::counter(page.text(line + 1)).is_none();
    let both = if goes_on { words(page, line, true) } else { None };
    alone.into_iter().chain(both).map(move |words| Listed { line, words })
}

/// The words of a line that may be a headline, without the number before it or the page behind it.
fn words(page: &Page, line: usize, with_next: bool) -> Option<Vec<u64>> {
    if !matches!(page.kind(line), Kind::Short | Kind::Label | Kind::Credit) {
        return None;
    }
    let text = page.text(line);
    // What ends as a sentence does is text, and most lines are.
    if text.len() < SHORTEST || text.len() > LONGEST || text.ends_with('.') {
        return None;
    }
    let text = marks::counter(text).and_then(|counter| text.get(counter.rest)).unwrap_or(text);
    let next = if with_next { page.text(line + 1) } else { "" };
    let (mut words, mut letters) = (Vec::new(), 0);
    for word in [text, next].into_iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())) {
        let mut hasher = FxHasher::default();
        let before = letters;
        if word.is_ascii() {
            for byte in word.bytes().filter(u8::is_ascii_alphabetic) {
                hasher.write_u32(u32::from(byte.to_ascii_lowercase()));
                letters += 1;
            }
        } else {
            for c in word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase) {
                hasher.write_u32(u32::from(c));
                letters += 1;
            }
        }
        if letters > before {
            words.push(hasher.finish());
        }
    }
    words.sort_unstable();
    words.dedup();
    (letters >= SHORTEST).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lines::Sheet;
    use crate::extract::marks::Dating;
    use crate::model::Day;

    fn check(text: &str, expect: &[usize]) {
        let (sheet, dating) =
            (Sheet::new(text.to_owned()), Dating { today: Day::new(2025, 7, 1).unwrap(), order: None });
        assert_eq!(told(&Page::new(&sheet, &dating)), expect, "{text}");
    }

    #[test]
    fn a_list_may_shorten_and_break_the_headlines_that_it_names() {
        let list = "Ferry sails again (3)\nToll rises at the old bridge over\n    the Dell\nCod is dear, and dearer\n";
        check(
            &format!(
                "{list}\nFERRY SAILS AGAIN\n\nA text.\n\nToll rises at the old bridge over the Dell\n\nA text.\n\nCod is dear!\n"
            ),
            &[],
        );
        check(
            &format!(
                "{list}\nFERRY SAILS AGAIN\n\nA text.\n\nToll rises at the old bridge over the Dell\n\nA text.\n\nCod is dear and ever dearer!\n"
            ),
            &[5, 9, 13],
        );
    }

    #[test]
    fn a_file_without_a_list_has_none() {
        check("Ferry sails again\n\nThe ferry left at noon.\n\nToll rises\n\nIt did.\n", &[]);
    }
}
