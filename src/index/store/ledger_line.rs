//! The line of a file in a ledger: JSON. Nearly every line has the form that a whole file with articles is written
//! in, and is read by hand; every other goes through the JSON reader, which reads that form alike.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::model::{ArticleId, Code, FileKey, FileRow, Given, Lost, Outcome, Problem, Skip, Stamp};

/// Adds the line of a file, its end included.
pub(super) fn write_line(out: &mut impl Write, key: &FileKey, row: &FileRow) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Line::of(key, row))?;
    out.write_all(b"\n")
}

/// The file of a line.
pub(super) fn read_line(line: &[u8]) -> Result<(FileKey, FileRow), String> {
    if let Some(row) = (Usual { rest: line }).row() {
        return Ok(row);
    }
    let line: Line = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    line.into_row().ok_or_else(|| "no file of a root, or no hash and ids in hex digits".to_owned())
}

/// The line of a file. What it gave stands in runs of ids that were first seen at the same moment, each id 16
/// hex digits, one behind the other.
#[derive(Serialize, Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    file: Cow<'a, str>,
    stamp: Stamp,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    hash: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    given: Vec<(i64, Cow<'a, str>)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    skipped: Option<Skip>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lost: Option<Loss<'a>>,
    #[serde(default, skip_serializing_if = "<[Problem]>::is_empty")]
    doubts: Cow<'a, [Problem]>,
}

#[derive(Serialize, Deserialize)]
struct Loss<'a> {
    code: Code,
    message: Cow<'a, str>,
    since: Cow<'a, str>,
}

impl<'a> Line<'a> {
    fn of(key: &'a FileKey, row: &'a FileRow) -> Line<'a> {
        let (skipped, lost) = match &row.outcome {
            Outcome::Articles(_) => (None, None),
            Outcome::Skipped(skip) => (Some(*skip), None),
            Outcome::Lost(lost) => {
                let (message, since) = ((&lost.message).into(), (&lost.since).into());
                (None, Some(Loss { code: lost.code, message, since }))
            }
        };
        Line {
            file: Cow::Owned(key.to_string()),
            stamp: row.stamp,
            hash: if row.hash == 0 { "".into() } else { format!("{:032x}", row.hash).into() },
            given: runs_of(row.articles()),
            skipped,
            lost,
            doubts: Cow::Borrowed(&row.doubts),
        }
    }

    fn into_row(self) -> Option<(FileKey, FileRow)> {
        let (root, path) = self.file.split_once('/')?;
        let key = FileKey { root: root.parse().ok()?, path: path.to_owned() };
        let hash = if self.hash.is_empty() { 0 } else { u128::from_str_radix(&self.hash, 16).ok()? };
        let given = given_of(&self.given)?;
        let outcome = match (self.skipped, self.lost) {
            (Some(skip), _) => Outcome::Skipped(skip),
            (None, Some(Loss { code, message, since })) => {
                let (message, since) = (message.into_owned(), since.into_owned());
                Outcome::Lost(Box::new(Lost { code, message, since, kept: given }))
            }
            (None, None) => Outcome::Articles(given),
        };
        Some((key, FileRow { stamp: self.stamp, hash, outcome, doubts: self.doubts.into_owned() }))
    }
}

fn runs_of(given: &[Given]) -> Vec<(i64, Cow<'static, str>)> {
    let runs = given.chunk_by(|a, b| a.added == b.added).filter_map(|run| {
        let mut ids = String::with_capacity(run.len() * 16);
        run.iter().for_each(|given| {
            // Writing to a string does not fail.
            let _ = write!(ids, "{}", given.id);
        });
        Some((run.first()?.added, Cow::Owned(ids)))
    });
    runs.collect()
}

fn given_of(runs: &[(i64, Cow<str>)]) -> Option<Vec<Given>> {
    let mut given = Vec::new();
    for (added, ids) in runs {
        given.extend(ids_of(ids.as_bytes(), *added)?);
    }
    Some(given)
}

/// The ids that stand there in hex digits, all first seen at the same time. An index has many more ids than files, and
/// every run reads them all.
fn ids_of(digits: &[u8], added: i64) -> Option<Vec<Given>> {
    let (ids, rest) = digits.as_chunks::<16>();
    let id_of = |digits: &[u8; 16]| {
        digits.iter().try_fold(0, |id, digit| Some(id << 4 | u64::from(char::from(*digit).to_digit(16)?)))
    };
    let given = ids.iter().map(|digits| Some(Given { id: ArticleId(id_of(digits)?), added }));
    given.collect::<Option<Vec<Given>>>().filter(|_| rest.is_empty())
}

/// A line of the usual form, as far as it has not been read.
struct Usual<'a> {
    rest: &'a [u8],
}

