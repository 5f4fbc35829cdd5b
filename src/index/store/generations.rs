//! The generations of an index: `gen-0007` and its like, and `current`, which says which one is read. A
//! rebuild fills a new one; the switch is one rename.

use std::fs;
use std::io;
use std::os::unix::fs::{DirBuilderExt, symlink};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

use super::{make_private_dir, sync_dir};

/// The link to the generation that is read.
pub(super) const CURRENT: &str = "current";

const NEXT_CURRENT: &str = "current.new";

/// How many generations are kept, the current one included.
const KEPT: usize = 2;

/// The folder of a generation.
pub fn dir_of(dir: &Path, number: u32) -> PathBuf {
    dir.join(format!("gen-{number:04}"))
}

/// The number of the generation that is read.
pub fn current(dir: &Path) -> Result<u32> {
    let link = dir.join(CURRENT);
    match fs::read_link(&link) {
        Ok(target) => target.to_str().and_then(number_of).ok_or_else(|| Error::Damaged {
            index: dir.to_owned(),
            why: format!("{} leads to {}, which is no generation", link.display(), target.display()),
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error::NoIndex(dir.to_owned())),
        Err(error) => Err(Error::disk(&link, "find the current generation")(error)),
    }
}

/// Makes the folder of a new generation, above all that are there.
pub fn create_generation(dir: &Path) -> Result<u32> {
    remove_unfinished(dir)?;
    let number = generations(dir)?.into_iter().max().map_or(1, |newest| newest + 1);
    make_private_dir(&dir_of(dir, number))?;
    sync_dir(dir)?;
    Ok(number)
}

/// Removes what lies above the current generation, which was never finished. Where it cannot be told which one that is,
/// all stay.
pub fn remove_unfinished(dir: &Path) -> Result<()> {
    let current = match current(dir) {
        Err(Error::NoIndex(_)) => 0,
        current => current.unwrap_or(u32::MAX),
    };
    let mut unfinished = generations(dir)?.into_iter().filter(|number| *number > current);
    unfinished.try_for_each(|number| remove(dir, number))
}

/// Makes a new generation that is what the current one is: what is written from now on leaves the old one as it
/// was, and the first commit makes the new one current. The engine never changes a file that it has written, so
/// that both share them.
/// Where the file system has no hard links, nothing is made, and the current one is written to.
pub fn continue_generation(dir: &Path) -> Result<u32> {
    let old = current(dir)?;
    let number = create_generation(dir)?;
    let (from, to) = (dir_of(dir, old), dir_of(dir, number));
    match link_all(&from, &to) {
        Ok(()) => Ok(number),
        Err(error) => {
            remove(dir, number)?;
            let is_full = error.kind() == io::ErrorKind::StorageFull;
            if is_full { Err(Error::disk(dir, "keep the last state of the index")(error)) } else { Ok(old) }
        }
    }
}

/// Links all files of a folder, and of those in it, into another; but locks, and what the engine writes anew.
fn link_all(from: &Path, to: &Path) -> io::Result<()> {
    for found in fs::read_dir(from)? {
        let found = found?;
        let (source, name) = (found.path(), found.file_name());
        let target = to.join(&name);
        let bytes = name.as_encoded_bytes();
        match () {
            () if found.file_type()?.is_dir() => {
                fs::DirBuilder::new().mode(0o700).create(&target)?;
                link_all(&source, &target)?;
            }
            () if bytes.ends_with(b".lock") || bytes.starts_with(b".tmp") => {}
            () if bytes.ends_with(b".json") => {
                fs::copy(&source, &target)?;
                fs::File::open(&target)?.sync_all()?;
            }
            () => fs::hard_link(&source, &target)?,
        }
    }
    fs::File::open(to)?.sync_all()
}

/// Makes that generation the one that is read, in one step.
pub fn switch_to(dir: &Path, number: u32) -> Result<()> {
    let (next, link) = (dir.join(NEXT_CURRENT), dir.join(CURRENT));
    let target = dir_of(Path::new(""), number);
    let switch = || {
        match fs::remove_file(&next) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        symlink(&target, &next)?;
        fs::rename(&next, &link)
    };
    switch().map_err(Error::disk(&link, "switch to the new generation"))?;
    sync_dir(dir)
}

/// Removes the oldest generations, and those that were never finished. Whoever still reads one of them goes on
/// reading it.
pub fn prune(dir: &Path) -> Result<()> {
    let current = current(dir)?;
    let mut older: Vec<u32> = generations(dir)?;
    older.retain(|number| *number != current);
    older.sort_by_key(|number| (*number < current, *number));
    // Unfinished ones come first, then the oldest.
    let unfinished = older.iter().filter(|number| **number > current).count();
    let surplus = unfinished.max(older.len().saturating_sub(KEPT - 1));
    older.into_iter().take(surplus).try_for_each(|number| remove(dir, number))
}

pub fn generations(dir: &Path) -> Result<Vec<u32>> {
    let list = || -> io::Result<Vec<u32>> {
        let mut numbers = Vec::new();
        for found in fs::read_dir(dir)? {
            numbers.extend(found?.file_name().to_str().and_then(number_of));
        }
        Ok(numbers)
    };
    list().map_err(Error::disk(dir, "list the index folder"))
}

fn number_of(name: &str) -> Option<u32> {
    name.strip_prefix("gen-")?.parse().ok()
}

fn remove(dir: &Path, number: u32) -> Result<()> {
    let path = dir_of(dir, number);
    fs::remove_dir_all(&path).map_err(Error::disk(&path, "remove an old generation"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(dir: &Path) -> Vec<u32> {
        let mut numbers = generations(dir).unwrap();
        numbers.sort_unstable();
        numbers
    }

    #[test]
    fn the_last_two_generations_stay_and_unfinished_ones_go() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path();
        assert!(matches!(current(dir), Err(Error::NoIndex(_))));
        for number in 1..=3 {
            assert_eq!(create_generation(dir).unwrap(), number);
            switch_to(dir, number).unwrap();
        }
        fs::create_dir(dir_of(dir, 4)).unwrap();
        prune(dir).unwrap();
        assert_eq!((current(dir).unwrap(), names(dir)), (3, vec![2, 3]));
    }

    #[test]
    fn an_unfinished_generation_is_begun_anew() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path();
        assert_eq!(create_generation(dir).unwrap(), 1);
        fs::write(dir_of(dir, 1).join("half"), "").unwrap();
        assert_eq!(create_generation(dir).unwrap(), 1);
        assert!(!dir_of(dir, 1).join("half").exists());
    }
}
