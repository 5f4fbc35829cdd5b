//! What was wrong with one file or one article. A problem never stops anything; a skip is no problem.

use serde::{Deserialize, Serialize};

/// What kind of problem it is. The names are stable: scripts match on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The file or folder cannot be opened or read.
    Unreadable,
    /// A symbolic link leads back to a folder above it.
    SymlinkLoop,
    /// The file changed while it was read.
    Changing,
    /// The file vanished between the crawl and the reading.
    Vanished,
    /// The file gave articles before and is no longer text.
    NoLongerText,
    /// The text holds bytes that its charset does not have.
    Undecodable,
    /// The reader met a bug of its own on this file.
    ReaderFailed,
    /// The file is cut off, or not as its format is described.
    Damaged,
    /// The file unpacks to far more than its size, or holds files in files without end.
    Bomb,
    /// The file can only be read with a password.
    Locked,
    /// The file holds pictures of text and no text.
    NoText,
    /// The file is larger than `--max-file-size`.
    TooLarge,
    /// The file announces another number of articles than were found.
    CountDiffers,
    /// The cut is a guess.
    UnsureCut,
    /// The style that is written for the file found no article in it.
    StyleFindsNothing,
    /// None of the fields that are named for the file are in it.
    FieldsFindNothing,
    /// The date can be read in two ways.
    AmbiguousDate,
    /// The date lies in the future or before 1600 and was not taken.
    ImpossibleDate,
    /// The article has no date of its own and none can be inferred.
    Undated,
    /// A guard found something that is not normal for this folder or source.
    Guard,
}

/// Something wrong with one file, or with one article of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The file or folder, relative to its root, with `/`.
    pub path: String,
    /// The line it was met at, from 1.
    pub line: Option<u32>,
    /// Its kind.
    pub code: Code,
    /// One sentence for a person: what is wrong, and what to do where something can be done.
    pub message: String,
    /// Whether text was lost to the index by it (a loss), or not (a doubt).
    pub lost: bool,
    /// When it was first met (RFC 3339, UTC), once the ledger knows it.
    #[serde(default)]
    pub since: Option<String>,
    /// Whether an earlier run met it already.
    #[serde(default)]
    pub known: bool,
}

impl Problem {
    /// A loss: what the file holds is not, or not wholly, in the index.
    pub fn lost(path: impl Into<String>, code: Code, message: impl Into<String>) -> Problem {
        Problem {
            path: path.into(),
            line: None,
            code,
            message: message.into(),
            lost: true,
            since: None,
            known: false,
        }
    }

    /// A doubt: everything is in the index, but something about it is unsure.
    pub fn doubt(path: impl Into<String>, line: u32, code: Code, message: impl Into<String>) -> Problem {
        Problem {
            path: path.into(),
            line: Some(line),
            code,
            message: message.into(),
            lost: false,
            since: None,
            known: false,
        }
    }
}

/// Why a file or folder was passed over. Counted by kind and never a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Skip {
    /// Its name begins with a dot.
    Hidden,
    /// An `--exclude` glob or the configuration leaves it out.
    Excluded,
    /// No `--include` glob lets it in.
    NotIncluded,
    /// A `.newsdexignore` file leaves it out.
    Ignored,
    /// It is an index of newsdex.
    Index,
    /// A symbolic link, and links are not followed.
    Symlink,
    /// A FIFO, socket or device.
    Special,
    /// A kind of file that newsdex does not read.
    Kind,
    /// Its bytes are not text.
    Binary,
    /// It holds nothing but white space.
    Empty,
}

impl Skip {
    /// A few words for a person.
    pub fn reason(self) -> &'static str {
        match self {
            Skip::Hidden => "hidden (its name begins with a dot)",
            Skip::Excluded => "left out by --exclude or the configuration",
            Skip::NotIncluded => "not matched by --include",
            Skip::Ignored => "left out by .newsdexignore",
            Skip::Index => "an index of newsdex",
            Skip::Symlink => "a symbolic link (--follow follows links)",
            Skip::Special => "not a regular file (FIFO, socket or device)",
            Skip::Kind => "a kind of file that newsdex does not read",
            Skip::Binary => "not text",
            Skip::Empty => "empty",
        }
    }
}
