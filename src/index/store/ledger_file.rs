//! The ledger on disk: JSON Lines, a heading and then a line a file, in order. A ledger is written whole under a
//! new name and never changed; the engine's payload names the one that counts and holds its hash.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::error::{Error, Result};
use crate::model::{Ledger, Problem, Root, Skip};

use super::generations::dir_of;
use super::ledger_line::{read_line, write_line};
use super::state::State;
use super::sync_dir;

/// A ledger that was written.
#[derive(Debug)]
pub struct LedgerFile {
    /// Its name within its generation.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its hash, 16 hex digits.
    pub hash: String,
}

/// The first line of a ledger.
#[derive(Serialize, Deserialize)]
struct Heading<'a> {
    roots: Cow<'a, [Root]>,
    #[serde(default)]
    passed: Cow<'a, BTreeMap<Skip, BTreeMap<String, u64>>>,
    #[serde(default)]
    problems: Cow<'a, [Problem]>,
    #[serde(default)]
    config: u64,
    #[serde(default)]
    extractor: u32,
    #[serde(default)]
    last_added: Option<i64>,
}

/// Writes a ledger beside the earlier ones and sees to it that it outlasts a loss of power.
pub fn write_ledger(generation: &Path, number: u64, ledger: &Ledger) -> Result<LedgerFile> {
    let name = format!("ledger-{number}.jsonl");
    let path = generation.join(&name);
    let next = generation.join("ledger.new");
    let write = || {
        let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&next)?;
        let mut out = BufWriter::with_capacity(BLOCK, Hashed::new(file));
        write_lines(&mut out, ledger)?;
        let written = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        written.file.sync_all()?;
        fs::rename(&next, &path)?;
        Ok(written)
    };
    let written = write().map_err(Error::disk(&path, "write the ledger"))?;
    sync_dir(generation)?;
    Ok(LedgerFile { name, bytes: written.bytes, hash: written.digest() })
}

/// The ledger that this state names.
///
/// # Errors
/// [`Error::Damaged`] where it is missing or not as it was written.
pub fn read_ledger(dir: &Path, generation: u32, state: &State) -> Result<Ledger> {
    let path = dir_of(dir, generation).join(&state.ledger);
    let damaged = |why: String| Error::Damaged { index: dir.to_owned(), why };
    let unreadable = |error| unreadable(dir, &path, error);
    let file = File::open(&path).map_err(unreadable)?;
    let mut lines = BufReader::with_capacity(BLOCK, Hashed::new(file));
    let ledger = read_lines(&mut lines).map_err(unreadable)?;
    // What is not as it was written is said to be that, whatever it then says.
    io::copy(&mut lines, &mut io::sink()).map_err(unreadable)?;
    let (path, read) = (path.display(), lines.into_inner());
    if read.bytes != state.ledger_bytes {
        let (is, was) = (read.bytes, state.ledger_bytes);
        return Err(damaged(format!("its ledger {path} has {is} bytes and should have {was}")));
    }
    if read.digest() != state.ledger_hash {
        return Err(damaged(format!("its ledger {path} is not as it was written")));
    }
    ledger.map_err(|error| damaged(format!("its ledger {path}: {error}")))
}

/// The roots alone, which stand in the heading.
pub fn read_roots(dir: &Path, generation: u32, state: &State) -> Result<Vec<Root>> {
    let path = dir_of(dir, generation).join(&state.ledger);
    let mut line = String::new();
    let read = File::open(&path).and_then(|file| BufReader::new(file).read_line(&mut line));
    read.map_err(|error| unreadable(dir, &path, error))?;
    let heading: Heading = serde_json::from_str(&line).map_err(|error| Error::Damaged {
        index: dir.to_owned(),
        why: format!("its ledger {}: {error}", path.display()),
    })?;
    Ok(heading.roots.into_owned())
}

/// Why the ledger of an index cannot be read.
fn unreadable(dir: &Path, path: &Path, error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound => {
            Error::Damaged { index: dir.to_owned(), why: format!("its ledger {} is missing", path.display()) }
        }
        _ => Error::disk(path, "read the ledger")(error),
    }
}

/// Removes the ledgers before the last one but one, which a reader may just be about to open.
pub fn remove_older_ledgers(generation: &Path, newest: u64) -> Result<()> {
    for (number, path) in ledgers(generation)? {
        if number + 1 < newest {
            fs::remove_file(&path).map_err(Error::disk(&path, "remove an old ledger"))?;
        }
    }
    Ok(())
}

