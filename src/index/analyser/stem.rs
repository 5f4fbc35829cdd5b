//! Words → stems, by the language's Snowball algorithm. The stemmer is given the word with its accents and
//! its answer is folded. What was stemmed is remembered, in a table for each thread: words of news recur.

use std::cell::RefCell;
use std::hint::black_box;

use frostem::Stemmer;
use xxhash_rust::xxh3::xxh3_64;

use super::normal;
use crate::model::Lang;

/// How many sets of four words of a language a thread remembers, as a power of two: half a megabyte, which stays
/// near the processor.
const SETS_BITS: u32 = 13;

/// The stem of a word (in lower case, with its accents), folded; `None` where it does not differ from the folded
/// word, or the language is unknown or has no stemmer.
pub fn stem(lang: Option<Lang>, word: &str) -> Option<String> {
    let (mut lower, mut folded, mut stem) = (String::new(), String::new(), String::new());
    normal::normalise(word, &mut lower, &mut folded);
    Stems::of(lang?)?.write(Key::of(&folded, word), word, &folded, &mut stem).then_some(stem)
}

/// Which of these languages have a stemmer.
pub fn stemmed_languages(langs: impl IntoIterator<Item = Lang>) -> Vec<Lang> {
    langs.into_iter().filter(|lang| Stemmer::try_from_name(lang.code()).is_ok()).collect()
}

thread_local! {
    static MEMORIES: RefCell<Vec<Memory>> = const { RefCell::new(Vec::new()) };
}

/// The stems of a language. The thread's memory of them is lent to it for as long as it lives.
pub(super) struct Stems {
    stemmer: Stemmer,
    memory: Memory,
}

impl Stems {
    /// The stems of that language, if it has a stemmer.
    pub(super) fn of(lang: Lang) -> Option<Stems> {
        let stemmer = Stemmer::try_from_name(lang.code()).ok()?;
        let known = MEMORIES.with_borrow_mut(|memories| {
            let place = memories.iter().position(|memory| memory.lang == lang)?;
            Some(memories.swap_remove(place))
        });
        Some(Stems { stemmer, memory: known.unwrap_or_else(|| Memory::of(lang)) })
    }

    /// Has the processor bring near what will be asked for.
    pub(super) fn fetch(&self, key: Key) {
        black_box(self.memory.sets[key.place()].0[0].key);
    }

    /// Whether the word is known to be its own stem.
    pub(super) fn keeps(&self, key: Key) -> bool {
        key == Key::NONE || self.known(key) == Some(Change::NONE)
    }

    /// Puts the stem of a word in place of what `stem` holds, if it differs from the word folded; whether it
    /// does. `lower` is the word with its accents; `key` is that of both.
    pub(super) fn write(&mut self, key: Key, lower: &str, folded: &str, stem: &mut String) -> bool {
        if key == Key::NONE {
            return false;
        }
        if let Some(change) = self.known(key) {
            return change.write(folded, stem);
        }
        let mut again = String::new();
        normal::normalise(&self.stemmer.stem(lower), &mut again, stem);
        if stem.is_empty() {
            stem.push_str(folded);
        }
        if let Some(change) = Change::between(folded, stem) {
            let Set(slots) = &mut self.memory.sets[key.place()];
            slots.rotate_right(1);
            slots[0] = Slot { key, change };
        }
        folded != stem
    }

    fn known(&self, key: Key) -> Option<Change> {
        let Set(slots) = &self.memory.sets[key.place()];
        slots.iter().find(|slot| slot.key == key).map(|slot| slot.change)
    }
}

impl Drop for Stems {
    fn drop(&mut self) {
        let memory = Memory { lang: self.memory.lang, sets: std::mem::take(&mut self.memory.sets) };
        MEMORIES.with_borrow_mut(|memories| memories.push(memory));
    }
}

/// What a thread remembers of a language.
struct Memory {
    lang: Lang,
    /// A word has its place in one set, the newer first.
    sets: Vec<Set>,
}

/// Slots that come near the processor together: they are one line of its memory.
#[derive(Clone, Copy, Default)]
#[repr(align(64))]
struct Set([Slot; 4]);

impl Memory {
    fn of(lang: Lang) -> Memory {
        Memory { lang, sets: vec![Set::default(); 1 << SETS_BITS] }
    }
}

/// A word, and what makes it its stem.
#[derive(Clone, Copy, Default)]
struct Slot {
    key: Key,
    change: Change,
}

/// A word as one number: up to seven bytes the word itself and its length, beyond that a hash of 56 bits.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Key(u64);

impl Key {
    /// No word that has a stem: numbers and names that begin with one have no other forms.
    pub(super) const NONE: Key = Key(0);

