//! What is not normal. A guard looks at what a run is about to do or has done, and speaks where that looks like a
//! disk that is not there, a layout that changed or a source that fell silent. It changes nothing.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::index::Why;
use crate::model::{Code, FileKey, Ledger, Outcome, Problem, Report, Root, Run};

/// A folder (the empty path: a whole root) from which nothing is removed.
#[derive(Debug, PartialEq, Eq)]
pub struct Held {
    root: u32,
    folder: String,
}

impl Held {
    /// Whether that file is in it.
    pub fn covers(&self, key: &FileKey) -> bool {
        key.root == self.root && folders(&key.path).any(|folder| folder == self.folder)
    }
}

/// Where the files that are gone look like a disk that is not there: a root that would lose more than half of its
/// articles, and a folder that was full and is there with nothing in it. Nothing is to be removed from these; a
/// problem for each.
pub fn mass_deletion(
    ledger: &Ledger,
    gone: &[FileKey],
    is_empty: impl Fn(&Root, &str) -> bool,
) -> (Vec<Held>, Vec<Problem>) {
    /// A folder with fewer articles was not full.
    const FULL: usize = 10;
    if gone.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let articles = |key: &FileKey| ledger.files.get(key).map_or(0, |row| row.articles().len());
    let mut had: FxHashMap<u32, usize> = FxHashMap::default();
    for (key, row) in &ledger.files {
        *had.entry(key.root).or_default() += row.articles().len();
    }
    let mut going: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    for key in gone {
        for folder in folders(&key.path) {
            *going.entry((key.root, folder)).or_default() += articles(key);
        }
    }
    let (mut held, mut problems): (Vec<Held>, Vec<Problem>) = (Vec::new(), Vec::new());
    // A folder comes before those in it.
    for ((number, folder), going) in going {
        let Some(root) = ledger.root(number) else { continue };
        let had = had.get(&number).copied().unwrap_or(0);
        let inside = format!("{folder}/");
        let is_held = held.iter().any(|held| held.covers(&FileKey { root: number, path: inside.clone() }));
        let most_of_a_root = folder.is_empty() && going * 2 > had;
        if is_held || !(most_of_a_root || going >= FULL && is_empty(root, folder)) {
            continue;
        }
        let here = Held { root: number, folder: folder.to_owned() };
        let files: Vec<&str> =
            gone.iter().filter(|key| here.covers(key)).map(|key| key.path.as_str()).collect();
        let of = if folder.is_empty() { format!(" of its {had}") } else { String::new() };
        let message = format!(
            "{} with {going}{of} articles are gone; is a disk not mounted? They are kept; `--allow-mass-delete` \
             removes them",
            named(&files)
        );
        let path = if folder.is_empty() { root.path.clone() } else { folder.to_owned() };
        problems.push(Problem { path, ..guard(message) });
        held.push(here);
    }
    (held, problems)
}

/// Whether a rebuild has to wait, since it would leave out what is not there now. `away` are the files that the
/// index holds and the crawl did not meet, `unseen` how many of them it could not look for.
pub fn puts_off(
    ledger: &Ledger,
    away: &[FileKey],
    unseen: usize,
    is_empty: impl Fn(&Root, &str) -> bool,
) -> bool {
    unseen > 0 || !mass_deletion(ledger, away, is_empty).0.is_empty()
}

/// What is said of a rebuild that has to wait.
pub fn waits(why: &Why) -> Problem {
    let done = match why.can_wait() {
        true => "what was added since is in it",
        false => "nothing is taken in",
    };
    guard(format!(
        "the index is not built anew ({why}) while so much of what it was built from is not there; until then {done}; \
         `--allow-mass-delete` builds it without that"
    ))
}

/// The folders that a file is in, below its root; the first is the root itself.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    std::iter::once("").chain(path.match_indices('/').map(|(end, _)| &path[..end]))
}

/// How many files, and the first of them.
fn named(files: &[&str]) -> String {
    const NAMED: usize = 3;
    let first = files.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let more = if files.len() > NAMED { ", …" } else { "" };
    format!("{} files ({first}{more})", files.len())
}

/// So many files like one, or runs before one, are needed to say what is usual.
const ENOUGH: usize = 5;

