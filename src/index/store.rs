//! The index folder: its lock, its generations, the ledger of the last commit and the runs so far.
//!
//! ```text
//! .newsdex/
//! ├── lock                  who writes, and since when; one lock for everything below
//! ├── current → gen-0007    switched by rename; readers follow it once
//! ├── gen-0007/index/       the engine's files; the payload of its last commit is the truth
//! ├── gen-0007/ledger-3.jsonl    the ledger that this payload names
//! └── runs.jsonl            a line a run
//! ```

mod generations;
mod ledger_file;
mod ledger_line;
mod lock;
mod network;
mod runs;
mod state;

use std::fmt;
use std::fs;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::{Error, Result};
use crate::model::{Kept, Ledger, Run};

use super::generation::Generation;
use super::writer::Writer;

pub use lock::Lock;
pub use state::State;

pub(super) use generations::{current, dir_of as generation_dir, prune, switch_to};
pub(super) use ledger_file::{
    LedgerFile, number_of as ledger_number, read_ledger, read_roots, remove_older_ledgers, write_ledger,
};
pub(super) use state::Unusable;

use generations::{continue_generation, create_generation, generations};

/// The index folder. Nothing is opened or made before it is asked for.
#[derive(Debug, Clone)]
pub struct Store {
    dir: PathBuf,
}

/// Why an index is built anew from the files, beside the one that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// There is none yet.
    NoIndex,
    /// Another version of newsdex wrote it; this is how they differ.
    OtherVersion(String),
    /// The configuration has changed since, and with it how files are read.
    OtherConfig,
    /// This version of newsdex reads files in another way.
    OtherExtractor,
    /// It is damaged; this is what does not fit.
    Damaged(String),
    /// Someone asked for it.
    Asked,
}

impl Why {
    /// Whether the index that is there can still be written to.
    pub fn can_wait(&self) -> bool {
        matches!(self, Why::Asked | Why::OtherConfig | Why::OtherExtractor)
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::NoIndex => write!(f, "there was no index"),
            Why::OtherVersion(how) => write!(f, "another version of newsdex wrote the index ({how})"),
            Why::OtherConfig => write!(f, "the configuration has changed"),
            Why::OtherExtractor => write!(f, "this version of newsdex reads files in another way"),
            Why::Damaged(what) => write!(f, "the index was damaged: {what}"),
            Why::Asked => write!(f, "asked for"),
        }
    }
}

impl Store {
    /// The index folder at that path, whether it is there or not.
    pub fn at(dir: &Path) -> Store {
        Store { dir: dir.to_owned() }
    }

    /// Where it is.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Whether an index is there that can be opened, or should be.
    pub fn exists(&self) -> bool {
        fs::symlink_metadata(self.dir.join(generations::CURRENT)).is_ok()
    }

    /// Takes the one lock that every writer needs, making the folder where it is not there yet. Waits that
    /// long for another holder.
    ///
    /// # Errors
    /// [`Error::Held`] by another process; a disk that refuses.
    pub fn lock(&self, wait: Duration) -> Result<Lock> {
        make_private_dir(&self.dir)?;
        Lock::take(&self.dir, wait)
    }

