//! Near copies: one story saved from several outlets, told by its sketch and its date. Grouping changes what
//! is shown of the hits in hand, never a count.

use rustc_hash::FxHashSet;
use tantivy::columnar::{BytesColumn, Column};
use tantivy::{DocAddress, DocId, SegmentReader};

use super::conditions::id_span;
use super::view::{View, failed};
use crate::error::Result;
use crate::model::{Hit, Like, SKETCH_LEN, Sketch};

/// From what share of common word triples on two articles are near copies, where at most so many days lie between
/// them. Stories told by different people have next to none in common, so half leaves room for cuts, and for lines that
/// an outlet adds to a short one. What is printed again within a year or so has to be more alike, since columns that
/// return have turns of their own.
const ALIKE: [(i64, f32); 2] = [(90, 0.5), (400, 0.6)];

/// Beyond that, only texts that are the same are copies.
const THE_SAME: f32 = 1.0;

/// What near copies are told by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Print {
    sketch: Sketch,
    day: Option<i64>,
}

impl Print {
    /// Whether two articles are near copies. An article of which no day is known may be of any.
    fn alike(&self, other: &Print) -> bool {
        let apart = match (self.day, other.day) {
            (Some(a), Some(b)) => (a - b).abs(),
            _ => 0,
        };
        let least = ALIKE.iter().find(|(days, _)| apart <= *days).map_or(THE_SAME, |(_, share)| *share);
        self.sketch.similarity(&other.sketch) >= least
    }
}

/// The columns that hold a segment's prints.
struct Prints {
    sketches: Option<BytesColumn>,
    days: Column<i64>,
}

impl Prints {
    fn of(reader: &SegmentReader) -> Result<Prints> {
        let columns = reader.fast_fields();
        Ok(Prints {
            sketches: columns.bytes("sketch").map_err(failed)?,
            days: columns.i64("day_first").map_err(failed)?,
        })
    }

    fn print(&self, doc: DocId, room: &mut Vec<u8>) -> Option<Print> {
        let sketches = self.sketches.as_ref()?;
        let ord = sketches.term_ords(doc).next()?;
        room.clear();
        sketches.ord_to_bytes(ord, room).ok()?;
        let sketch: [u8; SKETCH_LEN] = room.as_slice().try_into().ok()?;
        Some(Print { sketch: Sketch(sketch), day: self.days.first(doc) })
    }
}

/// The print of the article at that address.
pub(super) fn print_of(view: &View, at: DocAddress) -> Result<Option<Print>> {
    let prints = Prints::of(view.searcher.segment_reader(at.segment_ord))?;
    Ok(prints.print(at.doc_id, &mut Vec::new()))
}

/// Puts each hit that is a near copy of a better one under it. Ranks stay what they were.
pub(super) fn grouped(hits: Vec<(Hit, Option<Print>)>) -> Vec<Hit> {
    let mut shown: Vec<(Hit, Option<Print>)> = Vec::with_capacity(hits.len());
    for (hit, print) in hits {
        let better = shown.iter_mut().find(|(_, other)| match (&print, other) {
            (Some(print), Some(other)) => print.alike(other),
            _ => false,
        });
        match better {
            Some((better, _)) => better.like.push(Like { id: hit.id, source: hit.source }),
            None => shown.push((hit, print)),
        }
    }
    shown.into_iter().map(|(hit, _)| hit).collect()
}

/// The ids of the articles whose id begins so, and of their near copies.
pub(super) fn copies_of(view: &View, digits: &str) -> Result<Vec<u64>> {
    let Some((first, last)) = id_span(digits) else { return Ok(Vec::new()) };
    let mut room = Vec::new();
    let mut originals = Vec::new();
    let mut copies = FxHashSet::default();
    let mut segments = Vec::new();
    for reader in view.searcher.segment_readers() {
        let ids = reader.fast_fields().u64("id").map_err(failed)?;
        let prints = Prints::of(reader)?;
        for doc in reader.doc_ids_alive() {
            let Some(id) = ids.first(doc).filter(|id| (first..=last).contains(id)) else { continue };
            if copies.insert(id) {
                originals.extend(prints.print(doc, &mut room));
            }
        }
        segments.push((reader, ids, prints));
    }
    if originals.is_empty() {
        return Ok(copies.into_iter().collect());
    }
    for (reader, ids, prints) in segments {
        for doc in reader.doc_ids_alive() {
            let Some(print) = prints.print(doc, &mut room) else { continue };
            if originals.iter().any(|original| original.alike(&print)) {
                copies.extend(ids.first(doc));
            }
        }
    }
    Ok(copies.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_apart_the_more_alike_near_copies_have_to_be() {
        let print = |others: usize, day| {
            let mut sketch = [7; SKETCH_LEN];
            sketch[..others].fill(9);
            Print { sketch: Sketch(sketch), day }
        };
        let first = print(0, Some(1_000));
        for (others, days, expect) in [
            (32, 90, true),
            (33, 90, false),
            (32, 91, false),
            (25, 400, true),
            (26, 400, false),
            (1, 401, false),
            (0, 5_000, true),
        ] {
            for day in [1_000 - days, 1_000 + days] {
                assert_eq!(first.alike(&print(others, Some(day))), expect, "{others} others, {days} days");
            }
        }
        assert!(first.alike(&print(32, None)) && !first.alike(&print(33, None)));
    }
}
