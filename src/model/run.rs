//! A line of `runs.jsonl`: a run, when it was and what it did.

use serde::{Deserialize, Serialize};

use super::report::Report;

/// A run that has ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The generation that it left as the current one.
    pub generation: u32,
    /// The exit status it gave.
    pub status: u8,
    /// What it did.
    pub report: Report,
}

/// A state of the index that can be gone back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Its number.
    pub generation: u32,
    /// Whether it is the one that is read.
    pub current: bool,
    /// When the run began that left it so (RFC 3339, UTC), where that is known.
    pub began: Option<String>,
    /// Articles that it holds, each place apart.
    pub articles: u64,
    /// Files that they came from.
    pub files: u64,
}
