//! Counts by a field: how many of the articles that match have each of its values.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::spans::{Span, spans};
use super::spellings::Spellings;
use super::timeline::Step;
use super::translate::translate;
use super::view::{View, failed};
use crate::error::Result;
use crate::model::{Day, Facet, Query};

/// A field that articles are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetField {
    /// The outlet.
    Source,
    /// Each person.
    Byline,
    /// The language.
    Lang,
    /// The format of the file.
    Format,
    /// The file.
    Path,
    /// The year of publication.
    Year,
    /// The month, of articles whose month is known.
    Month,
    /// The day, of articles whose day is known.
    Day,
}

/// What a field's values are read from.
enum Kept {
    /// A column of names.
    Names(&'static str),
    /// The two columns of days, in steps.
    Days(Step),
}

impl FacetField {
    fn kept(self) -> Kept {
        match self {
            FacetField::Source => Kept::Names("source_name"),
            FacetField::Byline => Kept::Names("byline_name"),
            FacetField::Lang => Kept::Names("lang"),
            FacetField::Format => Kept::Names("format"),
            FacetField::Path => Kept::Names("path"),
            FacetField::Year => Kept::Days(Step::Year),
            FacetField::Month => Kept::Days(Step::Month),
            FacetField::Day => Kept::Days(Step::Day),
        }
    }
}

/// The values among the articles that match, most frequent first.
pub(super) fn facets(
    view: &View,
    field: FacetField,
    query: &Query,
    limit: Option<usize>,
) -> Result<Vec<Facet>> {
    let mut found: Vec<Facet> = match field.kept() {
        Kept::Names(column) => {
            let translated = translate(view, query)?;
            let names = Names { column, duplicates: view.duplicates };
            let counted = view.searcher.search(translated.query.as_ref(), &names).map_err(failed)?;
            match field {
                FacetField::Source => as_one(&counted, Spellings::of_outlets()),
                FacetField::Byline => as_one(&counted, Spellings::of_people()),
                _ => counted.into_iter().map(|(value, count)| Facet { value, count }).collect(),
            }
        }
        Kept::Days(step) => {
            let counted = spans(view, query, false)?;
            let mut periods: FxHashMap<Day, u64> = FxHashMap::default();
            for Span { first, last, count, .. } in counted {
                if let Some(start) = step.holding(first, last) {
                    *periods.entry(start).or_default() += count;
                }
            }
            periods.into_iter().map(|(start, count)| Facet { value: step.name(start), count }).collect()
        }
    };
    found.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    found.truncate(limit.unwrap_or(usize::MAX));
    Ok(found)
}

/// The counts of names, those that are one together.
fn as_one(counted: &FxHashMap<String, u64>, mut spellings: Spellings) -> Vec<Facet> {
    counted.iter().for_each(|(name, count)| spellings.meet(name, *count));
    let shown = spellings.shown();
    let mut counts: FxHashMap<&str, u64> = FxHashMap::default();
    for (name, count) in counted {
        *counts.entry(shown.get(name.as_str()).copied().unwrap_or(name)).or_default() += count;
    }
    counts.into_iter().map(|(value, count)| Facet { value: value.to_owned(), count }).collect()
}

/// Counts the values of a column of names.
pub(super) struct Names {
    pub(super) column: &'static str,
    pub(super) duplicates: bool,
}

/// The counts of one segment.
pub(super) struct NamesOfSegment {
    names: Option<StrColumn>,
    ids: Option<Column<u64>>,
    counts: Vec<u64>,
    /// Where an id may stand in several places: which of them had which value.
    pairs: Vec<(u64, u64)>,
}

/// What a segment gives: values with their counts, or with the ids that have them.
pub(super) type NamesFound = Vec<(String, u64, Vec<u64>)>;

impl Collector for Names {
    type Fruit = FxHashMap<String, u64>;
    type Child = NamesOfSegment;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<NamesOfSegment> {
        let names = reader.fast_fields().str(self.column)?;
        let values = names.as_ref().map_or(0, |names| names.num_terms());
        let ids = if self.duplicates { Some(reader.fast_fields().u64("id")?) } else { None };
        Ok(NamesOfSegment { names, ids, counts: vec![0; values], pairs: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(
        &self,
        segments: Vec<tantivy::Result<NamesFound>>,
    ) -> tantivy::Result<FxHashMap<String, u64>> {
        let mut counts: FxHashMap<String, u64> = FxHashMap::default();
        let mut ids: FxHashMap<String, FxHashSet<u64>> = FxHashMap::default();
        for segment in segments {
            for (value, count, of) in segment? {
                if self.duplicates {
                    ids.entry(value).or_default().extend(of);
                } else {
                    *counts.entry(value).or_default() += count;
                }
            }
        }
        counts.extend(ids.into_iter().map(|(value, ids)| (value, ids.len() as u64)));
        Ok(counts)
    }
}

impl SegmentCollector for NamesOfSegment {
    type Fruit = tantivy::Result<NamesFound>;

    fn collect(&mut self, doc: DocId, _: Score) {
        let Some(names) = &self.names else { return };
        for value in names.term_ords(doc) {
            match self.ids.as_ref().and_then(|ids| ids.first(doc)) {
                Some(id) => self.pairs.push((value, id)),
                None => {
                    if let Some(count) = self.counts.get_mut(value as usize) {
                        *count += 1;
                    }
                }
            }
        }
    }

    fn harvest(mut self) -> tantivy::Result<NamesFound> {
        let Some(names) = &self.names else { return Ok(Vec::new()) };
        let mut found: Vec<(u64, u64, Vec<u64>)> = Vec::new();
        for (value, &count) in self.counts.iter().enumerate() {
            if count > 0 {
                found.push((value as u64, count, Vec::new()));
            }
        }
        self.pairs.sort_unstable();
        self.pairs.dedup();
        for same in self.pairs.chunk_by(|a, b| a.0 == b.0) {
            if let Some((value, _)) = same.first() {
                found.push((*value, same.len() as u64, same.iter().map(|(_, id)| *id).collect()));
            }
        }
        found.sort_unstable_by_key(|(value, ..)| *value);
        // The dictionary is read once from end to end: looked up one by one, each name would cost a block of it.
        let values: Vec<u64> = found.iter().map(|(value, ..)| *value).collect();
        let mut rows = found.into_iter();
        let mut named: NamesFound = Vec::with_capacity(values.len());
        names.dictionary().sorted_ords_to_term_cb(&values, |name| {
            if let Some((_, count, ids)) = rows.next() {
                named.push((String::from_utf8_lossy(name).into_owned(), count, ids));
            }
        })?;
        Ok(named)
    }
}
