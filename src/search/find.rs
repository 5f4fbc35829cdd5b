//! The one article that a person means: by the beginning of its id, or by a file and a line of it.

use std::collections::BTreeSet;

use tantivy::Term;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;

use super::conditions::id_span;
use super::places::everywhere;
use super::view::{View, failed};
use crate::error::{Error, Result};
use crate::index::Kept;
use crate::model::{ArticleId, Found};

/// How many of several articles a message names.
const MOST_NAMED: usize = 5;

/// How a person says which article is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// The id, or its beginning: hex digits.
    Id(String),
    /// A file, and a line of the article in it, from 1: the path below its root, or the root's path with it.
    Line {
        /// The path, with `/`; bytes that are not UTF-8 as `%XX`.
        path: String,
        /// The line; `None`: the file has but this article.
        line: Option<u32>,
    },
}

/// The article that is meant.
pub(super) fn find(view: &View, which: &Which) -> Result<Found> {
    match which {
        Which::Id(digits) => by_id(view, digits),
        Which::Line { path, line } => by_line(view, path, *line),
    }
}

fn by_id(view: &View, digits: &str) -> Result<Found> {
    let none = || Error::NoSuchArticle(format!("no article has an id that begins with {digits}"));
    let (first, last) = id_span(digits).ok_or_else(|| {
        Error::NoSuchArticle(format!("{digits} is no id: an id has up to 16 digits from 0 to 9 and a to f"))
    })?;
    let ids = ids_between(view, first, last)?;
    let mut several = ids.iter();
    let id = *several.next().ok_or_else(none)?;
    if several.next().is_none() {
        let standing = everywhere(view, id)?.ok_or_else(none)?;
        return Ok(Found { article: standing.kept.article, place: standing.place, also: standing.also });
    }
    let mut named = Vec::new();
    for id in ids.iter().take(MOST_NAMED) {
        if let Some(standing) = everywhere(view, *id)? {
            named.push(format!("{} {}", ArticleId(*id), standing.kept.article.headline));
        }
    }
    let more = if ids.len() > MOST_NAMED { "\n  …" } else { "" };
    Err(Error::NoSuchArticle(format!(
        "several articles have an id that begins with {digits}:\n  {}{more}",
        named.join("\n  ")
    )))
}

/// The ids of living articles from one to another; a few more than are named, if there are so many.
fn ids_between(view: &View, first: u64, last: u64) -> Result<BTreeSet<u64>> {
    let field = view.fields.id;
    let mut ids = BTreeSet::new();
    for reader in view.searcher.segment_readers() {
        let index = reader.inverted_index(field).map_err(failed)?;
        let from = Term::from_field_u64(field, first);
        let mut words =
            index.terms().range().ge(from.serialized_value_bytes()).into_stream().map_err(failed)?;
        while let Some((word, info)) = words.next() {
            let Ok(id) = word.try_into().map(u64::from_be_bytes) else { continue };
            if id > last || ids.len() > 2 * MOST_NAMED {
                break;
            }
            let mut postings =
                index.read_postings_from_terminfo(info, IndexRecordOption::Basic).map_err(failed)?;
            if lives(reader, &mut postings) {
                ids.insert(id);
            }
        }
    }
    Ok(ids)
}

fn lives(reader: &tantivy::SegmentReader, postings: &mut dyn tantivy::DocSet) -> bool {
    let mut doc = postings.doc();
    while doc != tantivy::TERMINATED {
        if !reader.is_deleted(doc) {
            return true;
        }
        doc = postings.advance();
    }
    false
}

fn by_line(view: &View, path: &str, line: Option<u32>) -> Result<Found> {
    let path = path.strip_prefix("./").unwrap_or(path);
    let mut candidates: Vec<&str> = vec![path];
    candidates.extend(view.roots.iter().filter_map(|root| path.strip_prefix(&root.path)?.strip_prefix('/')));
    let (mut here, mut in_file) = (Vec::new(), 0);
    for candidate in candidates {
        let query =
            TermQuery::new(Term::from_field_text(view.fields.path, candidate), IndexRecordOption::Basic);
        for at in view.searcher.search(&query, &DocSetCollector).map_err(failed)? {
            let kept = view.article(at)?;
            // A path with its root means that root's file.
            if candidate != path && view.place(&kept).root.len() + candidate.len() + 1 != path.len() {
                continue;
            }
            in_file += 1;
            let lines = kept.article.lines;
            let is_meant = |line| lines.is_some_and(|lines| (lines.start..=lines.end).contains(&line));
            if line.is_none_or(is_meant) {
                here.push(kept);
            }
        }
    }
    here.sort_by_key(|kept| (kept.file.root, kept.article.ordinal));
    match (here.as_slice(), line) {
        ([one], _) => by_place(view, one),
        ([], _) if in_file == 0 => {
            Err(Error::NoSuchArticle(format!("the index holds no articles of {path}")))
        }
        ([], line) => {
            let line = line.unwrap_or_default();
            Err(Error::NoSuchArticle(format!("line {line} of {path} belongs to no article")))
        }
        (several, Some(_)) => {
            let named = |kept: &Kept| {
                let place = view.place(kept);
                format!("{} {}/{}", kept.article.id, place.root, place.path)
            };
            Err(several_meant(&format!("several folders have a file {path}"), several, named))
        }
        (several, None) => {
            let named = |kept: &Kept| {
                let line = kept.article.lines.map_or(String::new(), |lines| format!(":{}", lines.start));
                format!("{}{line} {}", kept.article.id, kept.article.headline)
            };
            Err(several_meant(&format!("several articles stand in {path}"), several, named))
        }
    }
}

/// The refusal that names the first of several articles.
fn several_meant(message: &str, several: &[Kept], named: impl Fn(&Kept) -> String) -> Error {
    let more = if several.len() > MOST_NAMED { "\n  …" } else { "" };
    let named: Vec<String> = several.iter().take(MOST_NAMED).map(named).collect();
    Error::NoSuchArticle(format!("{message}:\n  {}{more}", named.join("\n  ")))
}

/// That article at that place, the others beside it.
fn by_place(view: &View, kept: &Kept) -> Result<Found> {
    let place = view.place(kept);
    let mut also = Vec::new();
    if let Some(standing) = everywhere(view, kept.article.id.0)? {
        also = std::iter::once(standing.place).chain(standing.also).filter(|other| *other != place).collect();
    }
    Ok(Found { article: kept.article.clone(), place, also })
}
