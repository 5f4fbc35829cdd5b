//! The hits in their order, and how many there are: the same answer whatever the number of threads and
//! segments, since equal scores are ordered by date and then by id, and an id counts once.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::model::Sort;

/// An article in its place among the hits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ranked {
    pub(super) score: Score,
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

/// The best of one segment.
pub(super) struct InOrderOfSegment {
    segment: SegmentOrdinal,
    sort: Sort,
    most: usize,
    days: Column<i64>,
    ids: Column<u64>,
    heap: BinaryHeap<Keyed>,
    /// Where an id may come twice: every id met, and the ids in the heap.
    seen: Option<FxHashSet<u64>>,
    count: u64,
}

/// What a segment gives.
pub(super) struct SegmentBest {
    count: u64,
    ids: Option<FxHashSet<u64>>,
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
            seen: self.duplicates.then(FxHashSet::default),
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
            let mut places: FxHashMap<u64, ()> = FxHashMap::default();
            best.retain(|keyed| places.insert(keyed.ranked.id, ()).is_none());
            let mut ids: FxHashSet<u64> = FxHashSet::default();
            for segment in segments {
                ids.extend(segment.ids.into_iter().flatten());
            }
            total = ids.len() as u64;
        }
        best.truncate(self.most);
        Ok(Best { total, ranked: best.into_iter().map(|keyed| keyed.ranked).collect() })
    }
}

impl SegmentCollector for InOrderOfSegment {
    type Fruit = SegmentBest;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.count += 1;
        let mut id = None;
        if let Some(seen) = &mut self.seen {
            let number = self.ids.first(doc).unwrap_or(0);
            if !seen.insert(number) {
                return;
            }
            id = Some(number);
        }
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
            day,
            id: id.unwrap_or_else(|| self.ids.first(doc).unwrap_or(0)),
            at: DocAddress::new(self.segment, doc),
        };
        let keyed = Keyed { sort: self.sort, ranked };
        if self.heap.len() < self.most {
            self.heap.push(keyed);
        } else if let Some(mut worst) = self.heap.peek_mut()
            && keyed < *worst
        {
            *worst = keyed;
        }
    }

    fn harvest(self) -> SegmentBest {
        SegmentBest { count: self.count, ids: self.seen, best: self.heap.into_vec() }
    }
}

/// Counts articles, each id once.
pub(super) struct CountIds;

/// The ids of one segment.
pub(super) struct IdsOfSegment {
    ids: Column<u64>,
    seen: FxHashSet<u64>,
}

impl Collector for CountIds {
    type Fruit = u64;
    type Child = IdsOfSegment;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<IdsOfSegment> {
        Ok(IdsOfSegment { ids: reader.fast_fields().u64("id")?, seen: FxHashSet::default() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<FxHashSet<u64>>) -> tantivy::Result<u64> {
        let mut all = FxHashSet::default();
        segments.into_iter().for_each(|ids| all.extend(ids));
        Ok(all.len() as u64)
    }
}

impl SegmentCollector for IdsOfSegment {
    type Fruit = FxHashSet<u64>;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.seen.extend(self.ids.first(doc));
    }

    fn harvest(self) -> FxHashSet<u64> {
        self.seen
    }
}
