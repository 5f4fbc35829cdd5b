//! A folder in, its files out, in the order of their keys, each with its stamp. No file is opened: whatever
//! can be told by name or kind is told here, and what is not taken is counted or said to be lost.

use std::collections::BTreeMap;
use std::fs::{FileType, Metadata};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::ignored::{self, Ignored};
use super::paths::{below, decode_path, encode_path};
use super::selected::{Selected, pages_of};
use super::{config, kinds, roots};
use crate::error::Result;
use crate::model::{Code, Config, FileKey, Problem, Root, Skip, Stamp};

/// A file that is to be in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name within the index.
    pub key: FileKey,
    /// The folder that its key's path is below.
    pub place: Arc<Path>,
    /// What tells cheaply whether it is unchanged.
    pub stamp: Stamp,
}

impl SourceFile {
    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.place.join(decode_path(&self.key.path))
    }
}

/// What a crawl found.
#[derive(Debug, Default)]
pub struct Crawl {
    /// The files, sorted by key.
    pub files: Vec<SourceFile>,
    /// What was passed over: by reason and kind of file, how many. A folder counts as one.
    pub passed: BTreeMap<Skip, BTreeMap<String, u64>>,
    /// What could not be listed or looked at, and what is too large.
    pub problems: Vec<Problem>,
    /// Files and folders, as paths below the root, of which nothing is known: they, and all below them, are
    /// not gone. The root itself is the empty path.
    pub unread: Vec<String>,
    /// What was passed over, by path below the root; the first [`NAMED`] of it.
    pub named: Vec<(String, Skip)>,
}

/// How many paths [`Crawl::named`] holds at most.
pub const NAMED: usize = 10_000;

/// Walks a root, or only the parts `within` it (absolute, or relative to it). `base` is the folder that
/// relative roots are relative to, `index` the folder of the index, which is passed over.
///
/// # Errors
/// [`crate::Error::Usage`] for a glob that cannot be understood. What is wrong on the disk is a problem.
pub fn crawl(root: &Root, base: &Path, within: &[PathBuf], config: &Config, index: &Path) -> Result<Crawl> {
    let place = roots::place_of(root, base);
    let index = std::path::absolute(index).unwrap_or_else(|_| index.to_owned());
    let real_index = index.canonicalize().unwrap_or(index);
    let mut walk = Walk {
        number: root.number,
        selected: Selected::new(&root.selection, config)?,
        ignored: Ignored::default(),
        follow: root.selection.follow,
        max_file_size: root.selection.max_file_size.unwrap_or(u64::MAX),
        index: below(&real_index, &place),
        prefix: place.as_os_str().len() + usize::from(!place.as_os_str().as_bytes().ends_with(b"/")),
        place: Arc::from(&*place),
        crawl: Crawl::default(),
    };
    if let Err(error) = std::fs::metadata(&place) {
        walk.unread("", format!("{}: {error}", place.display()));
    } else if let Some(only) = &root.only {
        walk.single_file(&place.join(decode_path(only)));
    } else if within.is_empty() {
        walk.tree(&place);
    } else {
        let mut parts: Vec<PathBuf> = within.iter().filter_map(|part| below(part, &place)).collect();
        parts.sort();
        parts.dedup_by(|part, before| part.starts_with(before));
        parts.iter().for_each(|part| walk.part(&place, part));
    }
    let mut crawl = walk.crawl;
    // They are in order already but for names that are not UTF-8.
    crawl.files.sort_unstable_by(|a, b| a.key.path.cmp(&b.key.path));
    Ok(crawl)
}

/// The stamp of a file as the disk gives it.
pub(super) fn stamp(metadata: &Metadata) -> Stamp {
    let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
    Stamp {
        size: metadata.len(),
        mtime: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
        ctime: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
        inode: metadata.ino(),
    }
}

struct Walk {
    number: u32,
    place: Arc<Path>,
    selected: Selected,
    ignored: Ignored,
    follow: bool,
    max_file_size: u64,
    /// The index, below the root, where it is there.
    index: Option<PathBuf>,
    /// How many bytes of a path come before its part below the root.
    prefix: usize,
    crawl: Crawl,
}

