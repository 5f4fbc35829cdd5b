//! The few things that stop a run. Each names what it met and says what to do next; what concerns
//! one file alone is a [`Problem`](crate::model::Problem) and never comes here.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What newsdex's fallible functions give.
pub type Result<T> = std::result::Result<T, Error>;

/// A reason to stop. The message says what is wrong; [`Error::hint`] says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A folder or file that was named is not there.
    #[error("{}: no such file or folder", .0.display())]
    NotThere(PathBuf),
    /// The disk refused something that the run cannot do without.
    #[error("{}: cannot {doing}: {source}", .path.display())]
    Disk {
        /// What was being read or written.
        path: PathBuf,
        /// A verb and its object: `read the ledger`.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// There is no index where one was looked for.
    #[error("no index at {}", .0.display())]
    NoIndex(PathBuf),
    /// Another run holds the index.
    #[error("the index {} is held by {holder}", .index.display())]
    Held {
        /// The index folder.
        index: PathBuf,
        /// Who holds it and since when, as they wrote it into the lock.
        holder: String,
    },
    /// The index was written by another version of newsdex.
    #[error("the index {} was written by another version of newsdex ({why})", .index.display())]
    OtherVersion {
        /// The index folder.
        index: PathBuf,
        /// Which version it is of, and which was expected.
        why: String,
    },
    /// The index cannot be what a run left behind.
    #[error("the index {} is damaged: {why}", .index.display())]
    Damaged {
        /// The index folder.
        index: PathBuf,
        /// What does not fit.
        why: String,
    },
    /// `newsdex.toml` cannot be understood.
    #[error("{}: {why}", .path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// The place and the reason.
        why: String,
    },
    /// A query cannot be understood; the value marks the place.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// An id or a place that no article, or more than one, answers to.
    #[error("{0}")]
    NoSuchArticle(String),
    /// Wrong usage that the command line alone could not see.
    #[error("{0}")]
    Usage(String),
    /// The search engine failed.
    #[error("the index failed: {0}")]
    Engine(String),
    /// A signal asked the run to stop; what was committed before stays.
    #[error("stopped by signal {0}; what was committed before stays")]
    Stopped(i32),
}

impl Error {
    /// A disk error that names its path and what was being done.
    pub fn disk(path: impl AsRef<Path>, doing: &'static str) -> impl FnOnce(io::Error) -> Error {
        let path = path.as_ref().to_owned();
        move |source| Error::Disk { path, doing, source }
    }

    /// What a person can do about it, where there is something.
    pub fn hint(&self) -> Option<String> {
        match self {
            Error::NoIndex(_) => {
                Some("build one with `newsdex index FOLDER`, or search with `--corpus FOLDER`".to_owned())
            }
            Error::Held { .. } => Some("try again later, or wait for it with `--wait 10m`".to_owned()),
            Error::OtherVersion { .. } => {
                Some("`newsdex index` rebuilds it beside the old one from the saved files".to_owned())
            }
            Error::Damaged { .. } => {
                Some("`newsdex index --full` builds it anew from the saved files".to_owned())
            }
            Error::Disk { source, .. } if source.kind() == io::ErrorKind::StorageFull => {
                Some("free some space and run it again; what was committed before stays".to_owned())
            }
            _ => None,
        }
    }
}

/// Why a query cannot be understood, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// The query, as typed (its beginning, where it is very long).
    pub query: String,
    /// The bytes of the query that cannot be understood.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What was likely meant.
    pub suggestion: Option<String>,
}

impl std::error::Error for QueryError {}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)
    }
}
