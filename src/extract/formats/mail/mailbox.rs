//! Mailboxes: mails one after the other, each below a line that begins with `From `. Read mail by mail.

use std::io::{BufRead, BufReader, Read};

use super::{header, is_field};
use crate::extract::clipping::Told;
use crate::extract::formats::{Budget, Format, Given, Held, Inner, Input, Loss, Opened};
use crate::model::Lines;

/// Mailboxes in the forms mboxo and mboxrd.
pub const FORMAT: Format = Format { name: "mailbox", takes, read };

/// A mail is no longer than this, in bytes.
const LONGEST: usize = 256 << 20;

fn takes(head: &[u8], _: &str) -> bool {
    let mut lines = header(head);
    lines.next().is_some_and(|line| is_envelope(line) || line.starts_with(b"From ") && line.contains(&b'@'))
        && lines.next().is_some_and(is_field)
}

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    let reader: Box<dyn Read + 's> = Box::new(input);
    let mails = Mails {
        reader: BufReader::with_capacity(1 << 16, reader),
        budget: given.budget.clone(),
        line: 0,
        count: 0,
        open: false,
        ended: false,
    };
    Box::new(mails)
}

/// Whether a line parts two mails: `From`, an address, a time of day, a year.
fn is_envelope(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let clock = rest.windows(5).any(|five| {
        let digit = |place: usize| five[place].is_ascii_digit();
        digit(0) && digit(1) && five[2] == b':' && digit(3) && digit(4)
    });
    let words = rest.split(u8::is_ascii_whitespace);
    let year = words.rev().any(|word| word.len() == 4 && word.iter().all(u8::is_ascii_digit));
    clock && year
}

/// The mails of a mailbox.
struct Mails<'s> {
    reader: BufReader<Box<dyn Read + 's>>,
    budget: Budget,
    /// How many lines were read.
    line: u32,
    /// How many mails were given.
    count: u32,
    /// Whether the line above the mail that comes next was read.
    open: bool,
    ended: bool,
}

impl<'s> Mails<'s> {
    /// The next mail and the lines that it takes, the line above it and the blank one below it left out.
    fn mail(&mut self) -> Result<Option<(Vec<u8>, Lines)>, Loss> {
        let mut mail = Vec::new();
        let (mut start, mut last) = (self.line.max(1), self.line);
        let mut line = Vec::new();
        let mut after_blank = true;
        loop {
            line.clear();
            let room = LONGEST.saturating_sub(mail.len());
            let read = (&mut self.reader).take(room as u64).read_until(b'\n', &mut line);
            let read = read.map_err(|error| self.budget.loss(&error))?;
            if read == 0 {
                self.ended = room > 0;
                if room == 0 {
                    self.ended = true;
                    return Err(Loss::damaged(format!(
                        "the mail at line {start} is longer than {} MB",
                        LONGEST >> 20
                    )));
                }
                let whole = self.open.then_some((mail, Lines { start, end: last }));
                self.open = false;
                return Ok(whole);
            }
            self.line = self.line.saturating_add(1);
            let parts = after_blank && line.starts_with(b"From ") && (is_envelope(&line) || self.line == 1);
            if parts && self.open {
                return Ok(Some((mail, Lines { start, end: last })));
            }
            after_blank = line.iter().all(u8::is_ascii_whitespace);
            if parts {
                (self.open, start, last) = (true, self.line, self.line);
                continue;
            }
            if !after_blank {
                last = self.line;
            }
            let quoted = line.iter().take_while(|byte| **byte == b'>').count();
            let from = usize::from(quoted > 0 && line[quoted..].starts_with(b"From "));
            mail.extend_from_slice(&line[from..]);
        }
    }
}

impl<'s> Iterator for Mails<'s> {
    type Item = Result<Held<'s>, Loss>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended && !self.open {
            return None;
        }
        match self.mail() {
            Ok(Some((bytes, lines))) => {
                self.count += 1;
                let around = Told { lines: Some(lines), ..Told::default() };
                let name = format!("{}.eml", self.count);
                Some(Ok(Held::File(Inner { name, input: Input::of(bytes), charset: None, around })))
            }
            Ok(None) => None,
            Err(loss) => {
                (self.ended, self.open) = (true, false);
                Some(Err(loss))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_line_with_address_time_and_year_parts_mails() {
        assert!(is_envelope(b"From a@quay.example Thu Nov 26 23:06:08 1992"));
        assert!(is_envelope(b"From MAILER-DAEMON Thu Nov 26 23:06:08 2020 +0100"));
        assert!(!is_envelope(b"From the harbour at 10:30 came a horn"));
        assert!(!is_envelope(b"From now on, Friday"));
    }
}
