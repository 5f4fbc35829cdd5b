//! Starts told by the headers of mails: the messages of a digest, or of a mailbox saved as text.

use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Start, mail};

/// Starts at each header that names a sender and a subject.
pub fn starts(page: &Page) -> Vec<Start> {
    let mut starts = Vec::new();
    let mut line = 0;
    while line < page.len() {
        let opens = line == 0 || matches!(page.kind(line - 1), Kind::Blank | Kind::Rule | Kind::Counter);
        let header = if opens && page.kind(line) != Kind::Blank { mail::header(page, line) } else { None };
        match header.filter(|end| mail::is_message(page, line..*end)) {
            Some(end) => {
                starts.push(Start::credited(line, 0.9));
                line = end;
            }
            None => line += 1,
        }
    }
    starts
}
