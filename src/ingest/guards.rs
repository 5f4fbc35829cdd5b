//! What is not normal. A guard looks at what a run is about to do, and speaks where it looks like a disk
//! that is not there rather than like news that were deleted.

use std::collections::BTreeMap;

use crate::model::{Code, FileKey, Ledger, Problem};

/// Of the files that are gone, those whose articles must not go with them: where a root would lose more than
/// half of its articles, none of it is removed. Gives a problem for each such root.
pub fn mass_deletion(ledger: &Ledger, gone: &[FileKey]) -> (Vec<u32>, Vec<Problem>) {
    let mut had: BTreeMap<u32, usize> = BTreeMap::new();
    for (key, row) in &ledger.files {
        *had.entry(key.root).or_default() += row.articles().len();
    }
    let mut going: BTreeMap<u32, usize> = BTreeMap::new();
    for key in gone {
        *going.entry(key.root).or_default() += ledger.files.get(key).map_or(0, |row| row.articles().len());
    }
    let mut held = Vec::new();
    let mut problems = Vec::new();
    for (number, going) in going {
        let had = had.get(&number).copied().unwrap_or(0);
        if going * 2 <= had {
            continue;
        }
        held.push(number);
        let path = ledger.root(number).map_or_else(String::new, |root| root.path.clone());
        let files = gone.iter().filter(|key| key.root == number).count();
        let message = format!(
            "{files} files with {going} of its {had} articles are gone; is the disk mounted? Nothing was removed; \
             `--allow-mass-delete` removes them"
        );
        problems.push(Problem { line: None, since: None, ..Problem::doubt(path, 0, Code::Guard, message) });
    }
    (held, problems)
}
