//! What a run did, as the fold of what each file gave.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::problem::{Code, Problem, Skip};

/// What a run did. Serialised, it is the object of `index --json` and of `--report`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Report {
    /// When the run began (RFC 3339, UTC).
    #[serde(default)]
    pub started: String,
    /// Articles that the index holds after the run, each place apart.
    pub articles: u64,
    /// Ids that the index holds now and did not before.
    pub articles_added: u64,
    /// Ids that the index held before and does not now.
    pub articles_removed: u64,
    /// Files that the index holds after the run.
    pub files: u64,
    /// Files seen for the first time.
    pub files_new: u64,
    /// Files read again, since their content changed.
    pub files_changed: u64,
    /// Files found at another path than before.
    pub files_moved: u64,
    /// Files that are gone.
    pub files_removed: u64,
    /// Files that were not read, since nothing about them changed.
    pub files_unchanged: u64,
    /// Files of a kind that is not read.
    pub files_skipped: u64,
    /// Files that should have been read and could not be, old losses included.
    pub files_lost: u64,
    /// Of the articles that this run took in, those without a day, month or year.
    #[serde(default)]
    pub articles_undated: u64,
    /// How many articles this run took in, by source; the sources with most of them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<String, u64>,
    /// Bytes that this run read.
    pub bytes: u64,
    /// How long it took.
    pub seconds: f64,
    /// Why everything was read anew, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rebuilt: Option<String>,
    /// What was passed over: by reason, and then by kind of file.
    #[serde(default)]
    pub skipped: BTreeMap<Skip, BTreeMap<String, u64>>,
    /// Everything that was wrong, old losses included.
    pub problems: Vec<Problem>,
}

impl Report {
    /// The losses that no earlier run met, and what guards said.
    pub fn news(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| problem.code == Code::Guard || (problem.lost && !problem.known))
    }

    /// Leaves out the sources with the fewest articles where there are very many.
    pub fn keep_most_sources(&mut self) {
        /// So many are kept.
        const MOST: usize = 200;
        let mut counts: Vec<u64> = self.sources.values().copied().collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        if let Some(least) = counts.get(MOST).copied() {
            self.sources.retain(|_, count| *count > least);
        }
    }

    /// Whether there is something new that a person should look at.
    pub fn needs_a_person(&self) -> bool {
        self.news().next().is_some()
    }
}
