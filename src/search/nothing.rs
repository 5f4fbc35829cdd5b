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

/// How many parts are named without which articles would match.
const MOST_NAMED: usize = 3;

/// Why no article matches.
pub(super) fn why(view: &View, query: &Query) -> Result<Nothing> {
    let (mut missing, mut left) = (Vec::new(), MOST_PARTS);
    for clause in query.clause.iter().chain(&query.filters) {
        missing_parts(view, clause, &mut left, &mut missing)?;
    }
    let without = if missing.is_empty() { without_each(view, query)? } else { Vec::new() };
    let any = match query.clause.as_ref().and_then(any_of_the_words) {
        Some(clause) => Some(matches(view, Some(clause), query.filters.clone())?),
        None => None,
    };
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
    Ok(Nothing { missing, without, any, without_dates, without_filters })
}

fn matches(view: &View, clause: Option<Clause>, filters: Vec<Clause>) -> Result<u64> {
    let query = Query { clause, filters, ..Query::default() };
    view.count(translate(view, &query)?.query.as_ref())
}

/// The words and conditions that an article has to meet and that no article meets. Of several of which any is enough
/// all have to be such; the names of one outlet are one, and so are a word and the same word with a letter more.
fn missing_parts(view: &View, clause: &Clause, left: &mut usize, missing: &mut Vec<Missing>) -> Result<()> {
    if *left == 0 {
        return Ok(());
    }
    let parts = match clause {
        Clause::Not(_) => return Ok(()),
        Clause::All(clauses) => clauses.as_slice(),
        Clause::Boost(clause, _) => std::slice::from_ref(&**clause),
        _ => &[],
    };
    if !parts.is_empty() {
        return parts.iter().try_for_each(|part| missing_parts(view, part, left, missing));
    }
    *left -= 1;
    if matches(view, Some(clause.clone()), Vec::new())? > 0 {
        return Ok(());
    }
    let part = match clause {
        Clause::Any(clauses) => match clauses.as_slice() {
            [
                word @ Clause::Text { wanted: Wanted::Word(_), .. },
                Clause::Text { wanted: Wanted::Wildcard(_), .. },
            ] => word,
            [Clause::SourceIs(_), ..] => clause,
            clauses => return clauses.iter().try_for_each(|part| missing_parts(view, part, left, missing)),
        },
        part => part,
    };
    missing.push(Missing {
        part: said(part),
        is_condition: !matches!(part, Clause::Text { .. }),
        nearest: nearest(view, part)?,
    });
    Ok(())
}

/// The parts without which articles would match, those that would give most first.
fn without_each(view: &View, query: &Query) -> Result<Vec<(String, u64)>> {
    let clauses = match &query.clause {
        Some(Clause::All(clauses)) => clauses.as_slice(),
        Some(clause) => std::slice::from_ref(clause),
        None => &[],
    };
    let parts: Vec<&Clause> = clauses.iter().chain(&query.filters).collect();
    let mut without = Vec::new();
    if !(2..=MOST_PARTS).contains(&parts.len()) {
        return Ok(without);
    }
    for (number, part) in parts.iter().enumerate() {
        let others = parts.iter().enumerate().filter(|(other, _)| *other != number);
        let rest = Clause::All(others.map(|(_, part)| (*part).clone()).collect());
        let count = if asks_date(part) { 0 } else { matches(view, Some(rest), Vec::new())? };
        if count > 0 {
            without.push((said(part), count));
        }
    }
    without.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    without.truncate(MOST_NAMED);
    Ok(without)
}

/// The clause with any of its words enough, where it asks for several.
fn any_of_the_words(clause: &Clause) -> Option<Clause> {
    let Clause::All(clauses) = clause else { return None };
    let is_words = |clause: &&Clause| match clause {
        Clause::Text { .. } | Clause::Boost(..) => true,
        Clause::Any(clauses) => clauses.iter().all(|clause| matches!(clause, Clause::Text { .. })),
        _ => false,
    };
    let (words, mut others): (Vec<&Clause>, Vec<&Clause>) = clauses.iter().partition(is_words);
    if words.len() < 2 {
        return None;
    }
    let any = Clause::Any(words.into_iter().cloned().collect());
    others.push(&any);
    Some(Clause::All(others.into_iter().cloned().collect()))
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
