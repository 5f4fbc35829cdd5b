//! Counts by span of days: how many of the articles that match were published within each, in all or by outlet.
//! An article of which nothing is known but its month spans the month.

use rustc_hash::FxHashMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::translate::translate;
use super::view::{View, failed};
use crate::error::Result;
use crate::model::{Day, Query};

/// The articles of one span of days, and of one outlet where counts are by outlet.
pub(super) struct Span {
    pub(super) first: Day,
    pub(super) last: Day,
    pub(super) source: Option<String>,
    pub(super) count: u64,
}

/// The spans among the dated articles that match, in no order; by outlet, those that name none are one of their own.
pub(super) fn spans(view: &View, query: &Query, per_source: bool) -> Result<Vec<Span>> {
    let translated = translate(view, query)?;
    let counts = Spans { duplicates: view.duplicates, per_source };
    let counted = view.searcher.search(translated.query.as_ref(), &counts).map_err(failed)?;
    let span = |((first, last, source), count)| {
        Some(Span { first: Day::from_epoch(first)?, last: Day::from_epoch(last)?, source, count })
    };
    Ok(counted.into_iter().filter_map(span).collect())
}

struct Spans {
    duplicates: bool,
    per_source: bool,
}

/// First day, last day, and the outlet: its number in a segment, its name outside.
type Key<Source> = (i64, i64, Option<Source>);

struct SpansOfSegment {
    first: Column<i64>,
    last: Column<i64>,
    ids: Column<u64>,
    sources: Option<StrColumn>,
    seen: Option<FxHashMap<u64, Key<u64>>>,
    counts: FxHashMap<Key<u64>, u64>,
}

struct SpansFound {
    counts: Vec<(Key<String>, u64)>,
    ids: Vec<(u64, Key<String>)>,
}

impl Collector for Spans {
    type Fruit = FxHashMap<Key<String>, u64>;
    type Child = SpansOfSegment;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SpansOfSegment> {
        let columns = reader.fast_fields();
        Ok(SpansOfSegment {
            first: columns.i64("day_first")?,
            last: columns.i64("day_last")?,
            ids: columns.u64("id")?,
            sources: if self.per_source { columns.str("source_name")? } else { None },
            seen: self.duplicates.then(FxHashMap::default),
            counts: FxHashMap::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(
        &self,
        segments: Vec<tantivy::Result<SpansFound>>,
    ) -> tantivy::Result<FxHashMap<Key<String>, u64>> {
        let mut counts: FxHashMap<Key<String>, u64> = FxHashMap::default();
        let mut keys: FxHashMap<u64, Key<String>> = FxHashMap::default();
        for segment in segments {
            let segment = segment?;
            for (key, count) in segment.counts {
                *counts.entry(key).or_default() += count;
            }
            for (id, key) in segment.ids {
                // Two places may differ in a date that was inferred: the earlier counts.
                match keys.get_mut(&id) {
                    Some(known) if *known <= key => {}
                    Some(known) => *known = key,
                    None => drop(keys.insert(id, key)),
                }
            }
        }
        keys.into_values().for_each(|key| *counts.entry(key).or_default() += 1);
        Ok(counts)
    }
}

impl SegmentCollector for SpansOfSegment {
    type Fruit = tantivy::Result<SpansFound>;

    fn collect(&mut self, doc: DocId, _: Score) {
        let (Some(first), Some(last)) = (self.first.first(doc), self.last.first(doc)) else { return };
        let source = self.sources.as_ref().and_then(|sources| sources.term_ords(doc).next());
        let key = (first, last, source);
        match &mut self.seen {
            Some(seen) => {
                let id = self.ids.first(doc).unwrap_or(0);
                seen.entry(id).and_modify(|known| *known = key.min(*known)).or_insert(key);
            }
            None => *self.counts.entry(key).or_default() += 1,
        }
    }

    fn harvest(self) -> tantivy::Result<SpansFound> {
        let seen = self.seen.unwrap_or_default();
        let mut numbers: Vec<u64> =
            seen.values().chain(self.counts.keys()).filter_map(|(_, _, source)| *source).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut names = FxHashMap::default();
        if let Some(sources) = &self.sources {
            let mut rest = numbers.iter();
            sources.dictionary().sorted_ords_to_term_cb(&numbers, |name| {
                names.extend(rest.next().map(|number| (*number, String::from_utf8_lossy(name).into_owned())));
            })?;
        }
        let named = |(first, last, source): Key<u64>| {
            (first, last, source.and_then(|number| names.get(&number).cloned()))
        };
        Ok(SpansFound {
            counts: self.counts.into_iter().map(|(key, count)| (named(key), count)).collect(),
            ids: seen.into_iter().map(|(id, key)| (id, named(key))).collect(),
        })
    }
}
