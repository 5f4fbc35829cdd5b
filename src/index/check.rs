//! The index against its ledger and its own checksums. Nothing is changed, and nothing of the corpus is looked at.

use std::collections::BTreeMap;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, SegmentReader, TERMINATED};

use super::faults::engine_error;
use super::generation::Generation;
use crate::error::Result;
use crate::model::{FileRow, Ledger};

/// How many files that do not fit are named, before the rest is only counted.
const MOST_NAMED: usize = 20;

/// Whatever does not fit in that generation, a sentence each; none where it is sound. Reads all of it.
///
/// # Errors
/// Where it cannot be read at all, its ledger included.
pub fn check(generation: &Generation) -> Result<Vec<String>> {
    let ledger = generation.ledger()?;
    let fault = engine_error(generation.dir(), "check the index");
    let mut findings = broken_files(generation)?;
    let mut articles = BTreeMap::new();
    let mut ids = 0_u64;
    for segment in generation.searcher().segment_readers() {
        count_articles(generation, segment, &mut articles).map_err(&fault)?;
        ids = ids.wrapping_add(sum_of_ids(generation, segment).map_err(&fault)?);
    }
    findings.extend(differences(&ledger, &articles));
    if findings.is_empty() && ids != sum_of_ids_in(&ledger) {
        findings.push("the ids of the articles are not those of the ledger".to_owned());
    }
    findings.extend(sums(generation, &ledger));
    Ok(findings)
}

/// The engine's files that are not as they were written.
fn broken_files(generation: &Generation) -> Result<Vec<String>> {
    let broken = generation.index().validate_checksum();
    let broken = broken.map_err(engine_error(generation.dir(), "check the index"))?;
    let mut names: Vec<String> =
        broken.iter().map(|file| format!("the file {} is not as it was written", file.display())).collect();
    names.sort();
    Ok(names)
}

/// Adds up how many living articles of each file a segment holds.
fn count_articles(
    generation: &Generation,
    segment: &SegmentReader,
    articles: &mut BTreeMap<String, u64>,
) -> tantivy::Result<()> {
    let files = segment.inverted_index(generation.fields.file_key)?;
    let mut terms = files.terms().stream()?;
    while terms.advance() {
        let mut postings = files.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
        let mut count = 0;
        while postings.doc() != TERMINATED {
            count += u64::from(!segment.is_deleted(postings.doc()));
            postings.advance();
        }
        if count > 0 {
            *articles.entry(String::from_utf8_lossy(terms.key()).into_owned()).or_default() += count;
        }
    }
    Ok(())
}

fn sum_of_ids(generation: &Generation, segment: &SegmentReader) -> tantivy::Result<u64> {
    let name = segment.schema().get_field_name(generation.fields.id);
    let ids = segment.fast_fields().u64(name)?;
    let alive = segment.doc_ids_alive();
    Ok(alive.filter_map(|article| ids.first(article)).fold(0, u64::wrapping_add))
}

fn sum_of_ids_in(ledger: &Ledger) -> u64 {
    let given = ledger.files.values().flat_map(FileRow::articles);
    given.fold(0, |sum, given| sum.wrapping_add(given.id.0))
}

/// The files of which index and ledger do not hold the same number of articles.
fn differences(ledger: &Ledger, articles: &BTreeMap<String, u64>) -> Vec<String> {
    let mut expected: BTreeMap<String, u64> = BTreeMap::new();
    for (file, row) in &ledger.files {
        if !row.articles().is_empty() {
            expected.insert(file.to_string(), row.articles().len() as u64);
        }
    }
    let wrong = expected.iter().filter_map(|(file, wanted)| {
        let held = articles.get(file).copied().unwrap_or(0);
        (held != *wanted).then(|| format!("{file}: the index holds {held} articles, the ledger {wanted}"))
    });
    let unknown = articles.iter().filter(|(file, _)| !expected.contains_key(*file));
    let unknown =
        unknown.map(|(file, held)| format!("{file}: the index holds {held} articles, the ledger none"));
    let mut findings: Vec<String> = wrong.chain(unknown).collect();
    if findings.len() > MOST_NAMED {
        let rest = findings.split_off(MOST_NAMED).len();
        findings.push(format!("{rest} more files do not fit"));
    }
    findings
}

/// The sums that the last commit noted, against what there is.
fn sums(generation: &Generation, ledger: &Ledger) -> Vec<String> {
    let alive = generation.searcher().num_docs();
    let state = &generation.state;
    [
        ("articles in the index", alive, state.articles),
        ("articles in the ledger", ledger.articles(), state.articles),
        ("files in the ledger", ledger.files_taken(), state.files),
    ]
    .into_iter()
    .filter(|(_, found, noted)| found != noted)
    .map(|(what, found, noted)| format!("{what}: {found}, and the last commit noted {noted}"))
    .collect()
}
