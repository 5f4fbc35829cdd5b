//! Words by kind: a word goes in, all the kinds it is of come out in one look-up, whatever its case and accents.

use rustc_hash::FxHashMap;

use super::shape::Folded;

/// A set of kinds of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(u16);

impl Kinds {
    /// The kind of that number, below 16.
    pub const fn kind(number: u16) -> Kinds {
        Kinds(1 << number)
    }

    /// These kinds and those.
    pub const fn or(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    /// Whether any kind is in both.
    pub const fn any(self, of: Kinds) -> bool {
        self.0 & of.0 != 0
    }
}

/// A table from words to their kinds.
pub struct WordList(FxHashMap<&'static str, Kinds>);

impl WordList {
    /// The table of these rows: a kind, and its words, folded, with blanks between.
    pub fn new(rows: &[(Kinds, &'static str)]) -> WordList {
        let mut words: FxHashMap<&'static str, Kinds> = FxHashMap::default();
        for (kind, row) in rows {
            for word in row.split_whitespace() {
                let kinds = words.entry(word).or_default();
                *kinds = kinds.or(*kind);
            }
        }
        WordList(words)
    }

    /// The kinds of `word`, marks around it aside; none for a word that is not in the table.
    pub fn kinds(&self, word: &str) -> Kinds {
        Folded::of(bare(word)).and_then(|folded| self.0.get(folded.as_str()).copied()).unwrap_or_default()
    }

    /// Every word of the table.
    #[cfg(test)]
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }
}

/// `word` without the marks that printing sets around it.
fn bare(word: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = word.as_bytes();
    if plain(bytes.first()) && plain(bytes.last()) {
        return word;
    }
    word.trim_matches(['.', ',', ':', ';', '(', ')', '"', '“', '”', '：', '，'])
}
