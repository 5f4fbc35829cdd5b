//! What was found × the ledger → what is new, changed, gone, the same. One pass over two sorted lists; no
//! file is opened, and the disk is not asked again.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use super::paths::{below, encode_path};
use super::{SourceFile, roots};
use crate::model::{Code, FileKey, FileRow, Ledger, Outcome, Root};

/// How the files differ from the ledger. Every file found is in one list or counted as the same.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that the ledger does not know.
    pub added: Vec<SourceFile>,
    /// Files whose stamp is another; their content may still be the same.
    pub changed: Vec<SourceFile>,
    /// Files that were lost and are to be tried again.
    pub again: Vec<SourceFile>,
    /// Files that the ledger knows, that were looked for, and that are not there.
    pub gone: Vec<FileKey>,
    /// How many files need not be read.
    pub same: u64,
}

/// What a run looked at. Of a file outside it nothing is known, so that it cannot be gone.
#[derive(Debug, Default)]
pub struct Scope {
    parts: Vec<Looked>,
}

#[derive(Debug)]
struct Looked {
    root: u32,
    /// Paths below the root; the empty one is all of it.
    within: Vec<String>,
    unread: Vec<String>,
}

impl Scope {
    /// Adds what one crawl looked at: the same root, base and parts that it was given, and what it could
    /// not read.
    pub fn add(&mut self, root: &Root, base: &Path, within: &[PathBuf], unread: &[String]) {
        let place = roots::place_of(root, base);
        let within = match (&root.only, within) {
            (Some(only), _) => vec![only.clone()],
            (None, []) => vec![String::new()],
            (None, parts) => {
                parts.iter().filter_map(|part| below(part, &place)).map(|part| encode_path(&part)).collect()
            }
        };
        self.parts.push(Looked { root: root.number, within, unread: unread.to_vec() });
    }

    /// Whether that file would have been met if it were there.
    pub fn covers(&self, key: &FileKey) -> bool {
        let mut parts = self.parts.iter().filter(|part| part.root == key.root);
        parts.any(|part| {
            part.within.iter().any(|folder| is_in(&key.path, folder))
                && !part.unread.iter().any(|folder| is_in(&key.path, folder))
        })
    }
}

/// Compares. `files` is sorted by key; `retry` has every lost file tried again.
pub fn changes(files: Vec<SourceFile>, ledger: &Ledger, scope: &Scope, retry: bool) -> Changes {
    let mut changes = Changes::default();
    let mut known = ledger.files.iter().peekable();
    for file in files {
        while let Some((key, _)) = known.next_if(|(key, _)| **key < file.key) {
            changes.miss(key, scope);
        }
        match known.next_if(|(key, _)| key.cmp(&&file.key) == Ordering::Equal) {
            Some((_, row)) => changes.compare(file, row, retry),
            None => changes.added.push(file),
        }
    }
    known.for_each(|(key, _)| changes.miss(key, scope));
    changes
}

impl Changes {
    fn compare(&mut self, file: SourceFile, row: &FileRow, retry: bool) {
        let differs = file.stamp != row.stamp;
        match &row.outcome {
            Outcome::Lost(lost) if retry || differs || is_of_the_disk(lost.code) => self.again.push(file),
            Outcome::Articles(_) | Outcome::Skipped(_) if differs => self.changed.push(file),
            _ => self.same += 1,
        }
    }

    fn miss(&mut self, key: &FileKey, scope: &Scope) {
        if scope.covers(key) {
            self.gone.push(key.clone());
        }
    }
}

/// Whether a loss says nothing about the file, only about how the disk was when it was read.
fn is_of_the_disk(code: Code) -> bool {
    matches!(code, Code::Unreadable | Code::Vanished | Code::Changing)
}

