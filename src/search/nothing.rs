//! Why nothing matched: which part of the question no article has, the nearest word that the index knows, and how
//! many there would be with less asked.

use super::facets::{FacetField, facets};
use super::text::searched;
use super::translate::translate;
use super::view::View;
use super::vocabulary;
use crate::error::Result;
use crate::index::analyser::{Word, words};
use crate::index::mapping::source_key;
use crate::model::{Clause, Missing, Nothing, Query, Wanted, WordField};

/// How many parts of a question are looked into.
const MOST_PARTS: usize = 16;

/// Why no article matches.
pub(super) fn why(view: &View, query: &Query) -> Result<Nothing> {
    let mut parts = Vec::new();
    query.clause.iter().chain(&query.filters).for_each(|clause| wanted_parts(clause, &mut parts));
    let mut missing = Vec::new();
    for part in parts.into_iter().take(MOST_PARTS) {
        if matches(view, Some(part.clone()), Vec::new())? == 0 {
            missing.push(Missing {
                part: said(part),
                is_condition: !matches!(part, Clause::Text { .. }),
                nearest: nearest(view, part)?,
            });
        }
    }
    let has_date = query.filters.iter().chain(&query.clause).any(asks_date);
    let without_dates = if has_date {
        let filters = query.filters.iter().filter_map(without_date).collect();
        Some(matches(view, query.clause.as_ref().and_then(without_date), filters)?)
    } else {
        None
    };
    let without_filters = if query.filters.iter().all(asks_date) {
        None
    } else {
        Some(matches(view, query.clause.clone(), Vec::new())?)
    };
    Ok(Nothing { missing, without_dates, without_filters })
}

fn matches(view: &View, clause: Option<Clause>, filters: Vec<Clause>) -> Result<u64> {
    let query = Query { clause, filters, ..Query::default() };
    view.count(translate(view, &query)?.query.as_ref())
}

/// The words and conditions that an article has to meet, or may. The names of one outlet are one.
fn wanted_parts<'a>(clause: &'a Clause, parts: &mut Vec<&'a Clause>) {
    match clause {
        Clause::Any(clauses) if clauses.iter().any(|clause| matches!(clause, Clause::SourceIs(_))) => {
            parts.push(clause);
        }
        Clause::All(clauses) | Clause::Any(clauses) => {
            clauses.iter().for_each(|clause| wanted_parts(clause, parts));
        }
        Clause::Boost(clause, _) => wanted_parts(clause, parts),
        Clause::Not(_) => {}
        other => parts.push(other),
    }
}

/// Words as they were typed, a condition as it was understood.
fn said(part: &Clause) -> String {
    match part {
        Clause::Text { field, wanted, .. } => {
            let place = field.map_or(String::new(), |field| format!(" in the {field}"));
            format!("{}{place}", typed(wanted))
        }
        other => other.to_string(),
    }
}

fn typed(wanted: &Wanted) -> &str {
    match wanted {
        Wanted::Word(text) | Wanted::Exact(text) | Wanted::Wildcard(text) => text,
        Wanted::Phrase { text, .. } | Wanted::Fuzzy { text, .. } => text,
    }
}

/// The word nearest to the one that was typed, or the outlet nearest to the one that was named; for several words
/// there is none.
fn nearest(view: &View, part: &Clause) -> Result<Option<(String, u64)>> {
    match part {
        Clause::SourceIs(name) => nearest_outlet(view, name),
        Clause::Any(names) => match names.first() {
            Some(Clause::SourceIs(name)) => nearest_outlet(view, name),
            _ => Ok(None),
        },
        Clause::Text { wanted: Wanted::Wildcard(_), .. } => Ok(None),
        Clause::Text { field, wanted, at } => {
            let found: Vec<Word> = words(typed(wanted)).collect();
            let [only] = found.as_slice() else { return Ok(None) };
            let fields: Vec<_> =
                searched(view.fields, *field).iter().map(|searched| searched.field).collect();
            let Some(near) = vocabulary::nearest(view, &fields, &only.text)? else { return Ok(None) };
            let wanted = Wanted::Word(near.clone());
            let count =
                matches(view, Some(Clause::Text { field: *field, wanted, at: at.clone() }), Vec::new())?;
            Ok(Some((near, count)))
        }
        _ => Ok(None),
    }
}

/// The outlet that has those words in its name, else the one whose name differs least.
fn nearest_outlet(view: &View, name: &str) -> Result<Option<(String, u64)>> {
    let largest = |clause: Clause| {
        let query = Query { clause: Some(clause), ..Query::default() };
        let outlets = facets(view, FacetField::Source, &query, Some(1))?;
        Ok(outlets.into_iter().next().map(|outlet| (outlet.value, outlet.count)))
    };
    let wanted = Wanted::Phrase { text: name.to_owned(), slop: 0 };
    let holding = largest(Clause::Text { field: Some(WordField::Source), wanted, at: 0..0 })?;
    if holding.is_some() {
        return Ok(holding);
    }
    match vocabulary::nearest(view, &[view.fields.source_key], &source_key(name))? {
        Some(near) => largest(Clause::SourceIs(near)),
        None => Ok(None),
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
