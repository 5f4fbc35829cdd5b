//! `.newsdexignore`: what the owner of a folder leaves out of it, in the language of `.gitignore`. Rules of a
//! deeper folder come before those of one above it, and the last rule of a file that matches decides.

use std::io::ErrorKind;
use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::model::{Code, Problem};

/// The name of such a file.
pub(super) const NAME: &str = ".newsdexignore";

/// The rules of the folders from the root down to the one that is being walked.
#[derive(Default)]
pub(super) struct Ignored {
    rules: Vec<(usize, Gitignore)>,
}

impl Ignored {
    /// Enters a folder at that depth: rules of folders that were left go, its own come.
    /// Gives what is wrong with them, `shown` being the folder's name in messages.
    pub(super) fn enter(&mut self, folder: &Path, depth: usize, shown: &str) -> Option<Problem> {
        self.leave(depth);
        let file = folder.join(NAME);
        let shown = if shown.is_empty() { NAME.to_owned() } else { format!("{shown}/{NAME}") };
        let text = match std::fs::read(&file) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            // Below the longest path that there can be, no such file can be either.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::InvalidFilename) => {
                return None;
            }
            Err(error) => {
                return Some(Problem::lost(
                    shown,
                    Code::Unreadable,
                    format!("its rules do not hold: {error}"),
                ));
            }
        };
        let mut builder = GitignoreBuilder::new(folder);
        let mut problem = None;
        for (number, line) in (1..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
            if let Err(error) = builder.add_line(None, line) {
                let message = format!("this line is no rule and was passed over: {error}");
                problem.get_or_insert_with(|| Problem::doubt(&shown, number, Code::Unreadable, message));
            }
        }
        match builder.build() {
            Ok(rules) => self.rules.push((depth, rules)),
            Err(error) => {
                let message = format!("its rules do not hold: {error}");
                problem = Some(Problem::lost(shown, Code::Unreadable, message));
            }
        }
        problem
    }

    /// Forgets the rules of folders at that depth and below.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.rules.last().is_some_and(|(of, _)| *of >= depth) {
            self.rules.pop();
        }
    }

    /// Whether the rules leave this file or folder out.
    pub(super) fn leaves_out(&self, path: &Path, is_folder: bool) -> bool {
        let verdicts = self.rules.iter().rev().map(|(_, rules)| rules.matched(path, is_folder));
        verdicts.into_iter().find(|verdict| !verdict.is_none()).is_some_and(|verdict| verdict.is_ignore())
    }
}
