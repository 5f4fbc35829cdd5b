//! The words of a text as they were read last by this thread. The engine asks for a body's words and then for
//! its stems: the second time it need not be read again.

use std::cell::RefCell;

use xxhash_rust::xxh3::xxh3_128;

use super::scan::{Buffers, Scanner, Span};
use super::stem::Key;

/// What is shorter is as soon read again as remembered.
const SHORTEST: usize = 128;

thread_local! {
    static LAST: RefCell<Reading> = RefCell::default();
}

/// All words of a text, in order.
#[derive(Default)]
pub(super) struct Reading {
    /// The hash of the whole text; `None` while it is being read, and where it is short.
    text: Option<u128>,
    words: Vec<Noted>,
    /// The words that the text does not hold as they are indexed, one behind the other.
    folded: String,
    /// The same in lower case, of those that have accents.
    lower: String,
    /// Where each of them ends in `folded`, and where in `lower`, if it is there.
    ends: Vec<[usize; 2]>,
}

/// A word of a text.
#[derive(Clone, Copy)]
pub(super) struct Noted {
    /// By what its stem is looked up.
    pub(super) key: Key,
    /// Where it stands in the text; where `end` is 0, its number among those that the text does not hold.
    start: u32,
    end: u32,
}

impl Reading {
    /// Room for the words of a text that is about to be read; `None` where it is not worth it.
    pub(super) fn begin(text: &str) -> Option<Reading> {
        (text.len() >= SHORTEST).then(|| {
            let mut reading = LAST.take();
            reading.clear();
            reading
        })
    }

    /// The words of that text: as they were read last, or else read now.
    pub(super) fn of(text: &str) -> Reading {
        let mut reading = Reading::default();
        if text.len() >= SHORTEST {
            reading = LAST.take();
            let hash = Some(xxh3_128(text.as_bytes()));
            if reading.text == hash {
                return reading;
            }
            reading.clear();
            reading.text = hash;
        }
        let mut scanner = Scanner::new(text, Buffers::default());
        let mut word = String::new();
        while let Some(span) = scanner.advance(&mut word) {
            let lower = if span.accented { scanner.lower() } else { &word };
            reading.push(&span, &word, lower);
        }
        reading
    }

    /// Adds the next word, which stands there in the text.
    #[inline]
    pub(super) fn push(&mut self, span: &Span, folded: &str, lower: &str) {
        let key = Key::of(folded, lower);
        let (start, end) = match (u32::try_from(span.start), u32::try_from(span.end)) {
            (Ok(start), Ok(end)) if span.held => (start, end),
            _ => (self.keep_word(folded, if span.accented { lower } else { "" }), 0),
        };
        self.words.push(Noted { key, start, end });
    }

    /// Keeps a word that the text does not hold; its number among them.
    fn keep_word(&mut self, folded: &str, lower: &str) -> u32 {
        self.folded.push_str(folded);
        self.lower.push_str(lower);
        self.ends.push([self.folded.len(), self.lower.len()]);
        u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
    }

    /// The text was read to its end.
    pub(super) fn end(mut self, text: &str) {
        self.text = Some(xxh3_128(text.as_bytes()));
        self.keep();
    }

    /// Leaves it to the thread, as the text that was read last, unless it was not worth it.
    pub(super) fn keep(self) {
        if self.text.is_some() {
            LAST.set(self);
        }
    }

    /// The words.
    pub(super) fn words(&self) -> &[Noted] {
        &self.words
    }

    /// A word of that text as it is indexed, and in lower case with its accents.
    pub(super) fn word<'t>(&'t self, text: &'t str, noted: &Noted) -> (&'t str, &'t str) {
        if noted.end > 0 {
            let word = text.get(noted.start as usize..noted.end as usize).unwrap_or("");
            return (word, word);
        }
        let number = noted.start as usize;
        let before = number.checked_sub(1).map_or([0, 0], |before| self.ends[before]);
        let end = self.ends[number];
        let folded = &self.folded[before[0]..end[0]];
        let lower = &self.lower[before[1]..end[1]];
        (folded, if lower.is_empty() { folded } else { lower })
    }

    fn clear(&mut self) {
        self.text = None;
        self.folded.clear();
        self.lower.clear();
        self.ends.clear();
        self.words.clear();
    }
}
