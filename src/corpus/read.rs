//! A file in, its bytes out, as they were at one moment: a file that changes while it is read is tried once
//! more and then given up. What was crawled as a regular file and no longer is one is not opened.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, SystemTime};

use xxhash_rust::xxh3::xxh3_128;

use super::crawl::{SourceFile, stamp};
use super::paths::encode_path;
use crate::model::{Code, Problem, Stamp};

/// What a file held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their hash (XXH3, 128 bits).
    pub hash: u128,
    /// The stamp that the file had with these bytes.
    pub stamp: Stamp,
}

/// How often a file that changes under the reader is read.
const ATTEMPTS: usize = 2;

/// The coarsest step of the clocks that file systems stamp with.
const TICK: Duration = Duration::from_millis(20);

/// Reads a file that a crawl found.
///
/// # Errors
/// A loss: [`Code::Vanished`], [`Code::Changing`], [`Code::TooLarge`] for the memory, else
/// [`Code::Unreadable`] with what the system said.
pub fn read(file: &SourceFile) -> Result<Content, Problem> {
    let lost = |(code, message): Loss| Problem::lost(&file.key.path, code, message);
    for _ in 0..ATTEMPTS {
        let metadata = std::fs::metadata(&file.path).map_err(system).map_err(lost)?;
        if !metadata.is_file() {
            return Err(lost((Code::Unreadable, "it is no longer a regular file".to_owned())));
        }
        let attempt = File::open(&file.path).map_err(system).and_then(whole).map_err(lost)?;
        if let Some(content) = attempt {
            return Ok(content);
        }
    }
    Err(lost((Code::Changing, "it changes while it is read; the next run tries again".to_owned())))
}

/// Reads a file that a person named, a FIFO too.
///
/// # Errors
/// As [`read`].
pub fn read_path(path: &Path) -> Result<Content, Problem> {
    let lost = |(code, message): Loss| Problem::lost(encode_path(path), code, message);
    let mut file = File::open(path).map_err(system).map_err(lost)?;
    let metadata = file.metadata().map_err(system).map_err(lost)?;
    if metadata.is_dir() {
        return Err(lost((Code::Unreadable, "it is a folder".to_owned())));
    }
    let bytes = bytes(&mut file, &metadata).map_err(lost)?;
    Ok(Content { hash: xxh3_128(&bytes), stamp: stamp(&metadata), bytes })
}

type Loss = (Code, String);

/// All of a file, or `None` if it changed meanwhile.
fn whole(mut file: File) -> Result<Option<Content>, Loss> {
    let before = file.metadata().map_err(system)?;
    let_the_clock_pass(&before);
    let bytes = bytes(&mut file, &before)?;
    let after = file.metadata().map_err(system)?;
    let stamp = stamp(&after);
    let unchanged = stamp == self::stamp(&before);
    Ok(unchanged.then(|| Content { hash: xxh3_128(&bytes), stamp, bytes }))
}

fn bytes(file: &mut File, metadata: &Metadata) -> Result<Vec<u8>, Loss> {
    let mut bytes = Vec::new();
    let expected = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    bytes
        .try_reserve_exact(expected)
        .map_err(|_| (Code::TooLarge, format!("its {expected} bytes do not fit into the memory")))?;
    file.read_to_end(&mut bytes).map_err(system)?;
    Ok(bytes)
}

/// A file that changed within the last tick may change again without another stamp to show for it. Once the
/// tick is over, whatever is read has a stamp of its own.
fn let_the_clock_pass(metadata: &Metadata) {
    let age = metadata.modified().ok().and_then(|changed| SystemTime::now().duration_since(changed).ok());
    if let Some(rest) = age.and_then(|age| TICK.checked_sub(age)) {
        std::thread::sleep(rest);
    }
}

fn system(error: io::Error) -> Loss {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            (Code::Vanished, "it is no longer there".to_owned())
        }
        _ => (Code::Unreadable, error.to_string()),
    }
}
