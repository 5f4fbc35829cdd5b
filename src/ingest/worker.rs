//! One file, start to end: read, recognised, cut into articles, handed to the writer. Whatever is wrong
//! with it, a panic of a reader included, becomes a [`Problem`] and leaves every other file alone.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::corpus::{self, SourceFile};
use crate::error::Result;
use crate::extract::{self, FileName, How};
use crate::index::Writer;
use crate::model::{Article, Code, FileRow, Given, Outcome, Problem, Sketch, Skip, Stamp};

use super::ids::Ids;

/// What a file gave.
pub struct Taken {
    /// The file.
    pub file: SourceFile,
    /// Its row from now on.
    pub row: FileRow,
    /// Whether its content was other than before.
    pub changed: bool,
    /// How many bytes were read.
    pub bytes: u64,
    /// How many of its articles have no day, month or year.
    pub undated: u64,
    /// The sources of its articles.
    pub sources: Vec<String>,
}

/// What every worker of a run shares.
pub struct Desk<'a> {
    /// Where the articles go.
    pub writer: &'a Writer,
    /// Which ids are known, and since when.
    pub ids: &'a Ids,
    /// When the run began, in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// The same as RFC 3339.
    pub started: &'a str,
}

/// Takes in one file: whole, or what can be read of it, which is then told as a loss. `old` is its row of the last commit.
///
/// # Errors
/// Only what the writer cannot go on after; what is wrong with the file stands in its row.
pub fn take(desk: &Desk<'_>, file: SourceFile, old: Option<&FileRow>, how: &How) -> Result<Taken> {
    let content = match corpus::read(&file) {
        Ok(content) => content,
        Err(problem) => {
            let row = lost_row(desk, file.stamp, 0, problem, old);
            return Ok(Taken { file, row, changed: false, bytes: 0, undated: 0, sources: Vec::new() });
        }
    };
    let bytes = content.bytes.len() as u64;
    let (stamp, hash) = (content.stamp, content.hash);
    if let Some(old) = old.filter(|old| old.hash == hash && matches!(old.outcome, Outcome::Articles(_))) {
        let row = FileRow { stamp, ..old.clone() };
        return Ok(Taken { file, row, changed: false, bytes, undated: 0, sources: Vec::new() });
    }
    let name = FileName { path: file.key.path.clone() };
    let (mut undated, mut sources) = (0, Vec::new());
    let row = match catch_unwind(AssertUnwindSafe(|| understand(content.bytes, &name, how))) {
        // What a damaged file still gives is kept, unless it gave more when it was whole.
        Ok(Understood::Articles { articles, loss: Some(problem), .. })
            if articles.is_empty() || articles.len() < old.map_or(0, |old| old.articles().len()) =>
        {
            lost_row(desk, stamp, hash, problem, old)
        }
        Ok(Understood::Articles { articles, doubts, loss }) => {
            let given: Vec<Given> = articles
                .iter()
                .map(|(article, _)| Given {
                    id: article.id,
                    added: desk.ids.added(article.id).unwrap_or(desk.now),
                })
                .collect();
            undated = articles.iter().filter(|(article, _)| article.published.is_none()).count() as u64;
            sources.extend(articles.iter().filter_map(|(article, _)| article.source.clone()));
            let pairs = articles.iter().zip(&given);
            desk.writer
                .replace(&file.key, pairs.map(|((article, sketch), given)| (article, sketch, given.added)))?;
            match loss {
                None => FileRow { stamp, hash, outcome: Outcome::Articles(given), doubts },
                Some(problem) => {
                    let mut row = lost_row(desk, stamp, hash, problem, old);
                    if let Outcome::Lost { kept, .. } = &mut row.outcome {
                        *kept = given;
                    }
                    FileRow { doubts, ..row }
                }
            }
        }
        Ok(Understood::Skipped(skip)) => match old.map(FileRow::articles) {
            Some([_, ..]) if skip != Skip::Empty => {
                let message = format!("it gave articles before and is now {}; they are kept", skip.reason());
                lost_row(desk, stamp, hash, Problem::lost(name.path, Code::NoLongerText, message), old)
            }
            _ => {
                desk.writer.remove(&file.key)?;
                FileRow { stamp, hash, outcome: Outcome::Skipped(skip), doubts: Vec::new() }
            }
        },
        Ok(Understood::Lost(problem)) => lost_row(desk, stamp, hash, problem, old),
        Err(_) => {
            let message = "its reader failed on it; please report this file to the developers of newsdex";
            lost_row(desk, stamp, hash, Problem::lost(name.path, Code::ReaderFailed, message), old)
        }
    };
    Ok(Taken { file, row, changed: true, bytes, undated, sources })
}

enum Understood {
    Articles { articles: Vec<(Article, Sketch)>, doubts: Vec<Problem>, loss: Option<Problem> },
    Skipped(Skip),
    Lost(Problem),
}

/// A file's articles and what of it could not be read, or why it has none.
fn understand(bytes: Vec<u8>, name: &FileName, how: &How) -> Understood {
    let mut source = Cursor::new(bytes);
    match extract::recognise(&mut source, name, how) {
        Ok(Ok(_)) => {}
        Ok(Err(skip)) => return Understood::Skipped(skip),
        Err(error) => {
            return Understood::Lost(Problem::lost(&name.path, Code::Unreadable, error.to_string()));
        }
    }
    let (mut articles, mut doubts) = (Vec::new(), Vec::new());
    let mut losses: Vec<Problem> = Vec::new();
    for piece in extract::articles(&mut source, name, how) {
        match piece {
            Ok(article) => {
                let sketch = extract::sketch(&article.body);
                articles.push((article, sketch));
            }
            Err(problem) if problem.lost => losses.push(problem),
            Err(doubt) => doubts.push(doubt),
        }
    }
    let further = losses.len().saturating_sub(1);
    let mut loss = losses.into_iter().next();
    if let Some(loss) = loss.as_mut().filter(|_| further > 0) {
        loss.message = format!("{} (and {further} more of its files)", loss.message);
    }
    Understood::Articles { articles, doubts, loss }
}

/// The row of a lost file: what it gave at its last good reading is kept, and an old loss keeps its day.
fn lost_row(desk: &Desk<'_>, stamp: Stamp, hash: u128, problem: Problem, old: Option<&FileRow>) -> FileRow {
    let since = match old.map(|old| &old.outcome) {
        Some(Outcome::Lost { code, since, .. }) if *code == problem.code => since.clone(),
        _ => desk.started.to_owned(),
    };
    let kept = old.map(|old| old.articles().to_vec()).unwrap_or_default();
    let outcome = Outcome::Lost { code: problem.code, message: problem.message, since, kept };
    FileRow { stamp, hash, outcome, doubts: Vec::new() }
}
