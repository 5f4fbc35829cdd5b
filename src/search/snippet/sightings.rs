//! Where in a text the wanted words stand: every place of a word, and of a phrase those places where its words
//! stand together as they were asked for.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::super::wanted::Mark;
use crate::index::analyser::{Kind, each_word};
use crate::model::{Lang, WordField};

/// From here on, a text is only read further until everything wanted was met once.
const READ_WHOLE: usize = 256 * 1024;

/// How far the text is read on when everything was met, for what stands beside the last of it.
const READ_ON: usize = 2_048;

/// How many places of a word or phrase are kept from the first on, however long the text.
const MOST_PLACES: usize = 1_000;

/// Of more, so many of the latest are kept: a rarer word may stand beside them.
const LATEST_PLACES: usize = 100;

/// So many places of the words of a phrase are gathered before it is told which of them stand together.
const GATHERED: usize = 512;

/// A wanted word or phrase in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sighting {
    /// Its bytes, from the first word of a phrase to the last.
    pub(super) range: Range<usize>,
    /// Which mark it is of.
    pub(super) mark: usize,
    /// How much it says.
    pub(super) weight: f32,
}

/// Everything wanted that a text holds.
#[derive(Debug, Default)]
pub(super) struct Sightings {
    /// In the order of their beginnings.
    pub(super) all: Vec<Sighting>,
    /// The bytes that are marked, apart and in order.
    pub(super) marked: Vec<Range<usize>>,
}

/// A word that one of the marks has among its own.
struct Place {
    position: u32,
    range: Range<usize>,
}

/// What of the marks stands in a text that is that field of an article in that language.
pub(super) fn sightings(text: &str, lang: Option<Lang>, marks: &[Mark], field: WordField) -> Sightings {
    let wanted: Vec<(usize, &Mark)> =
        marks.iter().enumerate().filter(|(_, mark)| mark.field.is_none_or(|only| only == field)).collect();
    if wanted.is_empty() {
        return Sightings::default();
    }
    let mut found = Sightings::default();
    for ((number, mark), places) in wanted.iter().zip(places(text, lang, &wanted)) {
        for together in places {
            let range = together.iter().map(|place| place.start).min().unwrap_or(0)
                ..together.iter().map(|place| place.end).max().unwrap_or(0);
            found.marked.extend(together);
            found.all.push(Sighting { range, mark: *number, weight: mark.weight });
        }
    }
    found.all.sort_by_key(|sighting| (sighting.range.start, sighting.mark));
    found.marked = apart(found.marked);
    found
}

/// The places of a mark while a text is read.
struct Gathering<'m> {
    mark: &'m Mark,
    /// Where each word of a phrase stands, as far as that may still tell of a place of the phrase.
    words: Vec<Vec<Place>>,
    /// The places of the mark: for each, the bytes of its words.
    together: Vec<Vec<Range<usize>>>,
}

impl Gathering<'_> {
    /// Takes a place of one of the words.
    fn take(&mut self, which: usize, place: Place, in_hurry: bool) {
        if self.words.len() == 1 {
            self.together.push(vec![place.range]);
            self.forget();
            return;
        }
        let position = place.position;
        if let Some(places) = self.words.get_mut(which) {
            places.push(place);
        }
        let gathered: usize = self.words.iter().map(Vec::len).sum();
        if gathered >= GATHERED || in_hurry && self.together.is_empty() {
            self.tell();
            // What is further back cannot stand together with what is still to come.
            let reach = self.mark.slop.saturating_add(self.words.len() as u32);
            let near = |place: &Place| place.position.saturating_add(reach) >= position;
            self.words.iter_mut().for_each(|places| places.retain(near));
        }
    }

    /// Tells where the words stand together.
    fn tell(&mut self) {
        self.together.extend(together(&self.words, self.mark.slop));
        // What was kept for what came after it was told before.
        self.together.sort_unstable_by_key(|ranges| ranges.first().map(|range| range.start));
        self.together.dedup();
        self.forget();
    }

    /// Forgets what is neither among the first nor among the latest places, once there is much of it.
    fn forget(&mut self) {
        if self.together.len() > MOST_PLACES + 2 * LATEST_PLACES {
            self.together.drain(MOST_PLACES..self.together.len() - LATEST_PLACES);
        }
    }
}

