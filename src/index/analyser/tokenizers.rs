//! The scanner under the two faces that the engine knows: exact words, and stems that differ from their word.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::LANGUAGE_END;
use super::reading::Reading;
use super::scan::{Buffers, Scanner};
use super::stem::Stems;
use crate::model::Lang;

/// Gives the words of a text.
#[derive(Clone, Default)]
pub(super) struct WordTokenizer;

/// Gives the stems of a text's words, where they differ from the word.
#[derive(Clone, Default)]
pub(super) struct StemTokenizer;

/// The words of a text as tokens.
pub(super) struct WordStream<'a> {
    text: &'a str,
    scanner: Scanner<'a>,
    /// What was read so far, for the stems of the same text.
    reading: Option<Reading>,
    token: Token,
}

/// So many words are looked up at once: the processor then waits for its memory once, and not for each of them.
const LOOK_AHEAD: usize = 16;

/// The stems of a text as tokens. They have no places in it: nothing asks for them.
pub(super) struct StemStream<'a> {
    text: &'a str,
    reading: Reading,
    stems: Option<Stems>,
    next: usize,
    token: Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        let scanner = Scanner::new(text, Buffers::default());
        WordStream { text, scanner, reading: Reading::begin(text), token: Token::default() }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(span) = self.scanner.advance(&mut self.token.text) else {
            if let Some(reading) = self.reading.take() {
                reading.end(self.text);
            }
            return false;
        };
        if let Some(reading) = &mut self.reading {
            let lower = if span.accented { self.scanner.lower() } else { &self.token.text };
            reading.push(&span, &self.token.text, lower);
        }
        (self.token.offset_from, self.token.offset_to) = (span.start, span.end);
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

impl Tokenizer for StemTokenizer {
    type TokenStream<'a> = StemStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> StemStream<'a> {
        let (lang, text) = text.split_once(LANGUAGE_END).unwrap_or(("", ""));
        let stems = Lang::new(lang).and_then(Stems::of);
        let reading = if stems.is_some() { Reading::of(text) } else { Reading::default() };
        StemStream { text, reading, stems, next: 0, token: Token::default() }
    }
}

impl TokenStream for StemStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(stems) = &mut self.stems else { return false };
        let words = self.reading.words();
        while let Some(noted) = words.get(self.next) {
            if self.next.is_multiple_of(LOOK_AHEAD) {
                words.iter().skip(self.next).take(LOOK_AHEAD).for_each(|noted| stems.fetch(noted.key));
            }
            self.next += 1;
            if stems.keeps(noted.key) {
                continue;
            }
            let (folded, lower) = self.reading.word(self.text, noted);
            if stems.write(noted.key, lower, folded, &mut self.token.text) {
                self.token.position = self.token.position.wrapping_add(1);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

impl Drop for StemStream<'_> {
    fn drop(&mut self) {
        std::mem::take(&mut self.reading).keep();
    }
}