    /// The network file system that the index folder lies on, if it does and the system tells.
    pub fn network_file_system(&self) -> Option<&'static str> {
        network::file_system(&self.dir)
    }

    /// Opens the index for reading, as the last commit left it. Needs no lock and hinders no writer.
    ///
    /// # Errors
    /// [`Error::NoIndex`], [`Error::OtherVersion`], [`Error::Damaged`].
    pub fn read(&self) -> Result<Generation> {
        // A generation that is removed after it was looked up has a successor: look again.
        let mut last = None;
        for _ in 0..3 {
            let number = current(&self.dir)?;
            match Generation::open(&self.dir, number) {
                Err(error) if current(&self.dir).is_ok_and(|now| now != number) => last = Some(error),
                outcome => return outcome,
            }
        }
        Err(last.unwrap_or_else(|| Error::NoIndex(self.dir.clone())))
    }

    /// Opens the index for writing: with a reason, a new and empty generation beside the current one; without,
    /// one that goes on from the last commit, so that the state before the run is kept. `memory` bytes are shared out among the engine's `threads`.
    ///
    /// # Errors
    /// [`Error::NoIndex`] without a reason where none is there; damage; a disk that refuses.
    pub fn write(&self, _lock: &Lock, why: Option<&Why>, threads: usize, memory: u64) -> Result<Writer> {
        match why {
            Some(_) => {
                let number = create_generation(&self.dir)?;
                Writer::create(&self.dir, number, threads, memory)
            }
            None => Writer::reopen(&self.dir, continue_generation(&self.dir)?, threads, memory),
        }
    }

    /// Removes what a run that failed wrote and did not commit, so that a full disk is not held full by it.
    ///
    /// # Errors
    /// A disk that refuses.
    pub fn give_up(&self, _lock: &Lock) -> Result<()> {
        generations::remove_unfinished(&self.dir)
    }

    /// What can still be read of the ledger of an index that is damaged or of another version: rows that
    /// cannot are left out. Where the current generation has none, an older one still knows the folders. For a
    /// rebuild, which must keep its folders and when each id was first seen.
    ///
    /// # Errors
    /// Where there is no ledger at all.
    pub fn old_ledger(&self) -> Result<Ledger> {
        let current = current(&self.dir).ok();
        let mut numbers = generations(&self.dir)?;
        numbers.sort_by_key(|number| (Some(*number) == current, *number));
        let ledgers = numbers.into_iter().rev().map(|number| ledger_file::salvage(&self.dir, number));
        ledgers.reduce(Result::or).unwrap_or_else(|| Err(Error::NoIndex(self.dir.clone())))
    }

    /// The generations that are kept, oldest first, and what each holds; one that cannot be opened is left out.
    ///
    /// # Errors
    /// [`Error::NoIndex`]; a disk that refuses.
    pub fn kept(&self) -> Result<Vec<Kept>> {
        let now = current(&self.dir)?;
        let runs = self.runs()?;
        let mut numbers = generations(&self.dir)?;
        numbers.sort_unstable();
        let kept = numbers.into_iter().filter_map(|number| {
            let state = Generation::open(&self.dir, number).ok()?.state;
            let run = runs.iter().rev().find(|run| run.generation == number);
            Some(Kept {
                generation: number,
                current: number == now,
                began: run.map(|run| run.report.started.clone()),
                articles: state.articles,
                files: state.files,
            })
        });
        Ok(kept.collect())
    }

    /// Makes a generation that is kept the current one. What newer ones hold is gone with the next run.
    ///
    /// # Errors
    /// [`Error::Usage`] where it is not kept; damage; a disk that refuses.
    pub fn restore(&self, _lock: &Lock, number: u32) -> Result<()> {
        let kept = generations(&self.dir)?;
        if !kept.contains(&number) {
            let message =
                format!("there is no generation {number}; `newsdex runs` lists those that are kept");
            return Err(Error::Usage(message));
        }
        Generation::open(&self.dir, number)?.ledger()?;
        switch_to(&self.dir, number)
    }

    /// The runs so far, oldest first.
    ///
    /// # Errors
    /// A disk that refuses. That there were none is no error.
    pub fn runs(&self) -> Result<Vec<Run>> {
        runs::read(&self.dir)
    }

    /// Notes a run that has ended.
    ///
    /// # Errors
    /// A disk that refuses.
    pub fn record(&self, _lock: &Lock, run: &Run) -> Result<()> {
        runs::append(&self.dir, run)
    }
}

/// The folder of the engine's files of a generation.
pub(super) fn index_dir(dir: &Path, number: u32) -> PathBuf {
    generation_dir(dir, number).join("index")
}

/// Makes a folder that only its owner may enter, and those above it as usual.
pub(super) fn make_private_dir(dir: &Path) -> Result<()> {
    if let Some(parent) = dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent).map_err(Error::disk(parent, "make the folder"))?;
    }
    match fs::DirBuilder::new().mode(0o700).create(dir) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            Err(Error::disk(dir, "make the index folder")(error))
        }
        _ => Ok(()),
    }
}

/// Sees to it that names made, changed or removed in a folder outlast a loss of power.
pub(super) fn sync_dir(dir: &Path) -> Result<()> {
    let sync = || fs::File::open(dir)?.sync_all();
    sync().map_err(Error::disk(dir, "sync the folder"))
}
