//! Why nothing matched: which part of the question no article has, the nearest word that the index knows, and how
//! many there would be with less asked.

use super::translate::translate;
use super::view::View;
use super::vocabulary;
use crate::error::Result;
use crate::index::analyser::{Word, words};
use crate::model::{Clause, Nothing, Query, Wanted};

/// How many parts of a question are looked into.
const MOST_PARTS: usize = 16;

/// Why no article matches.
pub(super) fn why(view: &View, query: &Query) -> Result<Nothing> {
    let mut parts = Vec::new();
    query.clause.iter().for_each(|clause| wanted_parts(clause, &mut parts));
    let mut missing = Vec::new();
    for part in parts.into_iter().take(MOST_PARTS) {
        let Clause::Text { wanted, .. } = part else { continue };
        if matches(view, Some(part.clone()), Vec::new())? == 0 {
            missing.push((typed(wanted).to_owned(), nearest(view, wanted)?));
        }
    }
    let has_date = query.filters.iter().chain(&query.clause).any(asks_date);
    let without_dates = if has_date {
        let filters = query.filters.iter().filter_map(without_date).collect();
        Some(matches(view, query.clause.as_ref().and_then(without_date), filters)?)
    } else {
        None
    };
    let without_filters =
        if query.filters.is_empty() { None } else { Some(matches(view, query.clause.clone(), Vec::new())?) };
    Ok(Nothing { missing, without_dates, without_filters })
}

fn matches(view: &View, clause: Option<Clause>, filters: Vec<Clause>) -> Result<u64> {
    let query = Query { clause, filters, ..Query::default() };
    view.count(translate(view, &query)?.query.as_ref())
}

/// The texts that an article has to have, or may.
fn wanted_parts<'a>(clause: &'a Clause, parts: &mut Vec<&'a Clause>) {
    match clause {
        Clause::All(clauses) | Clause::Any(clauses) => {
            clauses.iter().for_each(|clause| wanted_parts(clause, parts));
        }
        Clause::Boost(clause, _) => wanted_parts(clause, parts),
        Clause::Text { .. } => parts.push(clause),
        _ => {}
    }
}

fn typed(wanted: &Wanted) -> &str {
    match wanted {
        Wanted::Word(text) | Wanted::Exact(text) | Wanted::Wildcard(text) => text,
        Wanted::Phrase { text, .. } | Wanted::Fuzzy { text, .. } => text,
    }
}

/// The word nearest to the one that was typed; for several words there is none.
fn nearest(view: &View, wanted: &Wanted) -> Result<Option<(String, u64)>> {
    if matches!(wanted, Wanted::Wildcard(_)) {
        return Ok(None);
    }
    let found: Vec<Word> = words(typed(wanted)).collect();
    match found.as_slice() {
        [only] => vocabulary::nearest(view, &only.text),
        _ => Ok(None),
    }
}

fn asks_date(clause: &Clause) -> bool {
    match clause {
        Clause::Published(_) | Clause::OnThisDay(..) | Clause::Added(_) | Clause::New => true,
        Clause::All(clauses) | Clause::Any(clauses) => clauses.iter().any(asks_date),
        Clause::Not(clause) | Clause::Boost(clause, _) => asks_date(clause),
        _ => false,
    }
}

/// The clause without its conditions on dates; `None` where nothing else is left.
fn without_date(clause: &Clause) -> Option<Clause> {
    let rest = |clauses: &[Clause]| -> Vec<Clause> { clauses.iter().filter_map(without_date).collect() };
    match clause {
        Clause::Published(_) | Clause::OnThisDay(..) | Clause::Added(_) | Clause::New => None,
        Clause::All(clauses) => Some(rest(clauses)).filter(|rest| !rest.is_empty()).map(Clause::All),
        Clause::Any(clauses) => Some(rest(clauses)).filter(|rest| !rest.is_empty()).map(Clause::Any),
        Clause::Not(clause) => without_date(clause).map(|clause| Clause::Not(Box::new(clause))),
        Clause::Boost(clause, factor) => {
            without_date(clause).map(|clause| Clause::Boost(Box::new(clause), *factor))
        }
        other => Some(other.clone()),
    }
}
