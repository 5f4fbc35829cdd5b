//! A word with its other forms, as a query of the engine: in each field the places of all its forms are counted
//! as if they were one word, scored by BM25 once, and the best field counts, the others for a share.

use std::fmt;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

/// How much the fields count in which a word is found besides its best one.
pub(super) const OTHER_FIELDS: Score = 0.2;

/// From so many forms on, their places are first gathered in a table: going through lists side by side pays
/// only for a few.
const MANY: usize = 12;

/// A word's forms in one field.
#[derive(Debug, Clone)]
pub(super) struct FieldForms {
    /// The field of exact words: its lengths count.
    pub(super) field: Field,
    /// What a person calls it.
    pub(super) name: &'static str,
    /// How much it counts.
    pub(super) boost: Score,
    /// The forms, in this field or in its stems; each place is counted.
    pub(super) forms: Vec<Term>,
    /// The word itself, where an article in a language of which nothing is known has it only so. Counted only
    /// where it stands more often than all `forms` together, since these hold it in any other article.
    pub(super) itself: Option<Term>,
}

impl FieldForms {
    fn terms(&self) -> impl Iterator<Item = &Term> {
        self.itself.iter().chain(&self.forms)
    }
}

/// A word in some fields.
#[derive(Clone)]
pub(super) struct FormsQuery {
    /// The word, for explanations.
    pub(super) word: String,
    /// Where it is looked for.
    pub(super) fields: Vec<FieldForms>,
}

impl fmt::Debug for FormsQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "forms of {}", self.word)
    }
}

impl Query for FormsQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let mut fields = Vec::with_capacity(self.fields.len());
        for forms in &self.fields {
            let mut known = forms.clone();
            let (mut weight, mut frequency, mut total) = (None, 0, 0);
            if let Some(searcher) = scoring.searcher() {
                total = searcher.segment_readers().iter().map(|reader| u64::from(reader.max_doc())).sum();
                let mut frequencies = Vec::with_capacity(forms.forms.len());
                known.forms.clear();
                for term in &forms.forms {
                    let found = searcher.doc_freq(term)?;
                    if found > 0 {
                        frequencies.push(found);
                        known.forms.push(term.clone());
                    }
                }
                // Nearly every article that has the word itself has it among the forms too.
                let itself = forms.itself.as_ref().map_or(Ok(0), |term| searcher.doc_freq(term))?;
                known.itself = forms.itself.clone().filter(|_| itself > 0);
                frequency = union_frequency(&frequencies, total).max(itself);
            }
            if let EnableScoring::Enabled { statistics_provider, .. } = scoring {
                let words = statistics_provider.total_num_tokens(forms.field)?;
                let average = words as Score / total.max(1) as Score;
                weight = Some(Bm25Weight::for_one_term(frequency, total, average).boost_by(forms.boost));
            }
            if known.terms().next().is_some() {
                fields.push(FieldWeight { forms: known, weight, frequency, total });
            }
        }
        Ok(Box::new(FormsWeight { word: self.word.clone(), fields }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.fields.iter().flat_map(FieldForms::terms).for_each(|term| visitor(term, false));
    }
}

/// In how many of `total` articles at least one of several words stands, if they stand independently.
pub(super) fn union_frequency(frequencies: &[u64], total: u64) -> u64 {
    let share = |frequency: &u64| *frequency as f64 / total.max(1) as f64;
    let none: f64 = frequencies.iter().map(|frequency| 1.0 - share(frequency)).product();
    let expected = ((1.0 - none) * total as f64).round() as u64;
    expected.max(frequencies.iter().copied().max().unwrap_or(0)).min(total)
}

struct FieldWeight {
    forms: FieldForms,
    weight: Option<Bm25Weight>,
    frequency: u64,
    total: u64,
}

struct FormsWeight {
    word: String,
    fields: Vec<FieldWeight>,
}

impl FormsWeight {
    fn forms_scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<FormsScorer> {
        let mut scorer = FormsScorer { fields: Vec::new(), cursors: Vec::new(), doc: TERMINATED, hint: 0 };
        for field in &self.fields {
            let mut lists = Vec::new();
            for term in field.forms.terms() {
                let option = match field.weight {
                    Some(_) => IndexRecordOption::WithFreqs,
                    None => IndexRecordOption::Basic,
                };
                if let Some(postings) = reader.inverted_index(term.field())?.read_postings(term, option)? {
                    let itself = field.forms.itself.as_ref() == Some(term);
                    lists.push((itself, postings));
                }
            }
            if lists.is_empty() {
                continue;
            }
            let lengths = match field.weight {
                Some(_) => reader.fieldnorms_readers().get_field(field.forms.field)?,
                None => None,
            };
            let number = scorer.fields.len();
            scorer.fields.push(FieldScorer {
                weight: field.weight.as_ref().map(|weight| weight.boost_by(boost)),
                lengths: lengths.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1)),
            });
            let sizes = lists.iter().map(|(_, postings)| postings.size_hint());
            scorer.hint = scorer.hint.saturating_add(sizes.fold(0, u32::saturating_add));
            if lists.len() >= MANY {
                let places = Places::Table(Table::gather(lists, reader.max_doc()));
                scorer.cursors.push(Cursor { doc: places.doc(), field: number, itself: false, places });
            } else {
                scorer.cursors.extend(lists.into_iter().map(|(itself, postings)| Cursor {
                    doc: postings.doc(),
                    field: number,
                    itself,
                    places: Places::List(Box::new(postings)),
                }));
            }
        }
        scorer.hint = scorer.hint.min(reader.max_doc());
        scorer.doc = scorer.nearest();
        Ok(scorer)
    }
}

