//! A word with its other forms, as a query of the engine: the places of all its forms in all fields are counted as if
//! they were one word of one text in which a headline is written several times over, and scored by BM25 once (BM25F).
//! So an article without a headline is worth as much as one whose headline says what its body says.

use std::fmt;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

/// By what power of BM25's rarity a word counts: above 1, the frequent words of a long question drown the rare ones
/// less. This and the two below were chosen together on nine collections of abstracts and of news; nothing near them
/// is much better or worse.
const RARITY: Score = 1.15;

/// How soon a word that comes again and again counts no more (BM25's k1).
const SATURATION: Score = 1.5;

/// How much it takes from a word to stand in a long article (BM25's b).
const LENGTH: Score = 0.6;

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
    /// As how many places each place in it counts.
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
        let mut weight = FormsWeight { word: self.word.clone(), fields: self.fields.clone(), scoring: None };
        let Some(searcher) = scoring.searcher() else { return Ok(Box::new(weight)) };
        let total = searcher.segment_readers().iter().map(|reader| u64::from(reader.max_doc())).sum();
        let (mut frequencies, mut words) = (Vec::with_capacity(self.fields.len()), 0.0);
        for (known, field) in weight.fields.iter_mut().zip(&self.fields) {
            let mut of_forms = Vec::with_capacity(field.forms.len());
            known.forms.clear();
            for term in &field.forms {
                let found = searcher.doc_freq(term)?;
                if found > 0 {
                    of_forms.push(found);
                    known.forms.push(term.clone());
                }
            }
            // Nearly every article that has the word itself has it among the forms too.
            let itself = field.itself.as_ref().map_or(Ok(0), |term| searcher.doc_freq(term))?;
            known.itself = field.itself.clone().filter(|_| itself > 0);
            frequencies.push(union_frequency(&of_forms, total).max(itself));
            if let EnableScoring::Enabled { statistics_provider, .. } = scoring {
                words += field.boost * statistics_provider.total_num_tokens(field.field)? as Score;
            }
        }
        if let EnableScoring::Enabled { .. } = scoring {
            // What a headline says, its article says again.
            let frequency = frequencies.into_iter().max().unwrap_or(0);
            weight.scoring = Some(Scoring { frequency, total, average: words / total.max(1) as Score });
        }
        Ok(Box::new(weight))
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

/// What a word's score is reckoned from, besides its places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scoring {
    /// In how many articles it stands.
    pub(super) frequency: u64,
    /// How many articles there are.
    pub(super) total: u64,
    /// How many words an article has, those of each field counted as its places are.
    pub(super) average: Score,
}

impl Scoring {
    /// How much the word says: the rarer, the more.
    pub(super) fn rarity(&self) -> Score {
        let (frequency, total) = (self.frequency as Score, self.total as Score);
        (1.0 + (total - frequency + 0.5) / (frequency + 0.5)).ln().powf(RARITY)
    }

    /// The score of a word that stands so often in an article of that length.
    pub(super) fn score(&self, rarity: Score, times: Score, length: Score) -> Score {
        let long = 1.0 - LENGTH + LENGTH * length / self.average.max(1.0);
        rarity * (1.0 + SATURATION) * times / (times + SATURATION * long)
    }
}

struct FormsWeight {
    word: String,
    fields: Vec<FieldForms>,
    scoring: Option<Scoring>,
}

impl FormsWeight {
    fn forms_scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<FormsScorer> {
        let scoring = self.scoring.map(|scoring| (scoring, scoring.rarity() * boost));
        let mut scorer =
            FormsScorer { scoring, fields: Vec::new(), cursors: Vec::new(), doc: TERMINATED, hint: 0 };
        for field in &self.fields {
            let mut lists = Vec::new();
            for term in field.terms() {
                let option = match scoring {
                    Some(_) => IndexRecordOption::WithFreqs,
                    None => IndexRecordOption::Basic,
                };
                if let Some(postings) = reader.inverted_index(term.field())?.read_postings(term, option)? {
                    let itself = field.itself.as_ref() == Some(term);
                    lists.push((itself, postings));
                }
            }
            let lengths = match scoring {
                Some(_) => reader.fieldnorms_readers().get_field(field.field)?,
                None => None,
            };
            let number = scorer.fields.len();
            scorer.fields.push(FieldScorer {
                counts: field.boost,
                lengths: lengths.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1)),
            });
            if lists.is_empty() {
                continue;
            }
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
        let score = scorer.score();
        let (frequency, total) = self.scoring.map_or((0, 0), |scoring| (scoring.frequency, scoring.total));
        let text = format!("{}, in {frequency} of {total} articles", self.word);
        let mut whole = Explanation::new_with_string(text, score);
        let all = scorer.times();
        for (number, field) in self.fields.iter().enumerate() {
            let count = scorer.times_in(number);
            if count == 0 {
                continue;
            }
            let words = scorer.length_of(number);
            let each = match field.boost {
                1.0 => String::new(),
                boost => format!(", each counting {boost} times"),
            };
            let text = format!("{} of {} {words} words{each}", times(count), field.name);
            let share = count as Score * field.boost / all.max(Score::MIN_POSITIVE);
            whole.add_detail(Explanation::new_with_string(text, score * share));
        }
        Ok(whole)
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
    counts: Score,
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
    /// What scores are reckoned from, and the word's rarity with its weight.
    scoring: Option<(Scoring, Score)>,
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

    /// The places of the word in the document, each as many as its field makes of it.
    fn times(&self) -> Score {
        self.fields
            .iter()
            .enumerate()
            .map(|(number, field)| field.counts * self.times_in(number) as Score)
            .sum()
    }

    fn length_of(&self, field: usize) -> u32 {
        self.fields.get(field).map_or(0, |field| field.lengths.fieldnorm(self.doc))
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
        let Some((scoring, rarity)) = self.scoring else { return 0.0 };
        let length =
            self.fields.iter().map(|field| field.counts * field.lengths.fieldnorm(self.doc) as Score);
        scoring.score(rarity, self.times(), length.sum())
    }
}
