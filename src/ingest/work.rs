//! A run under way: reads what differs, many files at once, commits as it goes, and keeps the account of it
//! all. What it does is settled by the [`Plan`]; it never looks for files itself.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::batches::{batches, share_of_writer, threads};
use super::guards::{self, Held};
use super::ids::Ids;
use super::plan::{Configs, Plan};
use super::worker::{self, Desk, Taken};
use super::{Request, Watch};
use crate::corpus::changes::Changes;
use crate::corpus::{SourceFile, roots};
use crate::error::{Error, Result};
use crate::index::{Lock, Store, Why, Writer};
use crate::model::{Code, FileKey, FileRow, Ledger, Moment, Outcome, Problem, Report, Root, Skip};

/// A commit is due after so many bytes read …
const COMMIT_BYTES: u64 = 1 << 30;
/// … or so much time.
const COMMIT_EVERY: Duration = Duration::from_secs(600);

/// A run under way.
pub struct Work<'r> {
    request: &'r Request,
    watch: &'r dyn Watch,
    why: Option<Why>,
    put_off: Option<Why>,
    configs: Configs,
    changes: Changes,
    forgotten: Vec<FileKey>,
    /// The losses that the last commit knew.
    known_losses: BTreeMap<FileKey, Code>,
    /// What the next commit says; at first, what the last one said.
    ledger: Ledger,
    /// The files that an index which is built anew held before.
    before: BTreeMap<FileKey, FileRow>,
    ids: Ids,
    report: Report,
    /// The files that were read and had changed.
    read: Vec<FileKey>,
    /// Whether the ledger says other than at the last commit.
    differs: bool,
    /// The generation that is current after the run; 0 where nothing was written.
    pub generation: u32,
    /// The signal that ended it, if one did.
    pub stopped: Option<i32>,
}