impl Weight for FormsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(self.forms_scorer(reader, boost)?))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.forms_scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("{} is not in document {doc}", self.word)));
        }
        let mut whole = Explanation::new_with_string(self.word.clone(), scorer.score());
        for field in &self.fields {
            let one = FormsWeight { word: String::new(), fields: vec![field.clone_for_one()] };
            let mut alone = one.forms_scorer(reader, 1.0)?;
            if alone.doc() > doc || alone.seek(doc) != doc {
                continue;
            }
            let words = FieldNormReader::id_to_fieldnorm(alone.length(0));
            let text = format!(
                "{} of {} {words} words, in {} of {} articles, times {}",
                times(alone.times_in(0)),
                field.forms.name,
                field.frequency,
                field.total,
                field.forms.boost,
            );
            whole.add_detail(Explanation::new_with_string(text, alone.score()));
        }
        Ok(whole)
    }
}

impl FieldWeight {
    fn clone_for_one(&self) -> FieldWeight {
        FieldWeight { forms: self.forms.clone(), weight: self.weight.clone(), ..*self }
    }
}

fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

struct FieldScorer {
    weight: Option<Bm25Weight>,
    lengths: FieldNormReader,
}

/// A list of places, and the document it stands at.
struct Cursor {
    doc: DocId,
    field: usize,
    itself: bool,
    places: Places,
}

enum Places {
    List(Box<SegmentPostings>),
    Table(Table),
}

impl Places {
    fn doc(&self) -> DocId {
        match self {
            Places::List(postings) => postings.doc(),
            Places::Table(table) => table.doc,
        }
    }

    fn count(&self) -> u32 {
        match self {
            Places::List(postings) => postings.term_freq(),
            Places::Table(table) => table.counts.get(table.doc as usize).map_or(0, |&count| u32::from(count)),
        }
    }

    fn advance(&mut self) -> DocId {
        match self {
            Places::List(postings) => postings.advance(),
            Places::Table(table) => table.first_from(table.doc.saturating_add(1)),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Places::List(postings) => postings.seek(target),
            Places::Table(table) => table.first_from(target),
        }
    }
}

/// How often any of many forms stands in each document of a segment.
struct Table {
    counts: Vec<u16>,
    doc: DocId,
}

impl Table {
    fn gather(lists: Vec<(bool, SegmentPostings)>, documents: DocId) -> Table {
        let mut counts = vec![0u16; documents as usize];
        for (_, mut postings) in lists {
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if let Some(count) = counts.get_mut(doc as usize) {
                    let more = u16::try_from(postings.term_freq()).unwrap_or(u16::MAX);
                    *count = count.saturating_add(more);
                }
                doc = postings.advance();
            }
        }
        let mut table = Table { counts, doc: 0 };
        table.first_from(0);
        table
    }

    fn first_from(&mut self, doc: DocId) -> DocId {
        let rest = self.counts.get(doc as usize..).unwrap_or(&[]);
        let next = rest.iter().position(|&count| count > 0);
        self.doc = next.map_or(TERMINATED, |offset| doc + offset as DocId);
        self.doc
    }
}

struct FormsScorer {
    fields: Vec<FieldScorer>,
    cursors: Vec<Cursor>,
    doc: DocId,
    hint: u32,
}

impl FormsScorer {
    fn nearest(&self) -> DocId {
        self.cursors.iter().map(|cursor| cursor.doc).min().unwrap_or(TERMINATED)
    }

    /// How often the word stands in that field of the document.
    fn times_in(&self, field: usize) -> u32 {
        let (mut forms, mut itself) = (0, 0);
        for cursor in &self.cursors {
            if cursor.doc == self.doc && cursor.field == field {
                *(if cursor.itself { &mut itself } else { &mut forms }) += cursor.places.count();
            }
        }
        forms.max(itself)
    }

    fn length(&self, field: usize) -> u8 {
        self.fields.get(field).map_or(0, |field| field.lengths.fieldnorm_id(self.doc))
    }
}

impl DocSet for FormsScorer {
    fn advance(&mut self) -> DocId {
        let mut nearest = TERMINATED;
        for cursor in &mut self.cursors {
            if cursor.doc == self.doc && cursor.doc != TERMINATED {
                cursor.doc = cursor.places.advance();
            }
            nearest = nearest.min(cursor.doc);
        }
        self.doc = nearest;
        nearest
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let mut nearest = TERMINATED;
        for cursor in &mut self.cursors {
            if cursor.doc < target {
                cursor.doc = cursor.places.seek(target);
            }
            nearest = nearest.min(cursor.doc);
        }
        self.doc = nearest;
        nearest
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.hint
    }
}

impl Scorer for FormsScorer {
    fn score(&mut self) -> Score {
        let (mut best, mut sum) = (0.0f32, 0.0f32);
        for (number, field) in self.fields.iter().enumerate() {
            let Some(weight) = &field.weight else { continue };
            let count = self.times_in(number);
            if count > 0 {
                let score = weight.score(field.lengths.fieldnorm_id(self.doc), count);
                best = best.max(score);
                sum += score;
            }
        }
        best + OTHER_FIELDS * (sum - best)
    }
}
