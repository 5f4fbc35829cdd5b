//! What the last commit took in: one row a file. Plain data; `index::store` keeps it on disk.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::article::ArticleId;
use super::problem::{Code, Problem, Skip};

/// A file's name within an index: its root, and its path below that root with `/` between folders and
/// bytes that are not UTF-8 as `%XX`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileKey {
    /// The root's number.
    pub root: u32,
    /// The path below it.
    pub path: String,
}

impl std::fmt::Display for FileKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.root, self.path)
    }
}

/// What tells cheaply that a file is unchanged. Times are nanoseconds since 1970-01-01T00:00:00Z.
/// Serialised as an array, in the order of its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u64, i64, i64, u64)", into = "(u64, i64, i64, u64)")]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// When its content was last changed.
    pub mtime: i64,
    /// When its inode was last changed.
    pub ctime: i64,
    /// Its inode.
    pub inode: u64,
}

impl From<(u64, i64, i64, u64)> for Stamp {
    fn from((size, mtime, ctime, inode): (u64, i64, i64, u64)) -> Stamp {
        Stamp { size, mtime, ctime, inode }
    }
}

impl From<Stamp> for (u64, i64, i64, u64) {
    fn from(stamp: Stamp) -> (u64, i64, i64, u64) {
        (stamp.size, stamp.mtime, stamp.ctime, stamp.inode)
    }
}

/// An article that a file gave. Serialised as a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(ArticleId, i64)", into = "(ArticleId, i64)")]
pub struct Given {
    /// The article's id.
    pub id: ArticleId,
    /// When that id was first seen, in seconds since 1970-01-01T00:00:00Z.
    pub added: i64,
}

impl From<(ArticleId, i64)> for Given {
    fn from((id, added): (ArticleId, i64)) -> Given {
        Given { id, added }
    }
}

impl From<Given> for (ArticleId, i64) {
    fn from(given: Given) -> (ArticleId, i64) {
        (given.id, given.added)
    }
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It was read whole and gave these articles, in its order.
    Articles(Vec<Given>),
    /// It is not of a kind that is read.
    Skipped(Skip),
    /// It should have been read and could not be. Set apart, since an index has few of them and many files.
    Lost(Box<Lost>),
}

/// What is known of a file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// What was wrong.
    pub code: Code,
    /// The same for a person.
    pub message: String,
    /// When this was first met (RFC 3339, UTC).
    pub since: String,
    /// The articles of it that stay in the index.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Given>,
}

/// A file as the last run left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRow {
    /// Its stamp when it was read.
    pub stamp: Stamp,
    /// The 128-bit hash of its content; 0 where it was not read.
    pub hash: u128,
    /// What became of it.
    pub outcome: Outcome,
    /// What was doubtful about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Problem>,
}

impl FileRow {
    /// The articles of it that the index holds.
    pub fn articles(&self) -> &[Given] {
        match &self.outcome {
            Outcome::Articles(articles) => articles,
            Outcome::Lost(lost) => &lost.kept,
            Outcome::Skipped(_) => &[],
        }
    }
}

/// Which files of a root are taken.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Selection {
    /// Only files that one of these globs matches, where there are any.
    pub include: Vec<String>,
    /// No file or folder that one of these globs matches.
    pub exclude: Vec<String>,
    /// Whether symbolic links are followed.
    pub follow: bool,
    /// Whether names that begin with a dot are taken.
    pub hidden: bool,
    /// Files larger than this many bytes are lost, and said to be.
    pub max_file_size: Option<u64>,
}

/// A folder (or single file) that an index was built from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// Its number, kept for as long as it is a root.
    pub number: u32,
    /// Its path: absolute, or relative to the folder that holds the index where it lies in it
    /// (`.` for that folder itself). Bytes that are not UTF-8 as `%XX`.
    pub path: String,
    /// The one file that is meant, where the root is a single file of this folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<String>,
    /// Which of its files are taken.
    #[serde(default)]
    pub selection: Selection,
}

/// Everything that the last commit knew of the files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    /// The folders.
    pub roots: Vec<Root>,
    /// Every file seen and taken note of, in order.
    pub files: BTreeMap<FileKey, FileRow>,
    /// What was passed over without a row of its own: by reason and kind of file, how many.
    pub passed: BTreeMap<Skip, BTreeMap<String, u64>>,
    /// What was wrong with folders, and so has no row of its own.
    pub problems: Vec<Problem>,
    /// A hash of the configuration by which the files were read.
    pub config: u64,
    /// The version of the extractor that read them.
    pub extractor: u32,
    /// When the last run that added an article began, in seconds since 1970-01-01T00:00:00Z.
    pub last_added: Option<i64>,
}

impl Ledger {
    /// The root of that number.
    pub fn root(&self, number: u32) -> Option<&Root> {
        self.roots.iter().find(|root| root.number == number)
    }

    /// How many articles the files gave, each place apart.
    pub fn articles(&self) -> u64 {
        self.files.values().map(|row| row.articles().len() as u64).sum()
    }

    /// How many files gave what they hold (an empty result included).
    pub fn files_taken(&self) -> u64 {
        self.files.values().filter(|row| matches!(row.outcome, Outcome::Articles(_))).count() as u64
    }
}
