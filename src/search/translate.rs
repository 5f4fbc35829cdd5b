//! A query as a tree → the engine's query, with what is to be marked in the texts and what a person should know.
//! Words become queries in `text`, everything else in `conditions`.

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, Query as EngineQuery,
};

use super::conditions::condition;
use super::function_words;
use super::text::{asked_words, text_query};
use super::view::View;
use super::vocabulary;
use super::wanted::Mark;
use crate::error::{Error, Result};
use crate::model::{Clause, Lang, Query, Wanted};

/// How deep clauses may stand in one another; the parser allows less.
const DEEPEST: usize = 64;

/// From how many words on, of which any is enough, a list of them is taken as a question in whole sentences.
const LONG_QUESTION: usize = 4;

/// A question as the engine is asked it.
pub(super) struct Translated {
    pub(super) query: Box<dyn EngineQuery>,
    /// What is marked in the articles that match.
    pub(super) marks: Vec<Mark>,
    /// What a person should know.
    pub(super) notes: Vec<String>,
}

/// A translation under way.
pub(super) struct Translator<'a> {
    pub(super) view: &'a View<'a>,
    /// The languages that words are stemmed by.
    pub(super) langs: Vec<Lang>,
    pub(super) marks: Vec<Mark>,
    pub(super) notes: Vec<String>,
    /// Whether the clause in hand is one that articles must not match.
    pub(super) refused: bool,
}

/// The engine's form of a question: its clause scored, its filters not.
pub(super) fn translate(view: &View, query: &Query) -> Result<Translated> {
    let langs = match asked_language(query) {
        Some(lang) => vec![lang],
        None => vocabulary::languages(view)?,
    };
    let mut translator = Translator { view, langs, marks: Vec::new(), notes: Vec::new(), refused: false };
    let mut parts: Vec<(Occur, Box<dyn EngineQuery>)> = Vec::new();
    if let Some(clause) = &query.clause {
        parts.push((Occur::Must, translator.clause(clause, 0)?));
    }
    let marked = translator.marks.len();
    for filter in &query.filters {
        let filter = translator.clause(filter, 0)?;
        parts.push((Occur::Must, unscored(filter)));
    }
    translator.marks.truncate(marked);
    let query = match parts.len() {
        0 => unscored(Box::new(AllQuery)),
        1 => parts.remove(0).1,
        _ => Box::new(BooleanQuery::new(parts)),
    };
    Ok(Translated { query, marks: translator.marks, notes: translator.notes })
}

/// The language that a filter or an `all of` asks for: then words are stemmed by no other.
fn asked_language(query: &Query) -> Option<Lang> {
    let of = |clause: &Clause| match clause {
        Clause::LangIs(lang) => Some(*lang),
        _ => None,
    };
    let clauses = match &query.clause {
        Some(Clause::All(clauses)) => clauses.as_slice(),
        Some(clause) => std::slice::from_ref(clause),
        None => &[],
    };
    query.filters.iter().chain(clauses).find_map(of)
}

/// The same articles, none of them better than another.
pub(super) fn unscored(query: Box<dyn EngineQuery>) -> Box<dyn EngineQuery> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// Every article but these.
pub(super) fn all_but(query: Box<dyn EngineQuery>) -> Box<dyn EngineQuery> {
    unscored(Box::new(BooleanQuery::new(vec![(Occur::Must, Box::new(AllQuery)), (Occur::MustNot, query)])))
}

impl Translator<'_> {
    /// A clause as the engine's query.
    pub(super) fn clause(&mut self, clause: &Clause, depth: usize) -> Result<Box<dyn EngineQuery>> {
        if depth > DEEPEST {
            return Err(Error::Usage("the query is nested too deep".to_owned()));
        }
        match clause {
            Clause::All(clauses) => {
                self.notes.extend(clauses.iter().filter_map(in_small_letters));
                let mut parts: Vec<(Occur, Box<dyn EngineQuery>)> = Vec::with_capacity(clauses.len() + 1);
                for clause in clauses {
                    parts.push(match clause {
                        Clause::Not(refused) => (Occur::MustNot, self.refuse(refused, depth + 1)?),
                        wanted => (Occur::Must, self.clause(wanted, depth + 1)?),
                    });
                }
                if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                    parts.push((Occur::Must, unscored(Box::new(AllQuery))));
                }
                Ok(Box::new(BooleanQuery::new(parts)))
            }
            Clause::Any(clauses) if clauses.is_empty() => Ok(Box::new(EmptyQuery)),
            Clause::Any(clauses) => {
                let beside = beside_the_question(clauses, &self.langs);
                let mut parts = Vec::with_capacity(clauses.len());
                for (clause, beside) in clauses.iter().zip(beside) {
                    let part = self.clause(clause, depth + 1)?;
                    parts.push(if beside { unscored(part) } else { part });
                }
                Ok(Box::new(BooleanQuery::union(parts)))
            }
            Clause::Not(refused) => Ok(all_but(self.refuse(refused, depth + 1)?)),
            Clause::Boost(clause, factor) => {
                Ok(Box::new(BoostQuery::new(self.clause(clause, depth + 1)?, *factor)))
            }
            Clause::Text { field, wanted, .. } => text_query(self, *field, wanted),
            other => Ok(unscored(condition(self.view, other)?)),
        }
    }

    fn refuse(&mut self, clause: &Clause, depth: usize) -> Result<Box<dyn EngineQuery>> {
        let before = std::mem::replace(&mut self.refused, true);
        let query = self.clause(clause, depth);
        self.refused = before;
        query
    }

    /// Has the words of a clause marked, unless it is one that articles must not match.
    pub(super) fn mark(&mut self, mark: Mark) {
        if !self.refused {
            self.marks.push(mark);
        }
    }
}

/// What is told of an operator in small letters, which is a word like others.
fn in_small_letters(clause: &Clause) -> Option<String> {
    let Clause::Text { field: None, wanted: Wanted::Word(word), .. } = clause else { return None };
    let meant = match word.as_str() {
        "or" => "either of two is asked for with OR",
        "not" => "what is to be left out is told with NOT",
        _ => return None,
    };
    Some(format!("`{word}` is looked for as a word; {meant}, in capitals"))
}

/// Which of the clauses, of which any is enough, are function words that count nothing: none of a short list,
/// nor where there is nothing else.
pub(super) fn beside_the_question(clauses: &[Clause], langs: &[Lang]) -> Vec<bool> {
    let none = vec![false; clauses.len()];
    if clauses.len() < LONG_QUESTION {
        return none;
    }
    let word = |clause: &Clause| match clause {
        Clause::Text { field: None, wanted: Wanted::Word(text), .. } => match asked_words(text).as_slice() {
            [only] => only.text.clone(),
            _ => String::new(),
        },
        _ => String::new(),
    };
    let words: Vec<String> = clauses.iter().map(word).collect();
    let beside = function_words::which(&words.iter().map(String::as_str).collect::<Vec<_>>(), langs);
    if beside.iter().all(|&beside| beside) { none } else { beside }
}
