//! Words → stems, by the language's Snowball algorithm. The stemmer is given the word with its accents and
//! its answer is folded. What was stemmed is remembered, a table for each thread: words of news recur.

use std::cell::RefCell;

use frostem::Stemmer;
use rustc_hash::FxHashMap;

use super::normal;
use crate::model::Lang;

/// How many words of a language a thread remembers before it forgets them all: some 5 MB.
const REMEMBERED: usize = 60_000;

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
                memory.push(Language { lang, stemmer, stems: FxHashMap::default() });
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
    /// Word → its stem, where that differs from the word.
    stems: FxHashMap<Box<str>, Option<Box<str>>>,
}

impl Language {
    fn stem(&mut self, lower: &str, folded: &str, out: &mut String) -> bool {
        let Some(stemmer) = self.stemmer else { return false };
        // Numbers and names with numbers in them have no other forms.
        if folded.as_bytes().first().is_none_or(u8::is_ascii_digit) {
            return false;
        }
        if let Some(known) = self.stems.get(lower) {
            return match known {
                Some(stem) => {
                    out.clear();
                    out.push_str(stem);
                    true
                }
                None => false,
            };
        }
        if self.stems.len() >= REMEMBERED {
            self.stems.clear();
        }
        let mut again = String::new();
        normal::normalise(&stemmer.stem(lower), &mut again, out);
        let differs = !out.is_empty() && out != folded;
        self.stems.insert(lower.into(), differs.then(|| out.as_str().into()));
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
    fn what_is_remembered_is_bounded_and_right() {
        for n in 0..2 * REMEMBERED {
            let mut stem = String::new();
            let word = format!("w{n}ing");
            stem_into(Lang::ENGLISH, &word, &word, &mut stem);
        }
        MEMORY
            .with_borrow(|memory| assert!(memory.iter().all(|language| language.stems.len() <= REMEMBERED)));
        assert_eq!(stem(Some(Lang::ENGLISH), "sailing").as_deref(), Some("sail"));
        assert_eq!(stem(Some(Lang::ENGLISH), "sailing").as_deref(), Some("sail"));
    }
}
