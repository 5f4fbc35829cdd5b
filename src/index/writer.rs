//! Articles → a generation of the index, by file, from many threads; and the commit, which takes articles and
//! ledger in one step. What is not committed is gone with the writer.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashSet;
use tantivy::directory::MmapDirectory;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, UserOperation};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexBuilder, IndexSettings, IndexWriter, Term};
use xxhash_rust::xxh3::xxh3_64;

use super::analyser;
use super::document::ArticleDocument;
use super::faults::engine_error;
use super::fields::{Fields, engine_schema};
use super::flow::Flow;
use super::generation::{open_index, read_state};
use super::mapping::document;
use super::store::{
    self, Lock, State, current, generation_dir, index_dir, ledger_number, prune, remove_older_ledgers,
    switch_to, sync_dir, write_ledger,
};
use crate::error::{Error, Result};
use crate::model::{Article, FileKey, Ledger, Sketch};

/// Of the memory that a writer may take, the part that the engine collects postings in; what it needs to lay
/// them on disk and to merge comes on top.
const ARENA_SHARE: f64 = 0.5;

/// The part that may wait in the queue.
const QUEUE_SHARE: f64 = 0.125;

/// What the engine accepts for one thread.
const ARENA_BOUNDS: (u64, u64) = (15_000_000, 4_000_000_000);

/// A writer to one generation. [`Writer::add`] and [`Writer::remove`] may be called from many threads at
/// once, but only from one thread for the same file.
pub struct Writer {
    dir: PathBuf,
    number: u32,
    fields: Fields,
    engine: IndexWriter<ArticleDocument>,
    flow: Arc<Flow>,
    /// In a generation that was empty at first: the files that were handed over. Only these can have articles
    /// that need deleting, and a delete that finds nothing costs a look into every segment.
    handed_over: Option<Mutex<FxHashSet<u64>>>,
    ledger: u64,
    failed: AtomicBool,
}

