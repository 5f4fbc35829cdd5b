//! Where an article stands: the same article saved in several places is one article, shown at the first place that
//! the question lets through, with the others beside it.

use tantivy::collector::DocSetCollector;
use tantivy::query::{BooleanQuery, Query as EngineQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Term};

use super::translate::Translated;
use super::view::{View, failed};
use crate::error::Result;
use crate::index::Kept;
use crate::model::Place;

/// An article and its places.
pub(super) struct Standing {
    pub(super) kept: Kept,
    /// The place it is shown at.
    pub(super) place: Place,
    /// The other places.
    pub(super) also: Vec<Place>,
}

/// The article with that id, of which one place is at that address. It is shown at the first place that the question lets
/// through.
pub(super) fn standing(view: &View, id: u64, at: DocAddress, asked: &Translated) -> Result<Standing> {
    if !view.duplicates {
        return alone(view, at);
    }
    let every = addresses(view, &id_is(view, id))?;
    if every.len() < 2 {
        return alone(view, at);
    }
    let let_through = addresses(
        view,
        &BooleanQuery::intersection(vec![Box::new(id_is(view, id)), asked.query.box_clone()]),
    )?;
    among(view, every, &let_through)
}

/// The article with that id, at its first place.
pub(super) fn everywhere(view: &View, id: u64) -> Result<Option<Standing>> {
    let every = addresses(view, &id_is(view, id))?;
    if every.is_empty() { Ok(None) } else { among(view, every, &[]).map(Some) }
}

fn alone(view: &View, at: DocAddress) -> Result<Standing> {
    let kept = view.article(at)?;
    Ok(Standing { place: view.place(&kept), kept, also: Vec::new() })
}

/// One article of all these; of those that are let through, if any are, the first.
fn among(view: &View, every: Vec<DocAddress>, let_through: &[DocAddress]) -> Result<Standing> {
    let mut standing: Vec<(bool, Kept)> = Vec::with_capacity(every.len());
    for at in every {
        standing.push((!let_through.contains(&at), view.article(at)?));
    }
    standing.sort_by(|(a_aside, a), (b_aside, b)| {
        let line = |kept: &Kept| kept.article.lines.map(|lines| lines.start);
        a_aside.cmp(b_aside).then_with(|| a.file.cmp(&b.file)).then_with(|| line(a).cmp(&line(b)))
    });
    let mut places: Vec<Place> = standing.iter().map(|(_, kept)| view.place(kept)).collect();
    let place = places.remove(0);
    let (_, kept) = standing.remove(0);
    Ok(Standing { kept, place, also: places })
}

fn id_is(view: &View, id: u64) -> TermQuery {
    TermQuery::new(Term::from_field_u64(view.fields.id, id), IndexRecordOption::Basic)
}

fn addresses(view: &View, query: &dyn EngineQuery) -> Result<Vec<DocAddress>> {
    let found = view.searcher.search(query, &DocSetCollector).map_err(failed)?;
    Ok(found.into_iter().collect())
}
