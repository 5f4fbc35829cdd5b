//! Everything that can be asked of an article besides its words → the engine's queries. None of them scores.

use std::collections::BTreeMap;
use std::ops::Bound;

use globset::GlobBuilder;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, EmptyQuery, Query as EngineQuery, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use time::{OffsetDateTime, UtcOffset};

use super::group::copies_of;
use super::translate::all_but;
use super::view::{View, failed};
use super::vocabulary::each_word;
use crate::error::{Error, Result};
use crate::index::mapping::source_key;
use crate::model::{Clause, Day, Days, Presence};

/// A condition as the engine's query. Words and what joins clauses are no business of this.
pub(super) fn condition(view: &View, clause: &Clause) -> Result<Box<dyn EngineQuery>> {
    let fields = view.fields;
    Ok(match clause {
        Clause::SourceIs(name) => name_is(fields.source_key, &source_key(name)),
        Clause::LangIs(lang) => name_is(fields.lang, lang.code()),
        Clause::FormatIs(format) => name_is(fields.format, format),
        Clause::PathLike(glob) => path_like(view, glob)?,
        Clause::IdBegins(digits) => id_begins(view, digits),
        Clause::Published(days) => published(view, *days),
        Clause::OnThisDay(month, day) => on_this_day(view, *month, *day)?,
        Clause::Added(days) => added(view, *days),
        Clause::New => match view.last_added {
            Some(seconds) => range(fields.added, Some(seconds), Some(seconds)),
            None => Box::new(EmptyQuery),
        },
        Clause::Has(presence) => all_but(name_is(fields.lacks, absence(*presence))),
        Clause::CopyOf(digits) => {
            let copies = copies_of(view, digits)?;
            Box::new(TermSetQuery::new(copies.into_iter().map(|id| Term::from_field_u64(fields.id, id))))
        }
        Clause::All(_) | Clause::Any(_) | Clause::Not(_) | Clause::Boost(..) | Clause::Text { .. } => {
            return Err(Error::Engine("a clause of words was taken for a condition".to_owned()));
        }
    })
}

fn absence(presence: Presence) -> &'static str {
    match presence {
        Presence::Headline => "headline",
        Presence::Source => "source",
        Presence::Date => "date",
        Presence::Byline => "byline",
        Presence::Url => "url",
        Presence::Lang => "lang",
    }
}

fn name_is(field: Field, name: &str) -> Box<dyn EngineQuery> {
    Box::new(TermQuery::new(Term::from_field_text(field, name), IndexRecordOption::Basic))
}

/// Numbers from one to another, both counted; all that there are where both ends are open.
fn range(field: Field, first: Option<i64>, last: Option<i64>) -> Box<dyn EngineQuery> {
    let bound = |end: Option<i64>| {
        end.map_or(Bound::Unbounded, |number| Bound::Included(Term::from_field_i64(field, number)))
    };
    match (first, last) {
        (None, None) => Box::new(AllQuery),
        _ => Box::new(RangeQuery::new(bound(first), bound(last))),
    }
}

/// Spans of days that overlap. An undated article is in none, an open one included.
fn published(view: &View, days: Days) -> Box<dyn EngineQuery> {
    let (first, last) = (days.first.map(Day::epoch), days.last.map(Day::epoch));
    match (first, last) {
        (None, None) => all_but(name_is(view.fields.lacks, "date")),
        (Some(_), None) => range(view.fields.day_last, first, None),
        (None, Some(_)) => range(view.fields.day_first, None, last),
        (Some(_), Some(_)) => Box::new(BooleanQuery::intersection(vec![
            range(view.fields.day_last, first, None),
            range(view.fields.day_first, None, last),
        ])),
    }
}

