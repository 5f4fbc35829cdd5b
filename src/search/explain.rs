//! Why a hit has its score: its question taken apart, and each part weighed alone, in lines for a person.

use serde_json::Value;
use tantivy::query::{EnableScoring, Weight};
use tantivy::{DocAddress, DocId, Score, SegmentReader, TERMINATED};

use super::forms::FormsQuery;
use super::translate::{beside_the_question, translate};
use super::view::{View, failed};
use super::vocabulary;
use crate::error::Result;
use crate::model::{Clause, Query, WordField};

/// The fields that a text is looked for in where none is named.
const EVERYWHERE: [WordField; 3] = [WordField::Headline, WordField::Byline, WordField::Body];

/// A question whose parts can be weighed for one article after the other.
pub(super) struct Explained {
    whole: Option<Part>,
}

/// A part of a question.
struct Part {
    said: String,
    weight: Box<dyn Weight>,
    details: Details,
}

/// What there is to say of a part besides its score.
enum Details {
    /// The engine's own account of it.
    Account,
    /// In which fields it stands.
    Fields(Vec<(WordField, Box<dyn Weight>)>),
    /// What its own parts add.
    Parts(Vec<Part>),
}

impl Explained {
    /// Takes the question apart. Its filters count nothing, and are left out.
    pub(super) fn of(view: &View, query: &Query) -> Result<Explained> {
        let whole = query.clause.as_ref().map(|clause| part(view, clause)).transpose()?.flatten();
        Ok(Explained { whole })
    }

    /// How the score of the article at that address came about: a line for each part, deeper parts further in.
    pub(super) fn score(&self, view: &View, at: DocAddress) -> Result<Vec<String>> {
        let reader = view.searcher.segment_reader(at.segment_ord);
        let whole = self.whole.as_ref().map(|whole| described(whole, reader, at.doc_id)).transpose()?;
        Ok(whole.flatten().map(|(_, lines)| lines).unwrap_or_default())
    }
}

/// A clause that can add to a score; what is refused and what is a condition cannot.
fn part(view: &View, clause: &Clause) -> Result<Option<Part>> {
    let alone = Query { clause: Some(clause.clone()), ..Query::default() };
    let query = translate(view, &alone)?.query;
    let details = match clause {
        Clause::All(clauses) => Details::Parts(parts(view, clauses)?),
        Clause::Any(clauses) => {
            let beside = beside_the_question(clauses, &vocabulary::languages(view)?);
            let counting = clauses.iter().zip(beside).filter(|(_, beside)| !beside);
            Details::Parts(parts(view, &counting.map(|(clause, _)| clause.clone()).collect::<Vec<_>>())?)
        }
        Clause::Boost(clause, _) => Details::Parts(parts(view, std::slice::from_ref(clause.as_ref()))?),
        Clause::Text { .. } if query.is::<FormsQuery>() => Details::Account,
        Clause::Text { field: None, wanted, at } => {
            let mut fields = Vec::new();
            for field in EVERYWHERE {
                let there = Clause::Text { field: Some(field), wanted: wanted.clone(), at: at.clone() };
                let there = translate(view, &Query { clause: Some(there), ..Query::default() })?.query;
                fields.push((field, weight(view, there.as_ref())?));
            }
            Details::Fields(fields)
        }
        Clause::Text { .. } => Details::Fields(Vec::new()),
        _ => return Ok(None),
    };
    let said = match clause {
        Clause::All(_) | Clause::Any(_) => "in all".to_owned(),
        other => other.to_string(),
    };
    Ok(Some(Part { said, weight: weight(view, query.as_ref())?, details }))
}

fn parts(view: &View, clauses: &[Clause]) -> Result<Vec<Part>> {
    clauses.iter().filter_map(|clause| part(view, clause).transpose()).collect()
}

fn weight(view: &View, query: &dyn tantivy::query::Query) -> Result<Box<dyn Weight>> {
    query.weight(EnableScoring::enabled_from_searcher(view.searcher)).map_err(failed)
}

/// The score of a document; `None` where it does not match.
fn score(weight: &dyn Weight, reader: &SegmentReader, doc: DocId) -> Result<Option<Score>> {
    let mut scorer = weight.scorer(reader, 1.0).map_err(failed)?;
    // A scorer must not be asked to go back.
    while scorer.doc() < doc && scorer.doc() != TERMINATED {
        scorer.seek(doc);
    }
    Ok((scorer.doc() == doc).then(|| scorer.score()))
}

/// What a part counts, and the lines that say why; nothing where the document lacks it.
fn described(part: &Part, reader: &SegmentReader, doc: DocId) -> Result<Option<(Score, Vec<String>)>> {
    let Some(value) = score(part.weight.as_ref(), reader, doc)? else { return Ok(None) };
    let mut head = format!("{value:.2}  {}", part.said);
    let mut inner: Vec<(Score, Vec<String>)> = Vec::new();
    match &part.details {
        Details::Parts(parts) => {
            for part in parts {
                inner.extend(described(part, reader, doc)?);
            }
            // What comes whole from one part is said by that part.
            if inner.len() == 1 && inner.iter().all(|(score, _)| *score == value) {
                return Ok(inner.pop());
            }
        }
        Details::Fields(fields) => {
            let mut names = Vec::new();
            for (field, weight) in fields {
                if score(weight.as_ref(), reader, doc)?.is_some() {
                    names.push(format!("the {field}"));
                }
            }
            if !names.is_empty() {
                head.push_str(&format!(", in {}", names.join(" and ")));
            }
        }
        Details::Account => {
            let account = part.weight.explain(reader, doc).map_err(failed)?;
            let account: Value = serde_json::from_str(&account.to_pretty_json()).unwrap_or_default();
            for field in account.get("details").and_then(Value::as_array).into_iter().flatten() {
                let value = field.get("value").and_then(Value::as_f64).unwrap_or(0.0);
                let said = field.get("description").and_then(Value::as_str).unwrap_or("");
                inner.push((value as Score, vec![format!("{value:.2}  {said}")]));
            }
        }
    }
    let inner = inner.into_iter().flat_map(|(_, lines)| lines).map(|line| format!("  {line}"));
    Ok(Some((value, std::iter::once(head).chain(inner).collect())))
}
