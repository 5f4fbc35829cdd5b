//! How a query is refused: what is wrong, the bytes it concerns, and what was likely meant.

use std::ops::Range;

use super::MAX_BYTES;
use crate::model::QueryError;

/// How much of a query that is too long is shown.
const SHOWN: usize = 60;

/// A refusal without a suggestion.
pub(super) fn refuse(query: &str, at: Range<usize>, message: impl Into<String>) -> QueryError {
    QueryError { query: query.to_owned(), at, message: message.into(), suggestion: None }
}

/// A refusal that suggests the query with the bytes at `at` replaced.
pub(super) fn refuse_for(
    query: &str,
    at: Range<usize>,
    message: impl Into<String>,
    replacement: &str,
) -> QueryError {
    let suggestion = replaced(query, &at, replacement);
    QueryError { suggestion: (!suggestion.is_empty()).then_some(suggestion), ..refuse(query, at, message) }
}

/// The refusal of a query that is longer than is read.
pub(super) fn too_long(query: &str) -> QueryError {
    let shown =
        query.char_indices().map(|(start, _)| start).take_while(|start| *start <= SHOWN).last().unwrap_or(0);
    let message = format!("a query holds at most {MAX_BYTES} bytes; this one has {}", query.len());
    refuse(&query[..shown], 0..shown, message)
}

/// The query with some of its bytes replaced, its blanks at the ends and doubled at the seam taken away.
pub(super) fn replaced(query: &str, at: &Range<usize>, replacement: &str) -> String {
    let (before, after) = (&query[..at.start], &query[at.end..]);
    if replacement.is_empty() {
        let (before, after) = (before.trim_end(), after.trim_start());
        let blank = if before.is_empty() || after.is_empty() { "" } else { " " };
        return format!("{before}{blank}{after}").trim().to_owned();
    }
    format!("{before}{replacement}{after}").trim().to_owned()
}

/// A refusal of a part of a query, made whole: its place counted from the query's start.
pub(super) fn within(query: &str, part: &Range<usize>, inner: QueryError) -> QueryError {
    let at = part.start + inner.at.start..part.start + inner.at.end;
    let suggestion = inner.suggestion.map(|value| {
        let quoted = value.contains(char::is_whitespace) && !query[..part.start].ends_with('"');
        replaced(query, part, &if quoted { format!("\"{value}\"") } else { value })
    });
    QueryError { query: query.to_owned(), at, message: inner.message, suggestion }
}
