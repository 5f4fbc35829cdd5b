//! `newsdex status`: what the index holds, and how its last runs went.

use std::collections::BTreeMap;
use std::io::Write;

use clap::Args;
use newsdex::corpus::roots::{base_of, place_of};
use newsdex::index::Store;
use newsdex::model::{Ledger, Outcome as FileOutcome, Problem, Run, Skip};
use newsdex::render::{Folder, Status, renderer};

use super::asking::look;
use super::exit::{Exit, Outcome};
use super::session::Session;
use super::which;

/// Tell what the index holds, how the last runs went, and what could not be read
#[derive(Debug, Args)]
pub struct StatusArgs {}

/// So many runs are told of.
const RUNS: usize = 30;

/// Tells the state of an index.
pub fn run(_args: &StatusArgs, session: &Session) -> Outcome {
    let index = which::to_read(&session.shared)?;
    let store = Store::at(&index);
    let generation = store.read()?;
    let ledger = generation.ledger()?;
    let mut runs = store.runs()?;
    runs.drain(..runs.len().saturating_sub(RUNS));
    let mut status = of(&ledger, runs);
    status.index = index.to_string_lossy().into_owned();
    status.generation = generation.number;
    for (folder, root) in status.folders.iter_mut().zip(&ledger.roots) {
        let mut place = place_of(root, &base_of(&index));
        place.extend(root.only.iter().map(|only| newsdex::corpus::paths::decode_path(only)));
        folder.path = place.to_string_lossy().into_owned();
    }
    let mut out = session.out();
    renderer(session.format(), &look(session, &|_| Vec::new())).status(&mut out, &status)?;
    out.flush()?;
    Ok(Exit::Done)
}

/// What a ledger tells.
fn of(ledger: &Ledger, runs: Vec<Run>) -> Status {
    let mut status = Status {
        articles: ledger.articles(),
        files: ledger.files_taken(),
        folders: vec![Folder::default(); ledger.roots.len()],
        runs,
        skipped: ledger.passed.clone(),
        ..Status::default()
    };
    let (lost, doubts): (Vec<Problem>, _) = ledger.problems.iter().cloned().partition(|problem| problem.lost);
    (status.lost, status.doubts) = (lost, doubts);
    for (key, row) in &ledger.files {
        if let Some(at) = ledger.roots.iter().position(|root| root.number == key.root) {
            status.folders[at].articles += row.articles().len() as u64;
            status.folders[at].files += u64::from(matches!(row.outcome, FileOutcome::Articles(_)));
        }
        status.doubts.extend(row.doubts.iter().cloned());
        match &row.outcome {
            FileOutcome::Articles(_) => {}
            FileOutcome::Skipped(skip) => count(&mut status.skipped, *skip, &key.path),
            FileOutcome::Lost(lost) => {
                let problem = Problem::lost(&key.path, lost.code, &lost.message);
                status.lost.push(Problem { since: Some(lost.since.clone()), ..problem });
            }
        }
    }
    status
}

/// Counts a file that was passed over under the ending of its name.
fn count(skipped: &mut BTreeMap<Skip, BTreeMap<String, u64>>, skip: Skip, path: &str) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let kind = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    *skipped.entry(skip).or_default().entry(kind).or_default() += 1;
}