impl<'r> Work<'r> {
    /// A run that has yet to begin.
    pub fn new(request: &'r Request, watch: &'r dyn Watch, plan: Plan) -> Work<'r> {
        let started = Moment(request.now).to_string();
        let rebuilt = plan.why.as_ref().filter(|why| **why != Why::NoIndex && plan.put_off.is_none());
        let rebuilt = rebuilt.map(Why::to_string);
        if let Some(why) = &rebuilt {
            watch.rebuilds(why);
        }
        for (path, skip) in &plan.passed_over {
            watch.passes_over(path, *skip);
        }
        let losses = plan.ledger.files.iter().filter_map(|(key, row)| match &row.outcome {
            Outcome::Lost(lost) => Some((key.clone(), lost.code)),
            _ => None,
        });
        let report = Report { started, rebuilt, ..Report::default() };
        Work {
            request,
            watch,
            known_losses: losses.collect(),
            why: plan.why,
            put_off: plan.put_off,
            configs: plan.configs,
            changes: plan.changes,
            forgotten: plan.forgotten,
            ledger: plan.ledger,
            before: BTreeMap::new(),
            ids: Ids::default(),
            report,
            read: Vec::new(),
            differs: plan.ledger_differs,
            generation: 0,
            stopped: None,
        }
    }

    /// Whether anything differs from what the last commit said.
    pub fn is_needed(&self) -> bool {
        let Changes { added, changed, again, gone, same: _ } = &self.changes;
        let lists = [added.len(), changed.len(), again.len(), gone.len(), self.forgotten.len()];
        self.why.is_some() || self.put_off.is_some() || self.differs || lists.iter().any(|length| *length > 0)
    }

    /// Reads what differs, in batches, and commits.
    ///
    /// # Errors
    /// Where the index can no longer be written.
    pub fn carry_out(&mut self, store: &Store, lock: &Lock) -> Result<()> {
        self.ids = Ids::of(&self.ledger);
        self.report.problems.extend(self.put_off.as_ref().map(guards::waits));
        if self.why.is_some() && self.put_off.is_some() {
            return Ok(());
        }
        let mut files = std::mem::take(&mut self.changes.added);
        files.append(&mut self.changes.changed);
        files.append(&mut self.changes.again);
        files.sort_by(|a, b| a.key.cmp(&b.key));
        let workers = rayon::ThreadPoolBuilder::new().num_threads(threads(self.request)).build();
        let workers = workers.map_err(|error| Error::Engine(error.to_string()))?;
        let bytes = files.iter().map(|file| file.stamp.size).sum();
        let (threads, memory) = share_of_writer(self.request, bytes);
        let mut writer = store.write(lock, self.why.as_ref(), threads, memory)?;
        if self.why.is_some() {
            self.ids.start_over();
            self.before = std::mem::take(&mut self.ledger.files);
        }
        self.watch.begins(files.len() as u64, bytes);

        let mut moved_from = self.gone_by_hash();
        let mut uncommitted = 0;
        let mut last_commit = Instant::now();
        for batch in batches(files, self.request.memory) {
            let taken = workers.install(|| self.take_in(&writer, batch))?;
            for one in taken {
                uncommitted += one.bytes;
                self.note(one, &mut moved_from);
            }
            self.stopped = self.stopped.or_else(|| self.watch.stopped());
            if self.stopped.is_some() {
                break;
            }
            if uncommitted >= COMMIT_BYTES || last_commit.elapsed() >= COMMIT_EVERY {
                writer.commit(&self.ledger)?;
                (uncommitted, last_commit) = (0, Instant::now());
            }
        }
        if self.stopped.is_none() {
            self.remove_gone(&writer)?;
        }
        if self.why.is_none() {
            self.report.problems.extend(guards::poor_digests(&self.ledger, &self.read));
        }
        self.watch.finishes();
        if self.ids.difference().0 > 0 {
            self.ledger.last_added = Some(self.request.now);
        }
        // Where nothing differs the last state stays as it is, and the one before it, to go back to.
        let writes = self.differs || self.why.is_some();
        if writes {
            writer.commit(&self.ledger)?;
        }
        let current = writer.finish(lock, writes && self.stopped.is_none())?;
        if writes {
            self.generation = current;
        }
        Ok(())
    }

    /// Takes in a batch of files, many at once. Where a signal came, the rest is left as it was.
    fn take_in(&self, writer: &Writer, batch: Vec<SourceFile>) -> Result<Vec<Taken>> {
        let desk = Desk { writer, ids: &self.ids, now: self.request.now, started: &self.report.started };
        let taken = batch.into_par_iter().map(|file| {
            if self.watch.stopped().is_some() {
                return Ok(None);
            }
            let how = self.configs.how(&file, self.request.today);
            let old = self.ledger.files.get(&file.key);
            let taken = worker::take(&desk, file, old, &how)?;
            self.watch.took(taken.bytes, taken.row.articles().len() as u64);
            Ok(Some(taken))
        });
        taken.filter_map(Result::transpose).collect()
    }

    /// Writes one file into the ledger, the account of ids and the report.
    fn note(&mut self, taken: Taken, moved_from: &mut FxHashMap<u128, Vec<FileKey>>) {
        let Taken { file, row, changed, bytes, tally } = taken;
        self.report.articles_undated += tally.undated;
        for (source, articles) in tally.sources {
            *self.report.sources.entry(source).or_default() += articles;
        }
        if changed && self.why.is_none() {
            self.read.push(file.key.clone());
        }
        let old = self.ledger.files.get(&file.key);
        self.ids.replace(old.map_or(&[], FileRow::articles), row.articles());
        self.differs |= old != Some(&row);
        self.report.bytes += bytes;
        if matches!(row.outcome, Outcome::Articles(_)) {
            match old.or_else(|| self.before.get(&file.key)) {
                Some(before) => self.report.files_changed += u64::from(before.hash != row.hash),
                None if moved_from.get_mut(&row.hash).is_some_and(|keys| keys.pop().is_some()) => {
                    self.report.files_moved += 1;
                }
                None => self.report.files_new += 1,
            }
        }
        if changed {
            self.report.problems.extend(row.doubts.iter().cloned());
        }
        self.ledger.files.insert(file.key, row);
    }

    /// The files that are gone, by what they held: a new file with the same content is one of them, moved.
    fn gone_by_hash(&self) -> FxHashMap<u128, Vec<FileKey>> {
        let mut keys: FxHashMap<u128, Vec<FileKey>> = FxHashMap::default();
        for key in self.changes.gone.iter().chain(&self.forgotten) {
            if let Some(row) = self.ledger.files.get(key).filter(|row| !row.articles().is_empty()) {
                keys.entry(row.hash).or_default().push(key.clone());
            }
        }
        keys
    }

    /// Takes out the files that are gone, except where that looks like a disk that is not there.
    fn remove_gone(&mut self, writer: &Writer) -> Result<()> {
        let held = self.held_back(&self.vanished());
        let gone = std::mem::take(&mut self.changes.gone)
            .into_iter()
            .filter(|key| !held.iter().any(|held| held.covers(key)));
        let keys: Vec<FileKey> = gone.chain(std::mem::take(&mut self.forgotten)).collect();
        for key in keys {
            writer.remove(&key)?;
            if let Some(row) = self.ledger.files.remove(&key) {
                self.differs = true;
                self.ids.replace(row.articles(), &[]);
                self.report.files_removed += 1;
            }
        }
        self.report.files_removed = self.report.files_removed.saturating_sub(self.report.files_moved);
        Ok(())
    }

    /// The files that are gone and were not met again elsewhere.
    fn vanished(&self) -> Vec<FileKey> {
        let here = |key: &&FileKey| {
            let articles = self.ledger.files.get(key).map_or(&[][..], FileRow::articles);
            articles.iter().any(|given| self.ids.times(given.id) < 2)
        };
        self.changes.gone.iter().filter(here).cloned().collect()
    }

    /// The folders from which nothing may be removed; says so in the report.
    fn held_back(&mut self, gone: &[FileKey]) -> Vec<Held> {
        if self.request.allow_mass_delete {
            return Vec::new();
        }
        let base = roots::base_of(&self.request.index);
        let is_empty = |root: &Root, folder: &str| roots::is_empty(root, &base, folder);
        let (held, problems) = guards::mass_deletion(&self.ledger, gone, is_empty);
        self.report.problems.extend(problems);
        held
    }

    /// The report of the run as it stands.
    pub fn report(&mut self) -> Report {
        let mut report = std::mem::take(&mut self.report);
        if self.request.dry_run {
            report.files_new = self.changes.added.len() as u64;
            report.files_changed = self.changes.changed.len() as u64;
            report.files_removed = (self.changes.gone.len() + self.forgotten.len()) as u64;
        }
        (report.articles_added, report.articles_removed) = self.ids.difference();
        (report.articles, report.files) = (self.ledger.articles(), self.ledger.files_taken());
        let differing = report.files_changed
            + if self.request.dry_run { report.files_removed } else { report.files_new + report.files_moved };
        report.files_unchanged = report.files.saturating_sub(differing);
        report.skipped.clone_from(&self.ledger.passed);
        report.problems.extend(self.ledger.problems.iter().cloned());
        let several = self.ledger.roots.len() > 1;
        for (key, row) in &self.ledger.files {
            match &row.outcome {
                Outcome::Skipped(skip) => {
                    let kind = key.path.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
                    *report.skipped.entry(*skip).or_default().entry(kind).or_default() += 1;
                }
                Outcome::Lost(lost) => {
                    report.files_lost += 1;
                    let root = self.ledger.root(key.root).filter(|_| several).map(|root| root.path.as_str());
                    let path = root.map_or_else(|| key.path.clone(), |root| format!("{root}/{}", key.path));
                    let known = self.known_losses.get(key) == Some(&lost.code);
                    let problem = Problem::lost(path, lost.code, &lost.message);
                    report.problems.push(Problem { since: Some(lost.since.clone()), known, ..problem });
                }
                Outcome::Articles(_) => {}
            }
        }
        let unread = [Skip::Kind, Skip::Special, Skip::Binary, Skip::Empty];
        report.files_skipped =
            unread.iter().filter_map(|skip| report.skipped.get(skip)).flat_map(|kinds| kinds.values()).sum();
        report
    }
}
