//! Text → words, the same for what is indexed, what is asked and what a snippet marks.
//! Every word keeps its place in the original text. No word is ever dropped; one longer than
//! [`LONGEST_WORD`] is cut. Knows nothing of fields: `mapping` says which text meets which tokenizer.

mod joiners;
mod lookalikes;
mod normal;
mod reading;
mod scan;
mod stem;
mod tokenizers;

use std::ops::Range;

use tantivy::Index;
use tantivy::tokenizer::{RawTokenizer, TextAnalyzer};

pub use scan::Kind;
pub use stem::{stem, stemmed_languages};

use scan::{Buffers, Scanner};
use tokenizers::{StemTokenizer, WordTokenizer};

/// Raised by every change after which an index built before would answer differently.
pub const ANALYSER_VERSION: u32 = 1;

/// The tokenizer of exact words: [`words`].
pub const WORDS: &str = "words";

/// The tokenizer of stems. It is handed a text that begins with its language and [`LANGUAGE_END`]
/// (`en\u{1f}text`, `\u{1f}text` where it is unknown) and gives only stems that differ from their word.
pub const STEMS: &str = "stems";

/// What stands between the language and the text that the tokenizer of stems is handed.
pub const LANGUAGE_END: char = '\u{1f}';

/// The most bytes a word may have; what goes beyond is cut off.
pub const LONGEST_WORD: usize = 255;

/// Teaches an index its tokenizers. An index keeps only their names, so this is called after every opening.
pub fn register(index: &Index) {
    index.tokenizers().register(WORDS, TextAnalyzer::from(WordTokenizer));
    index.tokenizers().register(STEMS, TextAnalyzer::from(StemTokenizer));
    index.tokenizers().register("raw", TextAnalyzer::from(RawTokenizer::default()));
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it is indexed: lower case, without accents.
    pub text: String,
    /// In lower case with its accents: what a stemmer is to be given.
    pub lower: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Whether it is a word, or one of the overlapping pieces of a script that has no blanks.
    pub kind: Kind,
}

/// The words of a text, in order.
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut scanner = Scanner::new(text, Buffers::default());
    std::iter::from_fn(move || {
        let mut folded = String::new();
        let span = scanner.advance(&mut folded)?;
        let lower = if span.accented { scanner.lower().to_owned() } else { folded.clone() };
        Some(Word { text: folded, lower, range: span.start..span.end, kind: span.kind })
    })
}

/// Calls `meet` with each word as it is indexed, its bytes in the text, and its kind, until it answers
/// `false`: what [`words`] gives without an allocation a word.
pub fn each_word(text: &str, mut meet: impl FnMut(&str, Range<usize>, Kind) -> bool) {
    let mut scanner = Scanner::new(text, Buffers::default());
    let mut folded = String::new();
    while let Some(span) = scanner.advance(&mut folded) {
        if !meet(&folded, span.start..span.end, span.kind) {
            return;
        }
    }
}

