//! Articles like one: a question made of its most telling words, those that are frequent in it and rare elsewhere.

use rustc_hash::FxHashMap;
use tantivy::Term;
use tantivy::query::{BooleanQuery, Occur, Query as EngineQuery, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::find::{Which, find};
use super::forms::{FieldForms, FormsQuery};
use super::translate::Translated;
use super::view::View;
use super::{hit, ranked};
use crate::error::Result;
use crate::index::analyser::each_word;
use crate::model::{Article, Hits, Query};

/// How many words make the question.
const TELLING: usize = 30;

/// How many different words of a text are weighed.
const MOST_WEIGHED: usize = 2_000;

/// How often a word counts for being in the headline.
const IN_HEADLINE: f32 = 3.0;

/// The articles most like the one that is meant.
pub(super) fn similar(view: &View, which: &Which, limit: usize) -> Result<Hits> {
    let article = find(view, which)?.article;
    let field = view.fields.body;
    let mut parts: Vec<(Occur, Box<dyn EngineQuery>)> = Vec::new();
    for (word, _) in telling_words(view, &article)? {
        let forms = vec![Term::from_field_text(field, &word)];
        let fields = vec![FieldForms { field, name: "the body's", boost: 1.0, forms, itself: None }];
        parts.push((Occur::Should, Box::new(FormsQuery { word, fields })));
    }
    let query = Query { limit: Some(limit), ..Query::default() };
    let itself = Term::from_field_u64(view.fields.id, article.id.0);
    let least = (parts.len() / 4).max(1);
    let telling = BooleanQuery::with_minimum_required_clauses(parts, least);
    let asked: Vec<(Occur, Box<dyn EngineQuery>)> = vec![
        (Occur::Must, Box::new(telling)),
        (Occur::MustNot, Box::new(TermQuery::new(itself, IndexRecordOption::Basic))),
    ];
    let translated =
        Translated { query: Box::new(BooleanQuery::new(asked)), marks: Vec::new(), notes: Vec::new() };
    // A clause makes the order one of relevance; which one does not matter, since it was translated above.
    let by_relevance = Query { clause: Some(crate::model::Clause::All(Vec::new())), ..query };
    let best = ranked(view, &by_relevance, &translated)?;
    let mut hits = Vec::with_capacity(best.ranked.len());
    for (number, ranked) in best.ranked.iter().enumerate() {
        hits.push(hit(view, &by_relevance, &translated, ranked, number + 1)?);
    }
    let reading = format!("articles like {} {}", article.id, article.headline);
    Ok(Hits { total: best.total, hits, reading, notes: Vec::new(), nothing: None })
}

/// The words that tell most of an article, with how much.
fn telling_words(view: &View, article: &Article) -> Result<Vec<(String, f32)>> {
    let mut counts: FxHashMap<String, f32> = FxHashMap::default();
    for (text, worth) in [(&article.headline, IN_HEADLINE), (&article.body, 1.0)] {
        each_word(text, |word, _, _| {
            if let Some(count) = counts.get_mut(word) {
                *count += worth;
            } else if counts.len() < MOST_WEIGHED && word.chars().count() > 1 {
                counts.insert(word.to_owned(), worth);
            }
            true
        });
    }
    let all = view.documents() as f32;
    let mut weighed = Vec::with_capacity(counts.len());
    for (word, count) in counts {
        let frequency = view.frequency(view.fields.body, &word)?;
        // A word of no other article finds none.
        if frequency > 1 {
            let rarity = (1.0 + all / frequency as f32).ln();
            weighed.push((word, count.sqrt() * rarity));
        }
    }
    weighed.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    weighed.truncate(TELLING);
    Ok(weighed)
}