fn is_in(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    folder.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lost, Skip, Stamp};

    const STAMP: Stamp = Stamp { size: 1, mtime: 2, ctime: 3, inode: 4 };

    fn key(path: &str) -> FileKey {
        FileKey { root: 0, path: path.to_owned() }
    }

    fn file(path: &str, stamp: Stamp) -> SourceFile {
        SourceFile { key: key(path), place: Path::new("/news").into(), stamp }
    }

    fn row(outcome: Outcome) -> FileRow {
        FileRow { stamp: STAMP, hash: 1, outcome, doubts: Vec::new() }
    }

    fn lost(code: Code) -> Outcome {
        Outcome::Lost(Box::new(Lost { code, message: String::new(), since: String::new(), kept: Vec::new() }))
    }

    fn ledger(rows: &[(&str, Outcome)]) -> Ledger {
        let files = rows.iter().map(|(path, outcome)| (key(path), row(outcome.clone()))).collect();
        Ledger { files, ..Ledger::default() }
    }

    fn scope(within: &[&str], unread: &[&str]) -> Scope {
        let root = Root { number: 0, path: "/news".to_owned(), only: None, selection: Default::default() };
        let within: Vec<PathBuf> = within.iter().map(|part| Path::new("/news").join(part)).collect();
        let unread: Vec<String> = unread.iter().map(|&path| path.to_owned()).collect();
        let mut scope = Scope::default();
        scope.add(&root, Path::new("/base"), &within, &unread);
        scope
    }

    fn names(files: &[SourceFile]) -> Vec<&str> {
        files.iter().map(|file| file.key.path.as_str()).collect()
    }

    #[test]
    fn each_file_is_new_changed_gone_or_the_same() {
        let taken = || Outcome::Articles(Vec::new());
        let ledger =
            ledger(&[("a", taken()), ("b", taken()), ("d", taken()), ("z", Outcome::Skipped(Skip::Binary))]);
        let found =
            vec![file("a", STAMP), file("c", STAMP), file("d", Stamp { size: 9, ..STAMP }), file("e", STAMP)];
        let changes = changes(found, &ledger, &scope(&[], &[]), false);
        assert_eq!((names(&changes.added), names(&changes.changed)), (vec!["c", "e"], vec!["d"]));
        assert_eq!((changes.gone, changes.same), (vec![key("b"), key("z")], 1));
    }

    #[test]
    fn any_part_of_a_stamp_that_differs_makes_a_file_changed() {
        for other in [
            Stamp { size: 9, ..STAMP },
            Stamp { mtime: 9, ..STAMP },
            Stamp { ctime: 9, ..STAMP },
            Stamp { inode: 9, ..STAMP },
        ] {
            let ledger = ledger(&[("a", Outcome::Articles(Vec::new()))]);
            assert_eq!(changes(vec![file("a", other)], &ledger, &scope(&[], &[]), false).changed.len(), 1);
        }
    }

    #[test]
    fn what_was_not_looked_at_is_not_gone() {
        let taken = || Outcome::Articles(Vec::new());
        let ledger =
            ledger(&[("2024/a", taken()), ("2024b/a", taken()), ("2025/a", taken()), ("2025/x/b", taken())]);
        let gone = |within: &[&str], unread: &[&str]| {
            let gone = changes(Vec::new(), &ledger, &scope(within, unread), false).gone;
            gone.into_iter().map(|key| key.path).collect::<Vec<_>>()
        };
        assert_eq!(gone(&["2024"], &[]), ["2024/a"]);
        assert_eq!(gone(&["2025/a"], &[]), ["2025/a"]);
        assert_eq!(gone(&[], &["2025"]), ["2024/a", "2024b/a"]);
        assert_eq!(gone(&["2025"], &["2025/x"]), ["2025/a"]);
        assert!(gone(&[], &[""]).is_empty());
        assert!(changes(Vec::new(), &ledger, &Scope::default(), false).gone.is_empty());
    }

    #[test]
    fn a_file_lost_to_the_disk_is_tried_at_every_run() {
        let again = |code, stamp, retry| {
            let ledger = ledger(&[("a", lost(code))]);
            changes(vec![file("a", stamp)], &ledger, &scope(&[], &[]), retry).again.len()
        };
        for code in [Code::Unreadable, Code::Vanished, Code::Changing] {
            assert_eq!(again(code, STAMP, false), 1);
        }
        assert_eq!(again(Code::NoLongerText, STAMP, false), 0);
        assert_eq!(again(Code::NoLongerText, Stamp { mtime: 9, ..STAMP }, false), 1);
        assert_eq!(again(Code::NoLongerText, STAMP, true), 1);
    }
}