    /// The key of a word, folded and in lower case with its accents.
    #[inline]
    pub(super) fn of(folded: &str, lower: &str) -> Key {
        const LENGTH_AT: u32 = 56;
        let word = lower.as_bytes();
        if folded.as_bytes().first().is_none_or(u8::is_ascii_digit) {
            return Key::NONE;
        }
        let letters = match (word.first_chunk(), word.last_chunk()) {
            (Some(first), Some(last)) if word.len() < 8 => {
                let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
                u64::from(first) | u64::from(last) << (8 * (word.len() - 4))
            }
            (Some(_), Some(_)) => return Key(hash(word) | u64::from(u8::MAX) << LENGTH_AT),
            _ => word.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)),
        };
        Key(letters | (word.len() as u64) << LENGTH_AT)
    }

    fn place(self) -> usize {
        (self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - SETS_BITS)) as usize
    }
}

/// A hash of a word; one of eight to sixteen bytes is two numbers that overlap and leave no byte out.
fn hash(word: &[u8]) -> u64 {
    match (word.first_chunk(), word.last_chunk()) {
        (Some(first), Some(last)) if word.len() <= 16 => {
            let first = u64::from_le_bytes(*first) ^ 0xa076_1d64_78bd_642f;
            let last = u64::from_le_bytes(*last) ^ 0xe703_7ed1_a0b4_28db ^ word.len() as u64;
            let product = u128::from(first) * u128::from(last);
            product as u64 ^ (product >> 64) as u64
        }
        _ => xxh3_64(word),
    }
}

/// How a folded word becomes its stem: so many of its bytes are kept, and an ending is put behind them.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Change {
    kept: u8,
    added: u8,
    ending: [u8; 5],
}

impl Change {
    /// The stem is the word.
    const NONE: Change = Change { kept: u8::MAX, added: 0, ending: [0; 5] };

    /// The change between them, if it is small enough to be remembered.
    fn between(word: &str, stem: &str) -> Option<Change> {
        if word == stem {
            return Some(Change::NONE);
        }
        let same = word.chars().zip(stem.chars()).take_while(|(a, b)| a == b);
        let kept: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
        let (_, added) = stem.split_at_checked(kept)?;
        let mut ending = [0; 5];
        ending.get_mut(..added.len())?.copy_from_slice(added.as_bytes());
        let kept = u8::try_from(kept).ok().filter(|kept| *kept < u8::MAX)?;
        Some(Change { kept, added: added.len() as u8, ending })
    }

    /// Puts the stem of that word in place of what `stem` holds, if they differ; whether they do.
    fn write(&self, word: &str, stem: &mut String) -> bool {
        let differs = *self != Change::NONE;
        if differs {
            stem.clear();
            stem.push_str(word.get(..self.kept.into()).unwrap_or(word));
            let ending = self.ending.get(..self.added.into()).unwrap_or(&[]);
            stem.push_str(std::str::from_utf8(ending).unwrap_or(""));
        }
        differs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_stemmed_with_its_accents_and_the_stem_is_folded() {
        for (lang, word, expect) in [
            ("en", "harbours", Some("harbour")),
            ("en", "harbour", None),
            ("de", "häuser", Some("haus")),
            ("de", "haus", None),
            ("fr", "élections", Some("elect")),
            ("ru", "переговоры", Some("переговор")),
            ("ru", "ёлками", Some("елк")),
            ("zz", "harbours", None),
            ("en", "2025s", None),
        ] {
            assert_eq!(stem(Lang::new(lang), word).as_deref(), expect, "{lang} {word}");
        }
        assert_eq!(stem(None, "harbours"), None);
    }

    #[test]
    fn a_word_is_stemmed_alike_whether_it_is_remembered_or_not() {
        let mut stems = Stems::of(Lang::ENGLISH).unwrap();
        let mut check = |word: &str, expect: &str| {
            let mut stem = String::new();
            let differs = stems.write(Key::of(word, word), word, word, &mut stem);
            assert_eq!(if differs { &stem } else { word }, expect);
            assert_eq!(differs, word != expect, "{word}");
        };
        let long = "antidisestablishmentarian".repeat(2);
        for _ in 0..2 {
            for (word, stem) in [("sailing", "sail"), ("sail", "sail"), ("as", "as"), ("ponies", "poni")] {
                check(word, stem);
                check(word, stem);
            }
            check(&format!("{long}s"), &long);
            check(&format!("{long}s"), &long);
            for number in 0..5 << SETS_BITS {
                check(&format!("w{number}ings"), &format!("w{number}ing"));
            }
        }
    }

    #[test]
    fn words_that_differ_have_different_keys() {
        let words =
            ["a", "aa", "aaa", "aba", "baa", "aaaa", "aaaaa", "aabaa", "abaaa", "aaaaaaab", "aaaaaaaab"];
        let long: Vec<String> = (14..20).map(|length| "a".repeat(length)).collect();
        let words: Vec<&str> = words.into_iter().chain(long.iter().map(String::as_str)).collect();
        for one in &words {
            for other in &words {
                assert_eq!(Key::of(one, one) == Key::of(other, other), one == other, "{one} {other}");
            }
        }
    }
}