impl Walk {
    /// A part of the root: the rules of the folders above it hold for it too.
    fn part(&mut self, place: &Path, part: &Path) {
        let mut folder = place.to_owned();
        for component in part.components() {
            if !self.enters(&folder) {
                return;
            }
            folder.push(component);
        }
        match std::fs::symlink_metadata(&folder) {
            Ok(_) => self.tree(&folder),
            // What was named and is not there any more is gone.
            Err(error) if is_gone(&error) => {}
            Err(error) => self.unread(&encode_path(part), error.to_string()),
        }
    }

    fn tree(&mut self, start: &Path) {
        let mut entries = WalkDir::new(start).follow_links(self.follow).sort_by(by_key).into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {
                    if !self.enters(entry.path()) {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) => self.file(&entry),
                Err(error) => self.trouble(start, &error),
            }
        }
    }

    /// Whether a folder is to be looked into.
    fn enters(&mut self, folder: &Path) -> bool {
        let path = self.below(folder);
        let depth = depth(path);
        self.ignored.leave(depth);
        if depth > 0
            && let Some(skip) = self.passes_folder(folder, path)
        {
            self.pass(path, skip, || "folder".to_owned());
            return false;
        }
        let problem = self.ignored.enter(folder, depth, &encode_path(path));
        self.crawl.problems.extend(problem);
        true
    }

    fn passes_folder(&self, folder: &Path, path: &Path) -> Option<Skip> {
        let by_name = self.selected.passes_folder(last(path), path);
        if by_name.is_some() {
            return by_name;
        }
        if self.index.as_deref() == Some(path) {
            return Some(Skip::Index);
        }
        if self.ignored.leaves_out(folder, true) {
            return Some(Skip::Ignored);
        }
        let of_a_page = pages_of(folder).iter().any(|page| page.exists());
        of_a_page.then_some(Skip::Kind)
    }

    fn file(&mut self, entry: &DirEntry) {
        let path = self.below(entry.path());
        let name = last(path);
        if name == ignored::NAME.as_bytes() || path == Path::new(config::NAME) {
            return;
        }
        self.ignored.leave(depth(path));
        if let Some((skip, kind)) = self.passes_file(entry, name, path) {
            self.pass(path, skip, || kind.map_or_else(|| kinds::kind(name), str::to_owned));
            return;
        }
        let path = encode_path(path);
        match entry.metadata() {
            Ok(metadata) => self.take(path, &metadata),
            Err(error) if error.io_error().is_some_and(is_gone) => {}
            Err(error) => self.unread(&path, reason(&error)),
        }
    }

    /// Why a file is passed over, and what it is counted as where that is not its extension.
    fn passes_file(
        &self,
        entry: &DirEntry,
        name: &[u8],
        path: &Path,
    ) -> Option<(Skip, Option<&'static str>)> {
        if let Some(skip) = self.selected.passes_file(name, path) {
            return Some((skip, None));
        }
        if self.ignored.leaves_out(entry.path(), false) {
            return Some((Skip::Ignored, None));
        }
        if let Some(special) = special(entry.file_type()) {
            return Some(special);
        }
        kinds::is_not_read(name).then_some((Skip::Kind, None))
    }

    /// A file that was named by itself is taken whatever its name.
    fn single_file(&mut self, path: &Path) {
        let shown = self.below(path);
        match std::fs::metadata(path) {
            Ok(metadata) => match special(metadata.file_type()) {
                Some((skip, kind)) => self.pass(shown, skip, || kind.unwrap_or("folder").to_owned()),
                None => self.take(encode_path(shown), &metadata),
            },
            Err(error) if is_gone(&error) => {}
            Err(error) => self.unread(&encode_path(shown), error.to_string()),
        }
    }

    fn take(&mut self, path: String, metadata: &Metadata) {
        let stamp = stamp(metadata);
        if stamp.size > self.max_file_size {
            let message =
                format!("its {} bytes are more than --max-file-size {}", stamp.size, self.max_file_size);
            self.crawl.unread.push(path.clone());
            self.crawl.problems.push(Problem::lost(path, Code::TooLarge, message));
            return;
        }
        let (key, place) = (FileKey { root: self.number, path }, Arc::clone(&self.place));
        self.crawl.files.push(SourceFile { key, place, stamp });
    }

    fn pass(&mut self, path: &Path, skip: Skip, kind: impl FnOnce() -> String) {
        *self.crawl.passed.entry(skip).or_default().entry(kind()).or_default() += 1;
        if self.crawl.named.len() < NAMED {
            self.crawl.named.push((encode_path(path), skip));
        }
    }

    /// Something that walking the tree of `start` met.
    fn trouble(&mut self, start: &Path, error: &walkdir::Error) {
        let path = encode_path(self.below(error.path().unwrap_or(start)));
        if let Some(above) = error.loop_ancestor() {
            let message = format!("this symbolic link leads back to {}", above.display());
            let loss = Problem::lost(path, Code::SymlinkLoop, message);
            // What it leads to is read where it is.
            self.crawl.problems.push(Problem { lost: false, ..loss });
            return;
        }
        let dangling = error.path().is_some_and(Path::is_symlink);
        match error.io_error() {
            Some(_) if dangling => self.unread(&path, "this symbolic link leads nowhere".to_owned()),
            Some(gone) if is_gone(gone) && error.path().is_some() => {}
            _ => self.unread(&path, reason(error)),
        }
    }

    fn unread(&mut self, path: &str, message: String) {
        self.crawl.unread.push(path.to_owned());
        self.crawl.problems.push(Problem::lost(path, Code::Unreadable, message));
    }

    /// A path's part below the root. Every path of a walk begins with that of the root, so bytes do.
    fn below<'a>(&self, path: &'a Path) -> &'a Path {
        let bytes = path.as_os_str().as_bytes();
        Path::new(std::ffi::OsStr::from_bytes(bytes.get(self.prefix..).unwrap_or_default()))
    }
}