/// A whole name in the form in which names are compared: its words, folded, a blank between them.
/// A name without a word in it is only trimmed and put in lower case.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    each_word(name, |word, _, _| {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
        true
    });
    if folded.is_empty() { name.trim().to_lowercase() } else { folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let found: Vec<String> = words(text).map(|word| word.text).collect();
        assert_eq!(found.join(" "), expect, "{text}");
    }

    #[test]
    fn words_are_folded() {
        for (text, expect) in [
            ("The Harbour, again!", "the harbour again"),
            ("Müller élan Łódź straße København", "muller elan lodz strasse kobenhavn"),
            ("cafe\u{301} re\u{ad}port zero\u{200b}width", "cafe report zerowidth"),
            ("İstanbul ISPARTA Diyarbakır", "istanbul isparta diyarbakir"),
            ("ﬁnance Ｔｏｋｙｏ m²", "finance tokyo m2"),
            ("Ὀδυσσεύς Αθήνα ΑΘΗΝΑΣ", "οδυσσευσ αθηνα αθηνασ"),
            ("Ёлка ёж Й\u{306} Київ и\u{306}од ста\u{301}рый", "елка еж й київ йод старый"),
            ("أَخْبَار إيران مدرسة ٢٠٢٥", "اخبار ايران مدرسه 2025"),
            ("हिन्दी", "हिन्दी"),
        ] {
            check(text, expect);
        }
    }

    #[test]
    fn apostrophes_join_names_and_leave_endings_out() {
        for (text, expect) in [
            ("O'Neill’s president's workers' don't", "oneill president workers dont"),
            ("he'll we're I'm they’ve she'd", "he we i they she"),
            ("l'homme d’État dell'arte qu'il", "l homme d etat dell arte qu il"),
            ("Ankara'da Türkiye'nin Sana'a Qur'an", "ankara turkiye sanaa quran"),
            ("rock 'n' roll 'quoted'", "rock n roll quoted"),
            ("п'ять об’єкт", "пять обєкт"),
        ] {
            check(text, expect);
        }
    }

    #[test]
    fn marks_inside_a_word_join_what_belongs_together() {
        for (text, expect) in [
            ("U.S.-led U.S. e.g. a.m. J.K.Rowling V.Stone", "us led us eg am jk rowling v stone"),
            ("End.Next well... 3.", "end next well 3"),
            ("AT&T R&D Stone&Sons A & B", "at&t r&d stone sons a b"),
            ("C++ C# a+b rated A+ 5+1", "c++ c# a b rated a+ 5 1"),
            (
                "black-sea rt.com two_words and/or @town_hall #flood",
                "black sea rt com two words and or town hall flood",
            ),
            ("12:30 2024/25", "12 30 2024 25"),
        ] {
            check(text, expect);
        }
    }

    #[test]
    fn numbers_keep_their_parts() {
        for (text, expect) in [
            ("1,000 1,234,567 3.5% $1.5bn 3,5", "1000 1234567 3.5 1.5bn 3.5"),
            ("1.000.000 1.234,50 1,000.50", "1000000 1234.50 1000.50"),
            ("02.06.2025 10,20,30 1.2.3", "02 06 2025 10 20 30 1 2 3"),
            ("in 2025, and 7.", "in 2025 and 7"),
        ] {
            check(text, expect);
        }
    }

    #[test]
    fn scripts_without_blanks_give_overlapping_pairs() {
        for (text, expect) in [
            ("東京都", "東京 京都 都"),
            ("日", "日"),
            ("2025年6月、iPhone発売", "2025 年 6 月 iphone 発売 売"),
            ("ตลาด", "ตล ลา าด ด"),
            ("ｶﾞｽ", "ガス ス"),
        ] {
            check(text, expect);
        }
    }

    #[test]
    fn a_letter_of_another_script_that_looks_alike_is_taken_for_its_neighbours() {
        for (text, expect) in [
            ("Тürkiye", "turkiye"),
            ("Моscow", "moscow"),
            ("Cтамбул Kиев", "стамбул киев"),
            ("Тула Rome Афины", "тула rome афины"),
            ("бетаtest", "бетаtest"),
        ] {
            check(text, expect);
        }
    }

    #[test]
    fn places_point_into_the_original_text() {
        let text = "„Łódź’s“ U.S. re\u{ad}port 東京都";
        let places: Vec<&str> = words(text).map(|word| &text[word.range]).collect();
        assert_eq!(places, ["Łódź", "U.S", "re\u{ad}port", "東京", "京都", "都"]);
    }

    #[test]
    fn a_long_word_is_cut_and_not_dropped() {
        let found: Vec<Word> = words(&"ä".repeat(9_000)).collect();
        assert_eq!((found.len(), found[0].text.len(), found[0].range.len()), (1, LONGEST_WORD, 18_000));
    }

    #[test]
    fn names_are_compared_without_case_and_accents() {
        assert_eq!(fold(" The  Łódź-Times "), "the lodz times");
        assert_eq!(fold(" ??? "), "???");
    }

    #[test]
    fn tokens_are_the_words_with_positions() {
        let mut tokenizer = TextAnalyzer::from(WordTokenizer);
        let mut stream = tokenizer.token_stream("Two Müllers");
        let mut found = Vec::new();
        stream.process(&mut |token| found.push((token.text.clone(), token.position, token.offset_from)));
        assert_eq!(found, [("two".to_owned(), 0, 0), ("mullers".to_owned(), 1, 4)]);
    }

    #[test]
    fn the_tokenizer_of_stems_gives_only_what_differs() {
        let check = |text: &str, expect: &[&str]| {
            let mut tokenizer = TextAnalyzer::from(StemTokenizer);
            let mut stream = tokenizer.token_stream(text);
            let mut found = Vec::new();
            stream.process(&mut |token| found.push(token.text.clone()));
            assert_eq!(found, expect, "{text}");
        };
        check("en\u{1f}Talks stopped in the harbour", &["talk", "stop"]);
        check("de\u{1f}Häuser am Haus", &["haus"]);
        check("fr\u{1f}les élections", &["le", "elect"]);
        check("\u{1f}Talks stopped", &[]);
        check("xx\u{1f}Talks stopped", &[]);
        check("no language", &[]);
    }

    #[test]
    fn stems_are_of_their_own_text_whatever_was_read_before() {
        let stems = |text: &str| {
            let mut tokenizer = TextAnalyzer::from(StemTokenizer);
            let mut found = Vec::new();
            tokenizer.token_stream(text).process(&mut |token| found.push(token.text.clone()));
            found.join(" ")
        };
        let (boats, roads) = ("Réports and boats. ".repeat(20), "Roads, the longest. ".repeat(20));
        let (boat, road) = (["report boat"; 20].join(" "), ["road"; 20].join(" "));
        for read_before in [&boats, &roads, &"short".to_owned()] {
            TextAnalyzer::from(WordTokenizer).token_stream(read_before).process(&mut |_| {});
            assert_eq!(stems("en\u{1f}Talks"), "talk");
            assert_eq!(stems(&format!("en\u{1f}{boats}")), boat);
            assert_eq!(stems(&format!("en\u{1f}{roads}")), road);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_words_in_order_and_in_bounds(text in "\\PC*") {
            let mut last = 0;
            for word in words(&text) {
                assert!(!word.text.is_empty());
                assert!(word.range.start >= last && text.get(word.range.clone()).is_some());
                last = word.range.start;
            }
        }
    }
}
