//! What is to be marked in a text: for each word or phrase that was asked for (and not refused), how to tell its
//! places. Made once a question, beside the engine's query; it never looks into the index.

use rustc_hash::FxHashSet;

use crate::index::analyser::{Kind, stem};
use crate::model::{Lang, WordField};

/// A word or phrase that is marked where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    /// Where it may stand; `None`: in headline, body and byline.
    pub(super) field: Option<WordField>,
    /// Its words in order; one, where it is no phrase.
    pub(super) words: Vec<MarkWord>,
    /// By how many places the words of a phrase may be moved in all.
    pub(super) slop: u32,
    /// How much it says: its rarity.
    pub(super) weight: f32,
}

/// A word to be marked.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct MarkWord {
    /// Words that are marked as they stand.
    pub(super) exact: FxHashSet<String>,
    /// Stems by language: words of an article in it are marked if theirs is the same.
    pub(super) stems: Vec<(Lang, String)>,
    /// What a word of a script without blanks has to begin with; of a pair, the first letter is marked.
    pub(super) beginning: Option<String>,
}

impl MarkWord {
    /// Only this word.
    pub(super) fn exactly(word: &str) -> MarkWord {
        MarkWord { exact: FxHashSet::from_iter([word.to_owned()]), ..MarkWord::default() }
    }

    /// Whether a word of a text in that language is meant. `lower` is asked for the word with its accents.
    pub(super) fn means<'a>(
        &self,
        word: &str,
        kind: Kind,
        lang: Option<Lang>,
        lower: impl FnOnce() -> std::borrow::Cow<'a, str>,
    ) -> bool {
        if self.exact.contains(word) {
            return true;
        }
        if let Some(beginning) = &self.beginning {
            return kind != Kind::Word && word.starts_with(beginning.as_str());
        }
        let Some((lang, wanted)) = self.stems.iter().find(|(stemmed, _)| Some(*stemmed) == lang) else {
            return false;
        };
        // Stemmers cut endings; only in the languages of Arabic's kind and of Malay's do they cut beginnings.
        let cuts_beginnings = matches!(lang.code(), "ar" | "fa" | "id" | "ms" | "ga" | "ne" | "hi");
        let same_initial = word.chars().next() == wanted.chars().next();
        if !(same_initial || cuts_beginnings) {
            return false;
        }
        match stem(Some(*lang), &lower()) {
            Some(stem) => stem == *wanted,
            None => word == wanted,
        }
    }
}