/// That day of every year that the index has articles of; only articles whose day is known.
fn on_this_day(view: &View, month: u8, day: u8) -> Result<Box<dyn EngineQuery>> {
    let mut years: Option<(i32, i32)> = None;
    for reader in view.searcher.segment_readers() {
        let column = reader.fast_fields().i64("day_first").map_err(failed)?;
        let year = |day: i64| Day::from_epoch(day).map(|day| day.parts().0);
        if column.values.num_vals() == 0 {
            continue;
        }
        if let (Some(first), Some(last)) = (year(column.min_value()), year(column.max_value())) {
            years = Some(years.map_or((first, last), |(from, to)| (from.min(first), to.max(last))));
        }
    }
    let Some((from, to)) = years else { return Ok(Box::new(EmptyQuery)) };
    let days: Vec<Day> = (from..=to).filter_map(|year| Day::new(year, month, day)).collect();
    let one_of = |field: Field| -> Box<dyn EngineQuery> {
        Box::new(TermSetQuery::new(days.iter().map(|day| Term::from_field_i64(field, day.epoch()))))
    };
    Ok(Box::new(BooleanQuery::intersection(vec![
        one_of(view.fields.day_first),
        one_of(view.fields.day_last),
    ])))
}

/// First seen within those days, as the clock on the wall counted them then.
fn added(view: &View, days: Days) -> Box<dyn EngineQuery> {
    let midnight = |day: Day| {
        let utc = day.epoch().saturating_mul(86_400);
        let there = OffsetDateTime::from_unix_timestamp(utc).ok();
        let offset = there.and_then(|there| UtcOffset::local_offset_at(there).ok()).unwrap_or(UtcOffset::UTC);
        utc - i64::from(offset.whole_seconds())
    };
    let last = days.last.map(|day| midnight(day.plus(1)) - 1);
    range(view.fields.added, days.first.map(midnight), last)
}

/// Ids from `digits` and zeros to `digits` and `f`s.
fn id_begins(view: &View, digits: &str) -> Box<dyn EngineQuery> {
    let Some((first, last)) = id_span(digits) else { return Box::new(EmptyQuery) };
    let bound = |id: u64| Bound::Included(Term::from_field_u64(view.fields.id, id));
    Box::new(RangeQuery::new(bound(first), bound(last)))
}

/// The least and the greatest id that begin with those hex digits.
pub(super) fn id_span(digits: &str) -> Option<(u64, u64)> {
    let sound = (1..=16).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let beginning = u64::from_str_radix(digits, 16).ok().filter(|_| sound)?;
    let open = 64 - 4 * digits.len() as u32;
    let first = beginning.checked_shl(open).unwrap_or(0);
    let rest = 1u64.checked_shl(open).map_or(u64::MAX, |more| more - 1);
    Some((first, first | rest))
}

/// Files whose path a glob matches; a text without glob characters is looked for anywhere in the path.
fn path_like(view: &View, glob: &str) -> Result<Box<dyn EngineQuery>> {
    let is_glob = glob.contains(['*', '?', '[', '{']);
    let matcher = if is_glob {
        let unclear = |error: globset::Error| Error::Usage(format!("{glob}: {}", error.kind()));
        Some(GlobBuilder::new(glob).literal_separator(false).build().map_err(unclear)?.compile_matcher())
    } else {
        None
    };
    let mut paths: BTreeMap<String, ()> = BTreeMap::new();
    each_word(view, view.fields.path, "", &mut |path, _| {
        let taken = match &matcher {
            Some(matcher) => matcher.is_match(path),
            None => path.contains(glob),
        };
        if taken {
            paths.insert(path.to_owned(), ());
        }
        true
    })?;
    Ok(Box::new(TermSetQuery::new(
        paths.into_keys().map(|path| Term::from_field_text(view.fields.path, &path)),
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_an_id_spans_all_that_begin_so() {
        assert_eq!(id_span("fe"), Some((0xfe00_0000_0000_0000, 0xfeff_ffff_ffff_ffff)));
        assert_eq!(id_span("0123456789abcdef"), Some((0x0123_4567_89ab_cdef, 0x0123_4567_89ab_cdef)));
        assert_eq!(
            (id_span(""), id_span("xyz"), id_span("+1"), id_span("00000000000000000")),
            (None, None, None, None)
        );
    }
}
