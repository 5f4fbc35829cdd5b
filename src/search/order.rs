//! The hits in their order, and how many there are: the same answer whatever the number of threads and
//! segments, since equal scores are ordered by date and then by id, and an id counts once.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::FxHashSet;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::model::Sort;

/// An article in its place among the hits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ranked {
    pub(super) score: Score,
    /// What of its score it has for words that stand side by side.
    pub(super) beside: Score,
    /// The first day it may have been published, where that is known.
    pub(super) day: Option<i64>,
    pub(super) id: u64,
    pub(super) at: DocAddress,
}

/// The best hits, in order, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Best {
    pub(super) total: u64,
    pub(super) ranked: Vec<Ranked>,
}

/// Collects the best so many articles in an order.
pub(super) struct InOrder {
    /// The order.
    pub(super) sort: Sort,
    /// How many are kept.
    pub(super) most: usize,
    /// Whether an id may stand in more than one document.
    pub(super) duplicates: bool,
}

/// What an article of that day is worth in an order: 1 but where age counts.
pub(super) fn worth(sort: Sort, day: Option<i64>) -> Score {
    match (sort, day) {
        (Sort::Recent { half_life, today }, Some(day)) => {
            let age = (today.epoch() - day).max(0);
            (-(age as Score) / half_life.max(1) as Score).exp2()
        }
        (Sort::Recent { .. }, None) => 0.0,
        _ => 1.0,
    }
}

/// An article whose greatness is its place in the order: the best is the least.
#[derive(Clone, Copy)]
struct Keyed {
    sort: Sort,
    ranked: Ranked,
}

impl Keyed {
    fn order(&self, other: &Keyed) -> Ordering {
        let (a, b) = (&self.ranked, &other.ranked);
        // Undated articles come last in every order.
        let newest = || b.day.cmp(&a.day);
        let oldest = || a.day.is_none().cmp(&b.day.is_none()).then(a.day.cmp(&b.day));
        match self.sort {
            Sort::Relevance | Sort::Recent { .. } => b.score.total_cmp(&a.score).then_with(newest),
            Sort::Newest => newest(),
            Sort::Oldest => oldest(),
        }
        .then(a.id.cmp(&b.id))
        .then(a.at.cmp(&b.at))
    }
}

impl PartialEq for Keyed {
    fn eq(&self, other: &Keyed) -> bool {
        self.order(other) == Ordering::Equal
    }
}

impl Eq for Keyed {}

impl PartialOrd for Keyed {
    fn partial_cmp(&self, other: &Keyed) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Keyed {
    fn cmp(&self, other: &Keyed) -> Ordering {
        self.order(other)
    }
}

/// Puts articles in that order.
pub(super) fn in_order(sort: Sort, ranked: &mut [Ranked]) {
    ranked.sort_unstable_by(|a, b| Keyed { sort, ranked: *a }.order(&Keyed { sort, ranked: *b }));
}

/// The best of one segment.
pub(super) struct InOrderOfSegment {
    segment: SegmentOrdinal,
    sort: Sort,
    most: usize,
    days: Column<i64>,
    ids: Column<u64>,
    heap: BinaryHeap<Keyed>,
    /// Where an id may come twice.
    met: Option<Met>,
    count: u64,
}

/// The ids that a segment's articles have: each that was met, as often as it was, and those in the heap.
#[derive(Default)]
struct Met {
    all: Vec<u64>,
    kept: FxHashSet<u64>,
}

/// What a segment gives.
pub(super) struct SegmentBest {
    count: u64,
    ids: Vec<u64>,
    best: Vec<Keyed>,
}

impl Collector for InOrder {
    type Fruit = Best;
    type Child = InOrderOfSegment;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<InOrderOfSegment> {
        Ok(InOrderOfSegment {
            segment,
            sort: self.sort,
            most: self.most,
            days: reader.fast_fields().i64("day_first")?,
            ids: reader.fast_fields().u64("id")?,
            heap: BinaryHeap::new(),
            met: self.duplicates.then(Met::default),
            count: 0,
        })
    }

