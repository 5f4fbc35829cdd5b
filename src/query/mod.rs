//! What was typed → what is asked. In comes the text of a query and the day it is asked on, out goes
//! a [`Clause`] or a [`QueryError`] that marks the place. `schema/query.md` is the grammar, and
//! `schema/query-conformance.txt` what it promises. It never reads a clock, a disk or an index, and
//! never drops a part of a query in silence.

mod calendar_words;
mod conditions;
mod dates;
mod fields;
mod filters;
mod lexer;
mod nearest;
mod parse;
mod refusal;
mod words;

#[cfg(test)]
mod conformance;

use crate::model::{Clause, Day, QueryError};

pub use dates::{When, days, days_ago, when};
pub use filters::{Filters, filters};

/// The longest query that is read, in bytes.
pub const MAX_BYTES: usize = 4096;

/// How deep groups and negations may stand in one another.
pub const MAX_DEPTH: usize = 16;

/// How many words and conditions a query may hold. Words taken as they are (`plain`) have no such bound.
pub const MAX_CLAUSES: usize = 64;

/// How a query is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The day that `yesterday`, `7d` and their like are counted from.
    pub today: Day,
    /// Any of the words is enough; else all must match.
    pub any: bool,
    /// Words are taken as they are: nothing in them is an operator.
    pub plain: bool,
}

/// What a query asks for; `None` where it is blank.
///
/// # Errors
///
/// A query that is too long, too deep or holds too much, that breaks the grammar, or in which a part
/// holds nothing that could be looked for.
pub fn parse(text: &str, settings: &Settings) -> Result<Option<Clause>, QueryError> {
    if text.len() > MAX_BYTES {
        return Err(refusal::too_long(text));
    }
    if settings.plain {
        return parse::plain(text, settings.any);
    }
    parse::parse(text, settings).map_err(|refusal| mended(refusal, settings))
}

/// How many slips a suggestion mends at most.
const MENDED: usize = 4;

/// The refusal with a suggestion that can be read: further slips in it are mended too, and where they
/// cannot be, there is none.
fn mended(refusal: QueryError, settings: &Settings) -> QueryError {
    let mut suggestion = refusal.suggestion.clone();
    for _ in 0..MENDED {
        let Some(query) = suggestion.filter(|query| query.len() <= MAX_BYTES) else { break };
        match parse::parse(&query, settings) {
            Ok(Some(_)) => return QueryError { suggestion: Some(query), ..refusal },
            Ok(None) => break,
            Err(further) => suggestion = further.suggestion,
        }
    }
    QueryError { suggestion: None, ..refusal }
}
