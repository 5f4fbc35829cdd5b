//! The words that an index has: its languages, the words that a pattern stands for, the words near a
//! misspelt one.

use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;

use super::view::{View, failed};
use crate::error::Result;
use crate::index::analyser::stemmed_languages;
use crate::model::Lang;

/// How many of the words that a pattern stands for are weighed, the most frequent ones.
const MOST_WEIGHED: usize = 1_000;

/// How many words a pattern may stand for; of more, the most frequent are taken.
pub(super) const MOST_WORDS: usize = 50_000;

/// How many words of a dictionary are looked at for one pattern.
const MOST_LOOKED_AT: usize = 2_000_000;

/// How many languages a word is stemmed by.
const MOST_LANGUAGES: usize = 4;

/// The languages with a stemmer that are not written in Latin letters, by script, with the letters of each.
const SCRIPTS: [(&[&str], std::ops::RangeInclusive<char>); 7] = [
    (&["el"], '\u{370}'..='\u{3ff}'),
    (&["ru", "uk", "be", "bg", "mk", "sr", "kk"], '\u{400}'..='\u{52f}'),
    (&["hy"], '\u{530}'..='\u{58f}'),
    (&["he", "yi"], '\u{590}'..='\u{5ff}'),
    (&["ar", "fa", "ur"], '\u{600}'..='\u{77f}'),
    (&["hi", "ne", "mr"], '\u{900}'..='\u{97f}'),
    (&["ta"], '\u{b80}'..='\u{bff}'),
];

/// Whether a word may be one of that language, by the script of its first letter.
pub(super) fn may_be_of(word: &str, lang: Lang) -> bool {
    let of_lang = SCRIPTS.iter().position(|(langs, _)| langs.contains(&lang.code()));
    let first = word.chars().find(|c| c.is_alphabetic());
    let of_word = first.and_then(|first| SCRIPTS.iter().position(|(_, letters)| letters.contains(&first)));
    // Serbian is written in both.
    of_lang == of_word || lang.code() == "sr" && of_word.is_none()
}

/// Words that a pattern stands for, with the number of articles they are in, and whether there are more.
pub(super) struct Expansion {
    /// Those that are weighed.
    pub(super) words: Vec<(String, u64)>,
    /// The others: an article that has them matches, and is no better for it.
    pub(super) rest: Vec<(String, u64)>,
    pub(super) cut: bool,
}

impl Expansion {
    /// The most frequent of what was found; equals by the alphabet.
    fn most_frequent(found: BTreeMap<String, u64>, cut: bool) -> Expansion {
        let mut words: Vec<(String, u64)> = found.into_iter().collect();
        words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let cut = cut || words.len() > MOST_WORDS;
        words.truncate(MOST_WORDS);
        let rest = words.split_off(MOST_WEIGHED.min(words.len()));
        Expansion { words, rest, cut }
    }
}

/// The languages by which a query's words are stemmed: those that the index has articles in, the most frequent
/// first; of each script a few, leaving out what is in fewer than one of two hundred of its articles.
pub(super) fn languages(view: &View) -> Result<Vec<Lang>> {
    let mut found = BTreeMap::new();
    each_word(view, view.fields.lang, "", &mut |word, count| {
        *found.entry(word.to_owned()).or_insert(0) += count;
        true
    })?;
    // Texts of which no language is known may have English stems, see `Article::stemmed_as`.
    let unknown = view.frequency(view.fields.lacks, "lang")?;
    if unknown > 0 {
        *found.entry("en".to_owned()).or_insert(0) += unknown;
    }
    let known = Expansion::most_frequent(found, false).words;
    let of_script = |code: &str| SCRIPTS.iter().position(|(langs, _)| langs.contains(&code));
    let mut langs: Vec<Lang> = Vec::new();
    for script in std::iter::once(None).chain((0..SCRIPTS.len()).map(Some)) {
        let here: Vec<&(String, u64)> = known.iter().filter(|(code, _)| of_script(code) == script).collect();
        let articles: u64 = here.iter().map(|(_, count)| count).sum();
        let frequent = here.iter().filter(|(_, count)| count * 200 >= articles);
        let frequent = frequent.filter_map(|(code, _)| Lang::new(code));
        langs.extend(stemmed_languages(frequent).into_iter().take(MOST_LANGUAGES));
    }
    Ok(langs)
}

