//! What an index holds, and how its last runs went.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::harmless::harmless;
use super::table::{Column, table};
use super::words::{counted, duration, thousands};
use super::{Ink, Look, messages};
use crate::model::{Kept, Problem, Run, Skip};

/// What `status` tells of an index. Serialised, it is the object of `status --json`.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Status {
    /// The index folder.
    pub index: String,
    /// The number of its current generation.
    pub generation: u32,
    /// Articles that it holds, each place apart.
    pub articles: u64,
    /// Files that they came from.
    pub files: u64,
    /// The folders that it was built from.
    pub folders: Vec<Folder>,
    /// The last runs, the newest last.
    pub runs: Vec<Run>,
    /// The files that should have been read and could not be.
    pub lost: Vec<Problem>,
    /// What was doubtful.
    pub doubts: Vec<Problem>,
    /// What was passed over: by reason, and then by kind of file.
    pub skipped: BTreeMap<Skip, BTreeMap<String, u64>>,
}

/// A folder (or single file) that an index was built from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Folder {
    /// Its path.
    pub path: String,
    /// The articles from it, each place apart.
    pub articles: u64,
    /// The files that they came from.
    pub files: u64,
}

/// Of long lists so many lines are shown, unless details are wanted.
const SHOWN: usize = 10;

/// The status for people, in paragraphs.
pub(super) fn text(out: &mut dyn Write, status: &Status, look: &Look<'_>) -> io::Result<()> {
    let paint = look.paint;
    let heading = |out: &mut dyn Write, text: &str| writeln!(out, "\n{}", paint.ink(Ink::Headline, text));
    writeln!(
        out,
        "{} holds {} from {} (generation {})",
        paint.ink(Ink::Path, &harmless(&status.index)),
        paint.ink(Ink::Headline, &counted(status.articles, "article")),
        counted(status.files, "file"),
        status.generation
    )?;

    heading(out, "Folders")?;
    let columns = [Column("articles", true), Column("files", true), Column("folder", false)];
    let rows: Vec<Vec<String>> = status
        .folders
        .iter()
        .map(|folder| {
            vec![thousands(folder.articles), thousands(folder.files), harmless(&folder.path).into_owned()]
        })
        .collect();
    table(out, &columns, &rows, paint)?;

    if !status.runs.is_empty() {
        heading(out, "Last runs")?;
        runs(out, &status.runs, look)?;
    }
    if !status.lost.is_empty() {
        heading(out, &format!("Not readable ({})", counted(status.lost.len() as u64, "file")))?;
        problems(out, &status.lost, look, Ink::Wrong)?;
    }
    if !status.doubts.is_empty() && look.verbose {
        heading(out, "Doubts")?;
        problems(out, &status.doubts, look, Ink::Doubt)?;
    }
    if status.skipped.iter().any(|row| is_told(&row)) {
        heading(out, "Passed over")?;
        skipped(out, &status.skipped, look)?;
    }
    Ok(())
}

fn runs(out: &mut dyn Write, runs: &[Run], look: &Look<'_>) -> io::Result<()> {
    let columns = [
        Column("began (UTC)", false),
        Column("took", true),
        Column("added", true),
        Column("removed", true),
        Column("new", true),
        Column("changed", true),
        Column("gone", true),
        Column("lost", true),
        Column("exit", true),
    ];
    let row = |run: &Run| {
        let report = &run.report;
        let began = run.report.started.get(..16).unwrap_or(&run.report.started).replace('T', " ");
        let mut row = vec![harmless(&began).into_owned(), duration(report.seconds)];
        let counts = [
            report.articles_added,
            report.articles_removed,
            report.files_new,
            report.files_changed,
            report.files_removed,
            report.files_lost,
            u64::from(run.status),
        ];
        row.extend(counts.map(thousands));
        row
    };
    let rows: Vec<Vec<String>> = runs.iter().map(row).collect();
    table(out, &columns, &rows, look.paint)
}

/// The generations that are kept, for people.
pub(super) fn kept(out: &mut dyn Write, kept: &[Kept], look: &Look<'_>) -> io::Result<()> {
    let columns = [
        Column("generation", true),
        Column("began (UTC)", false),
        Column("articles", true),
        Column("files", true),
        Column("", false),
    ];
    let row = |kept: &Kept| {
        let began = kept.began.as_deref().map_or("interrupted", |began| began.get(..16).unwrap_or(began));
        vec![
            kept.generation.to_string(),
            harmless(&began.replace('T', " ")).into_owned(),
            thousands(kept.articles),
            thousands(kept.files),
            if kept.current { "current".to_owned() } else { String::new() },
        ]
    };
    table(out, &columns, &kept.iter().map(row).collect::<Vec<_>>(), look.paint)
}

fn problems(out: &mut dyn Write, problems: &[Problem], look: &Look<'_>, ink: Ink) -> io::Result<()> {
    let shown = if look.verbose { problems.len() } else { problems.len().min(SHOWN) };
    for problem in &problems[..shown] {
        let since = problem.since.as_deref().and_then(|since| since.get(..10));
        let since = since.map(|day| format!(", since {}", harmless(day))).unwrap_or_default();
        let line = messages::problem(problem);
        writeln!(out, "  {}{}", look.paint.ink(ink, &line), look.paint.ink(Ink::Faint, &since))?;
    }
    match problems.len() - shown {
        0 => Ok(()),
        more => writeln!(out, "  … and {} more (--verbose shows all)", thousands(more as u64)),
    }
}

/// That an index is no news goes without saying.
fn is_told((skip, kinds): &(&Skip, &BTreeMap<String, u64>)) -> bool {
    **skip != Skip::Index && !kinds.is_empty()
}

fn skipped(
    out: &mut dyn Write,
    skipped: &BTreeMap<Skip, BTreeMap<String, u64>>,
    look: &Look<'_>,
) -> io::Result<()> {
    let columns = [Column("files", true), Column("why", false), Column("kinds", false)];
    let mut rows = Vec::new();
    for (reason, kinds) in skipped.iter().filter(is_told) {
        let mut kinds: Vec<(&String, &u64)> = kinds.iter().collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let total: u64 = kinds.iter().map(|(_, count)| **count).sum();
        let shown = if look.verbose { kinds.len() } else { kinds.len().min(6) };
        let mut named: Vec<String> = kinds[..shown]
            .iter()
            .map(|(kind, count)| format!("{} {}", harmless(kind), thousands(**count)))
            .collect();
        if kinds.len() > shown {
            named.push("…".to_owned());
        }
        rows.push(vec![thousands(total), reason.reason().to_owned(), named.join(", ")]);
    }
    table(out, &columns, &rows, look.paint)
}
