//! The value of a condition (`date:`, `lang:`, `has:` …) → what must hold.

use std::ops::Range;

use super::dates;
use super::fields::{Condition, PRESENCES};
use super::filters::language;
use super::nearest::nearest;
use super::refusal::{refuse, refuse_for, replaced, within};
use super::words::has_content;
use crate::model::{Clause, Day, QueryError};

/// The condition that `value`, which stands at `at` in the query, sets for a field.
pub(super) fn condition(
    query: &str,
    field: Condition,
    value: &str,
    at: &Range<usize>,
    today: Day,
) -> Result<Clause, QueryError> {
    let date = |refusal: QueryError| date_refusal(query, at, today, refusal);
    let bad = |message: String| refuse(query, at.clone(), message);
    match field {
        Condition::Date => dates::when(value, today).map(Clause::from).map_err(date),
        Condition::Since => dates::since(value, today).map(Clause::Published).map_err(date),
        Condition::Until => dates::until(value, today).map(Clause::Published).map_err(date),
        Condition::Added => dates::days(value, today).map(Clause::Added).map_err(date),
        Condition::Lang => language(value).map(Clause::LangIs).map_err(bad),
        Condition::Path if value.trim().is_empty() => Err(bad("a path is missing here".to_owned())),
        Condition::Path => Ok(Clause::PathLike(value.trim().to_owned())),
        Condition::Format if has_content(value) => Ok(Clause::FormatIs(value.trim().to_lowercase())),
        Condition::Format => Err(bad("the name of a format is missing here".to_owned())),
        Condition::Id => id_beginning(value).map(Clause::IdBegins).map_err(bad),
        Condition::Dup => id_beginning(value).map(Clause::CopyOf).map_err(bad),
        Condition::Has => presence(query, value, at),
        Condition::New => Ok(Clause::New),
    }
}

fn presence(query: &str, value: &str, at: &Range<usize>) -> Result<Clause, QueryError> {
    let lower = value.trim().to_lowercase();
    if let Some((_, presence)) = PRESENCES.iter().find(|(name, _)| *name == lower) {
        return Ok(Clause::Has(*presence));
    }
    let names: Vec<&str> = PRESENCES.iter().map(|(name, _)| *name).collect();
    let message = format!("an article can have {}", names.join(", "));
    Err(match nearest(&lower, names) {
        Some(meant) => refuse_for(query, at.clone(), message, meant),
        None => refuse(query, at.clone(), message),
    })
}

/// How many blanks further a date without quotes around it is looked for.
const DATE_BLANKS: usize = 4;

/// A date's refusal, counted from the start of the query. A date of several words without quotes around it is
/// the likeliest slip, and is looked for first.
fn date_refusal(query: &str, at: &Range<usize>, today: Day, refusal: QueryError) -> QueryError {
    let mut whole = within(query, at, refusal);
    if query[..at.start].ends_with(':') {
        let behind = &query[at.end..];
        let ends = behind.match_indices([' ', ')']).map(|(end, _)| end).chain([behind.len()]);
        let reads = |end: &usize| dates::days(&query[at.start..at.end + end], today).is_ok();
        if let Some(end) = ends.filter(|end| *end > 0).take(DATE_BLANKS).filter(reads).last() {
            let date = at.start..at.end + end;
            let quoted = format!("\"{}\"", &query[date.clone()]);
            whole.suggestion = Some(replaced(query, &date, &quoted));
        }
    }
    whole
}

/// The beginning of an id, as small hex digits.
fn id_beginning(value: &str) -> Result<String, String> {
    let value = value.trim().trim_end_matches('…');
    let is_hex = (1..=16).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_hexdigit());
    if is_hex { Ok(value.to_lowercase()) } else { Err("an id has up to 16 digits of 0-9 and a-f".to_owned()) }
}