/// The words that match a pattern of letters, `*` (any letters) and `?` (one letter).
pub(super) fn matching(view: &View, field: Field, pattern: &str) -> Result<Expansion> {
    let literal = pattern.split(['*', '?']).next().unwrap_or("");
    let only_prefix = pattern.strip_suffix('*') == Some(literal);
    let pattern: Vec<char> = pattern.chars().collect();
    let (mut found, mut looked_at) = (BTreeMap::new(), 0);
    each_word(view, field, literal, &mut |word, count| {
        looked_at += 1;
        if only_prefix || matches(&pattern, word) {
            *found.entry(word.to_owned()).or_insert(0) += count;
        }
        looked_at < MOST_LOOKED_AT
    })?;
    Ok(Expansion::most_frequent(found, looked_at >= MOST_LOOKED_AT))
}

/// Whether a word matches a pattern: one walk with one step back, since only the last `*` ever needs another try.
fn matches(pattern: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let (mut p, mut w, mut star) = (0, 0, None);
    while let Some(letter) = word.get(w) {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, w));
                p += 1;
            }
            Some('?') => (p, w) = (p + 1, w + 1),
            Some(wanted) if wanted == letter => (p, w) = (p + 1, w + 1),
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    (p, w) = (at + 1, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|&rest| rest == '*')
}

/// The words with at most `distance` letters other, missing, added or swapped with the next.
pub(super) fn similar(view: &View, field: Field, word: &str, distance: u8) -> Result<Expansion> {
    let query = FuzzyTermQuery::new(Term::from_field_text(field, word), distance.min(2), true);
    let mut found = BTreeMap::new();
    for reader in view.searcher.segment_readers() {
        let index = reader.inverted_index(field).map_err(failed)?;
        let automaton = query.automaton().map_err(failed)?;
        let mut words = index.terms().search(automaton).into_stream().map_err(failed)?;
        while let Some((word, info)) = words.next() {
            let word = String::from_utf8_lossy(word).into_owned();
            *found.entry(word).or_insert(0) += u64::from(info.doc_freq);
        }
    }
    Ok(Expansion::most_frequent(found, false))
}

/// The word of some fields that is nearest to one that they lack: at the least distance the most frequent, and one
/// with the same first letter first.
pub(super) fn nearest(view: &View, fields: &[Field], word: &str) -> Result<Option<String>> {
    if word.chars().count() < 3 {
        return Ok(None);
    }
    let initial = word.chars().next();
    for distance in 1..=2 {
        if distance == 2 && word.chars().count() < 5 {
            break;
        }
        let mut near = Vec::new();
        for field in fields {
            near.extend(similar(view, *field, word, distance)?.words);
        }
        near.retain(|(near, _)| near != word);
        let best = near.into_iter().max_by(|a, b| {
            let rank = |near: &(String, u64)| (near.0.chars().next() == initial, near.1);
            rank(a).cmp(&rank(b)).then_with(|| b.0.cmp(&a.0))
        });
        if let Some((best, _)) = best {
            return Ok(Some(best));
        }
    }
    Ok(None)
}

/// Calls `meet` with each word of a field that begins so, and the number of documents it is in, segment by
/// segment, until it answers `false`.
pub(super) fn each_word(
    view: &View,
    field: Field,
    beginning: &str,
    meet: &mut dyn FnMut(&str, u64) -> bool,
) -> Result<()> {
    for reader in view.searcher.segment_readers() {
        let index = reader.inverted_index(field).map_err(failed)?;
        let mut words = index.terms().range().ge(beginning).into_stream().map_err(failed)?;
        while let Some((word, info)) = words.next() {
            let Ok(word) = std::str::from_utf8(word) else { continue };
            if !word.starts_with(beginning) {
                break;
            }
            if !meet(word, u64::from(info.doc_freq)) {
                return Ok(());
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_of_the_languages_that_are_written_in_its_letters() {
        for (word, code, expect) in [
            ("ferry", "en", true),
            ("ferry", "ru", false),
            ("корабли", "ru", true),
            ("корабли", "en", false),
            ("корабли", "sr", true),
            ("brod", "sr", true),
            ("الميناء", "ar", true),
            ("الميناء", "ru", false),
            ("2025", "en", true),
        ] {
            assert_eq!(may_be_of(word, Lang::new(code).unwrap()), expect, "{word} {code}");
        }
    }

    #[test]
    fn a_star_stands_for_any_letters_and_a_question_mark_for_one() {
        for (pattern, word, expect) in [
            ("har*", "harbour", true),
            ("wom?n", "women", true),
            ("wom?n", "womn", false),
            ("h*b*r", "harbour", true),
            ("h*b?r", "harbour", false),
            ("*gate", "floodgate", true),
            ("har*x*", "harbour", false),
        ] {
            let letters: Vec<char> = pattern.chars().collect();
            assert_eq!(matches(&letters, word), expect, "{pattern} {word}");
        }
    }
}
