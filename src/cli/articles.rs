//! Which article is meant by what was typed: an id, the beginning of one, or a file and a line.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use newsdex::Error;
use newsdex::model::Found;
use newsdex::search::{self, Which};

use super::asking::Opened;
use super::exit::Failure;

/// The article that is meant, with its places settled.
pub fn find(opened: &Opened, typed: &OsStr) -> Result<Found, Failure> {
    let mut found = match place(typed) {
        Some((path, line)) => at(opened, path, Some(line))?,
        // A file that holds one article is enough to name it by.
        None if is_path(typed) => at(opened, Path::new(typed), None)?,
        None => search::find(&opened.generation, &Which::Id(typed.to_string_lossy().into_owned()))?,
    };
    opened.settle_found(&mut found);
    Ok(found)
}

/// Whether it can only be a file: an id has neither folders nor an ending.
fn is_path(typed: &OsStr) -> bool {
    typed.as_bytes().iter().any(|byte| matches!(byte, b'/' | b'.'))
}

/// `PATH:LINE` in its parts; the path may hold any bytes.
fn place(typed: &OsStr) -> Option<(&Path, u32)> {
    let bytes = typed.as_bytes();
    let colon = bytes.iter().rposition(|byte| *byte == b':').filter(|colon| *colon > 0)?;
    let line = std::str::from_utf8(&bytes[colon + 1..]).ok()?.parse().ok()?;
    Some((Path::new(OsStr::from_bytes(&bytes[..colon])), line))
}

/// The article that stands on that line of a file, or alone in it. The file is named from the current folder or below
/// a root.
fn at(opened: &Opened, path: &Path, line: Option<u32>) -> Result<Found, Failure> {
    let roots = opened.generation.roots()?;
    let mut refusal = None;
    for path in opened.standing.names(&roots, path) {
        match search::find(&opened.generation, &Which::Line { path, line }) {
            // The first way to read the path is the likeliest, and so is its refusal.
            Err(error @ Error::NoSuchArticle(_)) => drop(refusal.get_or_insert(error)),
            outcome => return Ok(outcome?),
        }
    }
    let none = || Error::NoSuchArticle(format!("the index has no article at {}", path.display()));
    Err(refusal.unwrap_or_else(none).into())
}
