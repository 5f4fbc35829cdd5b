//! `runs.jsonl`: a line for each run that has ended, oldest first.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::error::{Error, Result};
use crate::model::Run;

const RUNS: &str = "runs.jsonl";

/// When the file has grown beyond so many bytes, its older half is dropped.
const MOST_BYTES: usize = 8 << 20;

/// The runs so far, oldest first. A line that cannot be read, half-written by a run that was killed, is left out.
pub(super) fn read(dir: &Path) -> Result<Vec<Run>> {
    let lines = text(dir)?;
    Ok(lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// Adds a run.
pub(super) fn append(dir: &Path, run: &Run) -> Result<()> {
    let path = dir.join(RUNS);
    let mut line = serde_json::to_string(run).map_err(|error| Error::Engine(error.to_string()))?;
    line.push('\n');
    let before = text(dir)?;
    if before.len() + line.len() > MOST_BYTES {
        return replace(dir, newer_half(&before), &line);
    }
    // A half-written line must not swallow this one.
    if !before.is_empty() && !before.ends_with('\n') {
        line.insert(0, '\n');
    }
    let write = || {
        let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(&path)?;
        file.write_all(line.as_bytes())?;
        file.sync_data()
    };
    write().map_err(Error::disk(&path, "note the run"))
}

fn text(dir: &Path) -> Result<String> {
    let path = dir.join(RUNS);
    match fs::read(&path) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Error::disk(&path, "read the runs")(error)),
    }
}

fn newer_half(lines: &str) -> &str {
    let newer = lines.as_bytes()[lines.len() / 2..].iter().position(|byte| *byte == b'\n');
    newer.and_then(|end| lines.get(lines.len() / 2 + end + 1..)).unwrap_or("")
}

fn replace(dir: &Path, kept: &str, line: &str) -> Result<()> {
    let (path, next) = (dir.join(RUNS), dir.join("runs.jsonl.new"));
    let write = || {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&next)?;
        file.write_all(kept.as_bytes())?;
        file.write_all(line.as_bytes())?;
        file.sync_data()?;
        fs::rename(&next, &path)
    };
    write().map_err(Error::disk(&path, "note the run"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Report;

    fn run(generation: u32) -> Run {
        Run { generation, status: 0, report: Report::default() }
    }

    #[test]
    fn runs_come_back_in_order_and_a_half_written_one_is_left_out() {
        let dir = tempfile::tempdir().unwrap();
        assert!(read(dir.path()).unwrap().is_empty());
        append(dir.path(), &run(1)).unwrap();
        let mut file = OpenOptions::new().append(true).open(dir.path().join(RUNS)).unwrap();
        file.write_all(b"{\"generation\":7,").unwrap();
        append(dir.path(), &run(2)).unwrap();
        let generations: Vec<u32> = read(dir.path()).unwrap().iter().map(|run| run.generation).collect();
        assert_eq!(generations, [1, 2]);
    }

    #[test]
    fn the_older_half_is_cut_at_a_line_end() {
        assert_eq!(newer_half("aaaaaaaa\nbb\ncc\n"), "bb\ncc\n");
        assert_eq!(newer_half("éééé\nb"), "b");
    }
}
