//! Which index is meant: the one that is named, the one of the folder that is indexed, or the nearest from the
//! current folder upward.

use std::path::{Path, PathBuf};

use newsdex::{Error, Result};

use super::args::Shared;

/// What an index folder is called.
pub const NAME: &str = ".newsdex";

/// The index to be read.
pub fn to_read(shared: &Shared) -> Result<PathBuf> {
    match named(shared) {
        Some(index) => Ok(index),
        None => nearest(&here()?).ok_or_else(|| Error::NoIndex(PathBuf::from(NAME))),
    }
}

/// The index to be brought up to date: where a folder or file is given, its own.
pub fn to_write(shared: &Shared, first: Option<&Path>) -> Result<PathBuf> {
    match (named(shared), first) {
        (Some(index), _) => Ok(index),
        (None, Some(path)) => of(path),
        (None, None) => to_read(shared),
    }
}

/// The index from which a folder is to be taken: the nearest, else the nearest from that folder upward.
pub fn to_forget(shared: &Shared, path: &Path) -> Result<PathBuf> {
    to_read(shared).or_else(|error| nearest(&std::path::absolute(path).unwrap_or_default()).ok_or(error))
}

fn named(shared: &Shared) -> Option<PathBuf> {
    let from_environment =
        || std::env::var_os("NEWSDEX_INDEX_DIR").filter(|dir| !dir.is_empty()).map(PathBuf::from);
    shared.index_dir.clone().or_else(from_environment)
}

/// The index inside a folder, or beside a file. A mistyped name must not become a folder with an index in it.
fn of(path: &Path) -> Result<PathBuf> {
    if path.is_file() {
        return Ok(path.parent().unwrap_or(Path::new("")).join(NAME));
    }
    if path.exists() { Ok(path.join(NAME)) } else { Err(Error::NotThere(path.to_owned())) }
}

fn nearest(from: &Path) -> Option<PathBuf> {
    from.ancestors().map(|folder| folder.join(NAME)).find(|index| index.is_dir())
}

/// The current folder.
pub fn here() -> Result<PathBuf> {
    std::env::current_dir().map_err(Error::disk(".", "find the current folder"))
}
