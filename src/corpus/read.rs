//! A file in, its bytes out, as they were at one moment: a file that changes while it is read is tried once
//! more and then given up. What was crawled as a regular file and no longer is one is not opened; what is long is not
//! held in memory.

use std::fs::{File, Metadata};
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::{Duration, SystemTime};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::crawl::{SourceFile, stamp};
use super::paths::encode_path;
use crate::model::{Code, Problem, Stamp};

/// What a file held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content<B = Vec<u8>> {
    /// Its bytes.
    pub bytes: B,
    /// Their hash (XXH3, 128 bits).
    pub hash: u128,
    /// The stamp that the file had with these bytes.
    pub stamp: Stamp,
}

/// The bytes of a file, to be read in any order.
#[derive(Debug)]
pub enum Bytes {
    /// They are in memory.
    Held(Cursor<Vec<u8>>),
    /// They are too many for that, and are read from the disk once more.
    OnDisk(BufReader<File>),
}

impl Content<Bytes> {
    /// Whether the file, read once more since, could have given other bytes the second time.
    pub fn has_changed(&self) -> bool {
        match &self.bytes {
            Bytes::Held(_) => false,
            Bytes::OnDisk(file) => {
                !file.get_ref().metadata().is_ok_and(|metadata| stamp(&metadata) == self.stamp)
            }
        }
    }

    /// Whether its bytes are too many to be held in memory.
    pub fn is_long(&self) -> bool {
        matches!(self.bytes, Bytes::OnDisk(_))
    }
}

impl Read for Bytes {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Bytes::Held(bytes) => bytes.read(into),
            Bytes::OnDisk(file) => file.read(into),
        }
    }
}

impl Seek for Bytes {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Bytes::Held(bytes) => bytes.seek(to),
            Bytes::OnDisk(file) => file.seek(to),
        }
    }
}

/// No more of a file is held in memory, in bytes.
const MOST_HELD: u64 = 8 << 20;

/// How often a file that changes under the reader is read.
const ATTEMPTS: usize = 2;

/// The coarsest step of the clocks that file systems stamp with.
const TICK: Duration = Duration::from_millis(20);

/// Reads a file that a crawl found, from its beginning to its end.
///
/// # Errors
/// A loss: [`Code::Vanished`], [`Code::Changing`], [`Code::TooLarge`] for the memory, else
/// [`Code::Unreadable`] with what the system said.
pub fn read(file: &SourceFile) -> Result<Content<Bytes>, Problem> {
    read_with(file, once)
}

/// As [`read`], read by `once`.
fn read_with(
    file: &SourceFile,
    once: impl Fn(&mut File, &Metadata) -> Result<Once, Loss>,
) -> Result<Content<Bytes>, Problem> {
    let lost = |(code, message): Loss| Problem::lost(&file.key.path, code, message);
    let path = file.path();
    for _ in 0..ATTEMPTS {
        let metadata = std::fs::metadata(&path).map_err(|error| system(&error)).map_err(lost)?;
        if !metadata.is_file() {
            return Err(lost((Code::Unreadable, "it is no longer a regular file".to_owned())));
        }
        let opened = File::open(&path).map_err(|error| system(&error));
        let attempt = opened.and_then(|file| unchanged(file, &once)).map_err(lost)?;
        if let Some(content) = attempt {
            return Ok(content);
        }
    }
    Err(lost((Code::Changing, CHANGES.to_owned())))
}

/// That a file has no moment at which it could be read.
pub const CHANGES: &str = "it changes while it is read; the next run tries again";

/// Reads a file that a person named, a FIFO too.
///
/// # Errors
/// As [`read`].
pub fn read_path(path: &Path) -> Result<Content, Problem> {
    let lost = |(code, message): Loss| Problem::lost(encode_path(path), code, message);
    let mut file = File::open(path).map_err(|error| system(&error)).map_err(lost)?;
    let metadata = file.metadata().map_err(|error| system(&error)).map_err(lost)?;
    if metadata.is_dir() {
        return Err(lost((Code::Unreadable, "it is a folder".to_owned())));
    }
    let bytes = bytes(&mut file, &metadata).map_err(lost)?;
    Ok(Content { hash: xxh3_128(&bytes), stamp: stamp(&metadata), bytes })
}

type Loss = (Code, String);

/// The bytes of a file, unless they are too many to be held, and their hash.
type Once = (Option<Vec<u8>>, u128);

/// What a file held, or `None` if it changed meanwhile.
fn unchanged(
    mut file: File,
    once: impl Fn(&mut File, &Metadata) -> Result<Once, Loss>,
) -> Result<Option<Content<Bytes>>, Loss> {
    let before = file.metadata().map_err(|error| system(&error))?;
    let_the_clock_pass(&before);
    let (held, hash) = once(&mut file, &before)?;
    let after = file.metadata().map_err(|error| system(&error))?;
    let stamp = stamp(&after);
    let unchanged = stamp == self::stamp(&before);
    let bytes = match held {
        Some(bytes) => Bytes::Held(Cursor::new(bytes)),
        None => Bytes::OnDisk(BufReader::with_capacity(1 << 16, file)),
    };
    Ok(unchanged.then_some(Content { bytes, hash, stamp }))
}

