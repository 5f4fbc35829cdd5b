//! Counts by span of days: how many of the articles that match were published within each, in all or by outlet.
//! An article of which nothing is known but its month spans the month.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::spellings::Spellings;
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
    let span = |((first, last, source), count): ((i32, i32, Option<String>), u64)| {
        Some(Span {
            first: Day::from_epoch(first.into())?,
            last: Day::from_epoch(last.into())?,
            source,
            count,
        })
    };
    Ok(counted.into_iter().filter_map(span).collect())
}

/// Gives outlets that are one the same name: in spans, and in those of more articles that hold all of them.
pub(super) fn name_outlets(spans: &mut [Span], more: Option<&mut Vec<Span>>) {
    let more = more.map_or(&mut [][..], Vec::as_mut_slice);
    let mut spellings = Spellings::of_outlets();
    let whole = if more.is_empty() { &*spans } else { &*more };
    for span in whole {
        span.source.iter().for_each(|name| spellings.meet(name, span.count));
    }
    let shown = spellings.shown();
    let named = spans.iter_mut().chain(more.iter_mut()).filter_map(|span| span.source.as_mut());
    for name in named {
        if let Some(spelling) = shown.get(name.as_str()).filter(|spelling| **spelling != name.as_str()) {
            *name = (*spelling).to_owned();
        }
    }
}

struct Spans {
    duplicates: bool,
    per_source: bool,
}

/// First day, last day, and the outlet by its number: in a segment that segment's, outside that of all names in the
/// alphabet's order.
type Key = (i32, i32, Option<u32>);

struct SpansOfSegment {
    first: Column<i64>,
    last: Column<i64>,
    ids: Option<Column<u64>>,
    sources: Option<StrColumn>,
    /// Where an id may stand in several places: each of them.
    met: Vec<(u64, Key)>,
    counts: FxHashMap<Key, u64>,
}

struct SpansFound {
    counts: FxHashMap<Key, u64>,
    met: Vec<(u64, Key)>,
    /// The outlets of this segment by number, all of them named.
    names: BTreeMap<u32, String>,
}

impl Collector for Spans {
    type Fruit = FxHashMap<(i32, i32, Option<String>), u64>;
    type Child = SpansOfSegment;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SpansOfSegment> {
        let columns = reader.fast_fields();
        Ok(SpansOfSegment {
            first: columns.i64("day_first")?,
            last: columns.i64("day_last")?,
            ids: if self.duplicates { Some(columns.u64("id")?) } else { None },
            sources: if self.per_source { columns.str("source_name")? } else { None },
            met: Vec::new(),
            counts: FxHashMap::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<SpansFound>>) -> tantivy::Result<Self::Fruit> {
        let segments: Vec<SpansFound> = segments.into_iter().collect::<tantivy::Result<_>>()?;
        let all: BTreeSet<&str> =
            segments.iter().flat_map(|segment| segment.names.values().map(String::as_str)).collect();
        let numbers: FxHashMap<&str, u32> = all.iter().copied().zip(0..).collect();
        let mut counts: FxHashMap<Key, u64> = FxHashMap::default();
        let mut met: Vec<(u64, Key)> = Vec::with_capacity(segments.iter().map(|found| found.met.len()).sum());
        for segment in &segments {
            let everywhere = |(first, last, source): Key| {
                let name = source.and_then(|number| segment.names.get(&number));
                (first, last, name.and_then(|name| numbers.get(name.as_str()).copied()))
            };
            for (key, count) in &segment.counts {
                *counts.entry(everywhere(*key)).or_default() += count;
            }
            met.extend(segment.met.iter().map(|(id, key)| (*id, everywhere(*key))));
        }
        // Two places may differ in a date that was inferred: the earlier counts.
        met.sort_unstable();
        met.dedup_by_key(|(id, _)| *id);
        met.into_iter().for_each(|(_, key)| *counts.entry(key).or_default() += 1);
        let names: Vec<&str> = all.into_iter().collect();
        let named = |number: u32| names.get(number as usize).map(|name| (*name).to_owned());
        let named =
            |((first, last, source), count): (Key, u64)| ((first, last, source.and_then(named)), count);
        Ok(counts.into_iter().map(named).collect())
    }
}

impl SegmentCollector for SpansOfSegment {
    type Fruit = tantivy::Result<SpansFound>;

    fn collect(&mut self, doc: DocId, _: Score) {
        let day = |column: &Column<i64>| column.first(doc).and_then(|day| i32::try_from(day).ok());
        let (Some(first), Some(last)) = (day(&self.first), day(&self.last)) else { return };
        let source = self.sources.as_ref().and_then(|sources| sources.term_ords(doc).next());
        let key = (first, last, source.and_then(|number| u32::try_from(number).ok()));
        match &self.ids {
            Some(ids) => self.met.push((ids.first(doc).unwrap_or(0), key)),
            None => *self.counts.entry(key).or_default() += 1,
        }
    }

    fn harvest(self) -> tantivy::Result<SpansFound> {
        let keys = self.met.iter().map(|(_, key)| key).chain(self.counts.keys());
        let mut numbers: Vec<u64> = keys
            .filter_map(|(_, _, source)| *source)
            .collect::<FxHashSet<u32>>()
            .into_iter()
            .map(u64::from)
            .collect();
        numbers.sort_unstable();
        let mut names = BTreeMap::new();
        if let Some(sources) = &self.sources {
            let mut rest = numbers.iter();
            sources.dictionary().sorted_ords_to_term_cb(&numbers, |name| {
                let number = rest.next().and_then(|number| u32::try_from(*number).ok());
                names.extend(number.map(|number| (number, String::from_utf8_lossy(name).into_owned())));
            })?;
        }
        Ok(SpansFound { counts: self.counts, met: self.met, names })
    }
}
