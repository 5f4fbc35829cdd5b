//! The words of a text as they were read last by this thread. The engine asks for a body's words and then for
//! its stems: the second time it need not be read again.

use std::cell::RefCell;

use xxhash_rust::xxh3::xxh3_128;

use super::scan::{Buffers, Scanner};

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
    folded: String,
    /// The words that have accents, in lower case.
    lower: String,
    /// Where each word ends in `folded`, and where in `lower`, if it is there.
    ends: Vec<[usize; 2]>,
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
            reading.push(&word, span.accented.then(|| scanner.lower()));
        }
        reading
    }

    /// Adds the next word.
    pub(super) fn push(&mut self, folded: &str, lower: Option<&str>) {
        self.folded.push_str(folded);
        if let Some(lower) = lower {
            self.lower.push_str(lower);
        }
        self.ends.push([self.folded.len(), self.lower.len()]);
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

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A word as it is indexed, and in lower case with its accents.
    pub(super) fn word(&self, index: usize) -> (&str, &str) {
        let before = index.checked_sub(1).map_or([0, 0], |before| self.ends[before]);
        let end = self.ends[index];
        let folded = &self.folded[before[0]..end[0]];
        let lower = &self.lower[before[1]..end[1]];
        (folded, if lower.is_empty() { folded } else { lower })
    }

    fn clear(&mut self) {
        self.text = None;
        self.folded.clear();
        self.lower.clear();
        self.ends.clear();
    }
}
