//! The payload of the engine's last commit: which ledger belongs to it, by which version it was written, and
//! what it holds. It is committed in one step with the articles, and is the truth about them.

use serde::{Deserialize, Serialize};

use crate::index::analyser::ANALYSER_VERSION;
use crate::model::{FileRow, Ledger, Schema};

/// What an index says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The version of `schema/articles.json`.
    pub schema: u32,
    /// The version of the analyser.
    pub analyser: u32,
    /// The ledger's file name within its generation.
    pub ledger: String,
    /// The ledger's bytes.
    pub ledger_bytes: u64,
    /// The ledger's hash, 16 hex digits.
    pub ledger_hash: String,
    /// How many articles the index holds, each place apart.
    pub articles: u64,
    /// How many files it took in.
    pub files: u64,
    /// How many ids stand in more than one place. Where none does, articles can be counted without looking at ids.
    pub duplicates: u64,
    /// When the last run that added an article began, in seconds since 1970-01-01T00:00:00Z.
    pub last_added: Option<i64>,
}

/// The versions alone, which every version of newsdex can read.
#[derive(Deserialize)]
struct Versions {
    schema: u32,
    analyser: u32,
}

/// Why a payload cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::index) enum Unusable {
    /// Another version wrote it.
    OtherVersion(String),
    /// It is no payload of ours.
    Unreadable(String),
}

impl State {
    /// What there is to say of a ledger that was written to that file.
    pub(in crate::index) fn of(
        ledger: &Ledger,
        file: &super::LedgerFile,
    ) -> Result<State, serde_json::Error> {
        Ok(State {
            schema: Schema::current()?.version,
            analyser: ANALYSER_VERSION,
            ledger: file.name.clone(),
            ledger_bytes: file.bytes,
            ledger_hash: file.hash.clone(),
            articles: ledger.articles(),
            files: ledger.files_taken(),
            duplicates: duplicates(ledger),
            last_added: ledger.last_added,
        })
    }

    /// Reads a payload.
    pub(in crate::index) fn parse(payload: Option<&str>) -> Result<State, Unusable> {
        let unreadable = |error: serde_json::Error| Unusable::Unreadable(format!("its payload: {error}"));
        let payload = payload.ok_or_else(|| Unusable::Unreadable("it was never committed to".to_owned()))?;
        let versions: Versions = serde_json::from_str(payload).map_err(unreadable)?;
        let schema = Schema::current().map_err(unreadable)?.version;
        let pairs = [("schema", versions.schema, schema), ("analyser", versions.analyser, ANALYSER_VERSION)];
        match pairs.into_iter().find(|(_, has, wanted)| has != wanted) {
            Some((what, has, wanted)) => {
                Err(Unusable::OtherVersion(format!("its {what} has version {has}, this one {wanted}")))
            }
            None => serde_json::from_str(payload).map_err(unreadable),
        }
    }
}

/// How many ids stand in more than one place.
fn duplicates(ledger: &Ledger) -> u64 {
    let mut ids: Vec<u64> =
        ledger.files.values().flat_map(FileRow::articles).map(|given| given.id.0).collect();
    ids.sort_unstable();
    ids.chunk_by(|a, b| a == b).filter(|places| places.len() > 1).count() as u64
}
