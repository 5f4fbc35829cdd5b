//! A query and an open index → hits, counts and overviews. Reads the index and nothing else; what was typed is
//! understood before (`query`), what is shown is written after (`render`).

mod beside;
mod conditions;
mod coverage;
mod explain;
mod facets;
mod find;
mod forms;
mod function_words;
mod group;
mod nothing;
mod order;
mod outlets;
mod places;
mod similar;
mod snippet;
mod spans;
mod spellings;
mod text;
mod timeline;
mod translate;
mod view;
mod vocabulary;
mod wanted;

#[cfg(test)]
mod tests;

use crate::error::Result;
use crate::index::Generation;
use crate::model::{Coverage, Facet, Found, Hit, Hits, Nothing, Period, Place, Query, Sort};

pub use facets::FacetField;
pub use find::Which;
pub use outlets::Outlets;
pub use timeline::{Over, Step};

use group::Print;
use order::{Best, InOrder, Ranked};
use places::Standing;
use translate::{Translated, translate};
use view::{View, failed};

/// The articles that a query asks for, best first (without words to be good at: newest first), each id once.
///
/// # Errors
///
/// A glob that is none, or an index that fails.
pub fn search(generation: &Generation, query: &Query) -> Result<Hits> {
    hits(&View::of(generation)?, query)
}

/// How many articles match, each id once; limits and grouping do not matter.
pub fn count(generation: &Generation, query: &Query) -> Result<u64> {
    let view = View::of(generation)?;
    view.count(translate(&view, query)?.query.as_ref())
}

/// What a person should know of the answers to a question: a part of it that stands for too much, say.
pub fn notes(generation: &Generation, query: &Query) -> Result<Vec<String>> {
    Ok(translate(&View::of(generation)?, query)?.notes)
}

/// Why no article matches a question that none does.
pub fn why_nothing(generation: &Generation, query: &Query) -> Result<Nothing> {
    nothing::why(&View::of(generation)?, query)
}

/// The values of a field among the articles that match, most frequent first, equals by the alphabet; `limit` of
/// them, or all.
pub fn facets(
    generation: &Generation,
    field: FacetField,
    query: &Query,
    limit: Option<usize>,
) -> Result<Vec<Facet>> {
    facets::facets(&View::of(generation)?, field, query, limit)
}

/// How many of the articles that match were published in each period, from the first to the last, empty ones included.
pub fn timeline(generation: &Generation, query: &Query, over: Over) -> Result<Vec<Period>> {
    timeline::timeline(&View::of(generation)?, query, over)
}

/// Of which days each outlet's articles are there, and which between them are missing; the outlet with the most first.
pub fn coverage(generation: &Generation, query: &Query) -> Result<Vec<Coverage>> {
    coverage::coverage(&View::of(generation)?, query)
}

/// The one article that is meant.
///
/// # Errors
///
/// No article is, or several are: the message names them.
pub fn find(generation: &Generation, which: &Which) -> Result<Found> {
    find::find(&View::of(generation)?, which)
}

/// The articles most like this one, best first, itself left out.
///
/// # Errors
///
/// As [`find`] for `which`.
pub fn similar(generation: &Generation, which: &Which, limit: usize) -> Result<Hits> {
    similar::similar(&View::of(generation)?, which, limit)
}

/// The articles that match, whole and one after the other, in the order, from the offset and up to the limit of the query.
pub fn export<'a>(
    generation: &'a Generation,
    query: &Query,
) -> Result<impl Iterator<Item = Result<Found>> + use<'a>> {
    let view = View::of(generation)?;
    let translated = translate(&view, query)?;
    let best = ranked(&view, query, &translated)?;
    Ok(best.ranked.into_iter().map(move |ranked| {
        let standing = places::standing(&view, ranked.id, ranked.at, &translated)?;
        Ok(Found { article: standing.kept.article, place: standing.place, also: standing.also })
    }))
}

/// Every place where the article with that id stands, in order.
pub fn places(generation: &Generation, which: &Which) -> Result<Vec<Place>> {
    let found = find(generation, which)?;
    Ok(std::iter::once(found.place).chain(found.also).collect())
}

fn hits(view: &View, query: &Query) -> Result<Hits> {
    let translated = translate(view, query)?;
    let best = ranked(view, query, &translated)?;
    let explained = if query.explain { Some(explain::Explained::of(view, query)?) } else { None };
    let mut hits = Vec::with_capacity(best.ranked.len());
    for (number, ranked) in best.ranked.iter().enumerate() {
        let mut hit = hit(view, query, &translated, ranked, query.offset + number + 1)?;
        if let Some(explained) = &explained {
            hit.explanation = explained.score(view, ranked.at)?;
            let worth = order::worth(query.sort, ranked.day);
            if ranked.beside > 0.0 {
                let more = ranked.beside / worth;
                hit.explanation.push(format!("plus {more:.2}, for words that stand side by side"));
            }
            if worth < 1.0 {
                hit.explanation.push(format!("times {worth:.3}, for its age"));
            }
        }
        let print: Option<Print> = if query.group { group::print_of(view, ranked.at)? } else { None };
        hits.push((hit, print));
    }
    let nothing = if best.total == 0 { Some(nothing::why(view, query)?) } else { None };
    Ok(Hits {
        total: best.total,
        hits: group::grouped(hits),
        reading: query.to_string(),
        notes: translated.notes,
        nothing,
    })
}

/// The part of the matching articles that is wanted, in order, and how many match in all.
fn ranked(view: &View, query: &Query, translated: &Translated) -> Result<Best> {
    // Where nothing is asked of the words, no article is better than another.
    let sort = match (&query.clause, query.sort) {
        (None, Sort::Relevance) => Sort::Newest,
        (_, sort) => sort,
    };
    let pairs = match (&query.clause, sort) {
        (Some(clause), Sort::Relevance | Sort::Recent { .. }) => beside::pairs(clause),
        _ => Vec::new(),
    };
    let wanted = query.limit.map_or(usize::MAX, |limit| limit.saturating_add(query.offset));
    let most = if pairs.is_empty() { wanted } else { wanted.max(beside::LOOKED_AT) };
    let order = InOrder { sort, most, duplicates: view.duplicates };
    let mut best = view.searcher.search(translated.query.as_ref(), &order).map_err(failed)?;
    if !pairs.is_empty() {
        let looked_at = best.ranked.len().min(beside::LOOKED_AT);
        beside::raise(view, sort, &pairs, &mut best.ranked[..looked_at])?;
        best.ranked.truncate(wanted);
    }
    best.ranked.drain(..query.offset.min(best.ranked.len()));
    Ok(best)
}

fn hit(view: &View, query: &Query, translated: &Translated, ranked: &Ranked, rank: usize) -> Result<Hit> {
    let Standing { kept, place, also } = places::standing(view, ranked.id, ranked.at, translated)?;
    let article = kept.article;
    let lang = article.stemmed_as();
    let snippet = query.snippet.map(|width| snippet::snippet(&article.body, lang, &translated.marks, width));
    Ok(Hit {
        rank,
        score: ranked.score,
        id: article.id,
        headline_marks: snippet::headline_marks(&article.headline, lang, &translated.marks),
        byline: article.byline(),
        headline: article.headline,
        source: article.source,
        published: article.published,
        url: article.url,
        lang: article.lang,
        format: article.format,
        place,
        also,
        snippet,
        like: Vec::new(),
        explanation: Vec::new(),
    })
}
