//! A folder → an index brought up to date. The whole of a run reads here from top to bottom:
//! crawl, compare with the ledger, take in what differs, commit, report.

mod batches;
mod config_check;
mod configured;
mod guards;
mod handing;
mod ids;
mod plan;
mod work;
mod worker;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::index::Store;
use crate::model::{Day, Report, Run, Selection, Skip};

pub use config_check::check_config;
pub use configured::Configured;

use work::Work;

/// What a run is asked to do.
#[derive(Debug, Clone)]
pub struct Request {
    /// The index folder.
    pub index: PathBuf,
    /// The folders and files to bring up to date; none: all that the index was built from.
    pub paths: Vec<PathBuf>,
    /// The folders to take out.
    pub forget: Vec<PathBuf>,
    /// Which files of the named folders are taken, from now on; `None`: as before.
    pub selection: Option<Selection>,
    /// Build everything anew beside the old index.
    pub full: bool,
    /// Only say what would be done.
    pub dry_run: bool,
    /// Try every lost file again.
    pub retry: bool,
    /// Remove what is gone even where it is most of a folder.
    pub allow_mass_delete: bool,
    /// How many files are read at once; 0: as many as there are cores.
    pub threads: usize,
    /// How many bytes of memory the index may take while it is written.
    pub memory: u64,
    /// How long to wait for another run to end.
    pub wait: Duration,
    /// The configuration; `None`: `newsdex.toml` at the top of the first root, where there is one.
    pub config: Option<PathBuf>,
    /// The time at the start, in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// The local day at the start.
    pub today: Day,
}

/// Who looks on while a run works, and may stop it. Called from many threads.
pub trait Watch: Sync {
    /// This file or folder is passed over.
    fn passes_over(&self, _path: &str, _skip: Skip) {}
    /// Everything is to be read anew, for this reason.
    fn rebuilds(&self, _why: &str) {}
    /// Something about the place of the index that a person should know.
    fn warns(&self, _message: &str) {}
    /// The crawl is over: so many files with so many bytes are to be read.
    fn begins(&self, _files: u64, _bytes: u64) {}
    /// A file was read.
    fn took(&self, _bytes: u64, _articles: u64) {}
    /// The files are read; the index is being put in order.
    fn finishes(&self) {}
    /// The signal that asks the run to stop, if one came.
    fn stopped(&self) -> Option<i32> {
        None
    }
}

/// Brings an index up to date.
///
/// # Errors
/// Whatever stops a run: the index is held, damaged, or cannot be written; a named path is not there; a
/// signal came. What was committed before stays.
pub fn run(request: &Request, watch: &dyn Watch) -> Result<Report> {
    let clock = Instant::now();
    let store = Store::at(&request.index);
    if request.dry_run {
        return Ok(Work::new(request, watch, plan::plan(&store, request)?).report());
    }
    let lock = store.lock(request.wait)?;
    if let Some(network) = store.network_file_system() {
        watch.warns(&format!(
            "the index {} lies on a network file system ({network}), where a lock may not keep out a run on another \
             machine; `--index-dir` puts it on a disk of this one",
            request.index.display()
        ));
    }
    let plan = plan::plan(&store, request)?;
    let mut work = Work::new(request, watch, plan);
    let outcome = if work.is_needed() { work.carry_out(&store, &lock) } else { Ok(()) };
    let mut report = work.report();
    if work.stopped.is_none() && report.rebuilt.is_none() && !report.sources.is_empty() {
        report.problems.extend(guards::unlike_other_nights(&report, &store.runs()?));
    }
    report.keep_most_sources();
    report.seconds = clock.elapsed().as_secs_f64();
    if let Err(error) = outcome {
        // The first error is the one to tell; what cannot be removed now is removed by the next run.
        let _ = store.give_up(&lock);
        return Err(error);
    }
    let status = match work.stopped {
        Some(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        None if report.needs_a_person() => 3,
        None => 0,
    };
    store.record(&lock, &Run { generation: work.generation, status, report: report.clone() })?;
    match work.stopped {
        Some(signal) => Err(Error::Stopped(signal)),
        None => Ok(report),
    }
}