/// Whatever can still be read of the newest ledger of that generation, if its heading can.
pub(super) fn salvage(dir: &Path, generation: u32) -> Result<Ledger> {
    let damaged = |why: &str| Error::Damaged { index: dir.to_owned(), why: why.to_owned() };
    let newest = ledgers(&dir_of(dir, generation))?.into_iter().max_by_key(|(number, _)| *number);
    let (_, path) = newest.ok_or_else(|| damaged("it has no ledger"))?;
    let text = fs::read(&path).map_err(Error::disk(&path, "read the ledger"))?;
    let mut lines = text.split(|byte| *byte == b'\n');
    let heading = lines.next().and_then(|line| serde_json::from_slice::<Heading>(line).ok());
    let mut ledger = heading.ok_or_else(|| damaged("its ledger has no heading"))?.into_ledger();
    ledger.files = lines.filter_map(|line| read_line(line).ok()).collect();
    Ok(ledger)
}

/// The number of the ledger of that name.
pub(in crate::index) fn number_of(name: &str) -> Option<u64> {
    name.strip_prefix("ledger-")?.strip_suffix(".jsonl")?.parse().ok()
}

fn ledgers(generation: &Path) -> Result<Vec<(u64, std::path::PathBuf)>> {
    let list = || -> io::Result<Vec<_>> {
        let mut found = Vec::new();
        for name in fs::read_dir(generation)? {
            let name = name?;
            let number = name.file_name().to_str().and_then(number_of);
            found.extend(number.map(|number| (number, name.path())));
        }
        Ok(found)
    };
    list().map_err(Error::disk(generation, "list the ledgers"))
}

fn write_lines(out: &mut impl Write, ledger: &Ledger) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Heading::of(ledger))?;
    out.write_all(b"\n")?;
    ledger.files.iter().try_for_each(|(key, row)| write_line(out, key, row))
}

/// The ledger of these lines, or what is wrong with one of them.
fn read_lines(lines: &mut impl BufRead) -> io::Result<std::result::Result<Ledger, String>> {
    let mut line = Vec::new();
    let mut next = |line: &mut Vec<u8>| {
        line.clear();
        let count = lines.read_until(b'\n', line)?;
        line.pop_if(|last| *last == b'\n');
        io::Result::Ok(count > 0)
    };
    next(&mut line)?;
    let mut ledger = match serde_json::from_slice::<Heading>(&line) {
        Ok(heading) => heading.into_ledger(),
        Err(error) => return Ok(Err(format!("its heading: {error}"))),
    };
    let mut rows = Vec::new();
    while next(&mut line)? {
        match read_line(&line) {
            Ok(row) => rows.push(row),
            Err(error) => return Ok(Err(format!("line {}: {error}", rows.len() + 2))),
        }
    }
    ledger.files = rows.into_iter().collect();
    Ok(Ok(ledger))
}

/// So many bytes of a ledger are read or written at a time: of a million files it is too long to be held whole.
const BLOCK: usize = 1 << 20;

/// A file whose bytes are counted and hashed on their way.
struct Hashed {
    file: File,
    hash: Xxh3,
    bytes: u64,
}

impl Hashed {
    fn new(file: File) -> Hashed {
        Hashed { file, hash: Xxh3::new(), bytes: 0 }
    }