/// Digests of this run that gave nothing, or one article, where the files like them give many. `files` are those
/// that were read.
pub fn poor_digests(ledger: &Ledger, files: &[FileKey]) -> Vec<Problem> {
    /// A file that usually gives fewer is no digest.
    const FEWEST: usize = 3;
    let few = |key: &&FileKey| given(ledger, key).is_some_and(|count| count <= 1);
    let poor: Vec<&FileKey> = files.iter().filter(few).collect();
    if poor.is_empty() {
        return Vec::new();
    }
    let mut like: FxHashMap<(u32, String), Vec<usize>> = FxHashMap::default();
    for key in &poor {
        like.insert((key.root, masked(&key.path)), Vec::new());
    }
    for key in ledger.files.keys() {
        if let Some(counts) = like.get_mut(&(key.root, masked(&key.path))) {
            counts.extend(given(ledger, key));
        }
    }
    poor.into_iter()
        .filter_map(|key| {
            let mut counts = like.get(&(key.root, masked(&key.path)))?.clone();
            counts.sort_unstable();
            // A tenth of the files on either side may be unlike the rest.
            let at = |share: usize| counts.get(counts.len() * share / 10).copied().unwrap_or(0);
            let (low, high) = (at(2), at(8));
            let found = given(ledger, key)?;
            (counts.len() > ENOUGH && low >= FEWEST).then(|| {
                let usual = if low == high { low.to_string() } else { format!("{low} to {high}") };
                let message =
                    format!("it gave {found} articles, where files of its kind give usually {usual}");
                Problem::doubt(&key.path, 1, Code::Guard, message)
            })
        })
        .collect()
}

/// How many articles a file gave that was read well.
fn given(ledger: &Ledger, key: &FileKey) -> Option<usize> {
    match &ledger.files.get(key)?.outcome {
        Outcome::Articles(articles) => Some(articles.len()),
        _ => None,
    }
}

/// A path with each run of figures as one sign, so that the files of many days are alike.
fn masked(path: &str) -> String {
    let mut masked = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            '0'..='9' if masked.ends_with('#') => {}
            '0'..='9' => masked.push('#'),
            _ => masked.push(c),
        }
    }
    masked
}

/// What this run took in, against the runs before it: far more undated articles than usual, and sources that
/// stopped appearing. `runs` are the oldest first.
pub fn unlike_other_nights(report: &Report, runs: &[Run]) -> Vec<Problem> {
    let before: Vec<&Report> = runs
        .iter()
        .map(|run| &run.report)
        .filter(|report| report.rebuilt.is_none() && taken(report) > 0)
        .collect();
    let mut problems = Vec::new();
    problems.extend(undated(report, &before));
    problems.extend(silent_sources(report, &before));
    problems
}

/// How many articles a run took in.
fn taken(report: &Report) -> u64 {
    report.sources.values().sum::<u64>().max(report.articles_added)
}

fn undated(report: &Report, before: &[&Report]) -> Option<Problem> {
    /// Shares of fewer articles tell nothing.
    const FEWEST: u64 = 20;
    /// So much more than usual, and so many times as much, is told.
    const MORE: f64 = 0.1;
    const TIMES: f64 = 3.0;
    let share = |report: &Report| report.articles_undated as f64 / taken(report).max(1) as f64;
    let mut shares: Vec<f64> =
        before.iter().filter(|report| taken(report) >= FEWEST).map(|report| share(report)).collect();
    if shares.len() < ENOUGH || taken(report) < FEWEST {
        return None;
    }
    shares.sort_by(f64::total_cmp);
    let usual = shares.get(shares.len() / 2).copied().unwrap_or(0.0);
    let now = share(report);
    (now > usual + MORE && now > usual * TIMES).then(|| {
        let message = format!(
            "{:.0} % of the articles of this run are undated, where {:.0} % is usual; has a layout changed?",
            now * 100.0,
            usual * 100.0
        );
        guard(message)
    })
}

/// Sources that nearly every run brought, and that the last few did not; told by the run that makes it sure.
fn silent_sources(report: &Report, before: &[&Report]) -> Option<Problem> {
    /// So many runs without a source are no chance.
    const SILENT: usize = 3;
    /// So many runs tell that a source came with nearly each.
    const HISTORY: usize = 10;
    let end = before.len().checked_sub(SILENT - 1)?;
    let last = before.get(end.checked_sub(HISTORY)?..end)?;
    if taken(report) == 0 {
        return None;
    }
    let since = before.get(end..).unwrap_or(&[]);
    let brought = |reports: &[&Report], source: &str| {
        reports.iter().filter(|report| report.sources.contains_key(source)).count()
    };
    let is_silent = |source: &&String| {
        !report.sources.contains_key(*source)
            && brought(since, source) == 0
            && brought(last, source) * 10 >= HISTORY * 9
    };
    let newest = last.last()?;
    let silent: Vec<String> =
        newest.sources.keys().filter(is_silent).map(|source| format!("“{source}”")).collect();
    (!silent.is_empty()).then(|| {
        guard(format!(
            "nothing came from {} in the last {SILENT} runs, where nearly every run brought some",
            silent.join(", ")
        ))
    })
}

/// What concerns the whole of a run.
fn guard(message: String) -> Problem {
    Problem { line: None, since: None, ..Problem::doubt("", 0, Code::Guard, message) }
}