/// Reads a file from its beginning to its end, once.
fn once(file: &mut File, metadata: &Metadata) -> Result<Once, Loss> {
    if metadata.len() <= MOST_HELD {
        let bytes = bytes(file, metadata)?;
        let hash = xxh3_128(&bytes);
        return Ok((Some(bytes), hash));
    }
    let mut hash = Xxh3::new();
    let mut part = vec![0; 1 << 20];
    loop {
        match file.read(&mut part) {
            Ok(0) => break,
            Ok(count) => hash.update(&part[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(system(&error)),
        }
    }
    file.rewind().map_err(|error| system(&error))?;
    Ok((None, hash.digest128()))
}

fn bytes(file: &mut File, metadata: &Metadata) -> Result<Vec<u8>, Loss> {
    let mut bytes = Vec::new();
    let expected = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    bytes
        .try_reserve_exact(expected)
        .map_err(|_| (Code::TooLarge, format!("its {expected} bytes do not fit into the memory")))?;
    file.read_to_end(&mut bytes).map_err(|error| system(&error))?;
    Ok(bytes)
}

/// A file that changed within the last tick may change again without another stamp to show for it. Once the
/// tick is over, whatever is read has a stamp of its own.
fn let_the_clock_pass(metadata: &Metadata) {
    let nanoseconds = u64::try_from(stamp(metadata).ctime).unwrap_or(0);
    let changed = SystemTime::UNIX_EPOCH + Duration::from_nanos(nanoseconds);
    let age = SystemTime::now().duration_since(changed).ok();
    if let Some(rest) = age.and_then(|age| TICK.checked_sub(age)) {
        std::thread::sleep(rest);
    }
}

fn system(error: &io::Error) -> Loss {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            (Code::Vanished, "it is no longer there".to_owned())
        }
        _ => (Code::Unreadable, error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FileKey;
    use std::path::PathBuf;

    fn source(path: &Path) -> SourceFile {
        let stamp = Stamp { size: 0, mtime: 0, ctime: 0, inode: 0 };
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        SourceFile { key: FileKey { root: 0, path: name }, place: path.parent().unwrap().into(), stamp }
    }

    fn all(bytes: &mut Bytes) -> Vec<u8> {
        let mut all = Vec::new();
        bytes.read_to_end(&mut all).unwrap();
        all
    }

    #[test]
    fn a_file_is_read_whole_with_the_stamp_it_has_now() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "Bridge closed\n").unwrap();
        let mut content = read(&source(&path)).unwrap();
        assert_eq!((all(&mut content.bytes).as_slice(), content.stamp.size), (&b"Bridge closed\n"[..], 14));
        assert_eq!(content.hash, xxh3_128(b"Bridge closed\n"));
        assert_eq!(content.stamp, stamp(&std::fs::metadata(&path).unwrap()));
        let named = read_path(&path).unwrap();
        assert_eq!((named.hash, named.stamp), (content.hash, content.stamp));
        assert_eq!(named.bytes, b"Bridge closed\n");
    }

    #[test]
    fn a_long_file_is_read_twice_and_a_change_between_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let text = b"Bridge closed\n".repeat(1_000_000);
        std::fs::write(&path, &text).unwrap();
        let mut content = read(&source(&path)).unwrap();
        assert!(content.is_long());
        assert_eq!((content.hash, all(&mut content.bytes) == text), (xxh3_128(&text), true));
        assert!(!content.has_changed());
        std::fs::write(&path, &text[1..]).unwrap();
        assert!(content.has_changed());
    }

    #[test]
    fn a_change_right_after_reading_has_another_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        for round in 0..5u8 {
            std::fs::write(&path, [b'a' + round]).unwrap();
            let content = read(&source(&path)).unwrap();
            std::fs::write(&path, [b'A' + round]).unwrap();
            assert_ne!(content.stamp, stamp(&std::fs::metadata(&path).unwrap()));
        }
    }

    #[test]
    fn what_cannot_be_read_is_lost_under_its_own_code() {
        let folder = tempfile::tempdir().unwrap();
        let check = |path: PathBuf, code: Code| {
            let file = source(&path);
            let problem = read(&file).unwrap_err();
            assert_eq!((&problem.path, problem.code, problem.lost), (&file.key.path, code, true));
        };
        check(folder.path().join("gone.txt"), Code::Vanished);
        check(folder.path().to_owned(), Code::Unreadable);
        check(folder.path().join("n".repeat(300)), Code::Unreadable);
        let fifo = folder.path().join("fifo");
        assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        check(fifo, Code::Unreadable);
        assert_eq!(read_path(folder.path()).unwrap_err().code, Code::Unreadable);
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_tried_once_more() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("digest.txt");
        let read_while_changing = |changes: usize| {
            std::fs::write(&path, "a").unwrap();
            let attempts = std::cell::Cell::new(0);
            let read = read_with(&source(&path), |file, metadata| {
                attempts.set(attempts.get() + 1);
                let read = once(file, metadata);
                if attempts.get() <= changes {
                    std::fs::write(&path, "b".repeat(1 + attempts.get())).unwrap();
                }
                read
            });
            (attempts.get(), read.map(|mut content| all(&mut content.bytes)).map_err(|problem| problem.code))
        };
        assert_eq!(read_while_changing(0), (1, Ok(b"a".to_vec())));
        assert_eq!(read_while_changing(1), (2, Ok(b"bb".to_vec())));
        assert_eq!(read_while_changing(2), (2, Err(Code::Changing)));
    }
}
