//! What a run has to do: the index as it was, the folders as they are, and the difference.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::corpus::changes::{Changes, Scope};
use crate::corpus::{self, SourceFile, roots};
use crate::error::{Error, Result};
use crate::extract::{self, How};
use crate::index::{Store, Why};
use crate::model::{Day, FileKey, Ledger, Moment, Problem, Root, Skip};

use super::{Configured, Request, guards};

/// What a run has to do.
pub struct Plan {
    /// Why everything is read anew, if it is.
    pub why: Option<Why>,
    /// Why everything should have been read anew, where that has to wait for a disk that seems to be away.
    pub put_off: Option<Why>,
    /// The ledger of the last commit, its roots and problems already those of this run.
    pub ledger: Ledger,
    /// Whether the ledger says more than that files differ: other roots, problems or counts.
    pub ledger_differs: bool,
    /// The files that differ.
    pub changes: Changes,
    /// What was passed over, by path; not all of it where it is very much.
    pub passed_over: Vec<(String, Skip)>,
    /// The rows of folders that are to be forgotten.
    pub forgotten: Vec<FileKey>,
    /// How the files of each root are read.
    pub configs: Configs,
}

/// The configuration of each root.
pub struct Configs(FxHashMap<u32, Configured>);

impl Configs {
    /// How that file is read.
    pub fn how(&self, file: &SourceFile, today: Day) -> How {
        match self.0.get(&file.key.root) {
            Some(configured) => configured.how(&file.key.path, today),
            None => How::on(today),
        }
    }

    /// A hash of everything in them that changes how files are read.
    fn hash(&self) -> u64 {
        let rules = self.0.iter().map(|(number, configured)| (number, configured.reading_rules()));
        let mut rules: Vec<(&u32, String)> = rules.filter(|(_, rules)| !rules.is_empty()).collect();
        rules.sort();
        let text: String = rules.into_iter().map(|(number, rules)| format!("{number}{rules}")).collect();
        xxh3_64(text.as_bytes())
    }
}

/// Crawls the folders that the request means, and compares them with the ledger.
///
/// # Errors
/// A path that is not there, a configuration that cannot be understood, an index that is damaged or that
/// cannot be read.
pub fn plan(store: &Store, request: &Request) -> Result<Plan> {
    let (mut why, mut ledger) = last_state(store, request)?;
    let base = roots::base_of(&request.index);
    let roots_before = ledger.roots.clone();
    let mut forgotten = Vec::new();
    for path in &request.forget {
        let (number, below) = roots::forget(&mut ledger.roots, &base, path)?;
        let prefix = format!("{below}/");
        let meant = |key: &&FileKey| {
            key.root == number && (below.is_empty() || key.path == below || key.path.starts_with(&prefix))
        };
        forgotten.extend(ledger.files.keys().filter(meant).cloned());
    }
    let parts = if request.paths.is_empty() {
        roots::whole(&ledger.roots)
    } else {
        roots::add(&mut ledger.roots, &base, &request.paths, request.selection.as_ref())?
    };
    if ledger.roots.is_empty() && request.forget.is_empty() {
        return Err(Error::Usage("no folder to index; name one: `newsdex index FOLDER`".to_owned()));
    }
    let absorbed = |key: &&FileKey| ledger.root(key.root).is_none();
    forgotten.extend(ledger.files.keys().filter(absorbed).cloned());
    forgotten.sort();
    forgotten.dedup();

    let configs = configs(&ledger, &base, request.config.as_deref())?;
    let config_hash = configs.hash();
    if why.is_none() && !ledger.files.is_empty() {
        why = match (ledger.extractor == extract::VERSION, ledger.config == config_hash) {
            (false, _) => Some(Why::OtherExtractor),
            (true, false) => Some(Why::OtherConfig),
            (true, true) => None,
        };
    }
    let parts = if why.is_some() { roots::whole(&ledger.roots) } else { parts };

    let mut scope = Scope::default();
    let mut files = Vec::new();
    let mut passed = std::collections::BTreeMap::new();
    let (mut problems, mut passed_over) = (Vec::new(), Vec::new());
    for part in &parts {
        let config = configs.0.get(&part.root.number).map(|configured| configured.config().clone());
        let config = config.unwrap_or_default();
        let crawl = corpus::crawl::crawl(&part.root, &base, &part.within, &config, &request.index)?;
        scope.add(&part.root, &base, &part.within, &crawl.unread);
        if files.is_empty() {
            files = crawl.files;
        } else {
            files.extend(crawl.files);
        }
        problems.extend(crawl.problems);
        passed_over.extend(crawl.named);
        for (skip, kinds) in crawl.passed {
            let counts: &mut std::collections::BTreeMap<String, u64> = passed.entry(skip).or_default();
            kinds.into_iter().for_each(|(kind, count)| *counts.entry(kind).or_default() += count);
        }
    }
    // In place: of a million files a copy for a time is much.
    files.sort_unstable_by(|a, b| a.key.cmp(&b.key));
    remember_since(&mut problems, &ledger.problems, &Moment(request.now).to_string());

    let whole = parts.len() == ledger.roots.len() && parts.iter().all(|part| part.within.is_empty());
    if !whole {
        passed = ledger.passed.clone();
    }
    let ledger_differs =
        roots_before != ledger.roots || ledger.problems != problems || ledger.passed != passed;
    (ledger.passed, ledger.problems) = (passed, problems);
    let is_empty = |root: &Root, folder: &str| roots::is_empty(root, &base, folder);
    let put_off = why.clone().filter(|_| {
        let away = away(&ledger, &files, &forgotten);
        let unseen = away.iter().filter(|key| !scope.covers(key)).count();
        !request.allow_mass_delete && guards::puts_off(&ledger, &away, unseen, is_empty)
    });
    if put_off.as_ref().is_some_and(Why::can_wait) {
        why = None;
    } else {
        (ledger.config, ledger.extractor) = (config_hash, extract::VERSION);
    }
    let changes = match why {
        Some(_) => corpus::changes::changes(files, &Ledger::default(), &scope, true),
        None => corpus::changes::changes(files, &ledger, &scope, request.retry),
    };
    Ok(Plan { why, put_off, ledger, ledger_differs, changes, passed_over, forgotten, configs })
}