    fn requires_scoring(&self) -> bool {
        matches!(self.sort, Sort::Relevance | Sort::Recent { .. })
    }

    fn merge_fruits(&self, segments: Vec<SegmentBest>) -> tantivy::Result<Best> {
        let mut best: Vec<Keyed> = segments.iter().flat_map(|segment| segment.best.iter().copied()).collect();
        best.sort_unstable();
        let mut total = segments.iter().map(|segment| segment.count).sum();
        if self.duplicates {
            let mut places: FxHashSet<u64> = FxHashSet::default();
            best.retain(|keyed| places.insert(keyed.ranked.id));
            total = distinct(segments.into_iter().map(|segment| segment.ids));
        }
        best.truncate(self.most);
        Ok(Best { total, ranked: best.into_iter().map(|keyed| keyed.ranked).collect() })
    }
}

impl SegmentCollector for InOrderOfSegment {
    type Fruit = SegmentBest;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.count += 1;
        let id = self.met.as_mut().map(|met| {
            let id = self.ids.first(doc).unwrap_or(0);
            met.all.push(id);
            id
        });
        if self.heap.len() >= self.most {
            let worst = match self.heap.peek() {
                Some(worst) => worst.ranked,
                None => return,
            };
            // The columns are read only where the score leaves it open; age makes none higher.
            if matches!(self.sort, Sort::Relevance | Sort::Recent { .. }) && score < worst.score {
                return;
            }
        }
        let day = self.days.first(doc);
        let ranked = Ranked {
            score: score * worth(self.sort, day),
            beside: 0.0,
            day,
            id: id.unwrap_or_else(|| self.ids.first(doc).unwrap_or(0)),
            at: DocAddress::new(self.segment, doc),
        };
        let keyed = Keyed { sort: self.sort, ranked };
        let full = self.heap.len() >= self.most;
        if full && self.heap.peek().is_none_or(|worst| *worst <= keyed) {
            return;
        }
        if let Some(met) = &mut self.met
            && !met.kept.insert(ranked.id)
        {
            // Of two places the better one stands; they may differ in a date that was inferred.
            if self.heap.iter().all(|kept| kept.ranked.id != ranked.id || keyed < *kept) {
                self.heap.retain(|kept| kept.ranked.id != ranked.id);
                self.heap.push(keyed);
            }
            return;
        }
        self.heap.push(keyed);
        if full && let (Some(worst), Some(met)) = (self.heap.pop(), &mut self.met) {
            met.kept.remove(&worst.ranked.id);
        }
    }

    fn harvest(self) -> SegmentBest {
        let ids = self.met.map(|met| met.all).unwrap_or_default();
        SegmentBest { count: self.count, ids, best: self.heap.into_vec() }
    }
}

/// How many different ids there are. Sorting half a million takes a fraction of putting them in a table, and of its room.
fn distinct(segments: impl Iterator<Item = Vec<u64>>) -> u64 {
    let mut all: Vec<u64> = Vec::new();
    for ids in segments {
        if all.is_empty() { all = ids } else { all.extend(ids) }
    }
    all.sort_unstable();
    all.dedup();
    all.len() as u64
}

/// Counts articles, each id once.
pub(super) struct CountIds;

/// The ids of one segment.
pub(super) struct IdsOfSegment {
    ids: Column<u64>,
    met: Vec<u64>,
}

impl Collector for CountIds {
    type Fruit = u64;
    type Child = IdsOfSegment;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<IdsOfSegment> {
        Ok(IdsOfSegment { ids: reader.fast_fields().u64("id")?, met: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Vec<u64>>) -> tantivy::Result<u64> {
        Ok(distinct(segments.into_iter()))
    }
}

impl SegmentCollector for IdsOfSegment {
    type Fruit = Vec<u64>;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.met.extend(self.ids.first(doc));
    }

    fn harvest(self) -> Vec<u64> {
        self.met
    }
}
