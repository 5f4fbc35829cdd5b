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
