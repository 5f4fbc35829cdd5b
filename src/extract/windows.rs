//! The bytes of a text as they come from its file → windows of whole lines, decoded: so much at a time as is to be held
//! in memory, however long the file. No line is ever broken, and the charset of one window is that of the next.

use std::io::Read;

use encoding_rs::{Encoding, UTF_8};

use super::decode::{self, Unit};
use super::formats::{Budget, Input, LARGEST, Loss, too_large};
use crate::model::Code;

/// More is not held in memory of what follows a window and the window itself, in bytes.
const MOST: usize = LARGEST + LARGEST / 2;

/// A text that is read window by window.
pub struct Windows<'a> {
    input: Option<Input<'a>>,
    budget: Budget,
    /// The charset that the text is said to have.
    told: Option<String>,
    /// The charset that a window was found to have, where it says more than that it is Unicode.
    found: Option<&'static str>,
    /// The byte order mark that the text begins with, and how its line ends are written; known from the first window on.
    start: Option<(Vec<u8>, Unit)>,
    /// What was read and stands behind the last window.
    behind: Vec<u8>,
    /// What ended the text before its end.
    loss: Option<Loss>,
    /// How many bytes were no text, and the charset of the last window that had some.
    undecodable: Option<(u64, &'static str)>,
}

impl<'a> Windows<'a> {
    /// The windows of a text; `told` is its charset, where it is known.
    pub fn of(input: Input<'a>, told: Option<String>, budget: Budget) -> Windows<'a> {
        Windows {
            input: Some(input),
            budget,
            told,
            found: None,
            start: None,
            behind: Vec::new(),
            loss: None,
            undecodable: None,
        }
    }

    /// Whether nothing follows the last window.
    pub fn are_over(&self) -> bool {
        self.input.is_none() && self.behind.is_empty()
    }

    /// The text of the next window, of about so many bytes; more where its last line is longer. The last window is half
    /// as long at least, so that it is not seen less well than the others. `None` where the text is given up: what
    /// stands before is no article either.
    pub fn next(&mut self, length: usize) -> Option<String> {
        let mut wanted = length;
        let end = loop {
            self.fill(wanted.saturating_add(wanted / 2));
            match (&self.input, &self.loss) {
                (Some(_), _) => {}
                (None, Some(loss)) if loss.code != Code::Damaged => return None,
                (None, _) => break self.behind.len(),
            }
            let unit = self.start.as_ref().map(|(_, unit)| *unit);
            let unit = unit.unwrap_or_else(|| Unit::of(&self.behind, self.told.as_deref()));
            if let Some(end) = unit.last_line_start(self.behind.get(..wanted).unwrap_or(&self.behind)) {
                break end;
            }
            wanted = wanted.saturating_mul(2);
        };
        let behind = self.behind.split_off(end);
        let mut bytes = std::mem::replace(&mut self.behind, behind);
        match &self.start {
            // Each window says of itself what the first one says of all.
            Some((mark, _)) => drop(bytes.splice(0..0, mark.iter().copied())),
            None => {
                let mark = bytes.get(..decode::mark_length(&bytes)).unwrap_or_default().to_vec();
                self.start = Some((mark, Unit::of(&bytes, self.told.as_deref())));
            }
        }
        Some(self.decoded(&bytes))
    }

    /// How many bytes of all windows were no text, and in what charset.
    pub fn undecodable(&self) -> Option<(u64, &'static str)> {
        self.undecodable
    }

    /// What ended the text before its end; told once.
    pub fn loss(&mut self) -> Option<Loss> {
        self.loss.take()
    }

    /// Reads until so many bytes are there, or all.
    fn fill(&mut self, wanted: usize) {
        let Some(input) = &mut self.input else { return };
        let missing = wanted.saturating_sub(self.behind.len());
        let read = match wanted {
            0..=MOST => Read::take(&mut *input, missing as u64)
                .read_to_end(&mut self.behind)
                .map_err(|error| self.budget.loss(&error)),
            _ => Err(too_large(wanted)),
        };
        match read {
            Ok(count) if count == missing => {}
            Ok(_) => self.input = None,
            Err(loss) => {
                // What stands before the place where a file is cut off is as good as ever.
                if loss.code != Code::Damaged {
                    self.behind = Vec::new();
                }
                (self.input, self.loss) = (None, Some(loss));
            }
        }
    }

    fn decoded(&mut self, bytes: &[u8]) -> String {
        // Beside lines of an old charset others may be UTF-8: a file is put together from many.
        let found = self.found.filter(|_| std::str::from_utf8(bytes).is_err());
        let decoded = decode::decode(bytes, self.told.as_deref().or(found));
        if decoded.charset != UTF_8.name() && Encoding::for_label(decoded.charset.as_bytes()).is_some() {
            self.found.get_or_insert(decoded.charset);
        }
        if decoded.undecodable > 0 {
            let before = self.undecodable.map_or(0, |(count, _)| count);
            self.undecodable = Some((before + decoded.undecodable, decoded.charset));
        }
        decoded.text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The windows of some bytes, each of about so many.
    fn windows(bytes: &[u8], told: Option<&str>, length: usize) -> Vec<String> {
        let input = Input::of(bytes.to_vec());
        let mut windows = Windows::of(input, told.map(str::to_owned), Budget::of(bytes.len() as u64));
        let mut all = Vec::new();
        while !windows.are_over() {
            all.extend(windows.next(length));
        }
        all
    }

    #[test]
    fn windows_are_whole_lines_and_together_the_text() {
        let text = "Harbour opens\nThe bridge is closed until the end of the summer.\r\n\r\nNo more\rThe end";
        for length in 1..text.len() + 2 {
            let windows = windows(text.as_bytes(), None, length);
            assert_eq!(windows.concat(), text);
            let (_, before) = windows.split_last().unwrap();
            assert!(before.iter().all(|window| window.ends_with(['\n', '\r'])), "{length}: {windows:?}");
        }
        assert_eq!(windows(text.as_bytes(), None, 1).len(), 2);
        assert_eq!(windows(text.as_bytes(), None, text.len() * 2 / 3 + 2).len(), 1);
    }

    #[test]
    fn every_window_has_the_charset_of_the_first() {
        let text = "\u{feff}Zoë läuft\nüber die Brücke\nin die Straße\n";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let wider: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&text[3..]);
        for bytes in [text.as_bytes(), &wide, &wider, &latin] {
            assert_eq!(windows(bytes, None, 12).concat(), text[3..]);
            assert!(windows(bytes, None, 12).len() > 1);
        }
        assert_eq!(windows(&latin, Some("windows-1251"), 20).concat().matches('ь').count(), 2);
    }

    #[test]
    fn what_was_put_together_of_two_charsets_is_read_in_both() {
        let mut bytes = encoding_rs::WINDOWS_1252.encode("Die Brücke über den Fluß\n").0.into_owned();
        bytes.extend_from_slice("Die Brücke über den Fluß\n".as_bytes());
        assert_eq!(windows(&bytes, None, 20).concat(), "Die Brücke über den Fluß\n".repeat(2));
    }

    #[test]
    fn a_text_that_is_cut_off_is_read_up_to_there() {
        let stream = std::io::Cursor::new(b"Harbour opens\nThe br".to_vec()).chain(Broken);
        let mut windows = Windows::of(Input::Stream(Box::new(stream)), None, Budget::of(0));
        assert_eq!(windows.next(100).as_deref(), Some("Harbour opens\nThe br"));
        assert_eq!((windows.are_over(), windows.loss().map(|loss| loss.code)), (true, Some(Code::Damaged)));
    }

    struct Broken;

    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::UnexpectedEof.into())
        }
    }
}