impl<'a> Usual<'a> {
    fn row(mut self) -> Option<(FileKey, FileRow)> {
        self.skip(b"{\"file\":\"")?;
        let root = self.number()?;
        self.skip(b"/")?;
        let path = std::str::from_utf8(self.string()?).ok()?;
        self.skip(b",\"stamp\":[")?;
        let size = self.number()?;
        self.skip(b",")?;
        let mtime = self.number()?;
        self.skip(b",")?;
        let ctime = self.number()?;
        self.skip(b",")?;
        let inode = self.number()?;
        self.skip(b"],\"hash\":\"")?;
        let hash = u128::from_str_radix(std::str::from_utf8(self.string()?).ok()?, 16).ok()?;
        self.skip(b",\"given\":[[")?;
        let added = self.number()?;
        self.skip(b",\"")?;
        let ids = self.string()?;
        self.skip(b"]]}")?;
        if !self.rest.is_empty() {
            return None;
        }
        let key = FileKey { root: u32::try_from(root).ok()?, path: path.to_owned() };
        let stamp = Stamp {
            size: u64::try_from(size).ok()?,
            mtime: i64::try_from(mtime).ok()?,
            ctime: i64::try_from(ctime).ok()?,
            inode: u64::try_from(inode).ok()?,
        };
        let outcome = Outcome::Articles(ids_of(ids, i64::try_from(added).ok()?)?);
        Some((key, FileRow { stamp, hash, outcome, doubts: Vec::new() }))
    }

    fn skip(&mut self, text: &[u8]) -> Option<()> {
        self.rest = self.rest.strip_prefix(text)?;
        Some(())
    }

    /// What stands before the next quotation mark, if no character of it is escaped.
    fn string(&mut self) -> Option<&'a [u8]> {
        let end = memchr::memchr2(b'"', b'\\', self.rest)?;
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest.strip_prefix(b"\"")?;
        Some(text)
    }

    /// A whole number of at most 20 digits.
    fn number(&mut self) -> Option<i128> {
        let negative = self.rest.first() == Some(&b'-');
        let digits = &self.rest[usize::from(negative)..];
        let length = digits.iter().take(21).take_while(|digit| digit.is_ascii_digit()).count();
        if !(1..=20).contains(&length) {
            return None;
        }
        let (digits, rest) = digits.split_at(length);
        // Nineteen digits fit; the twentieth is rare enough to be counted the slow way.
        let (head, tail) = digits.split_at(length.min(19));
        let head = head.iter().fold(0_u64, |number, digit| number * 10 + u64::from(digit - b'0'));
        let number =
            tail.iter().fold(i128::from(head), |number, digit| number * 10 + i128::from(digit - b'0'));
        self.rest = rest;
        Some(if negative { -number } else { number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(given: Vec<Given>) -> FileRow {
        let stamp = Stamp { size: 70, mtime: -1, ctime: i64::MAX, inode: u64::MAX };
        FileRow { stamp, hash: u128::MAX, outcome: Outcome::Articles(given), doubts: Vec::new() }
    }

    #[test]
    fn the_usual_form_is_read_by_hand_and_every_other_all_the_same() {
        let given = |id, added| Given { id: ArticleId(id), added };
        for (path, given, usual) in [
            ("a/b \u{e9}.txt", vec![given(1, 5), given(u64::MAX, 5)], true),
            ("c", vec![given(1, -5)], true),
            ("c", vec![given(1, 5), given(2, 6)], false),
            ("c", Vec::new(), false),
            ("quoted \"name\"", vec![given(1, 5)], false),
        ] {
            let (key, row) = (FileKey { root: 3, path: path.to_owned() }, row(given));
            let mut line = Vec::new();
            write_line(&mut line, &key, &row).unwrap();
            line.pop();
            assert_eq!(Usual { rest: &line }.row().is_some(), usual, "{path}");
            assert_eq!(read_line(&line), Ok((key, row)), "{path}");
        }
    }

    #[test]
    fn a_line_that_is_none_is_refused() {
        let line = r#"{"file":"1/a","stamp":[1,2,3,4],"hash":"5","given":[[6,"0000000000000001"]]}"#;
        assert!(read_line(line.as_bytes()).is_ok());
        for (right, wrong) in [
            ("\"1/a", "\"a"),
            ("\"5\"", "\"x\""),
            ("0000000000000001", "000000000000001"),
            ("2,3", "99999999999999999999,3"),
            ("]]}", "]]} "),
            ("]]}", "]"),
        ] {
            let wrong = line.replacen(right, wrong, 1);
            let alike = wrong.ends_with(' ');
            assert_eq!(read_line(wrong.as_bytes()).is_ok(), alike, "{wrong}");
        }
    }
}
