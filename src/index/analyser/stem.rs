//! Words → stems, by the language's Snowball algorithm. The stemmer is given the word with its accents and
//! its answer is folded. What was stemmed is remembered, in a table for each thread: words of news recur.

use std::cell::RefCell;
use std::hash::Hasher;

use frostem::Stemmer;
use rustc_hash::FxHasher;

use super::normal;
use crate::model::Lang;

/// How many pairs of words of a language a thread remembers: 3 MB.
const PAIRS: usize = 1 << 15;

/// The stem of a word (in lower case, with its accents), folded; `None` where it does not differ from the folded
/// word, or the language is unknown or has no stemmer.
pub fn stem(lang: Option<Lang>, word: &str) -> Option<String> {
    let (mut lower, mut folded, mut stem) = (String::new(), String::new(), String::new());
    normal::normalise(word, &mut lower, &mut folded);
    stem_into(lang?, word, &folded, &mut stem).then_some(stem)
}

/// Which of these languages have a stemmer.
pub fn stemmed_languages(langs: impl IntoIterator<Item = Lang>) -> Vec<Lang> {
    langs.into_iter().filter(|lang| Stemmer::try_from_name(lang.code()).is_ok()).collect()
}

/// Puts the stem of a word in place of what `stem` holds; whether it has one that differs from the word folded.
pub(super) fn stem_into(lang: Lang, lower: &str, folded: &str, stem: &mut String) -> bool {
    MEMORY.with_borrow_mut(|memory| {
        let known = match memory.iter().position(|language| language.lang == lang) {
            Some(known) => known,
            None => {
                let stemmer = Stemmer::try_from_name(lang.code()).ok();
                memory.push(Language { lang, stemmer, slots: Vec::new() });
                memory.len() - 1
            }
        };
        memory.get_mut(known).is_some_and(|language| language.stem(lower, folded, stem))
    })
}

thread_local! {
    static MEMORY: RefCell<Vec<Language>> = const { RefCell::new(Vec::new()) };
}

/// A language as a thread remembers it.
struct Language {
    lang: Lang,
    stemmer: Option<Stemmer>,
    /// Pairs of slots; a word has its place in one pair, the newer first.
    slots: Vec<[Slot; 2]>,
}

/// A word and its stem, in one line of the processor's memory.
#[derive(Clone, Copy)]
struct Slot {
    /// How long the word is; 0 in an empty slot.
    word: u8,
    /// How long its stem is; 0 where it does not differ from the word.
    stem: u8,
    /// The word and then its stem.
    text: [u8; 46],
}

const EMPTY: Slot = Slot { word: 0, stem: 0, text: [0; 46] };

impl Slot {
    /// A slot for a word and its stem, if they are short enough.
    fn of(word: &str, stem: &str) -> Option<Slot> {
        let mut slot = EMPTY;
        slot.text.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        slot.text.get_mut(word.len()..word.len() + stem.len())?.copy_from_slice(stem.as_bytes());
        (slot.word, slot.stem) = (word.len() as u8, stem.len() as u8);
        Some(slot)
    }

    fn word(&self) -> &[u8] {
        self.text.get(..usize::from(self.word)).unwrap_or(&[])
    }

    fn stem(&self) -> &str {
        let start = usize::from(self.word);
        let stem = self.text.get(start..start + usize::from(self.stem)).unwrap_or(&[]);
        std::str::from_utf8(stem).unwrap_or("")
    }
}

impl Language {
    fn stem(&mut self, lower: &str, folded: &str, out: &mut String) -> bool {
        let Some(stemmer) = self.stemmer else { return false };
        // Numbers and names that begin with one have no other forms.
        if folded.as_bytes().first().is_none_or(u8::is_ascii_digit) {
            return false;
        }
        if self.slots.is_empty() {
            self.slots = vec![[EMPTY; 2]; PAIRS];
        }
        let mut hasher = FxHasher::default();
        hasher.write(lower.as_bytes());
        let place = hasher.finish() as usize % PAIRS;
        if let Some(slot) =
            self.slots.get(place).and_then(|pair| pair.iter().find(|slot| slot.word() == lower.as_bytes()))
        {
            if slot.stem > 0 {
                out.clear();
                out.push_str(slot.stem());
            }
            return slot.stem > 0;
        }
        let mut again = String::new();
        normal::normalise(&stemmer.stem(lower), &mut again, out);
        let differs = !out.is_empty() && out != folded;
        let slot = Slot::of(lower, if differs { out } else { "" });
        if let (Some(pair), Some(slot)) = (self.slots.get_mut(place), slot) {
            *pair = [slot, pair[0]];
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
        let mut stem = String::new();
        let mut check = |word: &str, expect: &str| {
            assert!(stem_into(Lang::ENGLISH, word, word, &mut stem), "{word}");
            assert_eq!(stem, expect);
        };
        for round in 0..2 {
            check("sailing", "sail");
            for number in 0..3 * PAIRS {
                check(&format!("w{number}ings"), &format!("w{number}ing"));
            }
            check("sailing", "sail");
            check(
                &format!("{}s", "antidisestablishmentarian".repeat(2)),
                &"antidisestablishmentarian".repeat(2),
            );
            assert!(!stem_into(Lang::ENGLISH, "sail", "sail", &mut String::new()), "round {round}");
        }
    }
}