/// The files that the ledger knows, that were not met, and that nobody wants forgotten; those that gave articles.
fn away(ledger: &Ledger, files: &[SourceFile], forgotten: &[FileKey]) -> Vec<FileKey> {
    let is_here = |key: &FileKey| files.binary_search_by(|file| file.key.cmp(key)).is_ok();
    let rows = ledger.files.iter().filter(|(_, row)| !row.articles().is_empty());
    let away = rows.map(|(key, _)| key).filter(|key| !is_here(key) && forgotten.binary_search(key).is_err());
    away.cloned().collect()
}

/// The ledger of the last commit, and why nothing else of it can be used, where it cannot.
fn last_state(store: &Store, request: &Request) -> Result<(Option<Why>, Ledger)> {
    if !store.exists() {
        return Ok((Some(Why::NoIndex), Ledger::default()));
    }
    let state = store.read().and_then(|generation| generation.ledger());
    match state {
        Ok(ledger) => Ok((request.full.then_some(Why::Asked), ledger)),
        Err(Error::OtherVersion { why, .. }) => {
            Ok((Some(Why::OtherVersion(why)), store.old_ledger().unwrap_or_default()))
        }
        Err(Error::Damaged { why, .. }) if request.full => {
            Ok((Some(Why::Damaged(why)), store.old_ledger().unwrap_or_default()))
        }
        Err(error) => Err(error),
    }
}

fn configs(ledger: &Ledger, base: &Path, named: Option<&Path>) -> Result<Configs> {
    let mut configs = FxHashMap::default();
    for root in &ledger.roots {
        let path: PathBuf = match named {
            Some(path) => path.to_owned(),
            None => roots::place_of(root, base).join(corpus::config::NAME),
        };
        configs.insert(root.number, Configured::load(&path, named.is_some())?);
    }
    Ok(Configs(configs))
}

/// A problem that was there before keeps the day it was first met.
fn remember_since(problems: &mut [Problem], before: &[Problem], now: &str) {
    for problem in problems {
        let known = before.iter().find(|known| known.path == problem.path && known.code == problem.code);
        problem.known = known.is_some();
        problem.since = known.and_then(|known| known.since.clone()).or_else(|| Some(now.to_owned()));
    }
}