/// How many names a path below the root has. As [`last`], on its bytes: these are asked of every file, and
/// `Path` takes its time.
fn depth(path: &Path) -> usize {
    let bytes = path.as_os_str().as_bytes();
    usize::from(!bytes.is_empty()) + memchr::memchr_iter(b'/', bytes).count()
}

/// The last name of a path below the root.
fn last(path: &Path) -> &[u8] {
    let bytes = path.as_os_str().as_bytes();
    bytes.rsplit(|&byte| byte == b'/').next().unwrap_or_default()
}

/// The order of keys: a folder stands where its name with `/` after it does. Both paths are of one folder, so
/// that they can be compared whole, which is cheaper than to find their last parts each time.
fn by_key(a: &DirEntry, b: &DirEntry) -> std::cmp::Ordering {
    let (path_a, path_b) = (a.path().as_os_str().as_bytes(), b.path().as_os_str().as_bytes());
    let common = path_a.len().min(path_b.len());
    let next = |entry: &DirEntry, path: &[u8]| {
        path.get(common).copied().or_else(|| entry.file_type().is_dir().then_some(b'/'))
    };
    path_a[..common].cmp(&path_b[..common]).then_with(|| next(a, path_a).cmp(&next(b, path_b)))
}

/// What is no regular file is never opened: a FIFO would wait for ever, and a device may do anything.
fn special(kind: FileType) -> Option<(Skip, Option<&'static str>)> {
    match () {
        () if kind.is_file() => None,
        () if kind.is_symlink() => Some((Skip::Symlink, Some("symbolic link"))),
        () if kind.is_fifo() => Some((Skip::Special, Some("FIFO"))),
        () if kind.is_socket() => Some((Skip::Special, Some("socket"))),
        () if kind.is_dir() => Some((Skip::Special, Some("folder"))),
        () => Some((Skip::Special, Some("device"))),
    }
}

fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// What the system said, without the path that walkdir puts before it.
fn reason(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(|| error.to_string(), io::Error::to_string)
}

#[cfg(test)]
mod tests;
