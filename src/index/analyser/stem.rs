//! Words → stems, by the language's Snowball algorithm. The stemmer is given the word with its accents and
//! its answer is folded. What was stemmed is remembered, in a table for each thread: words of news recur.

use std::cell::RefCell;
use std::hint::black_box;

use frostem::Stemmer;
use xxhash_rust::xxh3::xxh3_128;

use super::normal;
use crate::model::Lang;

/// How many pairs of words of a language a thread remembers, as a power of two: 0.8 MB, which stay near the processor.
const PAIRS_BITS: u32 = 14;

/// The stem of a word (in lower case, with its accents), folded; `None` where it does not differ from the folded
/// word, or the language is unknown or has no stemmer.
pub fn stem(lang: Option<Lang>, word: &str) -> Option<String> {
    let (mut lower, mut folded, mut stem) = (String::new(), String::new(), String::new());
    normal::normalise(word, &mut lower, &mut folded);
    Stems::of(lang?)?.write(Key::of(word.as_bytes()), word, &folded, &mut stem).then_some(stem)
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
    pub(super) fn fetch(&self, key: &Key) {
        black_box(self.memory.pairs[key.place()][0].key.length);
    }

    /// Puts the stem of a word in place of what `stem` holds, if it differs from the word folded; whether it
    /// does. `lower` is the word with its accents, of which `key` is made.
    pub(super) fn write(&mut self, key: Key, lower: &str, folded: &str, stem: &mut String) -> bool {
        // Numbers and names that begin with one have no other forms.
        if folded.as_bytes().first().is_none_or(u8::is_ascii_digit) {
            return false;
        }
        let pair = &mut self.memory.pairs[key.place()];
        if let Some(slot) = pair.iter().find(|slot| slot.key == key) {
            return slot.change.write(folded, stem);
        }
        let mut again = String::new();
        normal::normalise(&self.stemmer.stem(lower), &mut again, stem);
        if stem.is_empty() {
            stem.push_str(folded);
        }
        if let Some(change) = Change::between(folded, stem) {
            *pair = [Slot { key, change }, pair[0]];
        }
        folded != stem
    }
}

impl Drop for Stems {
    fn drop(&mut self) {
        let memory = Memory { lang: self.memory.lang, pairs: std::mem::take(&mut self.memory.pairs) };
        MEMORIES.with_borrow_mut(|memories| memories.push(memory));
    }
}

/// What a thread remembers of a language.
struct Memory {
    lang: Lang,
    /// A word has its place in one pair of slots, the newer first.
    pairs: Vec<[Slot; 2]>,
}

impl Memory {
    fn of(lang: Lang) -> Memory {
        Memory { lang, pairs: vec![[Slot::default(); 2]; 1 << PAIRS_BITS] }
    }
}

/// A word, and what makes it its stem.
#[derive(Clone, Copy, Default)]
struct Slot {
    key: Key,
    change: Change,
}

/// A word as two numbers, and its length. Up to 16 bytes they are the word itself, beyond that its hash.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Key {
    first: u64,
    last: u64,
    length: u8,
}

impl Key {
    /// The key of a word in lower case, with its accents.
    pub(super) fn of(word: &[u8]) -> Key {
        let length = word.len() as u8;
        if word.len() > 16 {
            let hash = xxh3_128(word);
            return Key { first: hash as u64, last: (hash >> 64) as u64, length: u8::MAX };
        }
        // The first bytes and the last ones overlap, and leave none out.
        if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
            return Key { first: u64::from_le_bytes(*first), last: u64::from_le_bytes(*last), length };
        }
        if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            return Key { first: first.into(), last: last.into(), length };
        }
        let first = word.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
        Key { first, last: 0, length }
    }

    fn place(&self) -> usize {
        let mixed = self.first.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ self.last.rotate_left(29);
        (mixed.wrapping_mul(0xd6e8_feb8_6659_fd93) >> (u64::BITS - PAIRS_BITS)) as usize
    }
}

/// How a folded word becomes its stem: so many of its bytes are kept, and an ending is put behind them.
#[derive(Clone, Copy, Default)]
struct Change {
    kept: u8,
    added: u8,
    ending: [u8; 5],
}

impl Change {
    /// The change between them, if it is small enough to be remembered.
    fn between(word: &str, stem: &str) -> Option<Change> {
        let same = word.chars().zip(stem.chars()).take_while(|(a, b)| a == b);
        let kept: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
        let (_, added) = stem.split_at_checked(kept)?;
        let mut ending = [0; 5];
        ending.get_mut(..added.len())?.copy_from_slice(added.as_bytes());
        Some(Change { kept: u8::try_from(kept).ok()?, added: added.len() as u8, ending })
    }

    /// Puts the stem of that word in place of what `stem` holds, if they differ; whether they do.
    fn write(&self, word: &str, stem: &mut String) -> bool {
        let differs = self.added > 0 || usize::from(self.kept) != word.len();
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
            let differs = stems.write(Key::of(word.as_bytes()), word, word, &mut stem);
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
            for number in 0..3 << PAIRS_BITS {
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
                assert_eq!(
                    Key::of(one.as_bytes()) == Key::of(other.as_bytes()),
                    one == other,
                    "{one} {other}"
                );
            }
        }
    }
}
