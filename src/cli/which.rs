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

/// The index to be brought up to date: where folders or files are given, the first one's own. A mistyped name must
/// not become a new index.
pub fn to_write(shared: &Shared, paths: &[PathBuf]) -> Result<PathBuf> {
    let index = match (named(shared), paths.first()) {
        (Some(index), _) => index,
        (None, Some(path)) => of(path)?,
        (None, None) => to_read(shared)?,
    };
    // A folder that an index knows may be away, and the run says so.
    let mistyped = paths.iter().find(|path| !index.exists() && !path.exists());
    mistyped.map_or(Ok(index), |path| Err(Error::NotThere(path.clone())))
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

/// The index inside a folder, or beside a file of whatever kind.
fn of(path: &Path) -> Result<PathBuf> {
    match (path.is_dir(), path.exists()) {
        (true, _) => Ok(path.join(NAME)),
        (false, true) => Ok(path.parent().unwrap_or(Path::new("")).join(NAME)),
        (false, false) => Err(Error::NotThere(path.to_owned())),
    }
}

fn nearest(from: &Path) -> Option<PathBuf> {
    from.ancestors().map(|folder| folder.join(NAME)).find(|index| index.is_dir())
}

/// The current folder.
pub fn here() -> Result<PathBuf> {
    std::env::current_dir().map_err(Error::disk(".", "find the current folder"))
}