impl Writer {
    /// A writer to a new generation, whose folder is there and empty.
    pub(super) fn create(dir: &Path, number: u32, threads: usize, memory: u64) -> Result<Writer> {
        let path = index_dir(dir, number);
        store::make_private_dir(&path)?;
        let settings = IndexSettings {
            docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(1) }),
            docstore_blocksize: 32_768,
            ..IndexSettings::default()
        };
        let index = IndexBuilder::new().schema(engine_schema()?).settings(settings).create_in_dir(&path);
        let index = index.map_err(engine_error(dir, "make the index"))?;
        analyser::register(&index);
        let mut writer = Writer::open(dir, number, &index, threads, memory)?;
        writer.handed_over = Some(Mutex::default());
        Ok(writer)
    }

    /// A writer to a generation as its last commit left it.
    pub(super) fn reopen(dir: &Path, number: u32, threads: usize, memory: u64) -> Result<Writer> {
        let folder = MmapDirectory::open(index_dir(dir, number));
        let folder = folder.map_err(|error| engine_error(dir, "open the index")(error.into()))?;
        let index = open_index(dir, folder)?;
        let state = read_state(dir, &index)?;
        let mut writer = Writer::open(dir, number, &index, threads, memory)?;
        writer.ledger = ledger_number(&state.ledger).unwrap_or(0);
        Ok(writer)
    }

    fn open(dir: &Path, number: u32, index: &Index, threads: usize, memory: u64) -> Result<Writer> {
        let fault = engine_error(dir, "open the index for writing");
        let threads = threads.clamp(1, 64);
        let arena = (memory as f64 * ARENA_SHARE) as u64 / threads as u64;
        let arena = arena.clamp(ARENA_BOUNDS.0, ARENA_BOUNDS.1);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(usize::try_from(arena).unwrap_or(usize::MAX))
            .num_merge_threads(1)
            .build();
        let engine = index.writer_with_options(options).map_err(&fault)?;
        engine.set_merge_policy(Box::new(merge_policy()));
        remove_litter(&index_dir(dir, number))?;
        let queue = (memory as f64 * QUEUE_SHARE) as usize;
        let writer = Writer {
            dir: dir.to_owned(),
            number,
            fields: Fields::of(&index.schema())?,
            engine,
            flow: Flow::new(queue.max(1 << 20)),
            handed_over: None,
            ledger: 0,
            failed: AtomicBool::new(false),
        };
        writer.settle()?;
        Ok(writer)
    }

    /// What the engine needs after every opening: files that a killed writer left behind removed, since their
    /// names come again; and one stamp spent, since a delete that bears the stamp of the last commit would be
    /// lost to a merge.
    fn settle(&self) -> Result<()> {
        let fault = engine_error(&self.dir, "open the index for writing");
        self.engine.garbage_collect_files().wait().map_err(&fault)?;
        self.engine.run(Vec::<UserOperation<ArticleDocument>>::new()).map_err(&fault)?;
        Ok(())
    }

    /// Adds an article that the file gives, with its sketch and when its id was first seen. What the file gave before
    /// stays; [`Writer::remove`] takes that out first.
    ///
    /// # Errors
    /// Where the engine can no longer write. Nothing since the last commit is then kept.
    pub fn add(&self, file: &FileKey, article: &Article, sketch: &Sketch, added: i64) -> Result<()> {
        let mut document = document(&self.fields, file, article, added, sketch);
        document.keep(self.flow.permit(document.size()));
        match self.engine.add_document(document) {
            Ok(_) => Ok(()),
            Err(error) => Err(self.fail(engine_error(&self.dir, "write to the index")(error))),
        }
    }

    /// Takes out all that the file gave before.
    ///
    /// # Errors
    /// Where the engine can no longer write.
    pub fn remove(&self, file: &FileKey) -> Result<()> {
        if self.failed.load(Ordering::Relaxed) {
            let error = Error::Engine("an earlier step failed; nothing more is written".to_owned());
            return Err(self.fail(error));
        }
        let key = file.to_string();
        if let Some(handed_over) = &self.handed_over {
            let mut files = handed_over.lock().unwrap_or_else(PoisonError::into_inner);
            if files.insert(xxh3_64(key.as_bytes())) {
                return Ok(());
            }
        }
        self.engine.delete_term(Term::from_field_text(self.fields.file_key, &key));
        Ok(())
    }

    /// Commits what was handed over since the last commit, and the ledger that says so, in one step. Where it
    /// fails, the last commit stands and the writer is of no more use.
    ///
    /// # Errors
    /// A disk that refuses; an engine that failed.
    pub fn commit(&mut self, ledger: &Ledger) -> Result<()> {
        if self.failed.load(Ordering::Relaxed) {
            let error = Error::Engine("an earlier step failed; nothing was committed".to_owned());
            return Err(self.fail(error));
        }
        if let Err(error) = self.try_commit(ledger) {
            let error = self.fail(error);
            // The first error is the one to tell.
            let _ = self.engine.rollback();
            return Err(error);
        }
        Ok(())
    }

    fn try_commit(&mut self, ledger: &Ledger) -> Result<()> {
        let generation = generation_dir(&self.dir, self.number);
        let number = self.ledger + 1;
        let file = write_ledger(&generation, number, ledger)?;
        let payload = State::of(ledger, &file).and_then(|state| serde_json::to_string(&state));
        let payload = payload.map_err(|error| Error::Engine(error.to_string()))?;
        let fault = engine_error(&self.dir, "commit to the index");
        let mut prepared = self.engine.prepare_commit().map_err(&fault)?;
        prepared.set_payload(&payload);
        prepared.commit().map_err(&fault)?;
        sync_dir(&index_dir(&self.dir, self.number))?;
        self.ledger = number;
        remove_older_ledgers(&generation, number)?;
        // A rebuild stays beside the index until it is whole; all else is read from its first commit on, and a
        // run that is killed is gone on with from there.
        let stays = match (current(&self.dir), &self.handed_over) {
            (Err(Error::NoIndex(_)), _) => false,
            (_, Some(_)) => true,
            (current, None) => current? == self.number,
        };
        if stays { Ok(()) } else { switch_to(&self.dir, self.number) }
    }

    /// Gives up what was handed over since the last commit.
    ///
    /// # Errors
    /// Where the engine cannot be opened again.
    pub fn rollback(&mut self) -> Result<()> {
        self.engine.rollback().map_err(engine_error(&self.dir, "go back to the last commit"))?;
        self.engine.set_merge_policy(Box::new(merge_policy()));
        self.settle()?;
        self.failed.store(false, Ordering::Relaxed);
        Ok(())
    }

    /// Waits for merges to end, and, where the generation is `whole`, makes it the current one and removes what
    /// is out of date. Gives the number of the generation that is current now.
    ///
    /// # Errors
    /// A disk that refuses. What was committed stays.
    pub fn finish(self, _lock: &Lock, whole: bool) -> Result<u32> {
        let fault = engine_error(&self.dir, "put the index in order");
        self.engine.wait_merging_threads().map_err(fault)?;
        sync_dir(&index_dir(&self.dir, self.number))?;
        if whole && current(&self.dir).ok() != Some(self.number) {
            switch_to(&self.dir, self.number)?;
        }
        prune(&self.dir)?;
        current(&self.dir)
    }

    /// Notes that the writer is of no more use. The engine says of a thread that died only that it did; a full
    /// disk, by far the likeliest reason, can be told by trying.
    fn fail(&self, error: Error) -> Error {
        self.failed.store(true, Ordering::Relaxed);
        match error {
            Error::Engine(_) => try_the_disk(&self.dir).err().unwrap_or(error),
            other => other,
        }
    }
}

/// A handful of small segments is merged, a large one only with its like; and one of which a fifth is deleted is
/// cleaned, since what is deleted still counts in the scores.
fn merge_policy() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(8);
    policy.set_del_docs_ratio_before_merge(0.2);
    policy
}

/// Removes what the engine was writing when it was killed. It never does so itself, since the names begin with a
/// dot.
fn remove_litter(index: &Path) -> Result<()> {
    let clean = || {
        for found in std::fs::read_dir(index)? {
            let found = found?;
            if found.file_name().as_encoded_bytes().starts_with(b".tmp") {
                std::fs::remove_file(found.path())?;
            }
        }
        Ok(())
    };
    clean().map_err(Error::disk(index, "remove what a killed run left"))
}

fn try_the_disk(dir: &Path) -> Result<()> {
    let path = dir.join("room");
    let tried = std::fs::write(&path, vec![0; 1 << 20]).map_err(Error::disk(dir, "write to the index"));
    let _ = std::fs::remove_file(&path);
    tried
}

#[cfg(test)]
mod tests;