    fn note(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    fn digest(&self) -> String {
        format!("{:016x}", self.hash.digest())
    }
}

impl Read for Hashed {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(into)?;
        self.note(&into[..count]);
        Ok(count)
    }
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.note(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl<'a> Heading<'a> {
    fn of(ledger: &'a Ledger) -> Heading<'a> {
        Heading {
            roots: Cow::Borrowed(&ledger.roots),
            passed: Cow::Borrowed(&ledger.passed),
            problems: Cow::Borrowed(&ledger.problems),
            config: ledger.config,
            extractor: ledger.extractor,
            last_added: ledger.last_added,
        }
    }

    fn into_ledger(self) -> Ledger {
        Ledger {
            roots: self.roots.into_owned(),
            files: BTreeMap::new(),
            passed: self.passed.into_owned(),
            problems: self.problems.into_owned(),
            config: self.config,
            extractor: self.extractor,
            last_added: self.last_added,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, Code, FileKey, FileRow, Given, Lost, Outcome, Selection, Stamp};

    fn ledger() -> Ledger {
        let stamp = Stamp { size: 9, mtime: -1, ctime: i64::MAX, inode: u64::MAX };
        let given = |id: u64, added| Given { id: ArticleId(id), added };
        let row = |outcome| FileRow { stamp, hash: u128::MAX - 5, outcome, doubts: Vec::new() };
        let lost = Outcome::Lost(Box::new(Lost {
            code: Code::Unreadable,
            message: "it said \"no\"\n".to_owned(),
            since: "2031-01-01T00:00:00Z".to_owned(),
            kept: vec![given(7, 70)],
        }));
        let doubt = Problem::doubt("a/b", 3, Code::Undated, "no date");
        let rows = [
            ("a/1", row(Outcome::Articles(vec![given(1, 5), given(2, 5), given(3, 6), given(4, 5)]))),
            ("a/2 \"quoted\"\u{e9}", row(Outcome::Articles(Vec::new()))),
            ("a/3", FileRow { doubts: vec![doubt.clone()], ..row(lost) }),
            ("a/4", FileRow { hash: 0, ..row(Outcome::Skipped(Skip::Binary)) }),
        ];
        let key = |path: &str| FileKey { root: 1, path: path.to_owned() };
        Ledger {
            roots: vec![Root {
                number: 1,
                path: "/news".to_owned(),
                only: None,
                selection: Selection { include: vec!["*.txt".to_owned()], ..Selection::default() },
            }],
            files: rows.into_iter().map(|(path, row)| (key(path), row)).collect(),
            passed: BTreeMap::from([(Skip::Kind, BTreeMap::from([("png".to_owned(), 4)]))]),
            problems: vec![doubt],
            config: u64::MAX,
            extractor: 3,
            last_added: Some(70),
        }
    }

    #[test]
    fn a_ledger_is_read_as_it_was_written() {
        let mut text = Vec::new();
        write_lines(&mut text, &ledger()).unwrap();
        assert_eq!(read_lines(&mut text.as_slice()).unwrap().unwrap(), ledger());
        assert_eq!(text.iter().filter(|byte| **byte == b'\n').count(), 5);
    }

    #[test]
    fn a_ledger_that_was_cut_or_edited_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let generation = dir_of(dir.path(), 1);
        fs::create_dir(&generation).unwrap();
        let file = write_ledger(&generation, 4, &ledger()).unwrap();
        let state = State::of(&ledger(), &file).unwrap();
        assert_eq!(read_ledger(dir.path(), 1, &state).unwrap(), ledger());
        assert_eq!(read_roots(dir.path(), 1, &state).unwrap(), ledger().roots);

        let whole = fs::read(generation.join(&file.name)).unwrap();
        let mut edited = whole.clone();
        edited[whole.len() - 20] ^= 1;
        for (text, complaint) in
            [(&whole[..whole.len() - 1], "bytes and should have"), (&edited, "as it was written")]
        {
            fs::write(generation.join(&file.name), text).unwrap();
            let error = read_ledger(dir.path(), 1, &state).unwrap_err();
            assert!(matches!(error, Error::Damaged { .. }));
            assert!(error.to_string().contains(complaint), "{error}");
        }
    }

    #[test]
    fn of_a_torn_ledger_the_whole_lines_are_saved() {
        let dir = tempfile::tempdir().unwrap();
        let generation = dir_of(dir.path(), 1);
        fs::create_dir(&generation).unwrap();
        let mut text = Vec::new();
        write_lines(&mut text, &ledger()).unwrap();
        fs::write(generation.join("ledger-2.jsonl"), &text[..text.len() - 30]).unwrap();
        let saved = salvage(dir.path(), 1).unwrap();
        assert_eq!((saved.roots, saved.files.len()), (ledger().roots, 3));
    }

    #[test]
    fn the_ledger_before_the_last_one_stays_for_readers() {
        let dir = tempfile::tempdir().unwrap();
        for number in 1..=3 {
            write_ledger(dir.path(), number, &ledger()).unwrap();
        }
        remove_older_ledgers(dir.path(), 3).unwrap();
        let mut numbers: Vec<u64> =
            ledgers(dir.path()).unwrap().into_iter().map(|(number, _)| number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [2, 3]);
    }
}
