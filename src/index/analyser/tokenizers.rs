//! The scanner under the two faces that the engine knows: exact words, and stems that differ from their word.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::LANGUAGE_END;
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
    scanner: Scanner<'a>,
    token: Token,
}

/// The stems of a text as tokens.
pub(super) struct StemStream<'a> {
    words: WordStream<'a>,
    stems: Option<Stems>,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        WordStream { scanner: Scanner::new(text, Buffers::default()), token: Token::default() }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(span) = self.scanner.advance(&mut self.token.text) else { return false };
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
        let words = WordStream { scanner: Scanner::new(text, Buffers::default()), token: Token::default() };
        StemStream { words, stems: Lang::new(lang).and_then(Stems::of) }
    }
}

impl TokenStream for StemStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(stems) = &mut self.stems else { return false };
        let WordStream { scanner, token } = &mut self.words;
        while let Some(span) = scanner.advance(&mut token.text) {
            let lower = span.accented.then(|| scanner.lower());
            if stems.put_in_place(lower, &mut token.text) {
                (token.offset_from, token.offset_to) = (span.start, span.end);
                token.position = token.position.wrapping_add(1);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.words.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.words.token
    }
}