/// For each mark its places, each the bytes of its words.
fn places(text: &str, lang: Option<Lang>, wanted: &[(usize, &Mark)]) -> Vec<Vec<Vec<Range<usize>>>> {
    let gathering = |(_, mark): &(usize, &'_ Mark)| mark.words.iter().map(|_| Vec::new()).collect();
    let mut all: Vec<Gathering> = wanted
        .iter()
        .map(|pair| Gathering { mark: pair.1, words: gathering(pair), together: Vec::new() })
        .collect();
    let mut met: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
    let (mut position, mut end) = (0u32, usize::MAX);
    each_word(text, |word, range, kind| {
        let means = |(number, mark): (usize, &(usize, &Mark))| {
            let lower = || lower(text, word, &range);
            let words = mark.1.words.iter().enumerate();
            let meant = words.filter(move |(_, wanted)| wanted.means(word, kind, lang, lower));
            meant.map(move |(which, _)| (number, which)).collect::<Vec<_>>()
        };
        // Most words of a text recur, and most of them are not wanted: each is looked at once.
        let meant = match met.get(word) {
            Some(meant) => meant,
            None => {
                let meant: Vec<(usize, usize)> = wanted.iter().enumerate().flat_map(means).collect();
                met.entry(word.to_owned()).or_insert(meant)
            }
        };
        let far = range.start > READ_WHOLE;
        for &(number, which) in meant {
            let Some(gathering) = all.get_mut(number) else { continue };
            let beginning = gathering.mark.words.get(which).and_then(|word| word.beginning.as_ref());
            let range = match beginning {
                Some(_) if kind == Kind::Pair => first_letter(text, &range),
                _ => range.clone(),
            };
            gathering.take(which, Place { position, range }, far);
        }
        position = position.wrapping_add(1);
        let enough = |gathering: &Gathering| match far {
            true => !gathering.together.is_empty(),
            false => gathering.together.len() >= MOST_PLACES,
        };
        if end == usize::MAX && all.iter().all(enough) {
            end = range.end + READ_ON;
        }
        range.start < end
    });
    all.iter_mut().filter(|gathering| gathering.words.len() > 1).for_each(Gathering::tell);
    all.into_iter().map(|gathering| gathering.together).collect()
}

/// The word with its accents.
fn lower<'a>(text: &'a str, word: &'a str, range: &Range<usize>) -> Cow<'a, str> {
    match text.get(range.clone()) {
        Some(raw) if !raw.is_ascii() => Cow::Owned(raw.to_lowercase()),
        _ => Cow::Borrowed(word),
    }
}

fn first_letter(text: &str, range: &Range<usize>) -> Range<usize> {
    let length = text.get(range.clone()).and_then(|pair| pair.chars().next()).map_or(0, char::len_utf8);
    range.start..range.start + length
}

/// Where the words of a phrase stand together: for each, its bytes. `slop` is how far they may be moved in all.
fn together(words: &[Vec<Place>], slop: u32) -> Vec<Vec<Range<usize>>> {
    let Some((first, rest)) = words.split_first() else { return Vec::new() };
    let mut found = Vec::new();
    for start in first {
        let mut ranges = vec![start.range.clone()];
        // How far each word stands from where it would stand, were the phrase to begin at the first.
        let (mut least, mut most) = (0i64, 0i64);
        for (number, places) in rest.iter().enumerate() {
            let wanted = i64::from(start.position) + number as i64 + 1;
            let nearest = nearest(places, wanted);
            let Some(place) = nearest else { break };
            let moved = i64::from(place.position) - wanted;
            (least, most) = (least.min(moved), most.max(moved));
            ranges.push(place.range.clone());
        }
        if ranges.len() == words.len() && most - least <= i64::from(slop) {
            found.push(ranges);
        }
    }
    found
}

/// The place nearest to a position; the later of two equally near.
fn nearest(places: &[Place], wanted: i64) -> Option<&Place> {
    let after = places.partition_point(|place| i64::from(place.position) < wanted);
    let before = after.checked_sub(1).and_then(|before| places.get(before));
    let distance = |place: &&Place| (i64::from(place.position) - wanted).abs();
    places.get(after).into_iter().chain(before).min_by_key(distance)
}

/// The same bytes as ranges that lie apart, in order.
fn apart(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
