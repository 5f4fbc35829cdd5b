//! Whether the text of a file takes up the words of a line: those of its headline come again in it, those of a page's
//! navigation do not. No language is known and none is needed.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use super::page::Page;
use crate::extract::marks::shape::is_unspaced;

/// So many bytes of text are enough to tell.
const ENOUGH: usize = 256 << 10;

/// Shorter lines, in letters, are no running text; a Chinese or Japanese letter counts for three.
const SHORTEST: usize = 40;

/// Words that differ only behind so many letters are forms of one word.
const STEM: usize = 5;

/// Where the words of a file's running text stand for the last time.
pub struct Echo {
    last: FxHashMap<u64, usize>,
}

impl Echo {
    /// Looks through the text.
    pub fn of(page: &Page) -> Echo {
        let mut last = FxHashMap::default();
        let mut bytes = 0;
        for line in (0..page.len()).take_while(|line| {
            bytes += page.text(*line).len();
            bytes <= ENOUGH
        }) {
            let text = page.text(line);
            if is_running(text) {
                words(text, |word| {
                    last.insert(word, line);
                });
            }
        }
        Echo { last }
    }

    /// How much of what these lines say the text further below takes up, from 0 to 1: half of their words, and no
    /// fewer than three.
    pub fn of_lines(&self, page: &Page, lines: Range<usize>) -> f32 {
        let (mut all, mut again) = (0_u32, 0_u32);
        let end = lines.end;
        for line in lines {
            words(page.text(line), |word| {
                all += 1;
                again += u32::from(self.last.get(&word).is_some_and(|last| *last > end));
            });
        }
        let share = again as f32 / all.max(1) as f32;
        (share * 2.0).min(1.0) * (again as f32 / 3.0).min(1.0)
    }
}

fn is_running(text: &str) -> bool {
    text.len() >= SHORTEST
        && text.chars().map(|c| if is_unspaced(c) { 3 } else { 1 }).sum::<usize>() >= SHORTEST
}

/// Calls `word` with each word of four letters or more, and with each pair of letters of scripts without blanks.
fn words(text: &str, mut word: impl FnMut(u64)) {
    let hashed = |letters: &[char]| {
        let mut hasher = FxHasher::default();
        letters.hash(&mut hasher);
        hasher.finish()
    };
    let mut letters: Vec<char> = Vec::new();
    for spaced in text.split(|c: char| !c.is_alphanumeric()) {
        letters.clear();
        letters.extend(spaced.chars().flat_map(char::to_lowercase));
        if letters.iter().copied().any(is_unspaced) {
            letters.windows(2).for_each(|pair| word(hashed(pair)));
        } else if letters.len() >= 4 {
            word(hashed(letters.get(..STEM).unwrap_or(&letters)));
        }
    }
}
