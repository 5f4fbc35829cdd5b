//! The words of a file's blocks → how much those below a block's beginning are those above it (Hearst 1997,
//! “TextTiling: Segmenting Text into Multi-paragraph Subtopic Passages”). A text that goes on goes on with its words.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::extract::segment::page::Page;

/// So many words above and below a block's beginning are held against each other.
const WINDOW: usize = 60;

/// The words of a block are those of so many of its lines.
const LINES: usize = 12;

/// Words are told apart by so many letters.
const STEM: usize = 6;

/// The words of a file's blocks, numbered.
pub struct Words {
    /// One block's behind the other's.
    words: Vec<u32>,
    /// Where each block's begin.
    begins: Vec<usize>,
    /// What a word counts for: the rarer, the more.
    weights: Vec<f32>,
}

impl Words {
    /// The words of blocks, which are given as their lines.
    pub fn of(page: &Page, blocks: impl Iterator<Item = Range<usize>>) -> Words {
        let mut numbers: FxHashMap<u128, u32> = FxHashMap::default();
        // How many blocks hold a word, and the last that was seen to.
        let mut held: Vec<(usize, usize)> = Vec::new();
        let (mut words, mut begins) = (Vec::new(), Vec::new());
        for (place, lines) in blocks.enumerate() {
            begins.push(words.len());
            let texts = lines.take(LINES).map(|line| page.text(line));
            for word in texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric())) {
                if word.len() <= 3 {
                    continue;
                }
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                let number = *numbers.entry(stem(word)).or_insert(next);
                if number == next {
                    held.push((0, usize::MAX));
                }
                if let Some((count, last)) = held.get_mut(number as usize)
                    && *last != place
                {
                    (*count, *last) = (*count + 1, place);
                }
                words.push(number);
            }
        }
        let all = begins.len() as f32;
        let weights = held.iter().map(|(count, _)| (1.0 + all / (*count).max(1) as f32).ln()).collect();
        Words { words, begins, weights }
    }

    /// How alike the words above a block are to its own and those below: the cosine of the angle between them, a
    /// half where there are none.
    pub fn shared(&self, place: usize) -> f32 {
        let begin = self.begins.get(place).copied().unwrap_or(0);
        let end = self.words.len().min(begin + WINDOW);
        let above = self.weighed(begin.saturating_sub(WINDOW)..begin);
        let below = self.weighed(begin..end);
        let both: f32 = above.iter().filter_map(|(word, weight)| Some(weight * below.get(word)?)).sum();
        let length =
            |words: &FxHashMap<u32, f32>| words.values().map(|weight| weight * weight).sum::<f32>().sqrt();
        let lengths = length(&above) * length(&below);
        if lengths > 0.0 { both / lengths } else { 0.5 }
    }

    fn weighed(&self, words: Range<usize>) -> FxHashMap<u32, f32> {
        let mut weighed: FxHashMap<u32, f32> = FxHashMap::default();
        for word in self.words.get(words).unwrap_or_default() {
            *weighed.entry(*word).or_default() += self.weights.get(*word as usize).copied().unwrap_or(0.0);
        }
        weighed
    }
}

/// The first letters of a word in small letters, as one number.
fn stem(word: &str) -> u128 {
    /// No letter takes more bits.
    const BITS: u32 = 21;
    let letters = word.chars().take(STEM).flat_map(char::to_lowercase);
    letters.fold(0, |stem, letter| stem << BITS | u128::from(u32::from(letter)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lines::Sheet;
    use crate::extract::marks::Dating;
    use crate::model::Day;

    #[test]
    fn a_text_that_goes_on_shares_its_words_and_a_new_one_does_not() {
        let sheet = Sheet::new("ferry harbour pilot\nferry pilot storm\nbakery flour oven".to_owned());
        let dating = Dating { today: Day::new(2025, 7, 1).unwrap(), order: None };
        let words = Words::of(&Page::new(&sheet, &dating), (0..3).map(|line| line..line + 1));
        assert!((words.shared(0) - 0.5).abs() < f32::EPSILON, "nothing stands above the first");
        assert!(words.shared(1) > 0.2 && words.shared(2) < 0.01);
    }
}
