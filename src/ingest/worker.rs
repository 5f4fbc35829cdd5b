//! One file, start to end: read, recognised, cut into articles, handed to the writer. Whatever is wrong
//! with it, a panic of a reader included, becomes a [`Problem`] and leaves every other file alone.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::corpus::read::CHANGES;
use crate::corpus::{self, Bytes, SourceFile};
use crate::error::Result;
use crate::extract::{self, FileName, How};
use crate::index::Writer;
use crate::model::{Article, Code, FileRow, Given, Lost, Outcome, Problem, Skip};

use super::handing::{Handing, Tally};
use super::ids::Ids;

/// So many doubts of a file are listed; how many more there are is said with the last.
const MOST_DOUBTS: usize = 1_000;

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
    /// What was counted of its articles.
    pub tally: Tally,
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
    let before = old.map_or(&[][..], FileRow::articles);
    let lost = |problem, kept: &[Given]| lost(desk, problem, old, kept.to_vec());
    let mut content = match corpus::read(&file) {
        Ok(content) => content,
        Err(problem) => {
            let (stamp, outcome) = (file.stamp, lost(problem, before));
            let row = FileRow { stamp, hash: 0, outcome, doubts: Vec::new() };
            return Ok(Taken { file, row, changed: false, bytes: 0, tally: Tally::default() });
        }
    };
    let (stamp, hash, bytes) = (content.stamp, content.hash, content.stamp.size);
    if let Some(old) = old.filter(|old| old.hash == hash && matches!(old.outcome, Outcome::Articles(_))) {
        let row = FileRow { stamp, ..old.clone() };
        return Ok(Taken { file, row, changed: false, bytes, tally: Tally::default() });
    }
    let name = FileName { path: file.key.path.clone() };
    // What a damaged file still gives is kept, unless it gave more when it was whole.
    let gives_less = |articles: usize| articles < before.len().max(1);
    let mut understood = None;
    if content.is_long() && !before.is_empty() {
        // Its articles are handed over before its end is seen: it is read for its end alone first.
        let mut articles = 0;
        let mut count = |_| {
            articles += 1;
            Ok(())
        };
        let counted = understand(&mut content.bytes, &name, how, &mut count)?;
        understood = Some(counted).filter(|counted| counted.is_loss() && gives_less(articles));
    }
    let mut handing = Handing::of(desk, &file.key);
    let understood = match understood {
        Some(understood) => understood,
        None => understand(&mut content.bytes, &name, how, &mut |article| handing.take(article))?,
    };
    let understood = match understood {
        Understood::Read { doubts, loss: None } if content.has_changed() => {
            Understood::Read { doubts, loss: Some(Problem::lost(&name.path, Code::Changing, CHANGES)) }
        }
        understood => understood,
    };
    let mut tally = Tally::default();
    let (outcome, doubts) = match understood {
        Understood::Read { loss: Some(problem), .. }
            if !handing.has_begun() && gives_less(handing.count()) =>
        {
            (lost(problem, before), Vec::new())
        }
        Understood::Read { doubts, loss } => {
            let given;
            (given, tally) = handing.finish()?;
            let outcome = match loss {
                None => Outcome::Articles(given),
                Some(problem) => lost(problem, &given),
            };
            (outcome, doubts)
        }
        Understood::Skipped(skip) if before.is_empty() || skip == Skip::Empty => {
            desk.writer.remove(&file.key)?;
            (Outcome::Skipped(skip), Vec::new())
        }
        Understood::Skipped(skip) => {
            let message = format!("it gave articles before and is now {}; they are kept", skip.reason());
            (lost(Problem::lost(name.path, Code::NoLongerText, message), before), Vec::new())
        }
    };
    let row = FileRow { stamp, hash, outcome, doubts };
    Ok(Taken { file, row, changed: true, bytes, tally })
}

/// How the reading of a file ended.
enum Understood {
    /// Its articles were taken; what was doubtful, and what of it could not be read.
    Read { doubts: Vec<Problem>, loss: Option<Problem> },
    /// It is of no kind that has any.
    Skipped(Skip),
}

impl Understood {
    fn is_loss(&self) -> bool {
        matches!(self, Understood::Read { loss: Some(_), .. })
    }
}

/// Reads a file; `take` takes its articles.
///
/// # Errors
/// Those of `take`.
fn understand(
    bytes: &mut Bytes,
    name: &FileName,
    how: &How,
    take: &mut dyn FnMut(Article) -> Result<()>,
) -> Result<Understood> {
    let lost = |code, message: String| {
        Ok(Understood::Read { doubts: Vec::new(), loss: Some(Problem::lost(&name.path, code, message)) })
    };
    let read = catch_unwind(AssertUnwindSafe(|| {
        match extract::recognise(bytes, name, how) {
            Ok(Ok(_)) => {}
            Ok(Err(skip)) => return Ok(Understood::Skipped(skip)),
            Err(error) => return lost(Code::Unreadable, error.to_string()),
        }
        let (mut doubts, mut further_doubts) = (Vec::<Problem>::new(), 0);
        let (mut loss, mut further_losses) = (None::<Problem>, 0);
        for piece in extract::articles(bytes, name, how) {
            match piece {
                Ok(article) => take(article)?,
                Err(problem) if problem.lost && loss.is_none() => loss = Some(problem),
                Err(problem) if problem.lost => further_losses += 1,
                Err(doubt) if doubts.len() < MOST_DOUBTS => doubts.push(doubt),
                Err(_) => further_doubts += 1,
            }
        }
        if let Some(last) = doubts.last_mut().filter(|_| further_doubts > 0) {
            last.message = format!("{} (and {further_doubts} more doubts about this file)", last.message);
        }
        if let Some(loss) = loss.as_mut().filter(|_| further_losses > 0) {
            loss.message = format!("{} (and {further_losses} more of its files)", loss.message);
        }
        Ok(Understood::Read { doubts, loss })
    }));
    read.unwrap_or_else(|_| {
        let message = "its reader failed on it; please report this file to the developers of newsdex";
        lost(Code::ReaderFailed, message.to_owned())
    })
}

/// What becomes of a lost file, of which `kept` stays in the index. An old loss keeps its day.
fn lost(desk: &Desk<'_>, problem: Problem, old: Option<&FileRow>, kept: Vec<Given>) -> Outcome {
    let since = match old.map(|old| &old.outcome) {
        Some(Outcome::Lost(lost)) if lost.code == problem.code => lost.since.clone(),
        _ => desk.started.to_owned(),
    };
    Outcome::Lost(Box::new(Lost { code: problem.code, message: problem.message, since, kept }))
}
